// Names and values of protocols, which are ASCII whatever else the bytes around them are: no look at characters, so any
// bytes may come.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace recount {

/// With A to Z in lower case.
inline std::string ascii_lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z')
            c = static_cast<char>(c + ('a' - 'A'));
    return out;
}

/// Without the blanks and line ends around it.
inline std::string_view without_blanks(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = std::min(text.find_first_not_of(blanks), text.size());
    return text.substr(first, text.find_last_not_of(blanks) + 1 - first);
}

}  // namespace recount
