#include "read/html/written_time.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <memory>
#include <optional>
#include <unicode/timezone.h>

#include "read/html/month_names.h"
#include "read/html/written_value.h"
#include "report/calendar.h"
#include "text/utf8.h"

namespace recount::html {

namespace {

constexpr std::size_t longest = 160;  // bytes of a line that may hold a time

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Digits from `at` on, at most `most`; `at` moves behind them.
std::optional<int> number_at(std::string_view text, std::size_t& at, std::size_t least, std::size_t most) {
    std::size_t end = at;
    while (end < text.size() && end - at < most && is_digit(text[end]))
        ++end;
    if (end - at < least)
        return std::nullopt;
    int value = 0;
    std::from_chars(text.data() + at, text.data() + end, value);
    at = end;
    return value;
}

/// The first bytes of a line, whole characters of valid UTF-8.
std::string_view beginning(std::string_view line) {
    std::size_t end = std::min(line.size(), longest);
    while (end > 0 && end < line.size() && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return line.substr(0, end);
}

/// True where four digits look like a year of the last hundred: without one no day is whole.
bool has_year(std::string_view text) {
    for (const std::string_view century : {"19", "20"})
        for (std::size_t at = text.find(century); at != std::string_view::npos; at = text.find(century, at + 1))
            if (at + 3 < text.size() && is_digit(text[at + 2]) && is_digit(text[at + 3]))
                return true;
    return false;
}

/// Before it no page was published: "0001-01-01" stands for nothing.
constexpr Day earliest{std::chrono::year{1900} / 1 / 1};

std::optional<Day> checked(int year, int month, int day) {
    const auto date = std::chrono::year{year} / static_cast<unsigned>(month) / static_cast<unsigned>(day);
    if (!date.ok() || year < 1900 || year > 2200)
        return std::nullopt;
    return Day(date);
}

/// "2019-11-19", "2019/11/19", "20191119"; "19.11.2019", "19/11/2019", "11/19/2019" where only one reading is a day.
std::optional<FoundDay> day_in_figures(std::string_view text, std::size_t at) {
    if (!is_digit(text[at]) || (at > 0 && is_digit(text[at - 1])))
        return std::nullopt;
    const std::size_t start = at;
    const auto first = number_at(text, at, 1, 8);
    if (at - start == 8) {
        const auto day = checked(*first / 10000, *first / 100 % 100, *first % 100);
        return day ? std::optional<FoundDay>({*day, start, at}) : std::nullopt;
    }
    const char joint = at < text.size() ? text[at] : '\0';
    if (joint != '-' && joint != '/' && joint != '.')
        return std::nullopt;
    const bool year_first = at - start == 4;
    if (!year_first && at - start > 2)
        return std::nullopt;
    const auto skip_joint = [&] {  // "4. 2. 2022"
        at += joint == '.' && at + 1 < text.size() && text[at + 1] == ' ' ? 2 : 1;
    };
    skip_joint();
    const auto second = number_at(text, at, 1, 2);
    if (!second || at >= text.size() || text[at] != joint)
        return std::nullopt;
    skip_joint();
    const auto third = number_at(text, at, year_first ? 1 : 4, year_first ? 2 : 4);
    if (!third || (at < text.size() && is_digit(text[at])))
        return std::nullopt;
    std::optional<Day> day;
    if (year_first)
        day = checked(*first, *second, *third);
    else if (joint == '.' || *first > 12 || *first == *second)
        day = checked(*third, *second, *first);
    else if (*second > 12)
        day = checked(*third, *first, *second);
    return day ? std::optional<FoundDay>({*day, start, at}) : std::nullopt;
}

std::optional<FoundDay> find_day(std::string_view text, const Lexicon& lexicon) {
    const std::string lowered = lowered_in_place(text);
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (at > 0 && (is_letter(text[at - 1]) || is_digit(text[at - 1])))
            continue;
        if (const auto day = day_in_figures(text, at))
            return day;
        if (const auto day = written_day({text, lowered}, static_cast<std::uint32_t>(at),
                                         static_cast<std::uint32_t>(text.size()), lexicon);
            day && day->day >= earliest)
            return FoundDay{day->day, at, day->end};
    }
    return std::nullopt;
}

struct Clock {
    int hour = 0, minute = 0, second = 0;
    std::string zone;  // "+00:00", or the name of a place's time; empty where none is written
};

void skip_blanks(std::string_view text, std::size_t& at) {
    while (at < text.size() && (text[at] == ' ' || text[at] == '(' || text[at] == ','))
        ++at;
}

/// "am", "p.m." behind the figures.
void take_half_of_day(std::string_view text, std::size_t& at, Clock& clock) {
    std::size_t behind = at;
    skip_blanks(text, behind);
    const auto lower = [&](std::size_t i) { return i < text.size() ? static_cast<char>(text[i] | 0x20) : '\0'; };
    const char half = lower(behind);
    if (half != 'a' && half != 'p')
        return;
    std::size_t end = behind + 1 + (behind + 1 < text.size() && text[behind + 1] == '.');
    if (lower(end) != 'm' || (end + 1 < text.size() && is_letter(text[end + 1])))
        return;
    end += 1 + (end + 1 < text.size() && text[end + 1] == '.');
    if (half == 'p' && clock.hour < 12)
        clock.hour += 12;
    if (half == 'a' && clock.hour == 12)
        clock.hour = 0;
    at = end;
}

void take_zone(std::string_view text, std::size_t at, const PageWording& wording, Clock& clock) {
    skip_blanks(text, at);
    if (text.substr(at).starts_with("GMT+") || text.substr(at).starts_with("GMT-") ||
        text.substr(at).starts_with("UTC+") || text.substr(at).starts_with("UTC-"))
        at += 3;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) {
        const char sign = text[at++];
        const auto hours = number_at(text, at, 1, 2);
        if (!hours || *hours > 14)
            return;
        at += at < text.size() && text[at] == ':';
        const int minutes = number_at(text, at, 2, 2).value_or(0);
        char written[32];
        std::snprintf(written, sizeof written, "%c%02d:%02d", sign, *hours, minutes % 60);
        clock.zone = written;
        return;
    }
    for (const auto& [name, zone] : wording.zones)
        if (text.substr(at).starts_with(name) &&
            (at + name.size() >= text.size() || !is_letter(text[at + name.size()]))) {
            clock.zone = zone;
            return;
        }
}

/// The first time of day in text: "08:41", "8.41pm", "17:19:03.120Z", "8 a.m. ET".
std::optional<Clock> find_clock(std::string_view text, const PageWording& wording) {
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!is_digit(text[at]) || (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == ':' || text[at - 1] == '.')))
            continue;
        std::size_t end = at;
        const auto hour = number_at(text, end, 1, 2);
        if (!hour || *hour > 23)
            continue;
        Clock clock;
        clock.hour = *hour;
        const bool has_minutes = end + 2 < text.size() + 0 &&
                                 (text[end] == ':' || text[end] == '.' || text[end] == 'h') &&
                                 is_digit(text[end + 1]) && is_digit(text[end + 2]);
        if (has_minutes) {
            clock.minute = *number_at(text, ++end, 2, 2);
            if (clock.minute > 59 || (end < text.size() && is_digit(text[end])))
                continue;
            if (end + 2 < text.size() && text[end] == ':' && is_digit(text[end + 1])) {
                clock.second = std::min(59, number_at(text, ++end, 2, 2).value_or(0));
                if (end < text.size() && (text[end] == '.' || text[end] == ','))
                    for (++end; end < text.size() && is_digit(text[end]);)
                        ++end;
            }
        }
        const std::size_t figures = end;
        take_half_of_day(text, end, clock);
        if (!has_minutes && end == figures)
            continue;  // "8" alone is no time of day
        take_zone(text, end, wording, clock);
        return clock;
    }
    return std::nullopt;
}

