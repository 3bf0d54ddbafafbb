#include "show/csv_rows.h"

#include <algorithm>

#include "show/wording.h"

namespace recount {

namespace {

/// What makes spreadsheets compute a cell, by the list of OWASP ("CSV injection"): the last four are the same signs in
/// full width, which some read alike.
constexpr std::string_view formula_starts[] = {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"};

/// "-5", "+1,200.5": a sign before digits, commas and points alone.
bool is_number(std::string_view words) {
    if (!words.empty() && (words.front() == '+' || words.front() == '-'))
        words.remove_prefix(1);
    return words.find_first_not_of("0123456789.,") == std::string_view::npos && words.find_first_of("0123456789") == 0;
}

bool looks_like_formula(std::string_view words) {
    return std::ranges::any_of(formula_starts, [&](std::string_view start) { return words.starts_with(start); }) &&
           !is_number(words);
}

}  // namespace

CsvRows::CsvRows(std::ostream& out) : out_(out) {
    out_ << "\xEF\xBB\xBF";
}

CsvRows& CsvRows::operator<<(std::string_view words) {
    cell(words, looks_like_formula(words));
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
