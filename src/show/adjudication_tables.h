// What coders marked, what the adjudicator kept, and the links between the two, as three tables (docs/agreement.md).
// Rows have ids of their own, made of whose they are and of the place of their words, so that they stay when reports
// are added.
#pragma once

#include <ostream>

#include "agree/adjudication.h"
#include "reconcile/account.h"

namespace recount {

/// A row for each claim that the machine or a coder marked. `account`: the reports that the rows are of.
void write_candidates(const Account& account, const Adjudication& adjudication, std::ostream& out);

/// A row for each claim that the adjudicator decided on and kept; ids of cells are those of `account`.
void write_adjudicated(const Account& account, const Adjudication& adjudication, std::ostream& out);

/// A row for each pair of the two that is linked, and for those of either that have none.
void write_candidate_links(const Account& account, const Adjudication& adjudication, std::ostream& out);

}  // namespace recount
