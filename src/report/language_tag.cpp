#include "report/language_tag.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <unicode/uloc.h>
#include <unicode/unistr.h>

namespace recount {

namespace {

std::string_view primary(std::string_view code) {
    return code.substr(0, code.find('-'));
}

}  // namespace

std::string language_code(std::string_view written) {
    std::string name(written.substr(0, 64));
    std::replace(name.begin(), name.end(), '_', '-');
    const bool is_code = !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
        return c == '-' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    });
    std::array<char, 96> locale{}, tag{};
    UErrorCode status = U_ZERO_ERROR;
    std::int32_t parsed = 0;
    if (!is_code)
        return {};
    uloc_forLanguageTag(name.c_str(), locale.data(), locale.size(), &parsed, &status);
    uloc_toLanguageTag(locale.data(), tag.data(), tag.size(), false, &status);
    const std::string code(tag.data());
    return U_FAILURE(status) || parsed == 0 || code.starts_with("und") ? std::string() : code;
}

std::string language_name(std::string_view code) {
    std::array<UChar, 96> name{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size =
        uloc_getDisplayLanguage(std::string(code).c_str(), "en", name.data(), name.size(), &status);
    std::string out;
    if (U_SUCCESS(status) && size > 0)
        icu::UnicodeString(false, name.data(), size).toUTF8String(out);
    return out.empty() ? std::string(code) : out;
}

bool is_same_language(std::string_view a, std::string_view b) {
    return primary(a) == primary(b);
}

}  // namespace recount
