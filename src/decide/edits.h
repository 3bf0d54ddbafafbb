// Follows the decisions that are about one report by itself: what its numbers count and bound, whose they are, which of
// them are none and which were missed, its day, its outlet, and whether it is used at all. The stages behind see a
// report that was read rightly, and know nothing of it.
#pragma once

#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "decide/placing.h"
#include "report/layers.h"

namespace recount {

/// Whether the codebook names a quantity.
using KnowsQuantity = std::function<bool(std::string_view)>;

/// Changes the reports by the decisions that hold, and takes those that are left out away from `groups`, the reports of
/// each story; a group that has none left goes. What cannot be followed becomes a misfit.
void edit_reports(std::span<AnnotatedReport> reports, std::vector<std::vector<std::uint32_t>>& groups,
                  std::span<DecisionResult> decisions, const KnowsQuantity& knows_quantity);

/// The claim that words mean: the one that stands there, else the only one that reaches into them; no_index where there
/// is none.
std::uint32_t claim_at(const AnnotatedReport& report, Span words);

}  // namespace recount
