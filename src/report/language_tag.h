// Codes of languages by BCP 47, as ICU knows them, and their names.
#pragma once

#include <string>
#include <string_view>

namespace recount {

/// A language as people and programs write it ("EN", "en_GB", "eng") in the form of BCP 47 ("en", "en-GB", "en"); empty
/// for what is none.
std::string language_code(std::string_view written);

/// The language's name in English: "French"; its code where it has none.
std::string language_name(std::string_view code);

/// True when two codes are of one language: "en" and "en-GB".
bool is_same_language(std::string_view a, std::string_view b);

}  // namespace recount
