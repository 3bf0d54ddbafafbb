#include "gather/page_address.h"

#include <algorithm>

#include "report/calendar.h"
#include "text/ascii.h"
#include "text/parts.h"

namespace recount {

namespace {

/// What stands behind "http://" or "https://"; empty for other addresses.
std::string_view without_scheme(std::string_view url) {
    for (const std::string_view scheme : {"https://", "http://"})
        if (url.size() > scheme.size() && ascii_lowered(url.substr(0, scheme.size())) == scheme)
            return url.substr(scheme.size());
    return {};
}

int hex_value(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    const char low = static_cast<char>(c | 0x20);
    return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

bool is_unreserved(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

/// "%7E" as "~", other escapes in capitals.
std::string with_few_escapes(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const int high = text[i] == '%' && i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        const int low = high < 0 ? -1 : hex_value(text[i + 2]);
        if (low < 0) {
            out += text[i];
            continue;
        }
        constexpr std::string_view digits = "0123456789ABCDEF";
        const int character = high * 16 + low;
        if (is_unreserved(character))
            out += static_cast<char>(character);
        else
            out.append({'%', digits[static_cast<std::size_t>(high)], digits[static_cast<std::size_t>(low)]});
        i += 2;
    }
    return out;
}

/// "utm_*" is told by its beginning.
bool is_among(std::string_view name, const std::vector<std::string>& list) {
    return std::ranges::any_of(list, [&](const std::string& one) {
        return one.ends_with('*') ? name.starts_with(std::string_view(one).substr(0, one.size() - 1)) : name == one;
    });
}

/// The parameters that name a page, sorted.
std::string query_of(std::string_view query, const AddressSettings& settings) {
    std::vector<std::string> kept;
    each_part(query, "&", [&](std::string_view parameter) {
        if (!parameter.empty() && !is_among(ascii_lowered(parameter.substr(0, parameter.find('='))), settings.tracking))
            kept.push_back(with_few_escapes(parameter));
    });
    std::ranges::sort(kept);
    std::string out;
    for (const std::string& parameter : kept)
        out.append(out.empty() ? "?" : "&").append(parameter);
    return out;
}

/// In lower case, without user, port and the beginnings that name no other host.
std::string host_of(std::string_view authority, const AddressSettings& settings) {
    authority.remove_prefix(authority.rfind('@') + 1);  // npos + 1 is 0
    std::string host = ascii_lowered(authority.substr(0, authority.find(':')));
    if (host.ends_with('.'))
        host.pop_back();
    for (const std::string& beginning : settings.hosts)
        if (host.starts_with(beginning))
            return host.substr(beginning.size());
    return host;
}

/// What an archive's address holds: digits of a time, maybe letters behind them, and the page's own address.
PageAddress archived(std::string_view rest, const AddressSettings& settings) {
    const std::size_t slash = rest.find('/');
    if (slash == std::string_view::npos)
        return {};
    const std::string_view mark = rest.substr(0, slash);
    const std::string fetched = iso_of_digits(mark.substr(0, mark.find_first_not_of("0123456789")));
    if (fetched.empty())
        return {};
    AddressSettings inner = settings;
    inner.archives.clear();  // an archive within an archive is a page like any other
    std::string url(rest.substr(slash + 1));
    if (url.find("://") == std::string::npos)
        url.insert(0, url.starts_with("http:/") || url.starts_with("https:/") ? "" : "http://");
    PageAddress address = page_address(url, inner);
    address.fetched = address.page.empty() ? "" : fetched;
    return address;
}

}  // namespace

AddressSettings::AddressSettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("versions");
    tracking = table.texts("tracking");
    hosts = table.texts("hosts");
    archives = table.texts("archives");
}

PageAddress page_address(std::string_view url, const AddressSettings& settings) {
    std::string_view rest = without_scheme(url);
    for (const std::string& archive : settings.archives)
        if (rest.starts_with(archive))
            return archived(rest.substr(archive.size()), settings);
    if (const std::size_t hash = rest.find('#'); hash != std::string_view::npos && !rest.substr(hash).starts_with("#!"))
        rest = rest.substr(0, hash);
    const std::size_t host_end = std::min(rest.find_first_of("/?#"), rest.size());
    const std::string host = host_of(rest.substr(0, host_end), settings);
    rest.remove_prefix(host_end);
    const std::size_t question = std::min(rest.find('?'), rest.size());
    std::string path = with_few_escapes(rest.substr(0, question));
    while (path.ends_with('/'))
        path.pop_back();
    const std::string query = question < rest.size() ? query_of(rest.substr(question + 1), settings) : "";
    if (host.find('.') == std::string::npos || (path.empty() && query.empty()))
        return {};  // the front of a site shows other reports each day
    return {host + path + query, {}};
}

}  // namespace recount
