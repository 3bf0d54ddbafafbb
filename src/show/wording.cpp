#include "show/wording.h"

#include <algorithm>
#include <cmath>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace recount {

double to_three_decimals(double value) {
    return std::round(value * 1000) / 1000;
}

std::string grouped_number(double value) {
    std::string digits = plain_number(value);
    const std::size_t point = std::min(digits.find_first_of(".e"), digits.size());
    const std::size_t first = digits.starts_with('-') ? 1 : 0;
    for (std::size_t at = point; at > first + 3; at -= 3)
        digits.insert(at - 3, ",");
    return digits;
}

std::string lineage_id(std::size_t lineage) {
    return "l" + std::to_string(lineage + 1);
}

std::string counted(std::size_t count, std::string_view noun) {
    return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string joined(std::span<const std::string> items, std::string_view joint) {
    std::string out;
    for (const std::string& item : items)
        out.append(out.empty() ? "" : joint).append(item);
    return out;
}

std::string in_one_line(std::string_view words) {
    std::string line;
    for (const char c : words) {
        const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    return line;
}

std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const auto category = u_charType(static_cast<UChar32>(c));
        if (c == '\n' || c == '\r' || c == '\t')
            out += out.ends_with(' ') ? "" : " ";
        else if (category != U_CONTROL_CHAR && category != U_FORMAT_CHAR && category != U_LINE_SEPARATOR &&
                 category != U_PARAGRAPH_SEPARATOR)
            append_utf8(out, c);
    }
    return out;
}

}  // namespace recount
