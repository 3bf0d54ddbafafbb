// In JSON, "<" and the line separators U+2028 and U+2029 stand only inside strings, where \u escapes mean the same
// characters: replacing them leaves the account as it is and leaves no "</script>" and no "<!--" for HTML to find.
#include "show/page.h"

#include <ostream>
#include <stdexcept>

extern "C" {
extern const char recount_page_template[];
extern const char recount_page_template_end[];
}

namespace recount {
namespace {

constexpr std::string_view placeholder = "@ACCOUNT@";  // page/build.mjs leaves exactly one

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

}  // namespace

void write_page(std::ostream& out, std::string_view account_json) {
    const std::string_view page(recount_page_template,
                                static_cast<std::size_t>(recount_page_template_end - recount_page_template));
    const std::size_t at = page.find(placeholder);
    if (at == page.npos)
        throw std::logic_error("the page built into this program has no place for an account");
    out << page.substr(0, at);
    write_escaped(out, account_json);
    out << page.substr(at + placeholder.size());
}

}  // namespace recount
