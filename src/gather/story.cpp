#include "gather/story.h"

#include <array>

namespace recount {

std::string_view name_of(LineageKind kind) {
    static constexpr std::array<std::string_view, 3> names{"copy", "reworded", "shared"};
    return names[static_cast<std::size_t>(kind)];
}

}  // namespace recount
