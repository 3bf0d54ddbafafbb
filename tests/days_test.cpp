// The day of every report: short reports of one story in, their days and what fixes them out.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <random>

#include "reconcile/days.h"
#include "report/time_value.h"
#include "support.h"

using namespace recount;
using std::chrono::days;

namespace {

/// A report with the day that its metadata give, "" for none.
AnnotatedReport report(std::string id, std::string text, std::string_view published = "") {
    Report made = test::report_of(std::move(text), std::move(id));
    made.published = parse_iso_day(published);
    return test::language().chain.annotate(std::move(made));
}

/// The last line of the text is a caption.
AnnotatedReport report_with_caption(std::string id, std::string text, std::string_view published = "") {
    Report made = test::report_of(std::move(text), std::move(id));
    made.blocks.back().kind = BlockKind::caption;
    made.published = parse_iso_day(published);
    return test::language().chain.annotate(std::move(made));
}

std::string shown(const ReportDay& day) {
    if (!day.days)
        return "none";
    const std::string first = iso_day(day.days->first), last = iso_day(day.days->last);
    return (day.stated ? "stated " : "inferred ") + (first == last ? first : first + ".." + last);
}

/// The days of the reports of one story, in the order given.
std::vector<ReportDay> days_of(const std::vector<AnnotatedReport>& reports, std::vector<Lineage> lineages = {}) {
    Story story;
    for (std::uint32_t i = 0; i < reports.size(); ++i)
        story.reports.push_back(i);
    story.lineages = std::move(lineages);
    return resolve_days(reports, {story});
}

/// The day of the last report.
std::string last_day(const std::vector<AnnotatedReport>& reports) {
    return shown(days_of(reports).back());
}

std::string evidence(const std::vector<AnnotatedReport>& reports, const ReportDay& day) {
    std::string out;
    for (const Evidence& one : day.evidence)
        out.append(out.empty() ? "" : " | ")
            .append(reports[one.report].report.id)
            .append(": ")
            .append(reports[one.report].words(one.span));
    return out;
}

}  // namespace

TEST_CASE("a report states its day by its metadata or a dateline") {
    CHECK(last_day({report("a", "The dam broke on Sunday.", "2021-05-04")}) == "stated 2021-05-04");
    CHECK(last_day({report("a", "VARNA, May 4, 2021 (Agency) - The dam broke on Sunday.")}) == "stated 2021-05-04");
    CHECK(last_day({report("a", "Updated: 4 May 2021\nThe dam broke on Sunday.")}) == "stated 2021-05-04");
    CHECK(last_day({report("a", "The dam broke on Sunday.")}) == "none");
    CHECK(last_day({report("a", "The dam was built on May 4, 1921.")}) == "none");
}

TEST_CASE("a caption's date is the report's own when the text tells of that day") {
    const std::vector<AnnotatedReport> told{
        report_with_caption("a", "Farmers blocked the bridge on Tuesday.\nFarmers on the bridge on May 4, 2021.")};
    const auto day = days_of(told).back();
    CHECK(shown(day) == "stated 2021-05-04");
    CHECK(evidence(told, day) == "a: May 4, 2021 | a: Tuesday");
    CHECK(last_day({report_with_caption("a", "Farmers blocked the bridge on Friday.\nThe bridge on May 4, 2011.")}) ==
          "none");
}

TEST_CASE("a dateline that contradicts the metadata is believed, and that is said") {
    const auto day =
        days_of({report("a", "VARNA, May 4, 2021 (Agency) - The dam broke on Sunday.", "2021-06-20")}).back();
    CHECK(shown(day) == "stated 2021-05-04");
    CHECK(day.reason.find("2021-06-20") != std::string::npos);
    const auto zone =
        days_of({report("a", "VARNA, May 4, 2021 (Agency) - The dam broke on Sunday.", "2021-05-05")}).back();
    CHECK(shown(zone) == "stated 2021-05-05");
    CHECK(zone.reason.find("contradict") == std::string::npos);
}

TEST_CASE("metadata that the story's fixed points contradict are kept, and that is said") {
    const auto day = days_of({report("a", "The quake struck on May 4.", "2021-05-05"),
                              report("b", "Yesterday's quake killed ten.", "2021-05-30")})
                         .back();
    CHECK(shown(day) == "stated 2021-05-30");
    CHECK(day.reason.find("does not fit") != std::string::npos);
}

