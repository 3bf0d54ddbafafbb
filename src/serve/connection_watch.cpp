#include "serve/connection_watch.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/socket.h>
#include <vector>

namespace recount {

namespace {

using Clock = std::chrono::steady_clock;

/// The port of an address of this machine or the other one; none where the descriptor is no such socket.
std::optional<int> port_of(int descriptor, int (*ask)(int, sockaddr*, socklen_t*)) {
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    if (ask(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return {};
    if (address.ss_family == AF_INET)
        return ntohs(reinterpret_cast<const sockaddr_in*>(&address)->sin_port);
    if (address.ss_family == AF_INET6)
        return ntohs(reinterpret_cast<const sockaddr_in6*>(&address)->sin6_port);
    return {};
}

struct Connection {
    int descriptor = -1, peer = 0;
    auto operator<=>(const Connection&) const = default;
};

std::vector<Connection> connections_to(int port) {
    std::vector<Connection> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
        const std::string name = entry.path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        if (descriptor < 0 || port_of(descriptor, getsockname) != port)
            continue;
        if (const auto peer = port_of(descriptor, getpeername))
            found.push_back({descriptor, *peer});
    }
    return found;
}

}  // namespace

ConnectionWatch::ConnectionWatch(int port, std::chrono::milliseconds longest)
    : port_(port), longest_(longest), thread_([this] { watch(); }) {}

ConnectionWatch::~ConnectionWatch() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    is_to_end_.notify_all();
    thread_.join();
}

void ConnectionWatch::watch() {
    std::map<Connection, Clock::time_point> since;
    std::unique_lock lock(mutex_);
    while (!is_to_end_.wait_for(lock, longest_ / 10, [this] { return is_over_; })) {
        const auto now = Clock::now();
        std::map<Connection, Clock::time_point> still;
        for (const Connection& connection : connections_to(port_)) {
            const auto found = since.find(connection);
            const auto start = found == since.end() ? now : found->second;
            if (now - start > longest_)
                shutdown(connection.descriptor, SHUT_RDWR);  // whoever works on it sees its end
            still.emplace(connection, start);
        }
        since = std::move(still);
    }
}

}  // namespace recount
