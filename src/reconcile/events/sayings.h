// What persons and bodies with a name said on a day that the words tell ("said in a statement on Saturday") is an event
// of its own: one for each speaker and day.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/story_view.h"

namespace recount {

/// Somebody says something on a day that the words tell.
struct Saying {
    Day day;
    std::uint32_t speaker;      // into the story's entities
    std::uint32_t report;       // into Story::reports
    std::uint32_t attribution;  // into Layers::attributions
    std::uint32_t time;         // into Layers::times
    auto operator<=>(const Saying&) const = default;
};

/// The sayings of a story, by day, then by speaker.
std::vector<Saying> collect_sayings(const StoryView& view);

/// One speaker's sayings of one day as an event, without its id. `sayings` are not empty.
Event saying_event(const StoryView& view, std::span<const Saying> sayings);

}  // namespace recount