TEST_CASE("a clause behind a date tells which happening was on that day") {
    const auto known =
        report("a", "It goes back to January 28, when the city voted on whether to shut the hall.", "2024-02-12");
    CHECK(
        last_day(
            {known,
             report("b", "Two crowds filled the centre on Sunday, two weeks after the vote that kept the hall open.")})
            .starts_with("inferred 2024-02-11"));
    // Without its day, "voted" may be any of several.
    const auto open = report("a", "It goes back to when the city voted on whether to shut the hall.", "2024-02-12");
    CHECK(last_day(
              {open,
               report("b",
                      "Two crowds filled the centre on Sunday, two weeks after the vote that kept the hall open.")}) ==
          "none");
}

TEST_CASE("a happening that another report dates fixes the day of one that counts from it") {
    const AnnotatedReport dated = report("a", "He won the May 2 election by a hair.", "2021-05-20");
    CHECK(last_day({dated, report("b", "Yesterday's vote was close.")}) == "inferred 2021-05-03");
    CHECK(last_day({dated, report("b", "Today's march came five days after the vote.")}) == "inferred 2021-05-07");
    CHECK(last_day(
              {dated,
               report(
                   "b",
                   "Thousands rallied on Sunday. Sunday's march marked the one-week anniversary of the vote.\nIt was "
                   "the largest in a week of "
                   "protests since the vote. The union called for a strike from Monday. A man had died on Monday.")}) ==
          "inferred 2021-05-09");
    CHECK(
        last_day(
            {dated,
             report("b", "He was accused of fraud in the vote last Sunday. He spoke with the governor on Sunday.")}) ==
        "inferred 2021-05-09");
}

TEST_CASE("the evidence is the words in both reports") {
    const std::vector<AnnotatedReport> reports{report("a", "He won the May 2 ballot.", "2021-05-20"),
                                               report("b", "Yesterday's vote was close.")};
    const auto day = days_of(reports).back();
    CHECK(evidence(reports, day) == "b: Yesterday's vote | a: May 2 ballot");
    CHECK(day.reason == "Inferred: \"Yesterday's vote\", with the election on 2021-05-02 (\"May 2 ballot\" in a).");
}

TEST_CASE("where the evidence leaves several days, the answer is an interval") {
    const AnnotatedReport dated = report("a", "The earthquake on May 2 levelled the port.", "2021-05-20");
    CHECK(last_day({dated, report("b", "The earthquake last Sunday levelled the port.")}) ==
          "inferred 2021-05-03..2021-05-09");
    CHECK(last_day({dated, report("b", "Sunday's earthquake levelled the port.")}) ==
          "inferred 2021-05-02..2021-05-08");
    CHECK(last_day({dated, report("b", "The rescue goes on a week since the earthquake.")}) ==
          "inferred 2021-05-08..2021-05-10");
}

TEST_CASE("evidence that bounds on one side alone, or none, dates nothing") {
    const AnnotatedReport dated = report("a", "The earthquake on May 2 levelled the port.", "2021-05-20");
    CHECK(last_day({dated, report("b", "The port reopened.")}) == "none");
    CHECK(last_day({dated, report("b", "The port reopened two weeks after the earthquake.")}) == "none");
    CHECK(last_day({report("a", "The earthquake levelled the port.", "2021-05-20"),
                    report("b", "Yesterday's earthquake levelled the port.")}) == "none");
}

TEST_CASE("a weekday that may be tomorrow's in another time zone fixes nothing") {
    CHECK(last_day({report("a", "The quake on Sunday killed ten.", "2021-05-08"),
                    report("b", "Yesterday's quake killed ten.")}) == "none");
}

TEST_CASE("contradicting evidence dates nothing, and that is said") {
    const std::vector<AnnotatedReport> reports{
        report("a", "He won the May 2 election.", "2021-05-20"),
        report("b", "Yesterday's vote was close. Nobody slept in the two weeks since the vote.")};
    const auto day = days_of(reports).back();
    CHECK(shown(day) == "none");
    CHECK(day.reason.find("No day fits") == 0);
    CHECK(day.evidence.size() >= 3);
}

TEST_CASE("a dated report dates the next one") {
    const std::vector<AnnotatedReport> reports{report("a", "He won the May 2 election.", "2021-05-20"),
                                               report("b", "Yesterday's vote was close. The crash today killed two."),
                                               report("c", "Yesterday's crash killed two.")};
    CHECK(shown(days_of(reports)[1]) == "inferred 2021-05-03");
    CHECK(shown(days_of(reports)[2]) == "inferred 2021-05-04");
}

