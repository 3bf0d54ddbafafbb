// How far two codings agree: in all, by quantity and by report, with the list of what they disagree in. Claims are the
// same where their words overlap, each with one at most.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "agree/coding.h"
#include "agree/measures.h"

namespace recount {

struct AgreementRow {
    std::string of;                     // "all", a quantity, the SHA-256 of a report
    std::size_t first = 0, second = 0;  // claims that each coder found
    std::size_t both = 0;               // that both did
    Found found;                        // precision: of the first coder's; recall: of the second's
    std::optional<double> quantity, scope, source, modifier;  // alpha, of values that are the same or not
    std::optional<double> bounds;                             // the same of low and high together
    std::optional<double> low, high;  // alpha of numbers by their distance, where both coders have one
    std::size_t grouped = 0;          // claims that both found and one coder at least put into a figure or apart
    Found figures;                    // B-cubed of these
};

struct Disagreement {
    enum class Kind { found_by_first, found_by_second, quantity, scope, source, modifier, bounds, figure };
    Kind kind = Kind::quantity;
    DecisionTarget words;
    std::string first, second;  // what each coder said
    DecisionTarget other = {};  // of `figure`: the claim that is of the same figure for one coder alone
};
std::string_view name_of(Disagreement::Kind kind);

struct Agreement {
    AgreementRow all;
    std::vector<AgreementRow> quantities, reports;  // sorted
    std::vector<Disagreement> disagreements;        // in the order of the reports and the places in them
};

/// Of a quantity, the claims are those that a coder gives it; of one that no coder named, none.
Agreement agreement_of(const std::vector<CodedClaim>& first, const std::vector<CodedClaim>& second);

}  // namespace recount
