#include "redact/name_list.h"

#include <algorithm>

namespace recount {

namespace {

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = text.find_first_not_of(blanks);
    return first == text.npos ? std::string_view() : text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes off what stands before the next `mark`, or all.
std::string_view next_part(std::string_view& rest, char mark) {
    const std::size_t end = std::min(rest.find(mark), rest.size());
    const std::string_view part = rest.substr(0, end);
    rest.remove_prefix(std::min(rest.size(), end + 1));
    return trimmed(part);
}

ListedName read_line(std::string_view line) {
    ListedName name;
    std::string_view forms = next_part(line, '=');
    name.pseudonym = trimmed(line);
    while (!forms.empty()) {
        std::string_view form = next_part(forms, ';');
        if (form.size() > 2 && form.front() == '"' && form.back() == '"') {
            name.whole = true;
            form = trimmed(form.substr(1, form.size() - 2));
        }
        if (!form.empty())
            name.forms.emplace_back(form);
    }
    return name;
}

}  // namespace

std::vector<ListedName> read_name_list(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark))
        text.remove_prefix(byte_order_mark.size());
    std::vector<ListedName> names;
    while (!text.empty())
        if (const std::string_view line = next_part(text, '\n'); !line.empty() && line.front() != '#')
            if (ListedName name = read_line(line); !name.forms.empty())
                names.push_back(std::move(name));
    return names;
}

std::string written_name_list(const std::vector<ListedName>& names) {
    std::string out;
    for (const ListedName& name : names) {
        for (std::size_t i = 0; i < name.forms.size(); ++i) {
            std::string form = name.forms[i];
            std::ranges::replace_if(
                form, [](char c) { return c == ';' || c == '=' || c == '\n' || c == '"' || c == '#'; }, ' ');
            out.append(i == 0 ? "" : "; ").append(name.whole ? '"' + form + '"' : form);
        }
        if (!name.pseudonym.empty())
            out.append(" = ").append(name.pseudonym);
        out += '\n';
    }
    return out;
}

}  // namespace recount
