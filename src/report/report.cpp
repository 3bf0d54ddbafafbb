#include "report/report.h"

#include <array>

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

}  // namespace recount
