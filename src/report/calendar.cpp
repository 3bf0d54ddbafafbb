#include "report/calendar.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace recount {

std::string iso_day(Day day) {
    const std::chrono::year_month_day date{day};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
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

}  // namespace recount
