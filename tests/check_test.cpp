// Sentences held against reports: short reports and a sentence in, the verdict with the words that it rests on out.
#include <doctest/doctest.h>

#include <rapidjson/document.h>
#include <sstream>

#include "check/check.h"
#include "check/places.h"
#include "check/verdict.h"
#include "support/account.h"
#include "support/program.h"

using namespace recount;
using test::dated_report;

namespace {

/// An account that sentences are held against.
class Reports {
public:
    explicit Reports(std::vector<AnnotatedReport> reports)
        : account_(test::account_of(std::move(reports))),
          codebook_(Codebook::load(RECOUNT_CODEBOOK_DIR)),
          rules_(codebook_),
          reconcile_(codebook_),
          checker_(account_, rules_, reconcile_, test::trained_language().gazetteer) {}

    const Account& account() const { return account_; }

    std::vector<Finding> findings(const std::string& sentence) {
        return checker_.check(test::trained_language().chain.annotate(test::report_of(sentence, "")));
    }

    /// "supported by 2", a line for each number of the sentence.
    std::string verdicts(const std::string& sentence) {
        std::string out;
        for (const Finding& finding : findings(sentence))
            out += (out.empty() ? "" : "\n") + std::string(name_of(finding.verdict)) + " by " +
                   std::to_string(finding.witnesses);
        return out;
    }

    std::string verdict(const std::string& sentence) {
        std::string out;
        for (const Finding& finding : findings(sentence))
            out += (out.empty() ? "" : " ") + std::string(name_of(finding.verdict));
        return out;
    }

    /// "agrees a: 51; opposes b: 40", of the first number.
    std::string evidence(const std::string& sentence) {
        std::string out;
        const std::vector<Finding> found = findings(sentence);
        for (const CheckEvidence& one : found.front().evidence) {
            const FigureClaim& entry = account_.stories[one.story].figures[one.figure].claims[one.entry];
            const AnnotatedReport& in = account_.reports[entry.report];
            out += (out.empty() ? "" : "; ") + std::string(name_of(one.side)) + " " + in.report.id + ": " +
                   std::string(in.words(in.layers.claims[entry.claim].span));
        }
        return out;
    }

private:
    Account account_;
    Codebook codebook_;
    CheckRules rules_;
    ReconcileRules reconcile_;
    Checker checker_;
};

/// A quake near a town, told over three days.
Reports quake() {
    return Reports(
        {dated_report("a",
                      "An earthquake struck the town of Padang on Monday. At least 12 people were killed in Padang.",
                      "2021-05-03"),
         dated_report("b",
                      "The earthquake in Padang on Monday killed 51 people, the disaster agency said. Four nurses "
                      "were killed in Padang.",
                      "2021-05-05"),
         dated_report("c", "51 people were killed by the earthquake that struck Padang on Monday.", "2021-05-06")});
}

Bounds number(double value, std::uint32_t witness, std::int64_t day = 0) {
    Bounds bounds{value, value, Modifier::exact};
    bounds.witness = witness;
    bounds.when = day * minutes_a_day;
    return bounds;
}

}  // namespace

TEST_CASE("the number of the reports is supported, a looser one refined") {
    Reports reports = quake();
    CHECK(reports.verdicts("51 people were killed in the Padang earthquake.") == "supported by 2");
    CHECK(reports.verdict("Dozens of people were killed in the Padang earthquake.") == "refined");
    CHECK(reports.verdict("At least 40 people were killed in the Padang earthquake.") == "refined");
}

TEST_CASE("a number that later ones replaced is outdated, one that nobody gives contradicted") {
    Reports reports = quake();
    CHECK(reports.verdict("The earthquake in Padang killed 12 people.") == "outdated");
    CHECK(reports.verdict("The earthquake in Padang killed 300 people.") == "contradicted");
}

