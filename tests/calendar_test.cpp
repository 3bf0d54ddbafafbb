// Days and minutes as metadata writes them.
#include <doctest/doctest.h>

#include "report/calendar.h"

using namespace recount;

TEST_CASE("a day is read where it exists and nowhere else") {
    CHECK(iso_day(*parse_iso_day("2020-02-29")) == "2020-02-29");
    CHECK(iso_day(*parse_iso_day("2020-08-16T21:30:03+02:00")) == "2020-08-16");
    CHECK(!parse_iso_day("2021-02-29"));
    CHECK(!parse_iso_day("2020-8-16"));
    CHECK(!parse_iso_day("2020-08-160"));
    CHECK(!parse_iso_day(""));
}

TEST_CASE("a minute of the day is given in UTC") {
    CHECK(parse_iso_minute("2020-08-16T21:30:03") == 1290);
    CHECK(parse_iso_minute("2020-08-16 21:30") == 1290);
    CHECK(parse_iso_minute("2020-08-16T21:30:03+02:00") == 1170);
    CHECK(parse_iso_minute("2020-08-16T01:00:00+0330") == 60 - 210);
    CHECK(parse_iso_minute("2020-08-16T23:30:00-05:00") == 1410 + 300);
    CHECK(!parse_iso_minute("2020-08-16"));
    CHECK(!parse_iso_minute("2020-08-16T9:30"));
}

TEST_CASE("days of the year by rule") {
    const auto in = [](std::string_view rule, int year) {
        const auto day = YearlyDay::parse(rule);
        return day ? iso_day(day->in(year)) : "no rule";
    };
    CHECK(in("12-25", 2020) == "2020-12-25");
    CHECK(in("11-thu-4", 2023) == "2023-11-23");
    CHECK(in("11-thu-4+1", 2023) == "2023-11-24");
    CHECK(in("5-mon-last", 2021) == "2021-05-31");
    CHECK(in("9-mon-1", 2024) == "2024-09-02");
    for (const auto& [year, day] : {std::pair{1818, "1818-03-22"},
                                    {1943, "1943-04-25"},
                                    {1981, "1981-04-19"},
                                    {2000, "2000-04-23"},
                                    {2019, "2019-04-21"},
                                    {2024, "2024-03-31"}})
        CHECK(in("easter", year) == day);
    CHECK(in("easter-2", 2024) == "2024-03-29");
    CHECK(in("easter+49", 2024) == "2024-05-19");
    CHECK(in("orthodox-easter", 2021) == "2021-05-02");
    CHECK(in("orthodox-easter", 2017) == "2017-04-16");
    for (const std::string_view wrong : {"", "13-1", "2-30", "11-thu", "11-thu-6", "easter2", "easter+200", "12-25x"})
        CHECK(in(wrong, 2020) == "no rule");
}

TEST_CASE("an interval is written as one") {
    const DayInterval days{*parse_iso_day("2020-08-16"), *parse_iso_day("2020-08-22")};
    CHECK(iso_days(days) == "2020-08-16/2020-08-22");
    CHECK(iso_days({days.first, days.first}) == "2020-08-16");
}