TEST_CASE("a happening of years ago is background when the story has its own") {
    CHECK(last_day({report("a", "He won the May 2 election. The election on May 10, 2015 was quiet.", "2021-05-20"),
                    report("b", "Yesterday's vote was close.")}) == "inferred 2021-05-03");
}

namespace {

/// The report with a mention of a happening, as the mentions layer gives it: its word, and the report's first time
/// dates it.
AnnotatedReport with_mention(AnnotatedReport annotated, std::string_view word) {
    const auto start = static_cast<std::uint32_t>(annotated.report.content.find(word));
    Mention mention;
    mention.trigger = {start, start + static_cast<std::uint32_t>(word.size())};
    mention.type = "shooting";
    mention.once = true;
    mention.time = 0;
    annotated.layers.mentions.push_back(mention);
    return annotated;
}

}  // namespace

TEST_CASE("a stamp made weeks later is not believed against the text and two other reports") {
    const auto late = with_mention(
        report("late", "Nine died in a shooting near the harbour on Sunday night.", "2021-06-20"), "shooting");
    const auto one =
        with_mention(report("one", "On Sunday a gunman opened fire near the harbour.", "2021-05-03"), "opened fire");
    const auto two = with_mention(report("two", "The shooting on Sunday shook the town.", "2021-05-04"), "shooting");
    const auto found = days_of({late, one, two});
    CHECK(shown(found[0]) == "inferred 2021-05-02..2021-05-08");
    CHECK(found[0].reason.find("2021-06-20, which the text contradicts") != std::string::npos);
    CHECK(shown(found[1]) == "stated 2021-05-03");
    CHECK(last_day({one, late}) == "stated 2021-06-20");  // one report may tell of another Sunday
}

TEST_CASE("happenings of one kind are kept apart by name and by number") {
    const AnnotatedReport dated = report("a", "The Arden bombing on May 2 killed ten.", "2021-05-20");
    CHECK(last_day({dated, report("b", "Yesterday's Arden bombing was the first.")}) == "inferred 2021-05-03");
    CHECK(last_day({dated, report("b", "Yesterday's Brook bombing was the second.")}) == "none");
    CHECK(last_day({dated, report("b", "Yesterday's bombings were the first.")}) == "none");
}

TEST_CASE("a passage that a dated report prints too fixes its weekdays") {
    const std::vector<AnnotatedReport> reports{
        report("a", "The envoy left for Oslo on Tuesday.", "2021-05-08"),
        report("b", "The envoy left for Oslo on Tuesday.\nHe returned on Monday. The talks will resume on Monday.")};
    Lineage lineage;
    lineage.reports = {0, 1};
    lineage.passages = {{{0, {0, 35}}, {1, {0, 35}}}};
    CHECK(shown(days_of(reports, {lineage})[1]) == "inferred 2021-05-04");
    CHECK(shown(days_of(reports)[1]) == "none");
}

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 12> months{"January",   "February", "March",    "April",
                                                  "May",       "June",     "July",     "August",
                                                  "September", "October",  "November", "December"};
constexpr std::array<std::string_view, 6> happenings{"vote", "earthquake", "crash", "shooting", "verdict", "bombing"};

std::string weekday_name(Day day) {
    return std::string(weekdays[weekday_of(day) - 1]);
}

std::string month_and_day(Day day) {
    const std::chrono::year_month_day date{day};
    return std::string(months[static_cast<unsigned>(date.month()) - 1]) + " " +
           std::to_string(static_cast<unsigned>(date.day()));
}

struct Generated {
    std::string text;
    std::optional<Day> published;
    std::string expected;
};

std::string inferred(Day first, Day last) {
    return shown({DayInterval{first, last}, false, "", {}});
}

/// What an undated report may say of a happening, and the days that this leaves for the report, worked out by hand.
Generated undated(std::mt19937& random, const std::string& what, Day day) {
    const int apart = static_cast<int>(random() % 5) + 2;
    switch (random() % 8) {
    case 0: return {"Yesterday's " + what + " shook the town.", {}, inferred(day + days{1}, day + days{1})};
    case 1:
        return {"Today's march came " + std::to_string(apart) + " days after the " + what + ".",
                {},
                inferred(day + days{apart}, day + days{apart})};
    case 2:
        return {"Last " + weekday_name(day) + "'s " + what + " shook the town.",
                {},
                inferred(day + days{1}, day + days{7})};
    case 3: return {weekday_name(day) + "'s " + what + " shook the town.", {}, inferred(day, day + days{6})};
    case 4:
        return {
            "Little has moved in the two weeks since the " + what + ".", {}, inferred(day + days{13}, day + days{15})};
    case 5:
        return {"Last " + weekday_name(day) + "'s " + what + " shook the town. Little has moved in a week since the " +
                    what + ".",
                {},
                inferred(day + days{6}, day + days{7})};
    case 6: return {"The mayor resigned a week after the " + what + ".", {}, "none"};
    default: return {"The " + what + " shook the town.", {}, "none"};
    }
}

