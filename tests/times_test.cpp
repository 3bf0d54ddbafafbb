// Expressions of time: a short text in, the expressions with their TIMEX3 values out.
#include <doctest/doctest.h>

#include "report/time_value.h"
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

TEST_CASE("what lasts until a weekday, or is moved to it, is to come") {
    CHECK(times("The pass stays shut until Monday.") == "Monday = 2020-08-24");
    CHECK(times("The hearing was put off until Tuesday.") == "Tuesday = 2020-08-25");
    CHECK(times("The match was moved from Sunday to Monday.") == "Sunday = 2020-08-23; Monday = 2020-08-24");
    CHECK(times("The court has extended his arrest through Wednesday.") == "Wednesday = 2020-08-26");
    CHECK(times("Miners have until at least Thursday to answer.") == "Thursday = 2020-08-27");
    CHECK(times("The harbour master said the ban goes on until Sunday.") == "Sunday = 2020-08-23");
    CHECK(times("The fast, which began on Monday, lasts until Wednesday.") ==
          "Monday = 2020-08-17; Wednesday = 2020-08-26");
    CHECK(times("Ferry talks put off until Monday") == "Monday = 2020-08-24");
}

TEST_CASE("what lasted until a weekday is past") {
    CHECK(times("They held the bridge until Monday.") == "Monday = 2020-08-17");
    CHECK(times("It snowed from Monday through Wednesday.") == "Monday = 2020-08-17; Wednesday = 2020-08-19");
    CHECK(times("The port was closed until Thursday, when divers left.") == "Thursday = 2020-08-20");
    CHECK(times("The hearing was put off on Tuesday.") == "Tuesday = 2020-08-18");
    CHECK(times("They marched to the port on Tuesday.") == "Tuesday = 2020-08-18");
}

TEST_CASE("what is arranged is told in the present") {
    CHECK(times("The permit expires Sunday.") == "Sunday = 2020-08-23");
    CHECK(times("The trial resumes on Tuesday, the judge said on Thursday.") ==
          "Tuesday = 2020-08-25; Thursday = 2020-08-20");
    CHECK(times("The islanders go to the polls on Monday.") == "Monday = 2020-08-24");
    CHECK(times("Classes resume on Monday.") == "Monday = 2020-08-24");
    CHECK(times("The ferries failed to resume on Monday.") == "Monday = 2020-08-17");
    CHECK(times("The trial resumes after the shooting on Tuesday.") == "Tuesday = 2020-08-18");
}

TEST_CASE("a caption tells in the present what is past") {
    Report report = test::report_of("The chancellor arrives at the court in Halm on Monday.");
    report.blocks[0].kind = BlockKind::caption;
    report.published = parse_iso_day("2020-08-21");
    CHECK(test::language().chain.annotate(std::move(report)).layers.times.at(0).value == "2020-08-17");
}

TEST_CASE("a report is of the day that its own dateline states, for its weekdays too") {
    const AnnotatedReport undated = annotated("HALM, Aug. 16, 2020 (Agency) - It rained on Friday.", "");
    CHECK(undated.report.published == parse_iso_day("2020-08-16"));
    CHECK(undated.words(*undated.report.published_span) == "Aug. 16, 2020");
    CHECK(undated.layers.times.back().value == "2020-08-14");
    const AnnotatedReport contradicted = annotated("HALM, Aug. 16, 2020 (Agency) - It rained on Friday.", "2021-02-01");
    CHECK(contradicted.report.published == parse_iso_day("2020-08-16"));
    CHECK(contradicted.report.contradicted_day == parse_iso_day("2021-02-01"));
    CHECK(contradicted.layers.times.back().value == "2020-08-14");
    CHECK(annotated("HALM, Aug. 16, 2020 (Agency) - It rained.", "2020-08-17").report.published ==
          parse_iso_day("2020-08-17"));
}

TEST_CASE("a participle that a verb leads which looks ahead is to come") {
    CHECK(times("The vote will be held on Sunday.") == "Sunday = 2020-08-23");
    CHECK(times("The shops will not be closed on Sunday.") == "Sunday = 2020-08-23");
    CHECK(times("The vote was held on Sunday.") == "Sunday = 2020-08-16");
}

TEST_CASE("a feast told as past is the last one, weeks before the next as well") {
    CHECK(times("They met on Christmas Day.", "2021-11-20") == "Christmas Day = 2020-12-25");
    CHECK(times("The talks will be held on Christmas Day.", "2021-11-20") == "Christmas Day = 2021-12-25");
    CHECK(times("She was shot on Halloween.", "2021-11-20") == "Halloween = 2021-10-31");
}

