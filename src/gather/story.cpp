#include "gather/story.h"

#include <array>

namespace recount {

std::string_view name_of(LineageKind kind) {
    static constexpr std::array<std::string_view, 3> names{"copy", "reworded", "shared"};
    return names[static_cast<std::size_t>(kind)];
}

std::string_view name_of(VersionOrder order) {
    static constexpr std::array<std::string_view, 4> names{"fetched", "modified", "published", "names"};
    return names[static_cast<std::size_t>(order)];
}

}  // namespace recount
