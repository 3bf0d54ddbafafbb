// The timeline of a story: short reports in, its events with their days and the words that date them out.
#include <doctest/doctest.h>

#include "support/account.h"

using namespace recount;

namespace {

AnnotatedReport report(std::string id, std::string text, std::string_view published = "") {
    Report made = test::report_of(std::move(text), std::move(id));
    made.published = parse_iso_day(published);
    return test::language().chain.annotate(std::move(made));
}

/// "2020-08-23 protest: Thousands marched | ...", the events of all stories.
std::string events(std::vector<AnnotatedReport> reports) {
    std::string out;
    for (const StoryAccount& story : test::account_of(std::move(reports)).stories)
        for (const Event& event : story.events)
            out += (out.empty() ? "" : " | ") + event.date + (event.date_end.empty() ? "" : "/" + event.date_end) +
                   " " + event.type + ": " + event.title;
    return out;
}

Event first_event(std::vector<AnnotatedReport> reports, std::string_view type) {
    for (const StoryAccount& story : test::account_of(std::move(reports)).stories)
        for (const Event& event : story.events)
            if (event.type == type)
                return event;
    FAIL("no such event");
    return {};
}

}  // namespace

TEST_CASE("a happening counted from another has its day from it, with the words that say so") {
    const std::string text =
        "Belarus voted in the August 9 election. Thousands marched two weeks after the election. On the one-week "
        "anniversary of the vote, a rally filled the square.";
    const Event march = first_event({report("a", text, "2020-08-25")}, "protest");
    CHECK(march.date == "2020-08-20");
    CHECK(march.date_end == "2020-08-26");
    CHECK(march.date_reason == "\"two weeks\" in a, counted from the election on 2020-08-09.");
    const Event rally = first_event({report("a", text, "2020-08-25")}, "rally");
    CHECK(rally.date == "2020-08-16");
    CHECK(first_event({report("a",
                              "The bridge fell in the quake on May 2. Four days after the quake, police arrested the "
                              "mayor.",
                              "2021-05-09")},
                      "arrest")
              .date == "2021-05-06");
}

TEST_CASE("a day that a happening has as its own dates it, whatever stands nearer") {
    const auto day_of = [](const std::string& text, std::string_view type) {
        return first_event({report("a", text, "2020-08-25")}, type).date;
    };
    const std::string during = "Twelve people were arrested during Saturday's march, the mayor said on Sunday.";
    CHECK(day_of(during, "protest") == "2020-08-22");
    CHECK(day_of(during, "arrest") == "2020-08-22");
    const std::string over = "Two people were arrested on Monday over Saturday\u2019s opposition march.";
    CHECK(day_of(over, "protest") == "2020-08-22");
    CHECK(day_of(over, "arrest") == "2020-08-24");
}

TEST_CASE("a dateline is the day of its report, and of no happening") {
    const Event blaze = first_event(
        {report("a", "KARSK, May 7, 2021 - The blaze that broke out on May 5 killed two workers.", "2021-05-07"),
         report("b", "KARSK, May 7, 2021 - The blaze killed two workers.", "2021-05-07")},
        "disaster");
    CHECK(blaze.date == "2021-05-05");
    CHECK(blaze.date_end == "");
}

TEST_CASE("what is expected of a gathering to come is of none that is over") {
    Report made = test::report_of(
        "The march in March 2017 drew 50,000 people.\n\nOrganisers plan another rally and expect 20,000 people.", "a");
    made.published = parse_iso_day("2020-08-25");
    std::vector<AnnotatedReport> reports;
    reports.push_back(test::trained_language().chain.annotate(std::move(made)));
    const Account account = test::account_of(std::move(reports));
    std::string told;
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures)
            told += std::to_string(static_cast<int>(figure.best.value_or(0))) + " of " +
                    (figure.event == no_index ? "none" : story.events[figure.event].date) + "; ";
    CHECK(told == "50000 of 2017-03; 20000 of none; ");
}

TEST_CASE("a day's march is nobody's own") {
    CHECK(
        events({report("a",
                       "Thousands marched against the pension law in Lyon on Saturday. Twelve people were hurt during "
                       "Saturday's march.",
                       "2020-08-25")}) == "2020-08-22 protest: March, Lyon, 22 August 2020");
}

TEST_CASE("what a named speaker says on a day that the words tell is an event of that day") {
    const std::vector<AnnotatedReport> reports{
        report("a", "Ana Veil said on Friday that the bridge is safe. Ana Veil said nothing more.", "2020-08-23")};
    const Event saying = first_event(reports, "statement");
    CHECK(saying.date == "2020-08-21");
    CHECK(saying.title == "Statement by Ana Veil, 21 August 2020");
    CHECK(saying.date_reason == "\"Friday\" in a, a report of 2020-08-23.");
    CHECK(saying.evidence.size() == 1);
    CHECK(events({report("a", "A man said on Friday that the bridge is safe.", "2020-08-23")}) == "");
}

TEST_CASE("what happened once is told again by a stretch of time") {
    CHECK(events({report("a", "The country voted on August 9. The ministers last week rejected his re-election.",
                         "2020-08-23")}) == "2020-08-09 election: Vote, 9 August 2020");
}

TEST_CASE("an event without words for its day names the words that stand beside it") {
    const Event rally = first_event(
        {report("a",
                "Opposition protesters marched against the president in Karsk on Sunday. His supporters gathered "
                "for a rally in support of him.",
                "2020-08-23")},
        "rally");
    CHECK(rally.date == "2020-08-23");
    CHECK(rally.date_reason == "Told beside \"Sunday\" in a, a report of 2020-08-23.");
    CHECK(rally.date_evidence.size() == 1);
}

TEST_CASE("what is made public is a statement; people who go free are released") {
    CHECK(first_event({report("a", "Police released the footage on 22 September 2016.", "2016-09-24")}, "statement")
              .date == "2016-09-22");
    CHECK(first_event({report("a", "A video was released on 5 May 2014.", "2014-05-06")}, "statement").date ==
          "2014-05-05");
    CHECK(first_event({report("a", "The gunmen released 21 girls and a video on 5 May 2014.", "2014-05-06")}, "release")
              .date == "2014-05-05");
}
