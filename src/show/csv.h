// The account as a table: one claim a row, for spreadsheets and statistics, as csv_rows.h writes rows. Offsets are
// those of the JSON. A claim's event and figure are joined to the other tables (event_tables.h) by their ids.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// A header row, then the claims in the order of stories and figures.
void write_csv(const Account& account, std::ostream& out);

}  // namespace recount
