// From mentions to events: which mentions, in which reports, are one dated happening, and to which of them each claim
// belongs. A mention is dated by the time that stands with it, else by what the report told just before, else by the
// day that the report mostly tells of. Two gatherings of one day are two events where one is for somebody and one
// against.
#pragma once

#include <vector>

#include "reconcile/story_view.h"

namespace recount {

struct StoryEvents {
    std::vector<Event> events;                         // in the order of their days, open ones last; ids "e1", "e2" ...
    std::vector<std::vector<std::uint32_t>> of_claim;  // by report of the story, by claim: into events, or no_index
    std::vector<std::vector<bool>> told;  // the same: by words beside the claim, not by what its report mostly tells
};

/// The events of one story.
StoryEvents find_events(const StoryView& view);

}  // namespace recount
