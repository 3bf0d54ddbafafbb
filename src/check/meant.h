// Which claims of an account are about what a sentence asks. The figures that have all that the sentence names are
// ranked by how well their words fit; the best one is meant, with those of the same happening.
#pragma once

#include <vector>

#include "check/check.h"
#include "check/relevance.h"
#include "reconcile/status.h"

namespace recount {

struct MeantClaim {
    std::uint32_t story = 0, figure = 0, entry = 0;  // as in CheckEvidence
    bool by_source = true;                           // by the source that the sentence names, where it names one
    bool open_day = false;  // its words leave open whether it was then, others tell that they were
    bool part = false;      // of a part of what the sentence asks for
};

struct Meant {
    std::vector<MeantClaim> claims;                 // in the account's order; empty where nothing is found,
    CheckReason reason = CheckReason::no_quantity;  // for this reason
    std::vector<Span> missing;                      // and these words of the sentence
};

/// The bounds of a claim as a sentence means them: a victim without a number word is one at least.
Bounds bounds_as_told(const Claim& claim);

Meant find_meant(const Account& account, const AccountWords& words, const Asked& asked, CheckRules& rules,
                 const ReconcileRules& reconcile, const Gazetteer& gazetteer);

}  // namespace recount
