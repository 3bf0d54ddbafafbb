#include "serve/door.h"

#include <algorithm>

#include "serve/secret.h"
#include "text/ascii.h"

namespace recount {

namespace {

constexpr std::size_t most_sessions = 256;

bool is_among(const std::vector<std::string>& known, std::string_view word) {
    return std::ranges::any_of(known,
                               [&](const std::string& one) { return ascii_lowered(one) == ascii_lowered(word); });
}

/// Values of the cookies with this name.
std::vector<std::string_view> cookies_named(std::string_view cookies, std::string_view name) {
    std::vector<std::string_view> values;
    while (!cookies.empty()) {
        std::string_view one = cookies.substr(0, cookies.find(';'));
        cookies.remove_prefix(std::min(cookies.size(), one.size() + 1));
        one.remove_prefix(std::min(one.size(), one.find_first_not_of(' ')));
        if (one.size() > name.size() && one.starts_with(name) && one[name.size()] == '=')
            values.push_back(one.substr(name.size() + 1));
    }
    return values;
}

}  // namespace

Door::Door(std::vector<std::string> hosts, std::vector<std::string> origins, std::string cookie)
    : hosts_(std::move(hosts)), origins_(std::move(origins)), cookie_(std::move(cookie)), token_(new_secret()) {}

std::string Door::token() const {
    const std::lock_guard lock(mutex_);
    return token_;
}

bool Door::has_session(std::string_view cookies) const {
    bool found = false;  // all are looked at: how long it takes must not tell which one it was
    for (const std::string_view value : cookies_named(cookies, cookie_))
        for (const std::string& session : sessions_)
            found |= same_secret(session, value);
    return found;
}

Admission Door::admit(const Caller& caller) {
    const auto refused = [](std::string why) { return Admission{.why = std::move(why)}; };
    if (!is_among(hosts_, caller.host))
        return refused("This server is not called so.");
    const bool reads = caller.method == "GET" || caller.method == "HEAD";
    const bool is_page = reads && caller.path == "/";
    const bool is_foreign = caller.fetch_site == "cross-site" || caller.fetch_site == "same-site";
    if (is_foreign && !is_page)
        return refused("A page from elsewhere asks for this.");
    if (!reads && !is_among(origins_, caller.origin))
        return refused("Only the page of this server may change something.");
    const std::lock_guard lock(mutex_);
    if (is_page && !caller.token.empty()) {
        if (!same_secret(token_, caller.token))
            return refused("The token of this address is not good, or was used. The terminal shows another one.");
        token_ = new_secret();
        sessions_.push_back(new_secret());
        if (sessions_.size() > most_sessions)
            sessions_.pop_front();
        return {.entry = Entry::admitted, .session = sessions_.back()};
    }
    if (has_session(caller.cookies))
        return {.entry = Entry::allowed};
    return refused("Open the address that the terminal shows: it lets this browser in.");
}

}  // namespace recount
