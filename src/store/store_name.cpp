#include "store/store_name.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace recount {

namespace {

constexpr std::array<std::string_view, 2> schemes{"postgresql://", "postgres://"};
constexpr std::array<std::string_view, 5> shown_settings{"host", "hostaddr", "port", "dbname", "user"};

struct Address {
    std::string_view scheme, user, hosts, database;
    std::vector<std::string_view> settings;  // "host=/run"
};

std::vector<std::string_view> parts_of(std::string_view text, char border) {
    std::vector<std::string_view> parts;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find(border, at), text.size());
        if (end > at)
            parts.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

/// "db.example:5432", "[::1]": what stands behind the name must be a number.
bool is_host(std::string_view host) {
    const std::size_t behind = host.starts_with('[') ? host.find(']') : 0;
    if (behind == std::string_view::npos)
        return false;
    const std::size_t colon = host.find(':', behind);
    return colon == std::string_view::npos ||
           std::ranges::all_of(host.substr(colon + 1), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Address> parse(std::string_view text) {
    Address address;
    for (const std::string_view scheme : schemes)
        if (text.starts_with(scheme))
            address.scheme = scheme;
    text.remove_prefix(address.scheme.size());
    const std::size_t end = std::min(text.find_first_of("/?#"), text.size());
    const std::string_view authority = text.substr(0, end);
    std::string_view rest = text.substr(end);
    const std::size_t at = authority.find('@');
    if (at != authority.rfind('@') || rest.find_first_of("@#") != std::string_view::npos)
        return std::nullopt;
    if (at != std::string_view::npos)
        address.user = authority.substr(0, std::min(authority.find(':'), at));
    address.hosts = at == std::string_view::npos ? authority : authority.substr(at + 1);
    if (!std::ranges::all_of(parts_of(address.hosts, ','), is_host))
        return std::nullopt;
    const std::size_t question = std::min(rest.find('?'), rest.size());
    address.database = rest.substr(0, question);
    rest.remove_prefix(std::min(question + 1, rest.size()));
    address.settings = parts_of(rest, '&');
    return address;
}

}  // namespace

bool is_on_server(std::string_view name) {
    return std::ranges::any_of(schemes, [&](std::string_view scheme) { return name.starts_with(scheme); });
}

bool is_sound_address(std::string_view address) {
    return is_on_server(address) && parse(address);
}

std::string shown_store(std::string_view name) {
    if (!is_on_server(name))
        return std::string(name);
    const std::optional<Address> address = parse(name);
    if (!address)
        return "postgresql://...";
    std::string shown(address->scheme);
    if (!address->user.empty())
        shown.append(address->user).append("@");
    shown.append(address->hosts).append(address->database);
    char border = '?';
    for (const std::string_view setting : address->settings)
        if (std::ranges::find(shown_settings, setting.substr(0, setting.find('='))) != shown_settings.end()) {
            shown.append(1, border).append(setting);
            border = '&';
        }
    return shown;
}

}  // namespace recount
