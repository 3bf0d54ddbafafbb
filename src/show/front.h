// What the front of the page tells of a story before the story itself is opened: the figures that may need a person,
// and the event that most of its reports tell.
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/account.h"

namespace recount {

/// Places in the story's own lists, in their order there.
struct FrontStory {
    std::vector<std::uint32_t> figures;  // those that differ, and those of an event that several mentions give
    std::vector<std::uint32_t> events;   // those of these figures, and the one that most reports tell, with its figures
};

FrontStory front_of(const StoryAccount& story);

}  // namespace recount
