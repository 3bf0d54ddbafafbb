// The account as a table: one claim a row, with its figure, its event and its report, so that the table can be read by
// itself. Rows are as csv_rows.h writes them, offsets those of the JSON. docs/formats.md goes through the columns.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// A header row, then the claims in the order of stories and figures. account.csv, claims.csv and FILE.csv are all this
/// table.
void write_csv(const Account& account, std::ostream& out);

}  // namespace recount
