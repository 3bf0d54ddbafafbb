// The tables for coders of events: short reports in, rows out; ids that stay when reports are added.
#include <doctest/doctest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "reconcile/precision.h"
#include "show/csv.h"
#include "show/csv_rows.h"
#include "show/event_tables.h"
#include "show/json.h"
#include "support/account.h"
#include "support/csv.h"

using namespace recount;
using test::Row;
using test::rows_of;

namespace {

namespace fs = std::filesystem;

const fs::path profiles = fs::path(RECOUNT_CODEBOOK_DIR) / "profiles";

AnnotatedReport report(std::string id, std::string text, std::string_view published, std::string url = "") {
    Report made = test::report_of(std::move(text), std::move(id));
    made.published = parse_iso_day(published);
    made.url = std::move(url);
    return test::trained_language().chain.annotate(std::move(made));
}

std::vector<Row> events_of(const Account& account, const std::string& profile = "recount") {
    std::ostringstream out;
    write_events(account, EventProfile::load(profiles / (profile + ".toml")), out);
    return rows_of(out.str());
}

std::vector<Row> crosswalk_of(const Account& account) {
    std::ostringstream out;
    write_crosswalk(account, out);
    return rows_of(out.str());
}

std::vector<Row> claims_of(const Account& account) {
    std::ostringstream out;
    write_csv(account, out);
    return rows_of(out.str());
}

/// The one row with this value.
Row row_with(const std::vector<Row>& rows, const std::string& column, const std::string& value) {
    const auto has = [&](const Row& row) { return row.at(column) == value; };
    REQUIRE(std::ranges::count_if(rows, has) == 1);
    return *std::ranges::find_if(rows, has);
}

/// A bombing in Kano and a protest in Minsk, told by two reports each.
std::vector<AnnotatedReport> two_stories() {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a",
                             "A bomb attack in Kano killed 12 people on Monday, police said. The market in Kano was "
                             "full when the bomb went off.",
                             "2021-05-04", "https://example.org/a"));
    reports.push_back(report("b",
                             "At least 14 people were killed on Monday in the bomb attack on a market in Kano, "
                             "hospital officials said. The market in Kano was closed.",
                             "2021-05-05"));
    reports.push_back(report("c", "Hundreds of people protested in Minsk on June 6, witnesses said.", "2021-06-07"));
    return reports;
}

}  // namespace

TEST_CASE("a row of events.csv has day, place, numbers and how many tell of it") {
    const Row attack = row_with(events_of(test::account_of(two_stories())), "type", "attack");
    CHECK(attack.at("date") == "2021-05-03");
    CHECK(attack.at("date_precision") == "day");
    CHECK(attack.at("place") == "Kano");
    CHECK(attack.at("place_precision") == "exact");
    CHECK(attack.at("country") == "Nigeria");
    CHECK(attack.at("country_code") == "NG");
    CHECK(attack.at("latitude").starts_with("12."));
    CHECK(attack.at("longitude").starts_with("8."));
    CHECK(attack.at("killed_low") == "14");  // 12 is the day before's
    CHECK(attack.at("killed_high") == "14");
    CHECK(attack.at("injured_low").empty());
    CHECK(attack.at("report_count") == "2");
    CHECK(attack.at("witnesses") == "2");
    CHECK(attack.at("reports") == "a; b");
}

TEST_CASE("the tables are joined by their ids, and the crosswalk points at the words") {
    const Account account = test::account_of(two_stories());
    const Row attack = row_with(events_of(account), "type", "attack");
    std::vector<Row> told;
    for (const Row& row : crosswalk_of(account))
        if (row.at("event") == attack.at("event"))
            told.push_back(row);
    REQUIRE(told.size() == 2);
    CHECK(told[0].at("report") == "a");
    CHECK(told[0].at("url") == "https://example.org/a");
    CHECK(told[0].at("words") == "A bomb attack in Kano killed 12 people on Monday, police said.");
    CHECK(told[0].at("start") == "0");
    CHECK(told[0].at("end") == std::to_string(told[0].at("words").size()));
    const Row claim = row_with(claims_of(account), "low", "14");
    CHECK(claim.at("event") == attack.at("event"));
    CHECK(claim.at("claim").starts_with("c"));
    CHECK(claim.at("figure") == row_with(claims_of(account), "low", "12").at("figure"));
    std::ostringstream json;
    write_account(account, {"recount 1", "news", "2", "cc", "gazetteer", {}}, {}, json);
    for (const std::string& id : {claim.at("event"), claim.at("figure"), claim.at("claim")})
        CHECK(json.str().find("\"id\":\"" + id + "\"") != std::string::npos);
    CHECK(json.str().find("\"precision\":{\"date\":\"day\",\"place\":\"exact\"}") != std::string::npos);
}

