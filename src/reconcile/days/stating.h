// The days that reports state where their metadata do not: by the dates of captions and posts, or by a dateline whose
// year the story knows.
#pragma once

#include "reconcile/days/known_days.h"

namespace recount {

/// Dates reports by their captions and posts, near the days that others state.
void state_by_captions(KnownDays& so_far);

/// A dateline without its year, near the known days of the story: the year is theirs. True when one is found.
bool state_by_datelines(KnownDays& so_far);

}  // namespace recount
