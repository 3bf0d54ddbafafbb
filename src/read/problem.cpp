#include "read/problem.h"

#include <array>
#include <utility>

namespace recount {

namespace {

/// {at} and {detail} stand for the problem's own. In the order of ProblemKind.
constexpr std::array<std::string_view, 23> wordings{
    "does not exist; check the path",
    "cannot be opened ({detail}); check its permissions",
    "is neither a file nor a folder; give a file, a folder or -",
    "is a folder without any file to read; give the folder that holds the reports",
    "is empty; there is nothing in it to read",
    "holds nothing but blanks; there is nothing in it to read",
    "is {detail}, not text; give the report's text",
    "has a NUL byte at byte {at}, so it is no text; give the report's text, in UTF-8",
    "is a web page in which no report was found; save the page of one report, or its text",
    "is not valid UTF-8 at byte {at}; convert it to UTF-8",
    "is not valid UTF-16 at byte {at}; convert it to UTF-8",
    "is longer than the {at} bytes that one report may have; split it into its reports",
    "ends in the middle of its JSON (at byte {at}); get the whole of it again",
    "is broken JSON at byte {at} ({detail}); mend it there",
    "holds {detail} where a report is expected; give an object with \"text\"",
    "has no \"text\" that is a string; give the report's text under \"text\"",
    "has a \"text\" without a word in it; there is nothing to read",
    "is the same report as {detail}, byte for byte; it is counted once",
    "is given more than once; it is read once",
    "leads back into a folder that is being searched; it is not searched again",
    "is {detail}; it is read as such",
    "does not tell its encoding and looks like {detail}; it is read as such, which is not certain",
    "has bytes that mean nothing in {detail}; they are read as U+FFFD",
};
constexpr std::string_view not_a_date_wording =
    "has a date_publish that is no date (\"{detail}\"); it is taken as undated";

std::string_view wording(ProblemKind kind) {
    static_assert(wordings.size() == static_cast<std::size_t>(ProblemKind::not_a_date));
    return kind == ProblemKind::not_a_date ? not_a_date_wording : wordings[static_cast<std::size_t>(kind)];
}

/// Names and texts from outside cannot break the one line that a message is.
std::string in_one_line(std::string_view text) {
    std::string out;
    for (const char c : text)
        out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return out;
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    if (const std::size_t at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), with);
}

}  // namespace

std::string reason(const Problem& problem) {
    std::string text(wording(problem.kind));
    replace(text, "{at}", std::to_string(problem.at));
    replace(text, "{detail}", in_one_line(problem.detail));
    return text;
}

std::string message(const Problem& problem) {
    std::string where = in_one_line(problem.input);
    if (problem.line != 0)
        where += ", line " + std::to_string(problem.line);
    return where + ": " + reason(problem);
}

}  // namespace recount
