// Two blind coders and an adjudicator: what each of them marked, what was kept, and which comes from which, as the
// tables of a folder have it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>

#include "support/csv.h"
#include "support/program.h"
#include "text/sha256.h"
#include "text/utf8.h"

using namespace recount;
using namespace recount::test;

namespace {

const std::string first_report =
    "A fire at a furniture warehouse in Karsk killed four people on Tuesday 4 May 2021, police said.\n"
    "Another 17 people were injured in the fire, said Mayor Ana Orlo.\n"
    "Some 250 litres of paint burnt, and 40 people were led out of a café next door.\n";
const std::string second_report =
    "Six people were killed in Tuesday's fire at the furniture warehouse in Karsk, the fire service said on 6 May "
    "2021.\nThe fire injured 19 people, hospital officials said.\n";
const std::string third_report =
    "The fire at a furniture warehouse in Karsk on Tuesday 4 May 2021 left five people dead, a union leader said.\n";

/// A line of a log: `more` has the members that its verb needs.
std::string line(const std::string& round, const std::string& by, const std::string& verb, const std::string& report,
                 const std::string& words, const std::string& more = {}) {
    const std::size_t at = report.find(words);
    REQUIRE(at != std::string::npos);
    const auto points = [&](std::size_t byte) {
        return CodePoints(report).at(report, static_cast<std::uint32_t>(byte));
    };
    static int number = 0;
    return "{\"recount_decision\":1,\"id\":\"d" + std::to_string(++number) +
           "\",\"at\":\"2021-05-07T10:00:00Z\",\"by\":\"" + by + "\",\"round\":\"" + round + "\",\"verb\":\"" + verb +
           "\",\"on\":[{\"report\":\"" + sha256_hex(report) +
           "\",\"field\":\"text\",\"start\":" + std::to_string(points(at)) +
           ",\"end\":" + std::to_string(points(at + words.size())) + ",\"quote\":\"" + words + "\"}]" + more + "}\n";
}

std::string made_log() {
    return line("one", "ana", "right", first_report, "four") +
           line("one", "ana", "quantity", first_report, "17", R"(,"new":"hospitalized")") +
           line("one", "ana", "right", second_report, "19") +
           line("two", "ben", "bounds", first_report, "four", R"(,"new":{"low":4,"high":null})") +
           line("two", "ben", "right", first_report, "17") + line("two", "ben", "not_a_claim", second_report, "19") +
           line("", "cleo", "right", first_report, "four", R"(,"reason":"police have counted")") +
           line("", "cleo", "right", first_report, "17") +
           line("", "cleo", "not_a_claim", second_report, "19", R"(,"reason":"an earlier fire")") +
           line("", "cleo", "claim", first_report, "café", R"(,"new":{"quantity":"other:cafes","low":1,"high":1})");
}

struct Tables {
    std::vector<Row> candidates, adjudicated, links;
};

Tables tables_of(const std::filesystem::path& folder) {
    const auto read = [&](const char* name) { return rows_of(read_bytes(folder / name)); };
    return {read("candidates.csv"), read("adjudicated.csv"), read("candidate_links.csv")};
}

Tables made_tables(const TemporaryFolder& folder, std::vector<std::string> arguments) {
    const std::string out = (folder.path() / "out").string() + "/";
    arguments.insert(arguments.begin(), "account");
    arguments.insert(arguments.end(), {"-q", "-o", out});
    const Outcome outcome = run_recount(arguments);
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    return tables_of(out);
}

/// "ana four: changed (low; high; modifier)" for each link, by the words that candidate or kept row has.
std::vector<std::string> told(const Tables& tables) {
    std::map<std::string, std::string> words;
    for (const Row& row : tables.candidates)
        words[row.at("candidate")] = row.at("words");
    for (const Row& row : tables.adjudicated)
        words[row.at("adjudicated")] = row.at("words");
    std::vector<std::string> out;
    for (const Row& link : tables.links) {
        const std::string& id = link.at("candidate").empty() ? link.at("adjudicated") : link.at("candidate");
        REQUIRE(words.contains(id));
        out.push_back((link.at("coder").empty() ? "nobody" : link.at("coder")) + " " + words[id] + ": " +
                      link.at("how") + (link.at("changed").empty() ? "" : " (" + link.at("changed") + ")") +
                      (link.at("reason").empty() ? "" : ", " + link.at("reason")));
    }
    return out;
}

}  // namespace

TEST_CASE("candidates, what was kept of them, and the links between: two blind coders and an adjudicator") {
    const TemporaryFolder folder;
    folder.write("reports/a.txt", first_report);
    folder.write("reports/b.txt", second_report);
    const std::string log = folder.write("log.jsonl", made_log()), reports = (folder.path() / "reports").string();
    const Tables tables = made_tables(folder, {reports, "--decisions", log});

    const std::vector<std::string> links = told(tables);
    for (const std::string wanted : {
             "machine four: taken, police have counted",
             "ana four: taken, police have counted",
             "ben four: changed (high; modifier), police have counted",
             "machine 17: taken",
             "ana 17: changed (quantity)",
             "ben 17: taken",
             "nobody café: new",
             "machine Six: open",
             "machine 19: rejected, an earlier fire",
             "ana 19: rejected, an earlier fire",
         }) {
        CAPTURE(wanted);
        CHECK(std::ranges::count(links, wanted) == 1);
    }
    for (const std::string& link : links) {
        CAPTURE(link);
        CHECK_FALSE(link.starts_with("ben 19"));  // who says that it is none has marked none
    }

    const auto ana = std::ranges::find_if(
        tables.candidates, [](const Row& row) { return row.at("coder") == "ana" && row.at("words") == "17"; });
    REQUIRE(ana != tables.candidates.end());
    CHECK(ana->at("round") == "one");
    CHECK(ana->at("report") == "a");
    CHECK(ana->at("quantity") == "hospitalized");
    CHECK(ana->at("low") == "17");
    CHECK(ana->at("source") == "Mayor Ana Orlo");
    CHECK(ana->at("start") == std::to_string(first_report.find("17")));
    CHECK(ana->at("event_date") == "2021-05-04");
    REQUIRE(tables.adjudicated.size() == 3);
    CHECK(tables.adjudicated[0].at("coder") == "cleo");
    CHECK(tables.adjudicated[1].at("words") == "17");
    CHECK(tables.adjudicated[1].at("best") == "17");
    // What was kept leads to the account beside it.
    std::set<std::string> claims;
    for (const Row& row : rows_of(read_bytes(folder.path() / "out" / "claims.csv")))
        claims.insert(row.at("claim"));
    for (const Row& row : tables.adjudicated)
        CHECK(claims.contains(row.at("claim")));
}

