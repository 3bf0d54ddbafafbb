// What the codebook tells of redaction (codebook/redaction.toml): who victims and witnesses are, which parts of a name
// are no name by themselves, and what a pseudonym looks like.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/account.h"

namespace recount {

/// Immutable; any number of threads may use it.
struct RedactRules {
    /// Throws CodebookError.
    explicit RedactRules(const Codebook& codebook);

    std::vector<std::string> pseudonyms;      // "Person": what stands before the number; the first that fits is used
    std::vector<std::string> endings;         // of words made from a name, as keys (name_forms.h)
    std::set<std::string> never_alone;        // keys of words that are taken out within a whole name alone
    std::set<std::string> victim_quantities;  // of the codebook
    std::set<std::string> victim_events;      // event types of the codebook
    std::set<SourceKind> public_kinds;        // whoever is of these kinds is no witness
};

}  // namespace recount
