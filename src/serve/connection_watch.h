// Ends connections that keep others waiting. A caller that sends a byte now and then, or none, would keep a thread for
// itself, for the library's own limits count from the last byte. While there are few connections, one may take its time
// until it has said all that it asks; where there are more than threads, it may not. No address has more than its
// share. Linux alone tells a program's connections; elsewhere nothing is ended.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <set>
#include <thread>

namespace recount {

class ConnectionWatch {
public:
    struct Limits {
        std::chrono::milliseconds longest{60'000};  // a connection lasts
        std::chrono::milliseconds asking{10'000};   // until it has said what it asks
        std::chrono::milliseconds pressed{300};     // the same where there are more than `crowd`
        std::size_t crowd = 16;                     // connections
        std::size_t most_of_address = 128;          // that one address may have
    };

    /// Watches the connections to a port of this program until it goes.
    ConnectionWatch(int port, const Limits& limits);
    ~ConnectionWatch();

    /// The connection from this port of the other side has said all that it asks. On any thread.
    void has_asked(int peer_port);

private:
    void watch();

    const int port_;
    const Limits limits_;
    std::mutex mutex_;
    std::condition_variable is_to_end_;
    bool is_over_ = false;
    std::set<int> asked_;  // ports of the other side
    std::thread thread_;
};

}  // namespace recount
