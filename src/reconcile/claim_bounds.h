// A claim as the status table sees it: what bounds the number, and when it was said, by its post, its report, or the
// words ("said in September", "earlier").
#pragma once

#include "reconcile/status.h"

namespace recount {

/// The days on which a sentence is said: that of its post, else those that its report may be of; nullopt where nothing
/// fixes them.
std::optional<DayInterval> days_said(const AnnotatedReport& report, const ReportDay& day, std::uint32_t sentence);

/// The bounds of a claim of `report`, but for what only its figure tells: the witness, and whether the matter was long
/// settled.
Bounds bounds_of(const AnnotatedReport& report, const ReportDay& day, const Claim& claim);

}  // namespace recount
