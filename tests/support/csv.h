// Tables in tests: bytes in, rows by the names of their columns out.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace recount::test {

using Row = std::map<std::string, std::string>;

/// The cells of a table, row after row, by RFC 4180; it begins with a byte order mark.
inline std::vector<std::vector<std::string>> cells_of(const std::string& table) {
    REQUIRE(table.starts_with("\xEF\xBB\xBF"));
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    for (std::size_t i = 3; i < table.size(); ++i) {
        const char c = table[i];
        if (quoted && c == '"' && i + 1 < table.size() && table[i + 1] == '"') {
            cell += table[++i];
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && c == ',') {
            rows.back().push_back(std::exchange(cell, {}));
        } else if (!quoted && c == '\r') {
            REQUIRE(table[++i] == '\n');
            rows.back().push_back(std::exchange(cell, {}));
            rows.emplace_back();
        } else {
            cell += c;
        }
    }
    REQUIRE(!quoted);
    rows.pop_back();
    return rows;
}

/// The rows of a table by the names of its columns; every row has all of them.
inline std::vector<Row> rows_of(const std::string& table) {
    const auto cells = cells_of(table);
    std::vector<Row> rows;
    for (std::size_t i = 1; i < cells.size(); ++i) {
        REQUIRE(cells[i].size() == cells[0].size());
        Row& row = rows.emplace_back();
        for (std::size_t column = 0; column < cells[0].size(); ++column)
            row[cells[0][column]] = cells[i][column];
    }
    return rows;
}

}  // namespace recount::test