Generated dated(std::mt19937& random, const std::string& what, Day day) {
    const Day published = day + days{static_cast<int>(random() % 6)};  // six days on, the weekday might mean tomorrow
    const std::string when = random() % 2 ? month_and_day(day) : weekday_name(day);
    return {"The " + what + " on " + when + " shook the town.", published,
            shown({DayInterval{published, published}, true, "", {}})};
}

}  // namespace

TEST_CASE("generated stories: every day that the evidence fixes is found, none is given where it does not") {
    std::mt19937 random(20210504);
    for (int round = 0; round < 1000; ++round) {
        const std::string what(happenings[random() % happenings.size()]);
        const Day day = *parse_iso_day("2019-01-01") + days{static_cast<int>(random() % 1500)};
        std::vector<Generated> story{dated(random, what, day)};
        for (std::size_t i = 0; i < 1 + random() % 4; ++i)
            story.push_back(undated(random, what, day));
        const bool fixed = random() % 8 != 0;  // else nothing in the story says when it was
        if (!fixed)
            story[0] = {"The " + what + " shook the town.", {}, "none"};
        std::shuffle(story.begin(), story.end(), random);
        std::vector<AnnotatedReport> reports;
        for (std::size_t i = 0; i < story.size(); ++i)
            reports.push_back(report("report " + std::to_string(i), story[i].text,
                                     story[i].published ? iso_day(*story[i].published) : ""));
        const auto found = days_of(reports);
        for (std::size_t i = 0; i < story.size(); ++i) {
            INFO(story[i].text << " (the " << what << " on " << iso_day(day) << ")");
            REQUIRE(shown(found[i]) == (fixed || story[i].published ? story[i].expected : "none"));
        }
    }
}

TEST_CASE("an interval is an answer, and reports that contradict one another get none, with the reason") {
    const AnnotatedReport vote = report("a", "The vote on May 2 was close.", "2021-05-20");
    const auto open = days_of({vote, report("b", "Sunday's vote was close.")}).back();
    CHECK(shown(open) == "inferred 2021-05-02..2021-05-08");
    CHECK(open.reason.find("not to the day") != std::string::npos);
    const std::vector<AnnotatedReport> differing{
        vote, report("b", "Yesterday's vote was close. Little has moved in the two weeks since the vote.")};
    const auto none = days_of(differing).back();
    CHECK(shown(none) == "none");
    CHECK(none.reason.find("No day fits") != std::string::npos);
    CHECK(evidence(differing, none).find("a: vote on May 2") != std::string::npos);
}

TEST_CASE("a weekday told once fixes a happening, whatever zone the stamp is of") {
    const AnnotatedReport stamped = report("a", "On Sunday the quake struck the coast.", "2021-05-08");  // a Saturday
    CHECK(last_day({stamped, report("b", "Yesterday's quake shook the town.")}) == "none");  // that Sunday, or the next
}

TEST_CASE("a stamp made weeks after what a post and the lead tell is not believed") {
    const auto with_post = [](std::string_view published, std::string_view lead) {
        Report made = test::report_of(std::string(lead) + "\nFarmers on the bridge now.", "a");
        made.blocks.back().kind = BlockKind::embed;
        made.blocks.back().date = parse_iso_day("2021-05-04");
        made.published = parse_iso_day(published);
        return days_of({test::language().chain.annotate(std::move(made))}).back();
    };
    const std::string_view lead = "Hundreds of farmers blocked the bridge to Arden on Tuesday, police said.";
    const auto late = with_post("2021-05-20", lead);
    CHECK(shown(late) == "stated 2021-05-04");
    CHECK(late.reason.find("metadata give 2021-05-20, which the text contradicts") != std::string::npos);
    CHECK(late.reason.find("\"Tuesday\"") != std::string::npos);
    CHECK(shown(with_post("2021-05-12", lead)) == "stated 2021-05-12");
    CHECK(shown(with_post("2022-05-20", lead)) == "stated 2022-05-20");
    CHECK(shown(with_post("2021-05-20", "Hundreds of farmers blocked the bridge to Arden on Friday, police said.")) ==
          "stated 2021-05-20");
    CHECK(shown(with_post("2021-05-20", "Farmers blocked the bridge to Arden on Tuesday, as they had on May 14.")) ==
          "stated 2021-05-20");
}