TEST_CASE("what holds of one place, day, happening or people is not supported of another") {
    Reports reports = quake();
    CHECK(reports.verdict("51 people were killed by an earthquake in Ambon.") == "absent");
    CHECK(reports.verdict("51 people were killed in Padang on 17 June 2021.") == "absent");
    CHECK(reports.verdict("51 people were killed in a plane crash in Padang.") == "absent");
    CHECK(reports.verdict("51 firefighters were killed in the Padang earthquake.") == "absent");
    CHECK(reports.verdict("51 people were arrested after the Padang earthquake.") == "absent");
    CHECK(reports.verdict("Four nurses were killed in the Padang earthquake.") == "supported");
}

TEST_CASE("who is counted beside a march is not counted of what happens elsewhere") {
    Reports reports(
        {dated_report("a",
                      "Some 15,000 people marched through Lyon on Saturday, the unions said.\n\nIn Marseille, a "
                      "bus accident killed two people the same day.",
                      "2021-05-08")});
    CHECK(reports.verdict("Two people were killed in Marseille.") == "supported");
    CHECK(reports.verdict("Two people were killed in the march.") == "absent");
    CHECK(reports.verdict("Two protesters were killed.") == "absent");
    CHECK(reports.verdict("15,000 people marched in Lyon.") == "supported");
    CHECK(reports.verdict("15,000 farmers marched in Lyon.") == "absent");
}

TEST_CASE("places that no gazetteer knows are told apart by the happenings in them") {
    Reports reports(
        {dated_report("a",
                      "Some 15,000 people marched through Velnagrad on Saturday, the unions said.\n\nIn the town of "
                      "Osterwyk, a bus accident killed two people the same day.",
                      "2021-05-08")});
    CHECK(reports.verdict("Two people were killed in Osterwyk.") == "supported");
    CHECK(reports.verdict("Two people were killed in Velnagrad.") == "absent");
}

TEST_CASE("a headline that drops \"at least\" says no more than its text") {
    Report made = test::report_of(
        "Bus crash near Salta kills 12\n\nAt least 12 people were killed when a bus fell into a ravine near Salta on "
        "Sunday, the police said.",
        "a");
    made.published = parse_iso_day("2021-05-03");
    made.blocks.front().kind = BlockKind::heading;
    std::vector<AnnotatedReport> annotated;
    annotated.push_back(test::trained_language().chain.annotate(std::move(made)));
    Reports reports(std::move(annotated));
    CHECK(reports.verdict("12 people were killed in the bus crash.") == "supported");
    CHECK(reports.verdict("15 people were killed in the bus crash.") == "absent");
}

TEST_CASE("the day may be told in part") {
    Reports reports = quake();
    CHECK(reports.verdict("51 people were killed in Padang on Monday.") == "supported");
    CHECK(reports.verdict("51 people were killed in Padang in May 2021.") == "supported");
    CHECK(reports.verdict("51 people were killed in Padang on Saturday.") == "absent");
}

TEST_CASE("the day that somebody said it is not the day that it happened") {
    Reports reports({dated_report(
        "a", "Twelve people were arrested in Lyon during Saturday's march, the police said on Sunday.", "2021-05-09")});
    CHECK(reports.verdict("Twelve people were arrested in Lyon on Saturday.") == "supported");
    CHECK(reports.verdict("Twelve people were arrested in Lyon on Sunday.") == "absent");
}

TEST_CASE("a sentence that names its source asks for that source") {
    Reports reports(
        {dated_report("a",
                      "Police said 5,000 people took part in the march in Halmstad on Sunday. The organisers said "
                      "20,000 people took part in the march.",
                      "2021-05-10")});
    CHECK(reports.verdict("Police say 5,000 people took part in the march in Halmstad.") == "supported");
    CHECK(reports.verdict("The organisers say 20,000 people took part in the march in Halmstad.") == "supported");
    CHECK(reports.verdict("Police say 20,000 people took part in the march in Halmstad.") == "contradicted");
    CHECK(reports.verdict("Doctors say 5,000 people took part in the march in Halmstad.") == "absent");
    CHECK(reports.verdict("5,000 people took part in the march in Halmstad.") == "contradicted");
    CHECK(reports.evidence("5,000 people took part in the march in Halmstad.") == "opposes a: 20,000; agrees a: 5,000");
}