TEST_CASE("added reports leave the ids of events, figures and claims as they were") {
    const auto ids = [](const Account& account) {
        std::set<std::string> all;
        for (const Row& row : claims_of(account))
            all.insert({row.at("claim"), row.at("figure"), row.at("event")});
        for (const Row& row : events_of(account))
            all.insert(row.at("event"));
        return all;
    };
    const std::set<std::string> before = ids(test::account_of(two_stories()));
    std::vector<AnnotatedReport> reports = two_stories();
    // Its id puts it in front of all others, and it tells of something new and, later, of the attack in Kano.
    reports.insert(reports.begin(),
                   report("0",
                          "A gunman opened fire in Lagos on Tuesday and killed 3 people. On Monday, 14 people were "
                          "killed in a bomb attack on a market in Kano.",
                          "2021-05-05"));
    const Account account = test::account_of(std::move(reports));
    const std::set<std::string> after = ids(account);
    CHECK(after.size() > before.size());
    for (const std::string& id : before) {
        CAPTURE(id);
        CHECK(after.contains(id));
    }
}

TEST_CASE("events that are alike are numbered by their first mention, and no id stands twice") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a",
                             "Supporters of Ana Veil rallied in Minsk on Sunday. Thousands protested against Ana Veil "
                             "in Minsk on Sunday. Ana Veil said 2,000 came. Police said 3,000 came.",
                             "2021-05-04"));
    const std::vector<Row> events = events_of(test::account_of(std::move(reports)));
    std::set<std::string> ids;
    for (const Row& row : events)
        CHECK(ids.insert(row.at("event")).second);
    CHECK(std::ranges::count_if(ids, [](const std::string& id) { return id.ends_with("-2"); }) == 1);
}

TEST_CASE("how closely an event is placed is told by the words around the name and by what it names") {
    const auto precision = [](const std::string& where) {
        std::vector<AnnotatedReport> reports;
        reports.push_back(
            report("a", "A bomb attack " + where + " killed 12 people on Monday, police said.", "2021-05-04"));
        return row_with(events_of(test::account_of(std::move(reports))), "type", "attack").at("place_precision");
    };
    CHECK(precision("in Kano") == "exact");
    CHECK(precision("near Kano") == "near");
    CHECK(precision("outside the city of Kano") == "near");
    CHECK(precision("in Kano district") == "district");
    CHECK(precision("in Nigeria") == "country");
    CHECK(precision("in Borno State") == "region");
    CHECK(precision("there") == "");
}

TEST_CASE("the days of an event tell how closely it is dated") {
    const auto days = [](std::string date, std::string end) {
        Event event;
        event.date = std::move(date);
        event.date_end = std::move(end);
        std::vector<Event> events{event};
        const ReconcileRules rules(test::language().codebook);
        measure_precision(events, {}, test::language().gazetteer, rules);
        const auto found = days_of(events[0]);
        return (found ? iso_days(*found) + " " : "") +
               std::string(events[0].precision.date ? name_of(*events[0].precision.date) : "none");
    };
    CHECK(days("2021-05-03", "") == "2021-05-03 day");
    CHECK(days("2021-05-03", "2021-05-09") == "2021-05-03/2021-05-09 week");
    CHECK(days("2021-05-03", "2021-05-10") == "2021-05-03/2021-05-10 month");
    CHECK(days("2021-02", "") == "2021-02-01/2021-02-28 month");
    CHECK(days("2021", "") == "2021-01-01/2021-12-31 year");
    CHECK(days("", "") == "none");
}

TEST_CASE("UCDP's table takes events with deaths and has its codes") {
    const std::vector<Row> events = events_of(test::account_of(two_stories()), "ucdp");
    REQUIRE(events.size() == 1);
    const Row& attack = events[0];
    CHECK(attack.at("id") == row_with(events_of(test::account_of(two_stories())), "type", "attack").at("event"));
    CHECK(attack.at("year") == "2021");
    CHECK(attack.at("date_prec") == "1");
    CHECK(attack.at("where_prec") == "1");
    CHECK(attack.at("date_start") == "2021-05-03");
    CHECK(attack.at("low") == "14");
    CHECK(attack.at("high") == "14");
    CHECK(attack.at("deaths_unknown") == attack.at("best"));
    CHECK(attack.at("priogrid_gid") == "147258");  // 204 rows of 720 cells, 377 cells, and one
    CHECK(attack.at("geom_wkt").starts_with("POINT (8."));
    CHECK(attack.at("side_a").empty());
    CHECK(attack.at("number_of_sources") == "2");
}

