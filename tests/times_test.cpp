// Expressions of time: a short text in, the expressions with their TIMEX3 values out.
#include <doctest/doctest.h>

#include "annotate/times.h"
#include "support.h"

using namespace recount;

namespace {

AnnotatedReport annotated(std::string text, std::string_view day) {
    Report report = test::report_of(std::move(text));
    report.published = parse_iso_day(day);
    return test::language().chain.annotate(std::move(report));
}

/// "Sunday = 2020-08-16; two weeks = P2W". Friday 21 August 2020 unless another day is given; "" is an undated report.
std::string times(std::string text, std::string_view day = "2020-08-21") {
    const AnnotatedReport report = annotated(std::move(text), day);
    std::string out;
    for (const Time& time : report.layers.times)
        out.append(out.empty() ? "" : "; ").append(report.words(time.span)).append(" = ").append(time.value);
    return out;
}

/// The happening that the first expression counts from or dates.
std::string happening(std::string text) {
    const AnnotatedReport report = annotated(std::move(text), "2020-08-21");
    const Time& time = report.layers.times.at(0);
    return (time.anchor == TimeAnchor::event ? "from " : "dates ") + time.event_type + ": " +
           std::string(report.words(time.event_words));
}

}  // namespace

TEST_CASE("days, months and years by name") {
    CHECK(times("It fell on 16 August 2020.") == "16 August 2020 = 2020-08-16");
    CHECK(times("The 16th of August, 2020 was hot.") == "The 16th of August, 2020 = 2020-08-16");
    CHECK(times("It fell on Sunday, Aug. 16, 2020.") == "Sunday, Aug. 16, 2020 = 2020-08-16");
    CHECK(times("Printed 2020-08-16 and 08/17/2020 and 18/8/2020.") ==
          "2020-08-16 = 2020-08-16; 08/17/2020 = 2020-08-17; 18/8/2020 = 2020-08-18");
    CHECK(times("Since March 1998 and in 2004 nothing changed.") == "March 1998 = 1998-03; 2004 = 2004");
    CHECK(times("In the 1990s and the late '80s it was a village of the 20th century.") ==
          "the 1990s = 199; the late '80s = 198; the 20th century = 19");
    CHECK(times("There is no February 30 and no 31 June 2020.") == "");
}

TEST_CASE("a day without its year is of the year that is nearest") {
    CHECK(times("They voted on August 9.") == "August 9 = 2020-08-09");
    CHECK(times("They voted on December 20.", "2020-01-04") == "December 20 = 2019-12-20");
    CHECK(times("The court will sit on January 4.", "2020-12-20") == "January 4 = 2021-01-04");
    CHECK(times("They voted on Sunday, August 9.", "2021-02-01") == "Sunday, August 9 = 2020-08-09");
    CHECK(times("They voted on August 9.", "") == "August 9 = XXXX-08-09");
}

TEST_CASE("a weekday is past unless the words around it look ahead") {
    CHECK(times("Thousands marched on Sunday.") == "Sunday = 2020-08-16");
    CHECK(times("The minister will speak on Sunday.") == "Sunday = 2020-08-23");
    CHECK(times("On Sunday, the minister will speak.") == "Sunday = 2020-08-23");
    CHECK(times("The union called for a strike from Monday.") == "Monday = 2020-08-24");
    CHECK(times("He resigned on Friday.") == "Friday = 2020-08-21");
    CHECK(times("He resigned last Friday and returns next Friday.") ==
          "last Friday = 2020-08-14; next Friday = 2020-08-28");
    CHECK(times("He resigned on Friday.", "") == "Friday = XXXX-WXX-5");
}

TEST_CASE("tomorrow's weekday told as past is tomorrow where the report's day is a stamp, in whatever time zone") {
    CHECK(times("Police cleared the square early Saturday.") == "early Saturday = 2020-08-22");
    CHECK(times("Police cleared the square last Saturday.") == "last Saturday = 2020-08-15");
}

TEST_CASE("counted from the report's day") {
    CHECK(times("It rained yesterday, it is dry today, tomorrow may differ.") ==
          "yesterday = 2020-08-20; today = 2020-08-21; tomorrow = 2020-08-22");
    CHECK(times("He came last week, leaves next month, and has been ill this year.") ==
          "last week = 2020-W33; next month = 2020-09; this year = 2020");
    CHECK(times("She left three days ago; he left two years ago.") ==
          "three days ago = 2020-08-18; two years ago = 2018");
    CHECK(times("They met over the weekend.") == "the weekend = 2020-W33-WE");
    CHECK(times("He came in June last year, on June 12 last year.") ==
          "June last year = 2019-06; June 12 last year = 2019-06-12");
}