TEST_CASE("what the reports tell less closely is not in them") {
    Reports reports({dated_report("a", "Dozens of people were injured when a bus overturned near Kisumu on Friday.",
                                  "2021-05-10")});
    CHECK(reports.verdict("Dozens of people were injured when a bus overturned near Kisumu.") == "supported");
    CHECK(reports.verdict("37 people were injured when a bus overturned near Kisumu.") == "absent");
    CHECK(reports.verdict("Four people were injured when a bus overturned near Kisumu.") == "contradicted");
}

TEST_CASE("each number of a sentence has its verdict, and a sentence without one says so") {
    Reports reports(
        {dated_report("a", "A bus overturned near Kisumu on Friday, killing 9 people and injuring 30.", "2021-05-10")});
    CHECK(reports.verdict("A bus crash near Kisumu killed 9 people and injured 70.") == "supported contradicted");
    const std::vector<Finding> none = reports.findings("The road near Kisumu is bad.");
    REQUIRE(none.size() == 1);
    CHECK(none.front().claim == no_index);
    CHECK(none.front().verdict == Verdict::absent);
    CHECK(none.front().reason == CheckReason::no_number);
    CHECK(!holds(none));
}

TEST_CASE("a part that the reports count is no whole") {
    Reports reports({dated_report("a", "Three soldiers were killed in an ambush near Gao on Tuesday.", "2021-05-12"),
                     dated_report("b", "An ambush near Gao on Tuesday killed 11 people, among them three soldiers.",
                                  "2021-05-13")});
    CHECK(reports.verdict("Three soldiers were killed in the ambush near Gao.") == "supported");
    CHECK(reports.verdict("11 people were killed in the ambush near Gao.") == "supported");
    CHECK(reports.verdict("11 soldiers were killed in the ambush near Gao.") != "supported");
}

TEST_CASE("the verdict on bounds alone") {
    const Bounds seven{7, std::nullopt, Modifier::at_least};
    const auto verdict = [](const Bounds& asked, const std::vector<Told>& told, Movement movement) {
        return std::string(name_of(judge(asked, told, movement, 4).verdict));
    };
    CHECK(verdict(seven, {{number(9, 1)}}, Movement::stands) == "refined");
    CHECK(verdict(seven, {{number(7, 1)}}, Movement::stands) == "supported");
    CHECK(verdict(number(7, 0), {{seven}}, Movement::stands) == "supported");
    CHECK(verdict(number(9, 0), {{seven}}, Movement::stands) == "absent");
    // "More than seven" is not told by seven, but by eight.
    const Bounds more_than_seven{7, std::nullopt, Modifier::more_than};
    CHECK(verdict(more_than_seven, {{number(7, 1)}}, Movement::stands) == "absent");
    CHECK(verdict(more_than_seven, {{seven}}, Movement::stands) == "absent");
    CHECK(verdict(more_than_seven, {{more_than_seven}}, Movement::stands) == "supported");
    CHECK(verdict(more_than_seven, {{number(8, 1)}}, Movement::stands) == "refined");
    CHECK(verdict(number(7, 0), {{number(7, 1, 1)}, {number(9, 2, 2)}}, Movement::may_move) == "outdated");
    CHECK(verdict(number(7, 0), {{number(7, 1, 1)}, {number(9, 2, 2)}}, Movement::stands) == "contradicted");
    CHECK(verdict(number(9, 0), {{number(7, 1, 1)}, {number(9, 2, 2)}}, Movement::may_move) == "supported");
    // One lone voice does not contradict many, and one who says both is none.
    CHECK(verdict(number(7, 0), {{number(7, 1)}, {number(7, 2)}, {number(7, 3)}, {number(7, 4)}, {number(9, 5)}},
                  Movement::stands) == "supported");
    CHECK(verdict(number(7, 0), {{number(7, 1)}, {number(9, 1)}}, Movement::stands) == "supported");
    // Who says that there was nobody stands against later numbers, and a number that falls far is no update.
    Told nobody{number(0, 1, 1)};
    nobody.sourced = true;
    CHECK(verdict(number(7, 0), {nobody, {number(7, 2, 2)}}, Movement::may_move) == "contradicted");
    CHECK(verdict(number(700, 0), {{number(700, 1, 1)}, {number(9, 2, 2)}}, Movement::may_move) == "contradicted");
}

