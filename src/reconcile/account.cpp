#include "reconcile/account.h"

#include <array>

namespace recount {

std::string_view name_of(Status status) {
    static constexpr std::array<std::string_view, 6> names{"single",   "agree",   "repeated",
                                                           "evolving", "refines", "conflict"};
    return names[static_cast<std::size_t>(status)];
}

}  // namespace recount
