// The day of every report. What a report states of itself (metadata, a dateline, the dates of captions and embedded
// posts) comes first. A report that states nothing is dated by what ties it to the others of its story: a happening
// that one report dates ("the August 9 ballot") and this one counts from ("Sunday's march on the one-week anniversary
// of the vote", "last Sunday's vote", "a week since the vote"), a passage that both print, or a weekday of which both
// tell the same particulars. Each such tie allows some days; the answer is what all of them allow, narrowed by the
// weekday that the report tells its news by. Nothing is guessed: where they leave an interval the answer is that
// interval, where they contradict one another there is none, and the reason says so. A report that is dated so, and a
// weekday whose day is known though the report's own is not, dates others in turn.
#pragma once

#include <span>
#include <vector>

#include "gather/story.h"
#include "reconcile/account.h"

namespace recount {

/// One day a report, in the order of the reports. Reports need the times and mentions layers. The result depends on the
/// reports and stories alone; time grows with the square of a story's size at most.
std::vector<ReportDay> resolve_days(std::span<const AnnotatedReport> reports, const std::vector<Story>& stories);

}  // namespace recount