TEST_CASE("the ids of candidates stay when reports are added, and the order of inputs changes no byte") {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.txt", first_report), b = folder.write("b.txt", second_report),
                      c = folder.write("c.txt", third_report), log = folder.write("log.jsonl", made_log());
    const Tables before = made_tables(folder, {a, b, "--decisions", log});
    const std::string bytes = read_bytes(folder.path() / "out" / "candidate_links.csv") +
                              read_bytes(folder.path() / "out" / "candidates.csv");
    made_tables(folder, {b, a, "--decisions", log});
    CHECK(bytes == read_bytes(folder.path() / "out" / "candidate_links.csv") +
                       read_bytes(folder.path() / "out" / "candidates.csv"));
    const Tables after = made_tables(folder, {c, a, b, "--decisions", log});
    CHECK(after.candidates.size() > before.candidates.size());
    const auto ids = [](const std::vector<Row>& rows, const char* name) {
        std::set<std::string> found;
        for (const Row& row : rows)
            CHECK(found.insert(row.at(name)).second);
        return found;
    };
    const std::set<std::string> then = ids(before.candidates, "candidate"), now = ids(after.candidates, "candidate");
    CHECK(std::ranges::includes(now, then));
    CHECK(ids(before.adjudicated, "adjudicated") == ids(after.adjudicated, "adjudicated"));
}

TEST_CASE(
    "a coder's decision that does not fit is told with its round, and tables that lie among the reports are no "
    "reports") {
    const TemporaryFolder folder;
    folder.write("reports/a.txt", first_report);
    const std::string log =
        folder.write("log.jsonl", line("one", "ana", "quantity", first_report, "four", R"(,"new":"sorrow")") +
                                      line("", "cleo", "right", first_report, "17"));
    const std::string reports = (folder.path() / "reports").string();
    const Outcome outcome = run_recount({"account", reports, "--decisions", log, "-o", reports + "/"});
    CHECK(outcome.status == 0);
    CHECK(outcome.message_with("does not fit").starts_with("recount: round one: decision "));
    const Outcome again = run_recount({"stories", reports});
    CHECK(again.status == 0);
    CHECK(again.out == run_recount({"stories", reports + "/a.txt"}).out);
}

TEST_CASE("another round than that of none can be the adjudicator's") {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.txt", first_report), b = folder.write("b.txt", second_report),
                      log = folder.write("log.jsonl", made_log());
    const Tables tables = made_tables(folder, {a, b, "--decisions", log, "--round", "two"});
    CHECK(tables.adjudicated.size() == 2);
    for (const Row& row : tables.candidates)
        CHECK(row.at("coder") != "ben");
}

TEST_CASE("tables of coders are of one story, and are not written where names are taken out") {
    const TemporaryFolder folder;
    const std::string a = folder.write("a.txt", first_report), log = folder.write("log.jsonl", made_log()),
                      apart = folder.write("z.txt",
                                           "A ferry sank off Lower Bay on Monday 8 February 2021; 31 people "
                                           "drowned, the coast guard said.\n");
    const Tables all = made_tables(folder, {a, apart, "--decisions", log});
    const auto drowned = [](const Row& row) { return row.at("report") == "z"; };
    CHECK(std::ranges::count_if(all.candidates, drowned) > 0);
    std::string story;
    for (const Row& row : rows_of(read_bytes(folder.path() / "out" / "claims.csv")))
        if (row.at("report") == "a")
            story = row.at("story");
    const Tables one = made_tables(folder, {a, apart, "--decisions", log, "--story", story});
    CHECK(std::ranges::count_if(one.candidates, drowned) == 0);
    CHECK(one.candidates.size() < all.candidates.size());
    CHECK(told(one).size() < told(all).size());
    const std::string names = folder.write("names.txt", "Ana Orlo\n"),
                      out = (folder.path() / "redacted").string() + "/";
    REQUIRE(run_recount({"account", a, "--decisions", log, "-q", "-o", out}).status == 0);
    REQUIRE(std::filesystem::exists(out + "candidates.csv"));
    folder.write("redacted/candidate_links.csv", "mine,not Recount's\n");
    REQUIRE(run_recount({"account", a, "--decisions", log, "--redact", names, "-q", "-o", out}).status == 0);
    CHECK(std::filesystem::exists(out + "claims.csv"));
    CHECK_FALSE(std::filesystem::exists(out + "candidates.csv"));  // of the earlier run, with the names
    CHECK_FALSE(std::filesystem::exists(out + "adjudicated.csv"));
    CHECK(read_bytes(out + "candidate_links.csv") == "mine,not Recount's\n");
}
