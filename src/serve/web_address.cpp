#include "serve/web_address.h"

#include <algorithm>
#include <charconv>

#include "text/ascii.h"

namespace recount {

namespace {

constexpr int http_port = 80, https_port = 443, last_port = 65535;

bool is_clean(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7F && c != '"' && c != '<' && c != '>'; });
}

}  // namespace

std::string WebAddress::server() const {
    const std::string name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    const bool is_usual = port == (scheme == "https" ? https_port : http_port);
    return scheme + "://" + name + (is_usual ? "" : ":" + std::to_string(port));
}

bool WebAddress::is_loopback() const {
    return host == "localhost" || host == "::1" || host.starts_with("127.");
}

std::optional<WebAddress> web_address(std::string_view text) {
    const std::size_t colon = text.find("://");
    if (colon == text.npos || !is_clean(text))
        return {};
    WebAddress address{.scheme = ascii_lowered(text.substr(0, colon))};
    if (address.scheme != "http" && address.scheme != "https")
        return {};
    std::string_view rest = text.substr(colon + 3);
    rest = rest.substr(0, rest.find('#'));
    const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
    std::string_view server = rest.substr(0, end);
    address.path = rest.substr(end).starts_with('/') ? "" : "/";
    address.path += rest.substr(end);
    address.port = address.scheme == "https" ? https_port : http_port;
    const std::size_t bracket = server.starts_with('[') ? server.find(']') : 0;
    if (bracket == server.npos || server.find('@') != server.npos)
        return {};
    if (const std::size_t at = server.find(':', bracket); at != server.npos) {
        const std::string_view digits = server.substr(at + 1);
        const auto [last, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), address.port);
        if (problem != std::errc() || last != digits.data() + digits.size() || address.port < 1 ||
            address.port > last_port)
            return {};
        server = server.substr(0, at);
    }
    if (server.starts_with('['))
        server = server.substr(1, server.size() - 2);
    address.host = ascii_lowered(server);
    if (address.host.empty())
        return {};
    return address;
}

std::optional<WebAddress> redirected(const WebAddress& from, std::string_view location) {
    std::optional<WebAddress> to;
    if (location.starts_with("//"))
        to = web_address(from.scheme + ":" + std::string(location));
    else if (location.find("://") != location.npos && location.find("://") < location.find('/'))
        to = web_address(location);
    else if (location.starts_with('/'))
        to = web_address(from.server() + std::string(location));
    else if (!location.empty()) {
        const std::string path = from.path.substr(0, from.path.find('?'));
        to = web_address(from.server() + path.substr(0, path.rfind('/') + 1) + std::string(location));
    }
    if (to && from.scheme == "https" && to->scheme == "http")
        return {};
    return to;
}

}  // namespace recount
