// Rows of a table as RFC 4180 has them: comma, CR LF, quotation marks doubled; UTF-8. A cell of words that a
// spreadsheet would take for a formula gets an apostrophe in front, because reports come from strangers.
#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

namespace recount {

/// Writes cell after cell to a stream, which must outlive it.
class CsvRows {
public:
    explicit CsvRows(std::ostream& out) : out_(out) {}

    /// A cell of words. Those that begin with = + - @, a tab or a line end are guarded as said above.
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
