// Finds what stands between quotation marks. Reports are typed by many hands: marks are straight or curly, double or
// single, a closing mark is printed as an opening one, a paragraph's mark is never closed because the next paragraph
// opens again, or because each line was made a paragraph. Which side a mark is on is told by the blanks around it first
// and by its shape second. An apostrophe is never a mark.
#pragma once

#include <vector>

#include "report/layers.h"

namespace recount {

/// One stretch between quotation marks, of one block or of several lines that were made blocks; marks inside it belong
/// to it.
struct Quotation {
    std::uint32_t open =
        0;  // the token of the opening mark (the first of it, where two single marks make a double one)
    std::uint32_t first = 0;   // the first token inside
    std::uint32_t end = 0;     // behind the last token inside
    std::uint32_t behind = 0;  // behind the closing mark; equal to `end` where there is none
    std::uint32_t block = 0;   // that it begins in, into Report::blocks
    bool continues = false;    // takes up the quotation before it, which was left open

    Span span(Tokens tokens) const { return {tokens[first].start, tokens[end - 1].end}; }
};

/// All outermost quotations of a report in text order, none empty. Time is linear in its tokens.
std::vector<Quotation> find_quotations(const AnnotatedReport& report);

}  // namespace recount
