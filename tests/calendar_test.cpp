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
