// Tables as CSV, and the codebook of their columns. Rows are as csv_rows.h writes them; docs/tables.md goes through the
// tables.
#pragma once

#include <ostream>
#include <span>

#include "show/table.h"

namespace recount {

/// A header row, then the rows. What is not known is an empty cell; days are ISO 8601, flags true or false.
void write_table(const Table& table, std::ostream& out);

/// A row for each column of the tables: the table, the column, its type, what it holds, and the table that its ids lead
/// to.
void write_columns(std::span<const Table> tables, std::ostream& out);

}  // namespace recount
