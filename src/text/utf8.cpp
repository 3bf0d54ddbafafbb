#include "text/utf8.h"

#include <algorithm>
#include <cstring>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/normalizer2.h>
#include <unicode/utf8.h>

namespace recount {

Utf8Look look_at_utf8(std::string_view bytes) {
    Utf8Look look;
    const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
    for (std::size_t at = 0; at < bytes.size();) {
        if (std::uint64_t eight; at + sizeof eight <= bytes.size()) {  // most bytes are ASCII: eight at a time
            std::memcpy(&eight, data + at, sizeof eight);
            if ((eight & 0x8080808080808080u) == 0) {
                at += sizeof eight;
                continue;
            }
        }
        if (data[at] < 0x80) {
            ++at;
            continue;
        }
        const std::size_t before = at;
        // ICU's macros count in 32 bits: a window of four bytes is all that one character can need.
        std::int32_t used = 0;
        const auto rest = static_cast<std::int32_t>(std::min<std::size_t>(bytes.size() - at, 4));
        UChar32 c = 0;
        U8_NEXT(data + at, used, rest, c);
        if (c < 0) {
            look.first_invalid = before;
            break;
        }
        ++look.beyond_ascii;
        at += static_cast<std::size_t>(used);
    }
    return look;
}

std::optional<std::size_t> first_invalid_utf8(std::string_view bytes) {
    return look_at_utf8(bytes).first_invalid;
}

std::string valid_utf8(std::string bytes) {
    constexpr std::string_view no_character = "\xEF\xBF\xBD";
    std::optional<std::size_t> bad = first_invalid_utf8(bytes);
    if (!bad)
        return bytes;
    std::string out;
    std::string_view rest = bytes;
    for (; bad; bad = first_invalid_utf8(rest)) {
        out.append(rest.substr(0, *bad)).append(no_character);
        rest.remove_prefix(*bad + 1);
    }
    return out.append(rest);
}

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto* data = reinterpret_cast<const std::uint8_t*>(text.data()) + at;
    std::int32_t used = 0;
    UChar32 c = 0;
    U8_NEXT_UNSAFE(data, used, c);
    at += static_cast<std::size_t>(used);
    return static_cast<char32_t>(c);
}

void append_utf8(std::string& out, char32_t code_point) {
    std::uint8_t bytes[4];
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, static_cast<UChar32>(code_point));
    out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

std::string lowered_in_place(std::string_view text) {
    std::string out(text);
    for (std::size_t at = 0; at < out.size();) {
        const auto byte = static_cast<unsigned char>(out[at]);
        if (byte < 0x80) {
            if (byte >= 'A' && byte <= 'Z')
                out[at] = static_cast<char>(byte + 32);
            ++at;
            continue;
        }
        std::size_t behind = at;
        const char32_t c = next_code_point(out, behind);
        const auto lower = u_tolower(static_cast<UChar32>(c));
        if (static_cast<std::size_t>(U8_LENGTH(lower)) == behind - at) {
            std::int32_t size = 0;
            U8_APPEND_UNSAFE(reinterpret_cast<std::uint8_t*>(out.data()) + at, size, lower);
        }
        at = behind;
    }
    return out;
}

std::string folded(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* decompose = icu::Normalizer2::getNFKDInstance(status);
    icu::UnicodeString wide =
        icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
    wide.foldCase();
    if (U_SUCCESS(status))
        wide = decompose->normalize(wide, status);
    std::string out;
    for (std::int32_t i = 0; i < wide.length();) {
        const UChar32 c = wide.char32At(i);
        i += U16_LENGTH(c);
        if (u_isalnum(c))
            append_utf8(out, static_cast<char32_t>(c));
    }
    return out;
}

namespace {

bool starts_character(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
}

}  // namespace

CodePoints::CodePoints(std::string_view text) {
    std::uint32_t count = 0;
    bool ascii = true;
    before_block_.reserve(text.size() / block_size + 1);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at % block_size == 0)
            before_block_.push_back(count);
        count += starts_character(text[at]);
        ascii = ascii && static_cast<unsigned char>(text[at]) < 0x80;
    }
    if (ascii)
        before_block_.clear();
    else
        before_block_.push_back(count);  // so that the offset behind the last byte has a block even at a boundary
}

std::uint32_t CodePoints::at(std::string_view text, std::uint32_t byte) const {
    if (before_block_.empty())
        return byte;
    const std::uint32_t block = byte / block_size;
    std::uint32_t count = before_block_[block];
    for (std::uint32_t i = block * block_size; i < byte; ++i)
        count += starts_character(text[i]);
    return count;
}

}  // namespace recount
