// In JSON, "<" and the line separators U+2028 and U+2029 stand only inside strings, where \u escapes mean the same
// characters: replacing them leaves the account as it is and leaves no "</script>" and no "<!--" for HTML to find.
#include "show/page.h"

#include <algorithm>
#include <ostream>
#include <stdexcept>

extern "C" {
extern const char recount_page_template[];
extern const char recount_page_template_end[];
}

namespace recount {
namespace {

// page/build.mjs leaves exactly one of each, in this order.
constexpr std::string_view connect_place = "@CONNECT@", front_place = "@FRONT@", stories_place = "@STORIES@";

void write_escaped(std::ostream& out, std::string_view json) {
    constexpr std::string_view line_separator = "\xE2\x80\xA8", paragraph_separator = "\xE2\x80\xA9";
    std::size_t written = 0;
    const auto replace = [&](std::size_t at, std::size_t length, std::string_view by) {
        out << json.substr(written, at - written) << by;
        written = at + length;
    };
    for (std::size_t at = json.find_first_of("<\xE2"); at != json.npos; at = json.find_first_of("<\xE2", at + 1)) {
        if (json[at] == '<') {
            replace(at, 1, "\\u003c");
        } else if (json.substr(at, 3) == line_separator) {
            replace(at, 3, "\\u2028");
        } else if (json.substr(at, 3) == paragraph_separator) {
            replace(at, 3, "\\u2029");
        }
    }
    out << json.substr(written);
}

/// Takes the first line off.
std::string_view next_line(std::string_view& lines) {
    const std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), line.size() + 1));
    return line;
}

/// The page as it was built, cut at its places.
struct Template {
    std::string_view before_connect, before_front, before_stories;
    std::string_view rest{recount_page_template,
                          static_cast<std::size_t>(recount_page_template_end - recount_page_template)};

    Template() {
        before_connect = take_until(connect_place);
        before_front = take_until(front_place);
        before_stories = take_until(stories_place);
    }

private:
    std::string_view take_until(std::string_view place) {
        const std::size_t at = rest.find(place);
        if (at == rest.npos)
            throw std::logic_error("the page built into this program has no place for an account");
        const std::string_view before = rest.substr(0, at);
        rest.remove_prefix(at + place.size());
        return before;
    }
};

}  // namespace

void write_page(std::ostream& out, std::string_view lines) {
    const Template page;
    out << page.before_connect << page.before_front;
    write_escaped(out, next_line(lines));
    out << page.before_stories;
    while (!lines.empty()) {
        out << "<script type=\"application/json\" class=\"story\">";
        write_escaped(out, next_line(lines));
        out << "</script>\n";
    }
    out << page.rest;
}

void write_live_page(std::ostream& out) {
    const Template page;
    out << page.before_connect << "connect-src 'self'; " << page.before_front << page.before_stories << page.rest;
}

}  // namespace recount