TEST_CASE("a profile takes events of its types, its countries and its precision alone") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a",
                             "Thousands of people protested in Minsk on June 6. Hundreds of people protested in "
                             "Chicago on June 5. Some 5,000 people protested in Chicago in May. About 700 people "
                             "protested in Chicago in 2019.",
                             "2021-06-07"));
    const Account account = test::account_of(std::move(reports));
    const auto dates = [&](const std::string& profile, const std::string& column) {
        std::set<std::string> all;
        for (const Row& row : events_of(account, profile))
            all.insert(row.at(column));
        return all;
    };
    CHECK(dates("recount", "date") == std::set<std::string>{"2019", "2021-05", "2021-06-05", "2021-06-06"});
    CHECK(dates("acled", "event_date") == std::set<std::string>{"2021-05-16", "2021-06-05", "2021-06-06"});
    CHECK(row_with(events_of(account, "acled"), "event_date", "2021-05-16").at("time_precision") == "3");
    CHECK(dates("ccc", "date") == std::set<std::string>{"2021-06-05"});
    CHECK(dates("ucdp", "date_start").empty());
}

TEST_CASE("vague words count as each project has them") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a", "Hundreds of people protested in Chicago on June 6, witnesses said.", "2021-06-07",
                             "https://example.org/a"));
    const Account account = test::account_of(std::move(reports));
    const Row own = row_with(events_of(account), "type", "protest");
    CHECK(own.at("attendance_low") == "200");
    const Row crowd = events_of(account, "ccc").at(0);
    CHECK(crowd.at("size_low") == "200");
    CHECK(crowd.at("size_mean") == "200");
    CHECK(crowd.at("size_cat") == "2");
    CHECK(crowd.at("size_text") == "Hundreds");
    CHECK(crowd.at("state") == "IL");
    CHECK(crowd.at("locality") == "Chicago");
    CHECK(crowd.at("source_1") == "https://example.org/a");
    CHECK(crowd.at("source_2").empty());

    std::vector<AnnotatedReport> attacks;
    attacks.push_back(report("a", "Hundreds of people were killed in an attack in Kano on June 6.", "2021-06-07"));
    const Account deaths = test::account_of(std::move(attacks));
    CHECK(events_of(deaths, "acled").at(0).at("fatalities") == "100");
    CHECK(events_of(deaths, "acled").at(0).at("iso") == "566");
    CHECK(events_of(deaths, "ucdp").at(0).at("low") == "200");
    CHECK(events_of(deaths, "ccc").empty());
}

TEST_CASE("a number that a report gives stands against a vague word") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("a", "Hundreds of people were killed in an attack in Kano on June 6.", "2021-06-07"));
    reports.push_back(report("b", "An attack in Kano on June 6 killed 350 people, police said.", "2021-06-07"));
    const Row row = events_of(test::account_of(std::move(reports)), "acled").at(0);
    CHECK(row.at("fatalities") == "100");
    std::vector<AnnotatedReport> again;
    again.push_back(report("a", "Hundreds of people were killed in an attack in Kano on June 6.", "2021-06-07"));
    again.push_back(report("b", "An attack in Kano on June 6 killed 200 people, police said.", "2021-06-07"));
    CHECK(events_of(test::account_of(std::move(again)), "acled").at(0).at("fatalities") == "200");
}

TEST_CASE("what is denied, planned or generally so is no number of the event") {
    const auto highest_killed = [](Standing standing) {
        Account account = test::account_of(two_stories());
        for (AnnotatedReport& annotated : account.reports)
            for (Claim& claim : annotated.layers.claims) {
                claim.standing = standing;
                claim.denied = standing == Standing::denied;
            }
        return row_with(events_of(account), "type", "attack").at("killed_high");
    };
    CHECK(highest_killed(Standing::asserted) == "14");
    CHECK(highest_killed(Standing::earlier) == "14");
    CHECK(highest_killed(Standing::denied).empty());
    CHECK(highest_killed(Standing::planned).empty());
    CHECK(highest_killed(Standing::general).empty());
}

TEST_CASE("words that look like a formula are guarded, numbers are not") {
    std::ostringstream out;
    CsvRows rows(out);
    rows << "=HYPERLINK(\"x\")"
         << "+a"
         << "-2 of"
         << "@a"
         << "＝1+1"
         << "-5"
         << "+1,200.5"
         << "-"
         << "\tb"
         << "\nc"
         << "a=b"
         << "";
    rows.number(-77.5).number(std::nullopt);
    rows.end();
    CHECK(out.str() ==
          "\xEF\xBB\xBF\"'=HYPERLINK(\"\"x\"\")\",'+a,'-2 "
          "of,'@a,'＝1+1,-5,\"+1,200.5\",'-,'\tb,\"'\nc\",a=b,,-77.5,\r\n");
}

