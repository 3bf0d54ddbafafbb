// What reports mean by their weekdays, as far as their days are known or their ties agree about it: also a report whose
// own day is open may mean one certain Sunday.
#pragma once

#include "reconcile/days/known_days.h"

namespace recount {

/// Fixes what the reports mean by their weekdays, as far as their days are known: one step further each time, so
/// that the order of the reports does not matter. True when one is new.
bool pin_weekdays(KnownDays& so_far);

}  // namespace recount
