// Lines of a text as blocks are made of them: one a paragraph where the text has it so, or the lines of a paragraph
// together where a typewriter's margin broke them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "read/letter_pairs.h"
#include "text/span.h"

namespace recount {

struct Line {
    Span span;                // without the blanks around it; never empty
    std::uint32_t group = 0;  // lines without a blank line between them share it
    std::string words;        // canonical_line of it
    std::size_t count = 0;    // of words
    LetterPairs pairs{};      // of `words`

    /// True where the phrase (canonical) stands somewhere in the words.
    bool has(std::string_view phrase) const {
        return pairs.may_hold(phrase) && words.find(phrase) != std::string::npos;
    }
};

/// The lines of lowered[text] that hold more than blanks. Ends are LF, CR LF, CR, U+2028 and U+2029.
std::vector<Line> split_lines(std::string_view lowered, Span text);

/// Joins the lines of each group when the text is broken at a margin: when nearly every line within a group could not
/// have taken the next line's first word. Where there are few lines, each of them must besides end within a sentence
/// that goes on in the next.
void join_wrapped_lines(std::string_view text, std::string_view lowered, std::vector<Line>& lines);

/// Fills in all that follows from the span.
void measure(std::string_view lowered, Line& line);

/// The span without the blanks around it.
Span trimmed(std::string_view text, Span span);

}  // namespace recount
