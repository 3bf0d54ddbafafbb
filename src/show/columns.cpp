#include "show/columns.h"

#include <unicode/uchar.h>

#include <algorithm>

#include "text/utf8.h"

namespace recount {

namespace {

std::size_t columns_of(char32_t c) {
    const auto type = u_charType(static_cast<UChar32>(c));
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK)
        return 0;
    const int width = u_getIntPropertyValue(static_cast<UChar32>(c), UCHAR_EAST_ASIAN_WIDTH);
    return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

}  // namespace

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();)
        count += columns_of(next_code_point(text, at));
    return count;
}

std::string cut_to(std::string_view text, std::size_t width) {
    if (columns(text) <= width)
        return std::string(text);
    std::size_t used = 0, at = 0;
    while (at < text.size()) {
        std::size_t behind = at;
        used += columns_of(next_code_point(text, behind));
        if (used + 1 > width)
            break;
        at = behind;
    }
    return std::string(text.substr(0, at)) + "\u2026";
}

std::string padded(std::string_view text, std::size_t width) {
    std::string out = cut_to(text, width);
    out.append(width - std::min(width, columns(out)), ' ');
    return out;
}

std::vector<std::string> wrapped(std::string_view text, std::size_t width, std::size_t indent) {
    std::vector<std::string> lines{""};
    std::size_t used = 0;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        const std::string_view word = text.substr(at, end - at);
        const std::size_t wide = columns(word), margin = lines.size() == 1 ? 0 : indent;
        if (used > margin && used + 1 + wide > width) {
            lines.emplace_back(indent, ' ');
            used = indent;
        } else if (at > 0) {
            lines.back() += ' ';
            ++used;
        }
        lines.back().append(word);
        used += wide;
        at = end + 1;
    }
    return lines;
}

}  // namespace recount