TEST_CASE("recount check gives JSON with the words, and an exit status that says whether all holds") {
    const test::TemporaryFolder folder;
    folder.write("reports/a.txt",
                 "An earthquake struck the town of Padang on Monday, 3 May 2021. It killed 51 people in Padang.");
    const std::string reports = (folder.path() / "reports").string();
    const std::string good = "51 people were killed in the earthquake in Padang.",
                      bad = "90 people were killed in Padang.";
    const test::Outcome one = test::run_recount({"check", good, reports, "--json"});
    REQUIRE_MESSAGE(one.status == 0, one.err);
    rapidjson::Document row;
    row.Parse(one.out.c_str(), one.out.size());
    REQUIRE(!row.HasParseError());
    CHECK(row["sentence"].GetString() == good);
    CHECK(row["claim"]["quantity"].GetString() == std::string("killed"));
    CHECK(row["verdict"].GetString() == std::string("supported"));
    CHECK(row["witnesses"].GetInt() == 1);
    REQUIRE(row["evidence"].Size() == 1);
    CHECK(row["evidence"][0]["report"].GetString() == std::string("a"));
    CHECK(row["evidence"][0]["text"].GetString() == std::string("51"));
    CHECK(row["figures"].Size() == 1);

    CHECK(test::run_recount({"check", bad, reports}).status == 3);
    const std::string file = folder.write("sentences.txt", good + "\n\n" + bad + "\n").string();
    const test::Outcome both = test::run_recount({"check", "--sentences", file, reports});
    CHECK(both.status == 3);
    CHECK(both.out.find(good + "\n  supported: ") != std::string::npos);
    CHECK(both.out.find(bad + "\n  contradicted: ") != std::string::npos);
    CHECK(test::run_recount({"check", "--sentences", "-", reports}, good).status == 0);
    CHECK(test::run_recount({"check", good, reports, (folder.path() / "none.txt").string()}).status == 1);
    CHECK(test::run_recount({"check", good}).status == 2);
    CHECK(test::run_recount({"check", "\xFF died.", reports}).status == 2);
    CHECK(test::run_recount({"check", std::string(5000, 'a'), reports}).status == 2);
    CHECK(test::run_recount({"check", good, (folder.path() / "none.txt").string()}).status == 2);
    CHECK(test::run_recount({"check", "--sentences", (folder.path() / "none.txt").string(), reports}).status == 2);
}

TEST_CASE("how places lie to each other") {
    const Gazetteer& gazetteer = test::language().gazetteer;
    const Places places(gazetteer, 30);
    const auto id = [&](const char* name) { return gazetteer.place(gazetteer.find(name)[0].place).id; };
    CHECK(places.is_within(id("Istanbul"), id("Turkey")));
    CHECK(!places.is_within(id("Turkey"), id("Istanbul")));
    CHECK(places.is_within("SG", "1880252"));  // the country and its only city
    CHECK(!places.is_beside(id("Istanbul"), id("Ankara")));
    CHECK(places.is_narrow(id("Ankara")));
    CHECK(!places.is_narrow("TR"));
    CHECK(!places.is_within("nowhere", "TR"));
}
