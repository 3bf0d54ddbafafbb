// Days of the proleptic Gregorian calendar, as reports date things: one day or an interval of days. The arithmetic is
// the standard library's.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace recount {

using Day = std::chrono::sys_days;

/// All days from first to last, both in it. REQUIRES: first <= last.
struct DayInterval {
    Day first;
    Day last;

    bool is_one_day() const { return first == last; }
    bool contains(Day day) const { return first <= day && day <= last; }
    bool overlaps(const DayInterval& other) const { return first <= other.last && other.first <= last; }
    auto operator<=>(const DayInterval&) const = default;
};

/// "2020-08-16".
std::string iso_day(Day day);

/// The day that "2020-08-16" names, or the day part of "2020-08-16T21:30:03+02:00"; nullopt for anything else and for
/// days that do not exist.
std::optional<Day> parse_iso_day(std::string_view text);

/// The minute of that day, in UTC, of "2020-08-16T21:30:03+02:00" (1170) or "2020-08-16 21:30" (1290; without a zone it
/// is taken for UTC): below 0 or beyond 1439 where the zone moves it to another day. nullopt when no time of day is
/// given.
std::optional<int> parse_iso_minute(std::string_view text);

}  // namespace recount
