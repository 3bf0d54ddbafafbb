#include "read/encoding.h"

#include <array>
#include <cstdint>
#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include "text/utf8.h"

namespace recount {

using namespace std::string_view_literals;

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF"sv;

struct Magic {
    std::string_view bytes;
    std::size_t at;
    std::string_view what;
};

constexpr std::array<Magic, 19> magics{{
    {"\x89PNG"sv, 0, "a picture (PNG)"},
    {"\xFF\xD8\xFF"sv, 0, "a picture (JPEG)"},
    {"GIF8"sv, 0, "a picture (GIF)"},
    {"II*\0"sv, 0, "a picture (TIFF)"},
    {"MM\0*"sv, 0, "a picture (TIFF)"},
    {"WEBP"sv, 8, "a picture (WebP)"},
    {"ftypavif"sv, 4, "a picture (AVIF)"},
    {"ftyphei"sv, 4, "a picture (HEIC)"},
    {"ftyp"sv, 4, "a video (MP4)"},
    {"\x1A\x45\xDF\xA3"sv, 0, "a video (Matroska)"},
    {"OggS"sv, 0, "a sound or video (Ogg)"},
    {"ID3"sv, 0, "a sound (MP3)"},
    {"%PDF-"sv, 0, "a PDF document"},
    {"PK\x03\x04"sv, 0, "a ZIP archive or office document"},
    {"\xD0\xCF\x11\xE0"sv, 0, "an office document"},
    {"{\\rtf"sv, 0, "an RTF document"},
    {"\x1F\x8B"sv, 0, "compressed (gzip)"},
    {"\x7F"
     "ELF"sv,
     0, "a program"},
    {"SQLite format 3\0"sv, 0, "a database (SQLite)"},
}};

/// In UTF-16 that is mostly Latin letters one byte of each pair is NUL, and never the other.
std::string_view utf16_without_mark(std::string_view head) {
    const std::size_t pairs = head.size() / 2;
    if (pairs < 2)
        return {};
    std::size_t zero_first = 0, zero_second = 0;
    for (std::size_t i = 0; i + 1 < head.size(); i += 2) {
        zero_first += head[i] == '\0';
        zero_second += head[i + 1] == '\0';
    }
    if (zero_first == 0 && zero_second * 10 >= pairs * 9)
        return "UTF-16LE";
    if (zero_second == 0 && zero_first * 10 >= pairs * 9)
        return "UTF-16BE";
    return {};
}

/// The UTF-8 form of bytes in UTF-16 or UTF-32; the byte where they are invalid goes to bad_byte.
std::optional<std::string> converted(std::string_view bytes, std::string_view encoding, std::uint64_t& bad_byte) {
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(std::string(encoding).c_str(), &status);
    if (U_FAILURE(status))
        return std::nullopt;
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::u16string wide(bytes.size() + 1, u'\0');
    const char* source = bytes.data();
    UChar* target = wide.data();
    ucnv_toUnicode(converter, &target, wide.data() + wide.size(), &source, bytes.data() + bytes.size(), nullptr, true,
                   &status);
    char broken[32];
    std::int8_t broken_size = sizeof broken;
    UErrorCode asked = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, broken, &broken_size, &asked);
    ucnv_close(converter);
    if (U_FAILURE(status)) {
        bad_byte = static_cast<std::uint64_t>(source - bytes.data()) -
                   static_cast<std::uint64_t>(U_SUCCESS(asked) ? broken_size : 0);
        return std::nullopt;
    }
    const UChar* begin = wide.data();
    std::string out;
    icu::UnicodeString(false, begin, static_cast<std::int32_t>(target - begin)).toUTF8String(out);
    return out;
}

}  // namespace

std::string_view told_encoding(std::string_view head) {
    if (head.starts_with("\xFF\xFE\0\0"sv))
        return "UTF-32LE";
    if (head.starts_with("\0\0\xFE\xFF"sv))
        return "UTF-32BE";
    if (head.starts_with("\xFF\xFE"sv))
        return "UTF-16LE";
    if (head.starts_with("\xFE\xFF"sv))
        return "UTF-16BE";
    if (head.starts_with(utf8_mark))
        return {};
    return utf16_without_mark(head);
}

std::optional<Problem> to_utf8(std::string& bytes) {
    if (const std::string_view encoding = told_encoding(std::string_view(bytes).substr(0, 65536)); !encoding.empty()) {
        Problem problem{ProblemKind::invalid_utf16, {}, 0, 0, {}};
        auto text = converted(bytes, encoding, problem.at);
        if (!text)
            return problem;
        bytes = std::move(*text);
    } else if (const auto bad = first_invalid_utf8(bytes)) {
        return Problem{ProblemKind::invalid_utf8, {}, 0, *bad, {}};
    }
    if (bytes.starts_with(utf8_mark))
        bytes.erase(0, utf8_mark.size());
    return std::nullopt;
}

std::string_view told_binary(std::string_view head) {
    for (const Magic& magic : magics)
        if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes))
            return magic.what;
    return {};
}

}  // namespace recount
