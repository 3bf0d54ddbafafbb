#include "show/table_csv.h"

#include "show/csv_rows.h"
#include "show/table_writer.h"

namespace recount {

namespace {

void write_cell(const Column& column, std::size_t row, CsvRows& rows) {
    if (!column.is_known(row)) {
        rows << "";
        return;
    }
    switch (column.type()) {
    case ColumnType::words: rows << column.words(row); break;
    case ColumnType::number: rows.number(column.number(row)); break;
    case ColumnType::count: rows << column.count(row); break;
    case ColumnType::flag: rows << flag_word(column.flag(row)); break;
    case ColumnType::day: rows << iso_day(column.day(row)); break;
    }
}

}  // namespace

void write_table(const Table& table, std::ostream& out) {
    CsvRows rows(out);
    for (const Column& column : table.columns)
        rows << column.name();
    rows.end();
    for (std::size_t row = 0; row < table.rows(); ++row) {
        for (const Column& column : table.columns)
            write_cell(column, row, rows);
        rows.end();
    }
}

void write_columns(std::span<const Table> tables, std::ostream& out) {
    CsvRows rows(out);
    for (const char* name : {"table", "column", "type", "leads_to", "holds"})
        rows << name;
    rows.end();
    for (const Table& table : tables)
        for (const Column& column : table.columns) {
            rows << table.name << column.name() << name_of(column.type()) << column.leads_to() << column.about();
            rows.end();
        }
}

}  // namespace recount
