// Who is let in. The server stands on this machine, where every page in the user's browser can reach it, and every
// other user. So a request must name the server as it is really called (a foreign name that leads here is a trick of
// DNS), must not come from a foreign page, and must bring a session: a cookie that is given for a token, once. The
// token stands in the address that the user is told.
#pragma once

#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// What of a request decides whether it is let in; empty: it does not say.
struct Caller {
    std::string_view method = {}, path = {};
    std::string_view host = {};        // the header Host
    std::string_view origin = {};      // Origin: the page that sends it
    std::string_view fetch_site = {};  // Sec-Fetch-Site: where that page is from, as the browser sees it
    std::string_view cookies = {};     // Cookie
    std::string_view token = {};       // of the address
};

enum class Entry {
    allowed,
    admitted,  // for a token: a session is to be given
    refused,
};

struct Admission {
    Entry entry = Entry::refused;
    std::string session = {};  // where admitted: the cookie's value
    std::string why = {};      // where refused, a sentence
};

/// Any number of threads may use one.
class Door {
public:
    /// `hosts`: the names by which the server is asked, with its port: "127.0.0.1:8765". `origins`: the pages that may
    /// change something: "http://127.0.0.1:8765". `cookie`: what the session's cookie is called.
    Door(std::vector<std::string> hosts, std::vector<std::string> origins, std::string cookie);

    /// The token that the next one to come in brings. Each is good once; then there is another.
    std::string token() const;

    const std::string& cookie() const { return cookie_; }

    Admission admit(const Caller& caller);

private:
    bool has_session(std::string_view cookies) const;

    const std::vector<std::string> hosts_, origins_;
    const std::string cookie_;
    mutable std::mutex mutex_;
    std::string token_;
    std::deque<std::string> sessions_;  // the oldest first
};

}  // namespace recount