TEST_CASE("times of day") {
    CHECK(times("It began on Sunday night.") == "Sunday night = 2020-08-16TNI");
    CHECK(times("It began yesterday evening and ended this morning.") ==
          "yesterday evening = 2020-08-20TEV; this morning = 2020-08-21TMO");
    CHECK(times("It struck at 7:15 p.m. on Tuesday.") == "7:15 p.m. on Tuesday = 2020-08-18T19:15");
    CHECK(times("It struck last night.") == "last night = 2020-08-20TNI");
    CHECK(times("It struck at 10 pm.") == "10 pm = 2020-08-21T22:00");
}

TEST_CASE("how long and how often") {
    CHECK(times("He ruled for 26 years and spoke for several hours.") == "26 years = P26Y; several hours = PTXH");
    CHECK(times("The two-week strike cost twenty-four lives in the past three months.") ==
          "two-week = P2W; the past three months = P3M");
    CHECK(times("It took more than 2 1/2 years.") == "more than 2 1/2 years = P2Y6M");
    CHECK(times("For the first time in a quarter of a century they met.") == "a quarter of a century = P25Y");
    CHECK(times("They meet every Sunday, each month, and daily.") ==
          "every Sunday = XXXX-WXX-7; each month = P1M; daily = XXXX-XX-XX");
}

TEST_CASE("ages are no times, nor are months' names that are words") {
    CHECK(times("A 34-year-old man, 65 years old, in his 60s, died.") == "");
    CHECK(times("You may march in the sun. Mark May led.") == "");
    CHECK(times("It rained in May.") == "May = 2020-05");
}

TEST_CASE("counted from the time that was told last") {
    CHECK(times("They voted on August 9. The following day the counting ended.") ==
          "August 9 = 2020-08-09; The following day = 2020-08-10");
    CHECK(times("She fled on August 11. Two days later he followed.") ==
          "August 11 = 2020-08-11; Two days later = 2020-08-13");
    CHECK(times("They married in 1999. A year later they parted.") == "1999 = 1999; A year later = 2000");
}

TEST_CASE("vague references") {
    CHECK(times("He now says it will end soon, as it recently did.") ==
          "now = PRESENT_REF; soon = FUTURE_REF; recently = PAST_REF");
}

TEST_CASE("the happening that an expression counts from, or dates") {
    CHECK(happening("The march came two weeks after the disputed vote.") == "from election: vote");
    CHECK(happening("They met on the one-week anniversary of the vote.") == "from election: vote");
    CHECK(happening("It was a week of protest since the earthquake.") == "from disaster: earthquake");
    CHECK(happening("He won the August 9 ballot.") == "dates election: ballot");
    CHECK(happening("The referendum on August 9 failed.") == "dates election: referendum");
    CHECK(happening("Sunday's rally was small.") == "dates rally: rally");
}

TEST_CASE("times are resolved again when the day of the report is known") {
    const AnnotatedReport report = annotated("They rallied on Sunday.", "");
    const Time& time = report.layers.times.at(0);
    CHECK(!resolve(time, std::nullopt));
    CHECK(iso_value(*resolve(time, parse_iso_day("2020-08-16"))) == "2020-08-16");
    CHECK(iso_value(*resolve(time, parse_iso_day("2020-08-22"))) == "2020-08-16");
    CHECK(timex_value(time, parse_iso_day("2020-08-15")) == "2020-08-09");
}

TEST_CASE("text that is no language costs linear time") {
    std::string text;
    for (int i = 0; i < 100000; ++i)
        text += i % 2 ? "a year " : "Sunday's ";
    CHECK(annotated(text, "2020-08-21").layers.times.size() > 50000);
    CHECK(times("99999999999999 years ago, 40 Sunday 13/13/2020 24:99 99th century") ==
          "years ago = PAST_REF; Sunday = 2020-08-16");
}

TEST_CASE("intervals as ISO 8601 writes them") {
    CHECK(iso_value(days_of_month(2020, 2)) == "2020-02");
    CHECK(iso_value(days_of_year(2020)) == "2020");
    CHECK(iso_value({*parse_iso_day("2020-08-10"), *parse_iso_day("2020-08-16")}) == "2020-08-10");
}
