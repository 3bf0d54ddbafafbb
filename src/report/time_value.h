// From an expression of time to days: what it denotes once the day of the report is known, and how TIMEX3 and ISO 8601
// write that. The same expression may be resolved again with a better day; nothing here looks at text.
#pragma once

#include <optional>
#include <string>

#include "report/layers.h"

namespace recount {

/// The days that an expression denotes for a report of `report_day`, first to last; nullopt when it denotes none (a
/// length, a recurrence, "recently"), counts from a happening, or needs a report day that is not known. Weeks begin on
/// Monday. Tomorrow's weekday told as past is six days ago, but tomorrow where Time::after_stamp says that the words
/// were written in a time zone ahead of the stamp, or added after it. "two weeks ago" is the week around that
/// day, "two months ago" that month, "two years ago" that year.
std::optional<DayInterval> resolve(const Time& time, std::optional<Day> report_day);

/// The day so many days, weeks, months or years on, to the day; nullopt for other units. The last of a month that is
/// too short.
std::optional<Day> counted(Day from, char unit, int count);

/// The TIMEX3 value for a report of `report_day`; the parts that stay open are X ("XXXX-WXX-7", "XXXX-08-09").
std::string timex_value(const Time& time, std::optional<Day> report_day);

/// Days as ISO 8601 writes them most coarsely: "2020-08-16" for one day, "2020-08" for a month, "2020" for a year; for
/// any other interval its first day, and the last one by iso_value({last, last}).
std::string iso_value(const DayInterval& days);

/// "on Sunday", "Sunday's march": a weekday without "last" or "next" that is not told as to come.
bool is_past_weekday(const Time& time);

/// Monday of the week that holds the day.
Day monday_of(Day day);

/// 1 = Monday ... 7 = Sunday.
unsigned weekday_of(Day day);

/// The days of a month, of a year.
DayInterval days_of_month(int year, unsigned month);
DayInterval days_of_year(int year);

}  // namespace recount
