// UTF-8 as bytes: checking it, walking it, and turning byte offsets into the code point offsets that leave the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// What bytes are when they are read as UTF-8.
struct Utf8Look {
    std::optional<std::size_t> first_invalid;  // offset of the first byte that is not part of valid UTF-8
    std::size_t beyond_ascii = 0;              // characters beyond ASCII before it
};

/// Surrogates and overlong forms are invalid.
Utf8Look look_at_utf8(std::string_view bytes);

/// look_at_utf8's first_invalid.
std::optional<std::size_t> first_invalid_utf8(std::string_view bytes);

/// The bytes with U+FFFD for each that is not part of valid UTF-8.
std::string valid_utf8(std::string bytes);

/// The code point that starts at `at` in valid UTF-8, and `at` moved behind it. REQUIRES: at < text.size().
char32_t next_code_point(std::string_view text, std::size_t& at);

/// Append the UTF-8 form of a code point.
void append_utf8(std::string& out, char32_t code_point);

/// The text in lower case with every character at the offset it had: characters whose lower case has another length
/// in UTF-8 stay as they are.
std::string lowered_in_place(std::string_view text);

/// Letters and digits alone, lower-cased, without marks ("Viačorka" gives "viacorka"): for comparing words, not for
/// showing.
std::string folded(std::string_view text);

/// Turns byte offsets of one text into offsets in Unicode code points. Immutable once made; any thread may use it.
class CodePoints {
public:
    /// Looks at the whole of text once; keeps nothing of it but counts.
    explicit CodePoints(std::string_view text);

    /// Number of code points before byte offset `byte`. REQUIRES: byte <= text.size(), the same text as at
    /// construction.
    std::uint32_t at(std::string_view text, std::uint32_t byte) const;

private:
    static constexpr std::uint32_t block_size = 256;
    std::vector<std::uint32_t> before_block_;  // code points before each block of bytes; empty when all is ASCII
};

}  // namespace recount
