// What one coder has said of the claims of some reports, as the decisions of a log leave it: which words count
// something, what and how much, and which claims are one figure. A later decision on the same words wins; what was
// undone counts for nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "decide/decision.h"
#include "decide/decision_log.h"

namespace recount {

/// A number as it was coded.
struct CodedBounds {
    std::optional<double> low, high;  // none: open on that side
    auto operator<=>(const CodedBounds&) const = default;
};

/// Words that a coder takes for a claim. What the coder said nothing of is none.
struct CodedClaim {
    DecisionTarget words;
    std::optional<std::string> quantity = {}, scope = {}, source = {}, modifier = {};
    std::optional<CodedBounds> bounds = {};
    std::uint32_t figure = 0;  // claims with one number are one figure
    bool grouped = false;      // the coder said so of it, or said that it is none
};

/// The claims in the order of reports, fields and places.
std::vector<CodedClaim> coding_of(std::span<const Decision> decisions);

}  // namespace recount
