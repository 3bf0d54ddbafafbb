// A table as it stands in memory: column after column, each a row of values that lie side by side. What programs for
// statistics and data frames take is this layout, so that they can use it as it is (show/arrow.h); CSV is written from
// it too (show/table_csv.h).
//
// What a column is called, what it holds and how a row gives it stand in one line, a ColumnRule; the CSV, Arrow and
// Parquet of a table, and the codebook of its columns, all come from those.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/calendar.h"

namespace recount {

enum class ColumnType : std::uint8_t { words, number, count, flag, day };
std::string_view name_of(ColumnType type);

/// One column. Values are put in at the end, one a row; no thread may look at it meanwhile.
class Column {
public:
    /// `about` says what the column holds, `leads_to` the table that has its ids as first column; empty: none.
    Column(std::string_view name, ColumnType type, std::string_view about, std::string_view leads_to);

    const std::string& name() const { return name_; }
    const std::string& about() const { return about_; }
    const std::string& leads_to() const { return leads_to_; }
    ColumnType type() const { return type_; }
    std::size_t size() const { return size_; }
    std::size_t unknown() const { return unknown_; }

    /// Words; empty ones are not known. REQUIRES, here and below: a column of this type.
    void put(std::string_view words);
    void put(const char* words) { put(std::string_view(words)); }
    void put(const std::string& words) { put(std::string_view(words)); }
    void put(double number);
    void put(const std::optional<double>& number);
    void put(std::uint32_t count);
    void put(bool flag);
    void put(const std::optional<Day>& day);
    void put_unknown();

    bool is_known(std::size_t row) const { return (known_[row / 8] >> (row % 8) & 1) != 0; }
    std::string_view words(std::size_t row) const;
    double number(std::size_t row) const;
    std::uint32_t count(std::size_t row) const;
    bool flag(std::size_t row) const;
    Day day(std::size_t row) const;

    /// The bytes as Arrow lays them out: a bit a row that is known, least bit first; where each row's words end, behind
    /// a 0; and the values: UTF-8, doubles, 32-bit integers, bits, or 32-bit days since 1970. They stay where they are
    /// until something is put in.
    const void* known_bits() const { return known_.data(); }
    const void* ends() const { return ends_.data(); }
    const void* values() const { return values_.data(); }

private:
    void next_row(bool known);
    void append(const void* bytes, std::size_t size);
    template <class Number>
    Number at(std::size_t row) const;

    std::string name_, about_, leads_to_;
    ColumnType type_;
    std::size_t size_ = 0, unknown_ = 0;
    std::vector<std::uint8_t> known_, values_;
    std::vector<std::int64_t> ends_;  // of words alone
};

/// All columns have the same number of rows.
struct Table {
    std::string name, about;
    std::vector<Column> columns;

    std::size_t rows() const { return columns.empty() ? 0 : columns.front().size(); }
};

/// One column of a table whose rows are made from values of type Row.
template <class Row>
struct ColumnRule {
    std::string_view name;
    ColumnType type;
    std::string_view about;
    void (*put)(const Row& row, Column& column);  // puts in one value
    std::string_view leads_to = {};
};

/// A table that has no row yet.
template <class Row, std::size_t count>
Table empty_table(std::string name, std::string about, const ColumnRule<Row> (&rules)[count]) {
    Table table{std::move(name), std::move(about), {}};
    for (const ColumnRule<Row>& rule : rules)
        table.columns.emplace_back(rule.name, rule.type, rule.about, rule.leads_to);
    return table;
}

/// One more row. REQUIRES: a table that empty_table() made by the same rules.
template <class Row, std::size_t count>
void add_row(Table& table, const ColumnRule<Row> (&rules)[count], const Row& row) {
    for (std::size_t i = 0; i < count; ++i)
        rules[i].put(row, table.columns[i]);
}

}  // namespace recount
