// An address of the web, as far as asking for it needs: which server, and what of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace recount {

struct WebAddress {
    std::string scheme = {};  // "http" or "https"
    std::string host = {};    // in lower case; an address of IPv6 without its brackets
    int port = 0;
    std::string path = {};  // from the "/", with the query; without the part behind "#"

    /// "https://example.org:8443": what a client connects to.
    std::string server() const;
    std::string text() const { return server() + path; }

    /// A name or address of this machine itself.
    bool is_loopback() const;
};

/// Nothing for what is no address of http or https, holds a user's name or a password, or characters that an address
/// cannot have.
std::optional<WebAddress> web_address(std::string_view text);

/// What a redirection to `location`, which may be relative, leads to from there; nothing where that cannot be followed:
/// to another scheme, or from https back to http.
std::optional<WebAddress> redirected(const WebAddress& from, std::string_view location);

}  // namespace recount
