// Days of the proleptic Gregorian calendar, as reports date things: one day or an interval of days. The arithmetic is
// the standard library's.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
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

/// One day as above, else an interval of ISO 8601: "2020-08-16/2020-08-22".
std::string iso_days(const DayInterval& days);

/// The day that "2020-08-16" names, or the day part of "2020-08-16T21:30:03+02:00"; nullopt for anything else and for
/// days that do not exist.
std::optional<Day> parse_iso_day(std::string_view text);

/// A day of the year that is named by a rule, as a codebook writes it: "12-25" (a month and its day), "11-thu-4" (the
/// fourth Thursday of November), "5-mon-last" (the last Monday of May), "easter" and "orthodox-easter", each of which
/// but the first kind may go on with days to add, "easter+1", "easter-2".
struct YearlyDay {
    enum class Rule : std::uint8_t { none, fixed, weekday, easter, orthodox_easter };
    Rule rule = Rule::none;
    std::uint8_t month = 0, day = 0;    // fixed
    std::uint8_t weekday = 0, nth = 0;  // weekday: 1 = Monday; 5 = the last of the month
    std::int8_t days_on = 0;

    /// nullopt for text that is no such rule.
    static std::optional<YearlyDay> parse(std::string_view text);

    /// The day of that year. Easter by the computus of Meeus, Astronomical Algorithms, ch. 8; the orthodox one is right
    /// from 1900 to 2099. REQUIRES: a rule; years from 1583 on.
    Day in(int year) const;
    bool operator==(const YearlyDay&) const = default;
};

/// The minute of that day, in UTC, of "2020-08-16T21:30:03+02:00" (1170) or "2020-08-16 21:30" (1290; without a zone it
/// is taken for UTC): below 0 or beyond 1439 where the zone moves it to another day. nullopt when no time of day is
/// given.
std::optional<int> parse_iso_minute(std::string_view text);

/// Minutes since 1970, in UTC, of a day or a day with a time of day, as above; the day's first minute where it has no
/// time.
std::optional<std::int64_t> parse_iso_moment(std::string_view text);

/// "2020-08-16T21:30:03Z" of the digits "20200816213003", as crawlers write it; a day alone of 8 digits or more. Empty
/// where they are no such thing.
std::string iso_of_digits(std::string_view digits);

}  // namespace recount
