// What a story holds beside its figures and events, as tables: who said what, and which reports descend from one text.
// Rows are as csv_rows.h writes them, offsets those of the JSON. docs/formats.md goes through the columns.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// A header row, then a row for each version of each statement, in the order of stories and statements.
void write_statements(const Account& account, std::ostream& out);

/// A header row, then a row for each pair of reports that descend from one text, in the order of stories and lineages.
void write_lineages(const Account& account, std::ostream& out);

}  // namespace recount
