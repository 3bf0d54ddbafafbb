// How one version of an utterance differs from another: which words stand for which, and whether that changes the
// sense. Words that both have in one order part the rest into pieces that stand for one another. A piece that only one
// version has at its beginning or end is a cut. Of others, a negation or a number that only one has changes the sense,
// and so does a word for which the other version has none that is like it.
#pragma once

#include <vector>

#include "reconcile/statement_rules.h"
#include "reconcile/utterances.h"

namespace recount {

/// The words of `other` that `first` does not have in the same order, and what each piece is. `texts` are all reports.
struct WordingChanges {
    std::vector<Span> differences;    // in `other`
    std::vector<WordChange> changes;  // by place in `first`, then in `other`
};

/// Time is bounded by the number of words of the one times that of the other; where that is too large, nothing is told.
WordingChanges wording_changes(const Utterance& first, const Utterance& other, const UtteranceWords& words,
                               std::span<const AnnotatedReport> reports, const StatementRules& rules);

}  // namespace recount
