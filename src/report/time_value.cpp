#include "report/time_value.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

namespace recount {

using namespace std::chrono;

unsigned weekday_of(Day day) {
    return weekday{day}.iso_encoding();
}

bool is_past_weekday(const Time& time) {
    return time.form == TimeForm::weekday && time.unit != 'W' && time.moved == 0 && !time.direction_said &&
           time.direction <= 0;
}

Day monday_of(Day day) {
    return day - days{weekday_of(day) - 1};
}

DayInterval days_of_month(int year, unsigned month) {
    const auto first = std::chrono::year{year} / month;
    return {Day{first / 1}, Day{first / last}};
}

DayInterval days_of_year(int year) {
    return {Day{std::chrono::year{year} / 1 / 1}, Day{std::chrono::year{year} / 12 / 31}};
}

namespace {

constexpr std::array<std::string_view, 4> season_names{"SP", "SU", "FA", "WI"};

std::string_view letters(const std::array<char, 3>& code) {
    return code.data();
}

/// 0 = spring ... 3 = winter, -1 = none.
int season_number(const Time& time) {
    const auto found = std::find(season_names.begin(), season_names.end(), letters(time.season));
    return found == season_names.end() ? -1 : static_cast<int>(found - season_names.begin());
}

year_month months_from(Day day, int months_on) {
    const year_month_day date{day};
    return date.year() / date.month() + months{months_on};
}

int year_of(Day day) {
    return static_cast<int>(year_month_day{day}.year());
}

/// The unit of the calendar that lies `offset` units from the one that holds `day`.
DayInterval period(Day day, char unit, int offset) {
    switch (unit) {
    case 'W': {
        const Day monday = monday_of(day) + days{7 * offset};
        return {monday, monday + days{6}};
    }
    case 'K': {
        const Day saturday = monday_of(day) + days{7 * offset + 5};
        return {saturday, saturday + days{1}};
    }
    case 'M': {
        const year_month month = months_from(day, offset);
        return days_of_month(static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
    }
    case 'Q': {
        const auto month = static_cast<int>(static_cast<unsigned>(year_month_day{day}.month()));
        const year_month start = months_from(day, 3 * offset - (month - 1) % 3);
        return {Day{start / 1}, Day{(start + months{2}) / last}};
    }
    case 'Y': return days_of_year(year_of(day) + offset);
    case 'E': {
        const int first = (year_of(day) / 10 + offset) * 10;
        return {days_of_year(first).first, days_of_year(first + 9).last};
    }
    case 'C': {
        const int first = (year_of(day) / 100 + offset) * 100;
        return {days_of_year(first).first, days_of_year(first + 99).last};
    }
    case 'H':
    case 'N':
    case 'S': return {day, day};
    default: return {day + days{offset}, day + days{offset}};
    }
}

/// The day or period that lies a stretch of `offset` units away; the longer the unit, the wider.
DayInterval distance(Day day, char unit, int offset) {
    if (unit == 'W' || unit == 'K')
        return {day + days{7 * offset - 3}, day + days{7 * offset + 3}};
    return period(day, unit, offset);
}

Day nearest_weekday(const Time& time, Day report) {
    const int here = static_cast<int>(weekday_of(report)), wanted = time.weekday;
    if (time.direction > 0) {
        int ahead = (wanted - here + 7) % 7;
        return report + days{ahead == 0 && time.direction_said ? 7 : ahead};
    }
    const int back = (here - wanted + 7) % 7;
    if (back == 6 && time.after_stamp)
        return report + days{1};
    return report - days{back == 0 && time.direction < 0 && time.direction_said ? 7 : back};
}

/// The year that the words leave open: of the same parts in the years around the report's, the nearest; what the tense
/// speaks against counts as twice as far, and a weekday named with a day must fit it. A quarter that is not told as to
/// come has begun: its books are what is told of.
int open_year(const Time& time, Day report, auto days_in) {
    const int year = year_of(report);
    if (time.unit == 'Y')
        return year + time.offset;
    constexpr long farthest_slip = 21;  // days that a stamp may lie before its text
    int best = year;
    long least = -1;
    for (const int candidate : {year, year - 1, year + 1}) {
        const DayInterval where = days_in(candidate);
        const auto ahead = (where.first - report).count(), behind = (report - where.last).count();
        const bool to_come = ahead > 0, past = behind > 0;
        if (time.direction_said && ((time.direction < 0 && !past) || (time.direction > 0 && !to_come)))
            continue;
        if (time.quarter && time.direction <= 0 && to_come)
            continue;
        long away = std::max({ahead, behind, decltype(ahead){0}});
        if ((time.direction < 0 && to_come) || (time.direction > 0 && past))
            away *= 2;
        if (time.weekday && time.day_of_month && weekday_of(where.first) != time.weekday)
            away += 2000;
        if (time.is_feast && time.direction < 0 && ahead > farthest_slip)
            away += 400;  // "they met on Christmas Day" in November: a year ago
        if (least < 0 || away < least) {
            least = away;
            best = candidate;
        }
    }
    return best;
}

DayInterval season_days(int season, int year) {
    const unsigned month = static_cast<unsigned>(season) * 3 + 3;  // spring is March to May
    return {Day{std::chrono::year{year} / month / 1}, Day{(std::chrono::year{year} / month + months{2}) / last}};
}

std::optional<DayInterval> calendar(const Time& time, std::optional<Day> report) {
    if (time.decade)
        return DayInterval{days_of_year(time.decade * 10).first, days_of_year(time.decade * 10 + 9).last};
    if (time.century)
        return DayInterval{days_of_year(time.century * 100 - 100).first, days_of_year(time.century * 100 - 1).last};
    const int season = season_number(time);
    const auto in_year = [&](int year) -> DayInterval {
        if (time.holiday.rule != YearlyDay::Rule::none) {
            const Day day = time.holiday.in(year);
            return {day, day};
        }
        if (time.quarter)
            return {Day{std::chrono::year{year} / (time.quarter * 3 - 2u) / 1},
                    Day{std::chrono::year{year} / (time.quarter * 3u) / last}};
        if (season >= 0)
            return season_days(season, year);
        if (!time.month)
            return days_of_year(year);
        if (!time.day_of_month)
            return days_of_month(year, time.month);
        const auto date =
            std::chrono::year{year} / static_cast<unsigned>(time.month) / static_cast<unsigned>(time.day_of_month);
        const Day day = date.ok() ? Day{date} : days_of_month(year, time.month).last;
        return {day, day};
    };
    if (time.year)
        return in_year(time.year);
    if (!report)
        return std::nullopt;
    return in_year(open_year(time, *report, in_year));
}

DayInterval move(const DayInterval& base, char unit, int offset) {
    switch (unit) {
    case 'W':
        return base.is_one_day() ? distance(base.first, 'W', offset)
                                 : DayInterval{base.first + days{7 * offset}, base.last + days{7 * offset}};
    case 'M':
    case 'Q':
    case 'Y':
    case 'E':
    case 'C': return period(base.first, unit, offset);
    case 'K': return period(base.first, 'K', offset);
    default: return offset < 0 ? period(base.first, unit, offset) : period(base.last, unit, offset);
    }
}

/// Without the displacement that "the following day" adds.
std::optional<DayInterval> resolve_base(const Time& time, std::optional<Day> report) {
    if (time.anchor == TimeAnchor::absolute)
        return time.days;
    if (time.form == TimeForm::calendar)
        return calendar(time, report);
    if (!report || time.anchor != TimeAnchor::report)
        return std::nullopt;
    switch (time.form) {
    case TimeForm::weekday: {
        if (time.unit == 'W') {
            const Day day = monday_of(*report) + days{7 * time.offset + time.weekday - 1};
            return DayInterval{day, day};
        }
        const Day day = nearest_weekday(time, *report);
        return DayInterval{day, day};
    }
    case TimeForm::period:
        if (time.unit == 'K' && time.offset == 0 && time.direction <= 0 && weekday_of(*report) < 6 &&
            !time.direction_said)
            return period(*report, 'K', -1);  // "over the weekend", told on a Monday
        return period(*report, time.unit, time.offset);
    case TimeForm::distance: return distance(*report, time.unit, time.offset);
    default: return std::nullopt;
    }
}

std::string number(int value, int width) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%0*d", width, value);
    return buffer;
}

std::string month_value(Day day) {
    return iso_day(day).substr(0, 7);
}

std::string week_value(Day day) {
    const Day thursday = monday_of(day) + days{3};
    const auto first = Day{year_month_day{thursday}.year() / 1 / 1};
    return number(year_of(thursday), 4) + "-W" + number(static_cast<int>((thursday - first).count() / 7) + 1, 2);
}

std::string day_part(const Time& time) {
    if (time.minute == 24 * 60)
        return "T24:00";
    if (time.minute >= 0)
        return "T" + number(time.minute / 60, 2) + ":" + number(time.minute % 60, 2);
    return time.part[0] ? "T" + std::string(letters(time.part)) : "";
}

/// The unit that the expression's answer is told in.
char granularity(const Time& time) {
    if (time.moved != 0 || time.moved_unit != 'D')
        return time.moved_unit;
    if (time.form == TimeForm::weekday)
        return 'D';
    if (time.form != TimeForm::calendar)
        return time.unit;
    return time.day_of_month || time.holiday.rule != YearlyDay::Rule::none ? 'D'
           : time.month                                                    ? 'M'
           : time.quarter                                                  ? 'Q'
           : time.season[0]                                                ? 'S'
           : time.decade                                                   ? 'E'
           : time.century                                                  ? 'C'
                                                                           : 'Y';
}

std::string open_value(const Time& time) {
    if (time.form == TimeForm::weekday && time.moved == 0)
        return "XXXX-WXX-" + std::to_string(time.weekday);
    const bool named = time.form == TimeForm::calendar && time.moved == 0;
    switch (granularity(time)) {
    case 'W': return "XXXX-WXX";
    case 'K': return "XXXX-WXX-WE";
    case 'M': return named ? "XXXX-" + number(time.month, 2) : "XXXX-XX";
    case 'Q': return named ? "XXXX-Q" + std::to_string(time.quarter) : "XXXX-QX";
    case 'S': return "XXXX-" + std::string(letters(time.season));
    case 'Y':
    case 'L': return "XXXX";
    case 'E': return "XXX";
    case 'C': return "XX";
    default:
        return named && time.month ? "XXXX-" + number(time.month, 2) + "-" + number(time.day_of_month, 2)
                                   : "XXXX-XX-XX";
    }
}

std::string closed_value(const Time& time, const DayInterval& where) {
    const int year = year_of(where.first);
    switch (granularity(time)) {
    case 'W': return week_value(where.first + days{where.last - where.first} / 2);
    case 'K': return week_value(where.first) + "-WE";
    case 'M': return month_value(where.first);
    case 'Q':
        return number(year, 4) + "-Q" +
               std::to_string((static_cast<unsigned>(year_month_day{where.first}.month()) + 2) / 3);
    case 'S': return number(year, 4) + "-" + std::string(letters(time.season));
    case 'Y': return number(year, 4);
    case 'E': return number(year / 10, 3);
    case 'C': return number(year / 100, 2);
    case 'L': return number(year / 1000, 1);
    default: return iso_day(where.first);
    }
}

}  // namespace

std::optional<DayInterval> resolve(const Time& time, std::optional<Day> report_day) {
    const auto base = resolve_base(time, report_day);
    if (!base || time.moved == 0)
        return base;
    return move(*base, time.moved_unit, time.moved);
}

std::optional<Day> counted(Day from, char unit, int count) {
    switch (unit) {
    case 'D': return from + days{count};
    case 'W': return from + days{7 * count};
    case 'M':
    case 'Y': {
        const year_month_day date{from};
        const year_month month = date.year() / date.month() + months{unit == 'Y' ? 12 * count : count};
        const auto same = month / date.day();
        return same.ok() ? Day{same} : Day{month / last};
    }
    default: return std::nullopt;
    }
}

std::string timex_value(const Time& time, std::optional<Day> report_day) {
    if (time.form == TimeForm::reference || time.form == TimeForm::length || time.form == TimeForm::recurring ||
        time.anchor == TimeAnchor::event)
        return time.value;
    const auto where = resolve(time, report_day);
    return (where ? closed_value(time, *where) : open_value(time)) + day_part(time);
}

std::string iso_value(const DayInterval& where) {
    const year_month_day first{where.first}, end{where.last + days{1}};
    if (!where.is_one_day() && first.day() == day{1} && end.day() == day{1}) {
        if (first.year() / first.month() + months{1} == end.year() / end.month())
            return month_value(where.first);
        if (first.month() == January && end == first.year() / 1 / 1 + years{1})
            return number(static_cast<int>(first.year()), 4);
    }
    return iso_day(where.first);
}

}  // namespace recount
