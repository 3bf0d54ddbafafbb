// How a feed is followed politely: it is asked for only what changed since, no more often than the interval says, and
// less often where its server asks for that or is in trouble. Here is what is decided, from one answer to the next
// question; feed_request.h asks.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "serve/web_address.h"

namespace recount {

/// What a server answered.
struct FeedAnswer {
    int status = 0;  // of HTTP; 0: there was no answer
    std::string bytes = {};
    std::string etag = {}, last_modified = {};  // headers, as they were sent
    std::string retry_after = {}, cache_control = {};
    std::optional<WebAddress> moved = {};  // where it is from now on, where that was said
    std::string problem = {};              // a sentence, where there is no answer that could be used
};

/// What was learned of a feed so far.
struct FeedState {
    WebAddress address;
    std::string etag = {}, last_modified = {};  // sent back with the next question
    unsigned failures = 0;                      // in a row
    bool is_gone = false;                       // the server says that it will not come again

    /// Takes an answer; gives in how long to ask again. `now` is for dates in the answer.
    std::chrono::seconds take(const FeedAnswer& answer, std::chrono::seconds interval, std::chrono::sys_seconds now);
};

/// "Sun, 06 Nov 1994 08:49:37 GMT"; nothing for anything else.
std::optional<std::chrono::sys_seconds> http_date(std::string_view text);

}  // namespace recount
