// What a coder's account says of the claims that the coder decided on, and what the machine's says of all claims, as
// rows that can be compared (agree/adjudication.h). A coder who says that a claim is right has marked it with all that
// the machine read in it, so the values are the account's, not the decisions' alone.
#pragma once

#include <vector>

#include "agree/adjudication.h"
#include "reconcile/account.h"

namespace recount {

/// Every claim of the account's figures, as nobody's decision.
std::vector<CodedRow> machine_rows(const Account& account);

/// The claims that the account's decisions are on and leave there, but for those of reports that are left out. A claim
/// is one row, whatever the number of decisions on it.
std::vector<CodedRow> coded_rows(const Account& account);

/// Words that decisions of the account say are no claim, and reports that they leave out; in the order of the log.
std::vector<Rejection> rejections_of(const Account& account);

}  // namespace recount
