#include "serve/feed_state.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "text/ascii.h"

namespace recount {

using std::chrono::seconds;

namespace {

constexpr seconds longest_wait{24 * 60 * 60};
constexpr int status_ok = 200, status_not_modified = 304, status_gone = 410;

std::optional<unsigned> number(std::string_view text) {
    unsigned value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size())
        return {};
    return value;
}

/// Seconds, or a date.
seconds asked_for(std::string_view retry_after, std::chrono::sys_seconds now) {
    retry_after = without_blanks(retry_after);
    if (const auto count = number(retry_after))
        return seconds(*count);
    const auto date = http_date(retry_after);
    return date && *date > now ? *date - now : seconds(0);
}

/// How long an answer stays good, by "max-age=600".
seconds max_age(std::string_view cache_control) {
    constexpr std::string_view name = "max-age=";
    const std::string lowered = ascii_lowered(cache_control);
    const std::size_t at = lowered.find(name);
    if (at == lowered.npos)
        return seconds(0);
    const std::string_view rest = std::string_view(lowered).substr(at + name.size());
    return seconds(number(rest.substr(0, rest.find_first_not_of("0123456789"))).value_or(0));
}

}  // namespace

seconds FeedState::take(const FeedAnswer& answer, seconds interval, std::chrono::sys_seconds now) {
    if (answer.moved)
        address = *answer.moved;
    if (answer.status == status_gone)
        is_gone = true;
    if (answer.status == status_ok) {
        etag = answer.etag;
        last_modified = answer.last_modified;
    }
    seconds wait = interval;
    if (answer.status == status_ok || answer.status == status_not_modified) {
        failures = 0;
        wait = std::max(wait, max_age(answer.cache_control));
    } else {
        constexpr unsigned most_doublings = 16;
        wait *= 1u << std::min(failures, most_doublings);
        ++failures;
        wait = std::max(wait, asked_for(answer.retry_after, now));
    }
    return std::min(wait, std::max(longest_wait, interval));
}

std::optional<std::chrono::sys_seconds> http_date(std::string_view text) {
    // The day of the week is of no use; the rest has its place.
    constexpr std::size_t length = std::string_view("Sun, 06 Nov 1994 08:49:37 GMT").size();
    constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (text.size() != length || !text.ends_with(" GMT") || text[3] != ',' || text[19] != ':' || text[22] != ':')
        return {};
    const auto found = std::ranges::find(months, text.substr(8, 3));
    const auto day = number(text.substr(5, 2)), year = number(text.substr(12, 4)), hour = number(text.substr(17, 2)),
               minute = number(text.substr(20, 2)), second = number(text.substr(23, 2));
    if (found == months.end() || !day || !year || !hour || !minute || !second || *hour > 23 || *minute > 59 ||
        *second > 60)
        return {};
    const std::chrono::year_month_day date(std::chrono::year(static_cast<int>(*year)),
                                           std::chrono::month(static_cast<unsigned>(found - months.begin()) + 1),
                                           std::chrono::day(*day));
    if (!date.ok())
        return {};
    return std::chrono::sys_days(date) + std::chrono::hours(*hour) + std::chrono::minutes(*minute) + seconds(*second);
}

}  // namespace recount
