// Happenings of the story whose days are fixed: by a time that names the day ("the August 9 ballot"), or by one in a
// report whose day is known ("yesterday's ballot"). They date the reports that count from them.
#pragma once

#include <vector>

#include "reconcile/days/known_days.h"

namespace recount {

/// The fixed points that follow from the days known so far; those of a story's background are left out.
std::vector<FixedPoint> fixed_points(const KnownDays& so_far);

}  // namespace recount
