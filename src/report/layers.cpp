#include "report/layers.h"

#include <array>

namespace recount {

std::string_view name_of(EntityType type) {
    static constexpr std::array<std::string_view, 4> names{"person", "organisation", "place", "other"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(TimeType type) {
    static constexpr std::array<std::string_view, 4> names{"DATE", "TIME", "DURATION", "SET"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(Modifier modifier) {
    static constexpr std::array<std::string_view, 9> names{"exact",     "at_least", "more_than", "at_most", "up_to",
                                                           "less_than", "approx",   "range",     "vague"};
    return names[static_cast<std::size_t>(modifier)];
}

}  // namespace recount
