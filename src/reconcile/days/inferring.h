// The day of a report by its ties: what all of them allow, narrowed by what it tells as its news.
#pragma once

#include "reconcile/days/known_days.h"

namespace recount {

/// The day or interval that the ties leave; empty where they say nothing. `last_word`: nothing more will be known, so
/// that they may be read loosely, and a contradiction is said.
ReportDay day_by_ties(const KnownDays& so_far, std::uint32_t report, bool last_word);

/// Dates the report by its ties. True when the report's day is found, to the day.
bool infer_day(KnownDays& so_far, std::uint32_t report);

/// A stated day that the story's fixed points do not allow is kept, and that is said.
void check_stated(KnownDays& so_far, std::uint32_t report);

}  // namespace recount
