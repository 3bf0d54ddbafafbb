#include "serve/connection_watch.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <utility>
#include <vector>

namespace recount {

namespace {

using Clock = std::chrono::steady_clock;

/// One end of a connection.
struct End {
    std::string address;  // its bytes
    int port = 0;
};

/// The end on this machine or the other one; none where the descriptor is no such socket.
std::optional<End> end_of(int descriptor, int (*ask)(int, sockaddr*, socklen_t*)) {
    sockaddr_storage address{};
    socklen_t size = sizeof(address);
    if (ask(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return {};
    const auto bytes = [](const auto& of) { return std::string(reinterpret_cast<const char*>(&of), sizeof(of)); };
    if (address.ss_family == AF_INET) {
        const auto* four = reinterpret_cast<const sockaddr_in*>(&address);
        return End{bytes(four->sin_addr), ntohs(four->sin_port)};
    }
    if (address.ss_family == AF_INET6) {
        const auto* six = reinterpret_cast<const sockaddr_in6*>(&address);
        return End{bytes(six->sin6_addr), ntohs(six->sin6_port)};
    }
    return {};
}

struct Connection {
    int descriptor = -1, peer = 0;
    std::string address = {};
    auto operator<=>(const Connection&) const = default;

    /// Whether something came that nobody has read: then it is not the caller who is waited for.
    bool is_unread() const {
        int bytes = 0;
        return ioctl(descriptor, FIONREAD, &bytes) == 0 && bytes > 0;
    }
    void end() const { shutdown(descriptor, SHUT_RDWR); }  // whoever works on it sees its end
};

std::vector<Connection> connections_to(int port) {
    std::vector<Connection> found;
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", error)) {
        const std::string name = entry.path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        const auto own = descriptor < 0 ? std::nullopt : end_of(descriptor, getsockname);
        if (!own || own->port != port)
            continue;
        if (const auto peer = end_of(descriptor, getpeername))
            found.push_back({descriptor, peer->port, peer->address});
    }
    return found;
}

/// How long a connection is there, and since when it has owed what it asks.
struct Times {
    Clock::time_point since, waited_for;
    bool is_unread = false, is_read = false;  // what came waited for a thread; a thread has read it
};

}  // namespace

ConnectionWatch::ConnectionWatch(int port, const Limits& limits)
    : port_(port), limits_(limits), thread_([this] { watch(); }) {}

ConnectionWatch::~ConnectionWatch() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    is_to_end_.notify_all();
    thread_.join();
}

void ConnectionWatch::has_asked(int peer_port) {
    const std::lock_guard lock(mutex_);
    asked_.insert(peer_port);
}

void ConnectionWatch::watch() {
    constexpr std::chrono::milliseconds often{50};
    std::map<Connection, Times> known;
    std::unique_lock lock(mutex_);
    while (!is_to_end_.wait_for(lock, std::min(often, limits_.longest / 10), [this] { return is_over_; })) {
        const auto now = Clock::now();
        const std::vector<Connection> connections = connections_to(port_);
        const auto patience = connections.size() > limits_.crowd ? limits_.pressed : limits_.asking;
        std::map<Connection, Times> still;
        std::map<std::string, std::vector<std::pair<Clock::time_point, const Connection*>>> of_address;
        std::set<int> asked;
        for (const Connection& connection : connections) {
            const auto found = known.find(connection);
            Times times = found == known.end() ? Times{.since = now, .waited_for = now} : found->second;
            const bool has_asked = asked_.contains(connection.peer);
            if (has_asked)
                asked.insert(connection.peer);
            const bool is_unread = connection.is_unread();
            times.is_read = times.is_read || (times.is_unread && !is_unread);
            times.is_unread = is_unread;
            if (has_asked || (is_unread && !times.is_read))
                times.waited_for = now;
            if (now - times.since > limits_.longest || now - times.waited_for > patience)
                connection.end();
            else if (!has_asked)
                of_address[connection.address].emplace_back(times.since, &connection);
            still.emplace(connection, times);
        }
        // Of those that have not asked yet, the oldest ones have had their time.
        for (auto& [address, those] : of_address) {
            std::ranges::sort(those);
            for (std::size_t i = 0; i + limits_.most_of_address < those.size(); ++i)
                those[i].second->end();
        }
        known = std::move(still);
        asked_ = std::move(asked);
    }
}

}  // namespace recount
