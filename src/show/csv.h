// The account as a table: one claim a row, for spreadsheets and statistics. RFC 4180: comma, CR LF, quotation marks
// doubled; UTF-8. Offsets are those of the JSON.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// A header row, then the claims in the order of stories and figures.
void write_csv(const Account& account, std::ostream& out);

}  // namespace recount
