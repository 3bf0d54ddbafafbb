// Asks a server for a feed, once: with what is known of it, so that an unchanged one costs a few bytes; bounded in
// size, time and redirections; over TLS with the server's certificate checked.
#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "serve/feed_state.h"

namespace recount {

struct FeedLimits {
    std::size_t most_bytes = 16u << 20;          // of the answer, unpacked
    std::size_t most_header_bytes = 256u << 10;  // before it
    std::chrono::seconds longest{60};            // all of it
    std::chrono::seconds most_wait{15};          // between two pieces
    unsigned most_redirections = 5;
};

/// Throws nothing: what goes wrong stands in the answer. `is_over` is asked now and then; where it says so the answer
/// is given up. `agent`: how the program names itself.
FeedAnswer ask_feed(const FeedState& feed, const std::string& agent, const FeedLimits& limits,
                    const std::function<bool()>& is_over);

}  // namespace recount
