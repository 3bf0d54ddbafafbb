// Ends a connection that takes too long or brings too much, whatever is read of it at the time: headers too, which the
// library neither counts nor times. The bytes are counted by Linux; elsewhere time alone is watched.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace recount {

class SocketWatch {
public:
    using Clock = std::chrono::steady_clock;

    /// Watches on a thread of its own until it goes; `is_over` is called there, and must outlive it.
    SocketWatch(Clock::time_point end, std::uint64_t most_bytes, const std::function<bool()>& is_over);
    ~SocketWatch();
    SocketWatch(const SocketWatch&) = delete;
    SocketWatch& operator=(const SocketWatch&) = delete;

    /// The socket to watch, in place of the one before. It stays its owner's, who may close it at any time.
    void watch(int socket);
    /// How many bytes may come from here on, all in all.
    void allow(std::uint64_t most_bytes) { most_bytes_ = most_bytes; }

    enum class Reason : std::uint8_t { none, size, time, over };
    /// Why the connection was ended.
    Reason ended() const { return ended_; }

private:
    void run();
    Reason reason() const;

    const Clock::time_point end_;
    std::atomic<std::uint64_t> most_bytes_;
    const std::function<bool()>& is_over_;
    std::mutex mutex_;
    std::condition_variable changed_;
    int socket_ = -1;  // another descriptor of it, so that nothing else is ended when the owner has closed his
    bool is_done_ = false;
    std::atomic<Reason> ended_ = Reason::none;
    std::thread thread_;
};

}  // namespace recount
