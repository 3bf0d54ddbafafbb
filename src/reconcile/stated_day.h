// The day that one report states of itself: by its metadata, its dateline, the dates of its captions and posts; and
// what its own words say against that.
#pragma once

#include <cstdint>
#include <optional>

#include "reconcile/account.h"

namespace recount {

constexpr int late_days = 14;  // a stamp so much later than what the text tells was made when the page was fetched

/// The day that the report's metadata or dateline give, or that of its captions and posts where the stamp was made
/// weeks later, when the page was fetched. What contradicts it is said. `index`: the report's, for the evidence.
/// REQUIRES: report.published.
ReportDay stated_day(const AnnotatedReport& report, std::uint32_t index);

/// The latest date of captions and posts, to the day, when the text tells that day as its own ("on Sunday") and knows
/// of nothing later.
std::optional<ReportDay> caption_day(const AnnotatedReport& report, std::uint32_t index);

}  // namespace recount
