#include "report/calendar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>

namespace recount {

std::string iso_day(Day day) {
    const std::chrono::year_month_day date{day};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

std::string iso_days(const DayInterval& days) {
    return days.is_one_day() ? iso_day(days.first) : iso_day(days.first) + "/" + iso_day(days.last);
}

namespace {

/// The number that text[at, at + size) writes in digits alone, or -1.
int digits(std::string_view text, std::size_t at, std::size_t size) {
    if (text.size() < at + size)
        return -1;
    int value = -1;
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, value);
    return error == std::errc{} && end == text.data() + at + size ? value : -1;
}

}  // namespace

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-' ||
        (text.size() > 10 && text[10] != 'T' && text[10] != ' '))
        return std::nullopt;
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 0 || day < 0)
        return std::nullopt;
    const auto date = std::chrono::year{year} / static_cast<unsigned>(month) / static_cast<unsigned>(day);
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

namespace {

Day easter(int year) {
    const int a = year % 19, b = year / 100, c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return Day{std::chrono::year{year} / (f / 31) / (f % 31 + 1)};
}

Day orthodox_easter(int year) {
    constexpr int julian_days_behind = 13;
    const int d = (19 * (year % 19) + 15) % 30;
    const int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    const int f = d + e + 114;
    return Day{std::chrono::year{year} / (f / 31) / (f % 31 + 1)} + std::chrono::days{julian_days_behind};
}

/// Takes a number from the front of the text; nullopt where there is none.
std::optional<int> take_number(std::string_view& text) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{})
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take(std::string_view& text, std::string_view words) {
    if (!text.starts_with(words))
        return false;
    text.remove_prefix(words.size());
    return true;
}

}  // namespace

std::optional<YearlyDay> YearlyDay::parse(std::string_view text) {
    static constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    YearlyDay found;
    if (take(text, "easter")) {
        found.rule = Rule::easter;
    } else if (take(text, "orthodox-easter")) {
        found.rule = Rule::orthodox_easter;
    } else {
        const auto month = take_number(text);
        if (!month || *month < 1 || *month > 12 || !take(text, "-"))
            return std::nullopt;
        found.month = static_cast<std::uint8_t>(*month);
        const auto weekday = std::find_if(weekdays.begin(), weekdays.end(),
                                          [&](std::string_view name) { return text.starts_with(name); });
        if (weekday == weekdays.end()) {
            const auto day = take_number(text);
            found.rule = Rule::fixed;
            found.day = static_cast<std::uint8_t>(day.value_or(0));
            const bool exists = day && (std::chrono::year{2000} / *month / *day).ok();
            return exists && text.empty() ? std::optional(found) : std::nullopt;
        }
        found.rule = Rule::weekday;
        found.weekday = static_cast<std::uint8_t>(weekday - weekdays.begin() + 1);
        text.remove_prefix(weekday->size());
        if (!take(text, "-"))
            return std::nullopt;
        const auto nth = take(text, "last") ? std::optional(5) : take_number(text);
        if (!nth || *nth < 1 || *nth > 5)
            return std::nullopt;
        found.nth = static_cast<std::uint8_t>(*nth);
    }
    if (!text.empty()) {
        const bool on = take(text, "+");
        const auto days = take_number(text);
        if (!days || (!on && *days > 0) || std::abs(*days) > 120 || !text.empty())
            return std::nullopt;
        found.days_on = static_cast<std::int8_t>(*days);
    }
    return found;
}

Day YearlyDay::in(int year) const {
    using namespace std::chrono;
    const auto plain = [&]() -> Day {
        switch (rule) {
        case Rule::easter: return easter(year);
        case Rule::orthodox_easter: return orthodox_easter(year);
        case Rule::weekday: {
            const std::chrono::weekday wanted{weekday % 7u};
            const auto named = std::chrono::year{year} / static_cast<unsigned>(month);
            return nth == 5 ? Day{named / wanted[last]} : Day{named / wanted[nth]};
        }
        default: {
            const auto date = std::chrono::year{year} / static_cast<unsigned>(month) / static_cast<unsigned>(day);
            return date.ok() ? Day{date} : Day{std::chrono::year{year} / static_cast<unsigned>(month) / last};
        }
        }
    };
    return plain() + days{days_on};
}

std::optional<int> parse_iso_minute(std::string_view text) {
    if (!parse_iso_day(text) || text.size() < 16 || text[13] != ':')
        return std::nullopt;
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    if (hour < 0 || hour > 24 || minute < 0 || minute > 59)
        return std::nullopt;
    const std::size_t zone = text.find_first_of("+-", 16);
    if (zone == std::string_view::npos)
        return hour * 60 + minute;
    const int hours = digits(text, zone + 1, 2),
              minutes = digits(text, zone + (text.substr(zone).size() > 5 ? 4 : 3), 2);
    const int offset = hours < 0 ? 0 : hours * 60 + std::max(minutes, 0);
    return hour * 60 + minute - (text[zone] == '+' ? offset : -offset);
}

std::optional<std::int64_t> parse_iso_moment(std::string_view text) {
    constexpr std::int64_t minutes_a_day = 24 * 60;
    const std::optional<Day> day = parse_iso_day(text);
    if (!day)
        return std::nullopt;
    return day->time_since_epoch().count() * minutes_a_day + parse_iso_minute(text).value_or(0);
}

std::string iso_of_digits(std::string_view digits) {
    if (digits.size() < 8 || digits.find_first_not_of("0123456789") != std::string_view::npos)
        return {};
    const auto part = [&](std::size_t at, std::size_t length) { return std::string(digits.substr(at, length)); };
    const std::string day = part(0, 4) + "-" + part(4, 2) + "-" + part(6, 2);
    if (!parse_iso_day(day))
        return {};
    const std::string time = digits.size() < 14 ? "" : "T" + part(8, 2) + ":" + part(10, 2) + ":" + part(12, 2) + "Z";
    return parse_iso_minute(day + time) ? day + time : day;
}

}  // namespace recount
