// How every tie begins: with the words of the report that say it, as its evidence and its reason.
#pragma once

#include "reconcile/day_ties.h"
#include "reconcile/days/known_days.h"

namespace recount {

/// A tie of these words alone: no targets yet, and not anchored.
inline Tie new_tie(const KnownDays& so_far, Tie::Kind kind, std::uint32_t report, Span words) {
    Tie made;
    made.kind = kind;
    made.evidence.push_back({report, words});
    made.reason = quoted(so_far.at(report).words(words));
    return made;
}

}  // namespace recount