TEST_CASE("a dateline without its year takes that of the story's dated reports") {
    const AnnotatedReport known = report("a", "Farmers blocked the bridge to Arden.", "2021-05-04");
    const std::vector<AnnotatedReport> reports{
        known, report("b", "ARDEN, May 5 (Agency) -- Farmers went on blocking the bridge.")};
    const auto day = days_of(reports).back();
    CHECK(shown(day) == "stated 2021-05-05");
    CHECK(evidence(reports, day) == "b: May 5");
    CHECK(day.reason == "Its dateline gives \"May 5\"; the year is that of a, which tells of 2021-05-04.");
    CHECK(last_day({known, report("b", "ARDEN, Nov. 5 (Agency) -- Farmers went on blocking the bridge.")}) == "none");
    CHECK(last_day({known, report("b", "Farmers went on blocking the bridge on May 5 -- and in Arden.")}) == "none");
    CHECK(last_day({report("b", "ARDEN, May 5 (Agency) -- Farmers went on blocking the bridge.")}) == "none");
    CHECK(last_day({known, report("c", "Farmers blocked the bridge to Arden.", "2015-05-04"),
                    report("b", "ARDEN, May 5 (Agency) -- Farmers went on blocking the bridge.")}) == "none");
}

TEST_CASE("a date that is worded as below a picture is a caption's, wherever it stands") {
    const std::string lead = "Farmers blocked the bridge to Arden on Tuesday, police said.\n";
    CHECK(last_day({report("a", lead + "A farmer holds a sign on the bridge, in Arden, May 4, 2021.")}) ==
          "stated 2021-05-04");
    CHECK(last_day({report("a", lead + "Farmers gather on the bridge on Tuesday, May 4, 2021.")}) ==
          "stated 2021-05-04");
    CHECK(last_day({report("a", lead + "The bridge was opened on May 4, 2021.")}) == "none");
    CHECK(last_day({report("a", lead + "A farmer holds a sign on the bridge, in Arden, May 5, 2021.")}) == "none");
}

namespace {

/// The days of the reports of one story, of which the first two tell the same of a weekday, by so many bits.
std::vector<ReportDay> days_of_alike(const std::vector<AnnotatedReport>& reports, std::vector<WeekdayLikeness> alike) {
    Story story;
    for (std::uint32_t i = 0; i < reports.size(); ++i)
        story.reports.push_back(i);
    story.weekdays = std::move(alike);
    return resolve_days(reports, {story});
}

/// Of the second report, which tells the same of Sunday as the first one, of Monday, 3 May 2021.
std::string alike_day(std::string text) {
    return shown(days_of_alike(
        {report("a", "On Sunday farmers blocked the bridge.", "2021-05-03"), report("b", std::move(text))},
        {{0, 1, 7, 50}})[1]);
}

}  // namespace

TEST_CASE("a weekday of which a dated report tells the same is the same day") {
    CHECK(alike_day("The blockade of the bridge to Arden, which began on Sunday with 312 farmers, ended.") ==
          "inferred 2021-05-02");
    CHECK(alike_day("The bridge is open.\nIts blockade is over.\nSunday's blockade was the first.") ==
          "inferred 2021-05-02..2021-05-08");
    CHECK(alike_day("The bridge was blocked last Sunday.") == "none");
    const std::vector<AnnotatedReport> reports{report("a", "On Sunday farmers blocked the bridge.", "2021-05-03"),
                                               report("b", "On Sunday 312 farmers blocked the bridge.")};
    const auto day = days_of_alike(reports, {{0, 1, 7, 50}})[1];
    CHECK(evidence(reports, day) == "b: Sunday | a: Sunday");
    CHECK(day.reason ==
          "Inferred: \"Sunday\", of which a tells the same, where it is 2021-05-02; \"Sunday\" told as the news.");
}

