#include "serve/socket_watch.h"

#include <cstddef>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#ifdef __linux__
#include <linux/tcp.h>
#endif

namespace recount {

namespace {

std::uint64_t bytes_received([[maybe_unused]] int socket) {
#ifdef __linux__
    tcp_info info{};
    socklen_t size = sizeof(info);
    if (getsockopt(socket, IPPROTO_TCP, TCP_INFO, &info, &size) == 0 &&
        size >= offsetof(tcp_info, tcpi_bytes_received) + sizeof(info.tcpi_bytes_received))
        return info.tcpi_bytes_received;
#endif
    return 0;
}

}  // namespace

SocketWatch::SocketWatch(Clock::time_point end, std::uint64_t most_bytes, const std::function<bool()>& is_over)
    : end_(end), most_bytes_(most_bytes), is_over_(is_over), thread_([this] { run(); }) {}

SocketWatch::~SocketWatch() {
    {
        const std::lock_guard lock(mutex_);
        is_done_ = true;
    }
    changed_.notify_all();
    thread_.join();
    if (socket_ >= 0)
        close(socket_);
}

void SocketWatch::watch(int socket) {
    const std::lock_guard lock(mutex_);
    if (socket_ >= 0)
        close(socket_);
    socket_ = fcntl(socket, F_DUPFD_CLOEXEC, 0);
}

/// REQUIRES: mutex_ is held.
SocketWatch::Reason SocketWatch::reason() const {
    if (socket_ >= 0 && bytes_received(socket_) > most_bytes_)
        return Reason::size;
    if (Clock::now() > end_)
        return Reason::time;
    return is_over_() ? Reason::over : Reason::none;
}

void SocketWatch::run() {
    constexpr std::chrono::milliseconds patience{10};
    std::unique_lock lock(mutex_);
    while (!changed_.wait_for(lock, patience, [this] { return is_done_; })) {
        if (ended_ == Reason::none)
            ended_ = reason();
        if (ended_ != Reason::none && socket_ >= 0)
            shutdown(socket_, SHUT_RDWR);  // again each time: another one may have come
    }
}

}  // namespace recount
