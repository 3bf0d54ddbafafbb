// Ties to happenings: the report counts from one whose day is known ("two weeks after the vote"), or tells by its
// weekday one that another report dates.
#pragma once

#include <cstddef>
#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/days/known_days.h"

namespace recount {

/// Adds what a time of the report (`index`, into Layers::times) that names a happening says of the report's day.
void add_event_tie(const KnownDays& so_far, std::uint32_t report, std::size_t index, std::vector<Tie>& all);

/// A happening that a story tells of once, told by its weekday here and dated in a report of known day: "the roof
/// fell in on Thursday".
void add_mention_tie(const KnownDays& so_far, std::uint32_t report, const Mention& mention, std::vector<Tie>& all);

}  // namespace recount