TEST_CASE("a report is of the day that it tells as its news, or of the next where its words speak for that") {
    CHECK(alike_day("Farmers cleared the bridge on Tuesday after the blockade on Sunday.") == "inferred 2021-05-04");
    CHECK(alike_day("Farmers blocked the bridge late on Sunday.") == "inferred 2021-05-02..2021-05-03");
    CHECK(alike_day("Farmers blocked the bridge on Sunday night.") == "inferred 2021-05-02..2021-05-03");
    CHECK(alike_day("Farmers blocked the bridge on Sunday.\nThe queue yesterday was ten miles long.") ==
          "inferred 2021-05-02..2021-05-03");
    CHECK(alike_day("Farmers blocked the bridge on Sunday.\nPolice said on Monday that nobody was hurt.") ==
          "inferred 2021-05-02..2021-05-04");
    CHECK(alike_day(
              "Farmers say that they will go on blocking the bridge to Arden for weeks.\nThey blocked it on Sunday.") ==
          "inferred 2021-05-02..2021-05-08");
}

TEST_CASE("a weekday in a clause of what went before is not that of the news") {
    CHECK(alike_day("Farmers cleared the bridge to Arden after police had towed off a tractor on Sunday.") ==
          "inferred 2021-05-02..2021-05-08");
    CHECK(alike_day("After a night in the rain, farmers cleared the bridge to Arden on Sunday.") ==
          "inferred 2021-05-02");
}

TEST_CASE("a story of two weeks dates a report only by the one that is told alike far more") {
    const auto day = [](double first, double second) {
        return shown(days_of_alike({report("a", "On Sunday farmers blocked the bridge.", "2021-05-03"),
                                    report("b", "On Sunday farmers blocked the bridge again.", "2021-05-10"),
                                    report("c", "On Sunday 312 farmers blocked the bridge.")},
                                   {{0, 2, 7, first}, {1, 2, 7, second}})[2]);
    };
    CHECK(day(100, 45) == "inferred 2021-05-02");
    CHECK(day(45, 100) == "inferred 2021-05-09");
    CHECK(day(80, 45) == "none");
}

TEST_CASE("in a story of several weeks, more must be told alike") {
    const auto day = [](std::string_view other, double bits) {
        return shown(days_of_alike(
            {report("a", "On Sunday farmers blocked the bridge.", "2021-05-03"),
             report("b", "The bridge is open.", other), report("c", "On Sunday 312 farmers blocked the bridge.")},
            {{0, 2, 7, bits}})[2]);
    };
    CHECK(day("2021-05-05", 50) == "inferred 2021-05-02");
    CHECK(day("2021-05-12", 50) == "none");
    CHECK(day("2021-05-12", 90) == "inferred 2021-05-02");
}

TEST_CASE("a report that is more like others of no known day waits for these") {
    const std::vector<AnnotatedReport> reports{report("a", "On Sunday farmers blocked the bridge.", "2021-05-03"),
                                               report("b", "On Sunday 312 farmers blocked the bridge."),
                                               report("c", "On Sunday 312 farmers sat down on the bridge.")};
    CHECK(shown(days_of_alike(reports, {{0, 1, 7, 50}, {1, 2, 7, 90}})[1]) == "none");
    // Once one of them is dated, it dates the other.
    const auto both = days_of_alike(reports, {{0, 1, 7, 80}, {1, 2, 7, 90}});
    CHECK(shown(both[1]) == "inferred 2021-05-02");
    CHECK(shown(both[2]) == "inferred 2021-05-02");
}

TEST_CASE("a happening of one kind on one weekday fixes the day only where some of it is told alike") {
    const std::vector<AnnotatedReport> reports{
        with_mention(report("a", "On Sunday a gunman opened fire near the harbour.", "2021-05-03"), "opened fire"),
        with_mention(report("b", "A gunman opened fire near the harbour on Sunday."), "opened fire")};
    CHECK(shown(days_of_alike(reports, {})[1]) == "inferred 2021-05-02..2021-05-03");
    CHECK(shown(days_of_alike(reports, {{0, 1, 7, 25}})[1]) == "inferred 2021-05-02");
}

TEST_CASE("an early weekday that is told as to come too is the report's own") {
    CHECK(alike_day("Farmers say that they will go on blocking the bridge to Arden for weeks.\nEarly Sunday police "
                    "closed the road. The blockade will end on "
                    "Sunday.") == "inferred 2021-05-02..2021-05-08");
    CHECK(alike_day("Farmers say that they will go on blocking the bridge to Arden for weeks.\nOn Sunday police closed "
                    "the road. The blockade will end on "
                    "Sunday.") == "inferred 2021-05-03..2021-05-08");
}
