#include "report/calendar.h"

#include <charconv>
#include <cstdio>

namespace recount {

std::string iso_day(Day day) {
    const std::chrono::year_month_day date{day};
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()));
    return buffer;
}

std::optional<Day> parse_iso_day(std::string_view text) {
    if (text.size() < 10 || text[4] != '-' || text[7] != '-' || (text.size() > 10 && text[10] != 'T' && text[10] != ' '))
        return std::nullopt;
    const auto number = [&](std::size_t at, std::size_t size) {
        int value = -1;
        const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + size, value);
        return error == std::errc{} && end == text.data() + at + size ? value : -1;
    };
    const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
    if (year < 0 || month < 0 || day < 0)
        return std::nullopt;
    const auto date = std::chrono::year{year} / static_cast<unsigned>(month) / static_cast<unsigned>(day);
    return date.ok() ? std::optional<Day>(date) : std::nullopt;
}

}  // namespace recount
