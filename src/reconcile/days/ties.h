// What a report's day hangs on, with all that the story knows so far: happenings that it counts from or tells by their
// weekday (event_ties.h), passages and weekdays that it shares with reports of known days (shared_ties.h), and what its
// own dates and weekdays leave open. day_ties.h gives the days that all of them allow.
#pragma once

#include <optional>
#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/days/known_days.h"

namespace recount {

/// All ties of a report but the one of its news.
std::vector<Tie> ties_of(const KnownDays& so_far, std::uint32_t report);

/// Reports are of the day that they tell as their news, or soon after it; that narrows what other ties leave open,
/// and fixes nothing by itself.
std::optional<Tie> news_tie(const KnownDays& so_far, std::uint32_t report);

}  // namespace recount