TEST_CASE("tomorrow's weekday told as past is six days ago") {
    CHECK(times("On Sunday he spoke.", "2020-08-22") == "Sunday = 2020-08-16");
    CHECK(times("He will speak on Sunday.", "2020-08-22") == "Sunday = 2020-08-23");
    CHECK(times("The roof fell in on Sunday. Rain has stopped.", "2020-08-22") == "Sunday = 2020-08-16");
}

TEST_CASE("but tomorrow where the report goes on past its stamp, or was written in a time zone ahead of it") {
    CHECK(times("The roof fell in on Sunday. On Sunday firemen found nine dead.", "2020-08-22") ==
          "Sunday = 2020-08-23; Sunday = 2020-08-23");
    CHECK(times("The roof fell in on Sunday.\nThe roof, Sunday, August 23.", "2020-08-22") ==
          "Sunday = 2020-08-23; Sunday, August 23 = 2020-08-23");
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

TEST_CASE("holidays by name, fixed and movable") {
    CHECK(times("It fell on Christmas Day. He left on New Year's Eve.", "2021-01-10") ==
          "Christmas Day = 2020-12-25; New Year's Eve = 2020-12-31");
    CHECK(times("They met on Thanksgiving and again on Black Friday.", "2021-12-01") ==
          "Thanksgiving = 2021-11-25; Black Friday = 2021-11-26");
    CHECK(times("Easter Sunday was quiet. On Good Friday they had marched.", "2021-04-10") ==
          "Easter Sunday = 2021-04-04; Good Friday = 2021-04-02");
    CHECK(times("The truck came on Bastille Day 2016, after Easter 2016.") ==
          "Bastille Day 2016 = 2016-07-14; Easter 2016 = 2016-03-27");
    CHECK(times("He will return next Christmas. It snowed on Christmas morning.", "2021-01-10") ==
          "next Christmas = 2021-12-25; Christmas morning = 2020-12-25TMO");
    CHECK(times("They voted on Easter Monday.", "") == "Easter Monday = XXXX-XX-XX");
    CHECK(times("The Christmas tree on Easter Island fell.") == "");
}

TEST_CASE("a quarter is the last one that has begun, or the one to come") {
    CHECK(times("Profit rose in the first quarter.", "1989-10-26") == "the first quarter = 1989-Q1");
    CHECK(times("Profit rose in the fiscal first quarter.", "1989-10-26") == "the fiscal first quarter = 1989-Q1");
    CHECK(times("The merger will close in the first quarter.", "1989-10-26") == "the first quarter = 1990-Q1");
    CHECK(times("Profit rose in the fourth quarter.", "1990-01-20") == "the fourth quarter = 1989-Q4");
    CHECK(times("It expects to report a loss for the third quarter.", "1989-10-26") == "the third quarter = 1989-Q3");
    CHECK(times("It fell in this year's third quarter.", "1989-10-26") == "this year's third quarter = 1989-Q3");
    CHECK(times("Net fell in the third quarter. In the 1988 period it rose.", "1989-10-26") ==
          "the third quarter = 1989-Q3; the 1988 period = 1988-Q3");
}

TEST_CASE("a plan that is looked back on is past") {
    CHECK(times("The truce had been due to end on Friday.", "2020-08-24") == "Friday = 2020-08-21");
    CHECK(times("The truce was due to end on Friday.", "2020-08-24") == "Friday = 2020-08-28");
    CHECK(times("The minister said the vote, on December 5, is free.", "2020-11-20") == "December 5 = 2020-12-05");
}

TEST_CASE("rates and ages are no times, lengths are") {
    CHECK(times("It pays $5 million a year, with four flights a week and 700 seats a week.") == "");
    CHECK(times("He waited a year for the year ended June 30.", "2020-08-21") ==
          "a year = P1Y; the year = P1Y; June 30 = 2020-06-30");
    CHECK(times("She is 34 years old; the 8-year-old ran for a minute and a half.") == "a minute and a half = PT1M30S");
}

TEST_CASE("counted from other times") {
    CHECK(times("They voted on August 9. Police came the previous day; he fled two weeks later.") ==
          "August 9 = 2020-08-09; the previous day = 2020-08-08; two weeks later = 2020-W34");
    CHECK(times("They met in recent years, in recent weeks, and will in coming months.") ==
          "recent years = PAST_REF; recent weeks = PXW; coming months = FUTURE_REF");
    CHECK(times("They meet every quarter and on Mondays.") == "every quarter = P1Q; Mondays = XXXX-WXX-1");
}

TEST_CASE("papers and programmes are no days") {
    CHECK(times("She told Florida Today and ABC's \"This Week\" of it.") == "");
    CHECK(times("\"Today we march,\" he said. Today is hot.") == "Today = 2020-08-21; Today = 2020-08-21");
}
