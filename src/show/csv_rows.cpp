#include "show/csv_rows.h"

#include "show/wording.h"

namespace recount {

namespace {

/// What makes spreadsheets compute a cell, by the list of OWASP ("CSV injection").
constexpr std::string_view formula_starts = "=+-@\t\r\n";

}  // namespace

CsvRows& CsvRows::operator<<(std::string_view words) {
    cell(words, !words.empty() && formula_starts.find(words.front()) != std::string_view::npos);
    return *this;
}

CsvRows& CsvRows::number(double value) {
    cell(plain_number(value), false);
    return *this;
}

void CsvRows::cell(std::string_view bytes, bool guarded) {
    if (!first_)
        out_ << ',';
    first_ = false;
    const bool quoted = bytes.find_first_of(",\"\r\n") != std::string_view::npos;
    if (quoted)
        out_ << '"';
    if (guarded)
        out_ << '\'';
    for (const char c : bytes)
        c == '"' ? out_ << "\"\"" : out_ << c;
    if (quoted)
        out_ << '"';
}

void CsvRows::end() {
    out_ << "\r\n";
    first_ = true;
}

}  // namespace recount
