// The parts of a text between separators.
#pragma once

#include <algorithm>
#include <string_view>

namespace recount {

/// Calls visit(part) for each run of characters that are none of `separators`, in order; no part is empty.
template <class Visit>
void each_part(std::string_view text, std::string_view separators, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at)
            visit(text.substr(at, end - at));
        at = end + 1;
    }
}

}  // namespace recount
