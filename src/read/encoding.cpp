#include "read/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
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

constexpr std::array<Magic, 14> magics{{
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

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

/// Null where ICU has no such converter.
Converter open_converter(std::string_view encoding) {
    UErrorCode status = U_ZERO_ERROR;
    Converter converter(ucnv_open(std::string(converter_of(encoding)).c_str(), &status), &ucnv_close);
    return U_FAILURE(status) ? Converter(nullptr, &ucnv_close) : std::move(converter);
}

/// The UTF-8 form of bytes, piece by piece, so that it takes little more memory than what comes out. Gives where the
/// converter stopped; that is the end unless it was told to stop at what is invalid.
std::size_t convert(UConverter* converter, std::string_view bytes, std::string& out, UErrorCode& status) {
    std::array<UChar, 4096> wide;
    const char* source = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    out.reserve(bytes.size());
    do {
        status = U_ZERO_ERROR;
        UChar* target = wide.data();
        ucnv_toUnicode(converter, &target, wide.data() + wide.size(), &source, end, nullptr, true, &status);
        icu::UnicodeString(false, wide.data(), static_cast<std::int32_t>(target - wide.data())).toUTF8String(out);
    } while (status == U_BUFFER_OVERFLOW_ERROR);
    return static_cast<std::size_t>(source - bytes.data());
}

/// The UTF-8 form of bytes in UTF-16 or UTF-32; the byte where they are invalid goes to bad_byte.
std::optional<std::string> converted(std::string_view bytes, std::string_view encoding, std::uint64_t& bad_byte) {
    const Converter converter = open_converter(encoding);
    UErrorCode status = U_ZERO_ERROR;
    if (!converter)
        return std::nullopt;
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::string out;
    const std::size_t stopped = convert(converter.get(), bytes, out, status);
    if (U_SUCCESS(status))
        return out;
    char broken[32];
    std::int8_t broken_size = sizeof broken;
    UErrorCode asked = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter.get(), broken, &broken_size, &asked);
    bad_byte = stopped - static_cast<std::size_t>(U_SUCCESS(asked) ? broken_size : 0);
    return std::nullopt;
}

/// Puts U+FFFD for what means nothing, and notes in the bool at `context` that it did.
void substitute(const void* context, UConverterToUnicodeArgs* arguments, const char*, std::int32_t,
                UConverterCallbackReason reason, UErrorCode* status) {
    if (reason > UCNV_IRREGULAR)
        return;  // the converter is opened, reset or closed
    *static_cast<bool*>(const_cast<void*>(context)) = true;
    static constexpr UChar replacement = 0xFFFD;
    *status = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(arguments, &replacement, 1, 0, status);
}

}  // namespace

std::optional<std::string> decoded(std::string_view bytes, std::string_view encoding, bool& damaged) {
    damaged = false;
    std::string out;
    if (encoding == "UTF-8" && !first_invalid_utf8(bytes)) {
        out = bytes;
    } else {
        const Converter converter = open_converter(encoding);
        UErrorCode status = U_ZERO_ERROR;
        if (!converter)
            return std::nullopt;
        ucnv_setToUCallBack(converter.get(), substitute, &damaged, nullptr, nullptr, &status);
        convert(converter.get(), bytes, out, status);
    }
    if (out.starts_with(utf8_mark))
        out.erase(0, utf8_mark.size());
    return out;
}

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

std::optional<Problem> told_document(std::string_view head) {
    static constexpr std::array<std::pair<Magic, ProblemKind>, 7> documents{{
        {{"\xD0\xCF\x11\xE0"sv, 0, {}}, ProblemKind::office_document},
        {{"{\\rtf"sv, 0, {}}, ProblemKind::office_document},
        {{"7z\xBC\xAF\x27\x1C"sv, 0, "a 7z archive"}, ProblemKind::other_archive},
        {{"Rar!\x1A\x07"sv, 0, "a RAR archive"}, ProblemKind::other_archive},
        {{"MSCF\0\0\0\0"sv, 0, "a cabinet archive"}, ProblemKind::other_archive},
        {{"LZIP\1"sv, 0, "an archive packed by lzip"}, ProblemKind::other_archive},
        {{"\x1F\x9D"sv, 0, "an archive packed by compress"}, ProblemKind::other_archive},
    }};
    for (const auto& [magic, kind] : documents)
        if (head.substr(std::min(magic.at, head.size())).starts_with(magic.bytes))
            return Problem{kind, {}, 0, 0, std::string(magic.what)};
    return std::nullopt;
}

std::string_view told_binary(std::string_view head) {
    for (const Magic& magic : magics)
        if (head.size() > magic.at && head.substr(magic.at).starts_with(magic.bytes))
            return magic.what;
    return {};
}

}  // namespace recount