TEST_CASE("a report cannot put a formula into a table") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(report("=1+1", "=cmd|' /C calc'!A0 An attack in Kano killed 12 people on Monday, police said.",
                             "2021-05-04", "@SUM(1+1)"));
    const Account account = test::account_of(std::move(reports));
    for (const auto& rows : {events_of(account), crosswalk_of(account), claims_of(account)})
        for (const Row& row : rows)
            for (const auto& [column, cell] : row) {
                CAPTURE(column);
                CHECK((cell.empty() || std::string_view("=+-@\t\r\n").find(cell.front()) == std::string_view::npos));
            }
    CHECK(crosswalk_of(account).at(0).at("url") == "'@SUM(1+1)");
}

TEST_CASE("every column of each profile is documented, with what is left empty") {
    std::ifstream in(std::string(RECOUNT_SOURCE_DIR) + "/docs/event_tables.md");
    const std::string docs{std::istreambuf_iterator<char>(in), {}};
    std::size_t looked_at = 0;
    for (const auto& file : fs::directory_iterator(profiles)) {
        const EventProfile profile = EventProfile::load(file.path());
        CHECK(profile.name == file.path().stem().string());
        if (profile.name == "recount")
            continue;
        const std::size_t heading = docs.find("(`--profile " + profile.name + "`)\n");
        REQUIRE(heading != std::string::npos);
        const std::string section = docs.substr(heading, docs.find("\n## ", heading) - heading);
        for (const ProfileColumn& column : profile.columns) {
            CAPTURE(profile.name);
            CAPTURE(column.name);
            const std::size_t row = section.find("\n| `" + column.name + "` | ");
            REQUIRE(row != std::string::npos);
            const std::string line = section.substr(row + 1, section.find('\n', row + 1) - row - 1);
            CHECK((line.find("| empty: " + column.empty + " |") != std::string::npos) == !column.field);
            ++looked_at;
        }
    }
    CHECK(looked_at > 100);
}

TEST_CASE("every column of Recount's own tables is documented") {
    std::ifstream in(std::string(RECOUNT_SOURCE_DIR) + "/docs/event_tables.md");
    const std::string docs{std::istreambuf_iterator<char>(in), {}};
    for (const ProfileColumn& column : EventProfile::load(profiles / "recount.toml").columns) {
        CAPTURE(column.name);
        CHECK(docs.find("`" + (column.quantity.empty() ? column.name : column.quantity) + "`") != std::string::npos);
    }
    std::ostringstream out;
    write_crosswalk({}, out);
    const auto header = test::cells_of(out.str());
    for (const std::string& name : header.at(0)) {
        CAPTURE(name);
        CHECK(docs.find("`" + name + "`") != std::string::npos);
    }
}

TEST_CASE("a profile of one's own is read, and what is wrong in it is named") {
    const fs::path file = fs::temp_directory_path() / ("recount-profile-" + std::to_string(::getpid()) + ".toml");
    const auto load = [&](const std::string& column, const std::string& rest = "") {
        std::ofstream(file) << "name = \"mine\"\ntitle = \"Mine\"\ncolumn = [\n" << column << "\n]\n" << rest;
        return EventProfile::load(file);
    };
    const auto problem = [&](const std::string& column) -> std::string {
        try {
            load(column);
        } catch (const CodebookError& error) {
            return error.what();
        }
        return "none";
    };
    const EventProfile mine = load(
        "{ name = \"crowd\", from = \"low\", quantity = \"attendance\" }, { name = \"by\", value = \"machine\" }, "
        "{ name = \"links\", from = \"urls\", joint = \" \", before = \"see \", otherwise = \"none\" }",
        "[vague]\nhundreds = 300\n");
    std::ostringstream out;
    write_events(test::account_of(two_stories()), mine, out);
    const Row protest = row_with(rows_of(out.str()), "crowd", "300");
    CHECK(protest.at("by") == "machine");
    CHECK(protest.at("links") == "none");

    CHECK(problem("{ name = \"a\", frm = \"low\" }")
              .ends_with("line 4: nothing reads 'frm': check its spelling, or take it out"));
    CHECK(problem("{ name = \"a\", from = \"lowest\" }")
              .ends_with("line 4: no field 'lowest': docs/event_tables.md lists them"));
    CHECK(problem("{ name = \"a\", from = \"low\" }").ends_with("line 4: column 'a' needs a 'quantity'"));
    CHECK(problem("{ name = \"a\", from = \"date\", quantity = \"killed\" }")
              .ends_with("line 4: column 'a' takes no 'quantity'"));
    CHECK(problem("{ name = \"a\" }").ends_with("line 4: column 'a' needs one of 'from', 'value' and 'empty'"));
    fs::remove(file);
}
