// Ends connections that last too long: a caller that sends a byte now and then would keep a thread for itself, for the
// library's own limits count from the last byte. Linux alone tells a program's connections; elsewhere nothing is ended.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace recount {

class ConnectionWatch {
public:
    /// Watches the connections to a port of this program until it goes.
    ConnectionWatch(int port, std::chrono::milliseconds longest);
    ~ConnectionWatch();

private:
    void watch();

    const int port_;
    const std::chrono::milliseconds longest_;
    std::mutex mutex_;
    std::condition_variable is_to_end_;
    bool is_over_ = false;
    std::thread thread_;
};

}  // namespace recount
