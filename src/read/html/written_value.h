// Values as pages write them into attributes: blanks around them, addresses among them.
#pragma once

#include <string>
#include <string_view>

namespace recount::html {

/// Without blanks and control characters around it.
inline std::string_view trimmed(std::string_view words) {
    while (!words.empty() && static_cast<unsigned char>(words.front()) <= ' ')
        words.remove_prefix(1);
    while (!words.empty() && static_cast<unsigned char>(words.back()) <= ' ')
        words.remove_suffix(1);
    return words;
}

/// True for an address of the web, with its scheme or without.
inline bool is_address(std::string_view words) {
    return words.find("://") != std::string_view::npos || words.starts_with("www.") || words.starts_with("//");
}

}  // namespace recount::html