/// ISO's basic form behind a day: "T132005+0200".
std::optional<Clock> compact_clock(std::string_view text, const PageWording& wording) {
    std::size_t at = 1;
    const bool is_compact =
        text.size() >= 5 && text[0] == 'T' && std::all_of(text.begin() + 1, text.begin() + 5, is_digit);
    if (!is_compact)
        return std::nullopt;
    Clock clock;
    clock.hour = *number_at(text, at, 2, 2);
    clock.minute = *number_at(text, at, 2, 2);
    clock.second = number_at(text, at, 2, 2).value_or(0);
    if (clock.hour > 23 || clock.minute > 59 || clock.second > 60)
        return std::nullopt;
    take_zone(text, at, wording, clock);
    return clock;
}

/// The offset of a place's time at that minute, as "+01:00".
std::string offset_of(const std::string& zone, Day day, const Clock& clock) {
    if (zone.find('/') == std::string::npos)
        return zone;
    const std::unique_ptr<icu::TimeZone> place(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(zone)));
    const double local = static_cast<double>(day.time_since_epoch().count()) * 86'400'000.0 +
                         (clock.hour * 60.0 + clock.minute) * 60'000.0;
    std::int32_t raw = 0, summer = 0;
    UErrorCode status = U_ZERO_ERROR;
    place->getOffset(local, true, raw, summer, status);
    if (U_FAILURE(status))
        return {};
    const int minutes = (raw + summer) / 60'000;
    char written[32];
    std::snprintf(written, sizeof written, "%c%02d:%02d", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                  std::abs(minutes) % 60);
    return written;
}

std::string iso(Day day, const Clock& clock) {
    char written[32];
    std::snprintf(written, sizeof written, "T%02d:%02d:%02d", clock.hour % 24, clock.minute % 60, clock.second % 60);
    return iso_day(day) + written + offset_of(clock.zone, day, clock);
}

/// Seconds or milliseconds since 1970.
std::string iso_of_epoch(std::string_view digits) {
    long long count = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (digits.size() == 13)
        count /= 1000;
    const Day day{std::chrono::days{count / 86400}};
    const int seconds = static_cast<int>(count % 86400);
    return iso(day, {seconds / 3600, seconds / 60 % 60, seconds % 60, "+00:00"});
}

}  // namespace

std::string iso_time(std::string_view written, const PageWording& wording, const Lexicon& lexicon,
                     std::string_view language) {
    written = trimmed(beginning(written));
    if ((written.size() == 10 || written.size() == 13) && written.front() == '1' &&
        std::all_of(written.begin(), written.end(), is_digit))
        return iso_of_epoch(written);
    std::string in_ascii;
    if (std::any_of(written.begin(), written.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }))
        written = in_ascii = with_ascii_digits(written);
    auto day = find_day(written, lexicon);
    if (!day && has_year(written))
        day = day_with_named_month(written, language);
    if (!day)
        return {};
    auto clock = compact_clock(written.substr(day->end), wording);
    if (!clock)
        clock = find_clock(written.substr(day->end), wording);
    if (!clock)
        clock = find_clock(written.substr(0, day->start), wording);
    return clock ? iso(day->day, *clock) : iso_day(day->day);
}

bool has_time_of_day(std::string_view written, const PageWording& wording) {
    return find_clock(beginning(written), wording).has_value();
}

}  // namespace recount::html
