// A token is a word, a number or a mark of punctuation as Universal Dependencies cuts English: clitics ("'s", "n't")
// and the parts of hyphenated words stand by themselves.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "text/span.h"
#include "text/vocabulary.h"

namespace recount {

enum class TokenKind : std::uint8_t {
    word,         // letters first
    number,       // digits first ("6,700", "2.3", "16th", "1990s")
    punctuation,  // one mark, or a run of dots or dashes
    quote,        // any quotation mark; an apostrophe that belongs to no word too
    symbol,       // currency, per cent and other signs
    address,      // web or mail address, @name, #tag
};

struct Token {
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    WordId word = unknown_word;  // of the lower-case form with straight apostrophes
    TokenKind kind = TokenKind::word;
    bool capitalised : 1 = false;   // begins with an upper-case letter
    bool all_capitals : 1 = false;  // two letters or more, all upper case
    bool space_before : 1 = false;  // blank or line end before it, or the text's beginning
    bool abbreviation : 1 = false;  // ends with a full stop that belongs to it
    bool before_name : 1 = false;   // such an abbreviation behind which a name or a number follows ("Mr.", "Dec.")

    constexpr Span span() const { return {start, end}; }
};

using Tokens = std::span<const Token>;

}  // namespace recount
