#include "report/report.h"

#include <array>

#include "text/utf8.h"

namespace recount {

std::string_view name_of(BlockKind kind) {
    static constexpr std::array<std::string_view, 10> names{"title", "paragraph", "heading", "list", "quotation",
                                                            "table", "caption",   "embed",   "link", "furniture"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(Origin origin) {
    static constexpr std::array<std::string_view, 9> names{"",     "json-ld", "opengraph", "meta", "microdata",
                                                           "time", "page",    "address",   "text"};
    return names[static_cast<std::size_t>(origin)];
}

std::string outlet_key(std::string_view outlet) {
    constexpr std::string_view web = "www.";
    if (outlet.starts_with(web))
        outlet.remove_prefix(web.size());
    const bool is_site = outlet.find(' ') == std::string_view::npos && outlet.find('.') != std::string_view::npos;
    if (is_site)
        outlet = outlet.substr(0, outlet.find('.'));
    std::string key = folded(outlet);
    return key.starts_with("the") && key.size() > 6 ? key.substr(3) : key;
}

}  // namespace recount
