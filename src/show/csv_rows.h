// Rows of a table as RFC 4180 has them: comma, CR LF, quotation marks doubled; UTF-8, with a byte order mark in front,
// by which spreadsheets know it. A cell of words that a spreadsheet would take for a formula gets an apostrophe in
// front, because reports come from strangers; what is a number stays one.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace recount {

/// Writes a table cell after cell to a stream, which must outlive it.
class CsvRows {
public:
    /// Writes the byte order mark.
    explicit CsvRows(std::ostream& out);

    /// A cell of words. Those that begin with = + - @ (of any width), a tab or a line end are guarded as said above,
    /// unless they are a number: "-5", "+1,200.5".
    CsvRows& operator<<(std::string_view words);

    /// A cell of digits: never guarded, so that -77.5 stays a number.
    CsvRows& number(double value);
    CsvRows& number(const std::optional<double>& value) { return value ? number(*value) : *this << ""; }
    CsvRows& operator<<(std::uint32_t count) { return number(count); }

    /// Ends the row.
    void end();

private:
    void cell(std::string_view bytes, bool guarded);

    std::ostream& out_;
    bool first_ = true;
};

}  // namespace recount
