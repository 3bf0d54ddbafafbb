// Outputs of an account: offsets and fields of the JSON, the table's quoting, what reaches a terminal.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <rapidjson/document.h>
#include <sstream>

#include "show/annotations.h"
#include "show/csv.h"
#include "show/front.h"
#include "show/json.h"
#include "text/json_stream.h"
#include "show/linked_data.h"
#include "show/reasons.h"
#include "show/columns.h"
#include "show/overview.h"
#include "show/story_tables.h"
#include "show/summary.h"
#include "show/terminal.h"
#include "show/wording.h"
#include "support.h"
#include "support/csv.h"

using namespace recount;

namespace {

Report make_report(const std::string& id, const std::string& title, const std::string& text,
                   const std::string& outlet) {
    Report report;
    report.id = id;
    report.sha256 = "00";
    report.content = title.empty() ? text : title + "\n\n" + text;
    report.text_start = static_cast<std::uint32_t>(report.content.size() - text.size());
    report.outlet = outlet;
    report.language = "en";
    if (!title.empty())
        report.blocks.push_back(
            {{0, static_cast<std::uint32_t>(title.size())}, BlockKind::title, false, {}, {}, std::nullopt, {}});
    report.blocks.push_back({{report.text_start, static_cast<std::uint32_t>(report.content.size())},
                             BlockKind::paragraph,
                             false,
                             {},
                             {},
                             std::nullopt,
                             {}});
    return report;
}

/// The first place of the words in the report.
Span span_of(const Report& report, std::string_view words) {
    const auto at = static_cast<std::uint32_t>(report.content.find(words));
    return {at, at + static_cast<std::uint32_t>(words.size())};
}

/// Two reports, one event, one figure with a claim in the title of the first and one in the text of the second.
Account small_account() {
    Account account;
    account.reports.push_back(
        {make_report("a", "Über 50 hurt in Karsk", "Šárka Orlo said it was \"bad, very bad\".", "Bote"), {}});
    account.reports.push_back({make_report("b", "", "Äpfel fell.\nPolice said 30 people were hurt.", ""), {}});
    const Report &a = account.reports[0].report, &b = account.reports[1].report;

    Claim first;
    first.span = span_of(a, "Über 50");
    first.evidence = span_of(a, "Über 50 hurt in Karsk");
    first.low = 50;
    first.modifier = Modifier::more_than;
    first.quantity = "injured";
    account.reports[0].layers.claims.push_back(first);
    Claim second;
    second.span = span_of(b, "30");
    second.evidence = span_of(b, "Police said 30 people were hurt.");
    second.low = second.high = 30;
    second.quantity = "injured";
    second.source = ClaimSource{span_of(b, "Police"), "", {"Reuters"}};
    second.confidence = 0.87654F;
    account.reports[1].layers.claims.push_back(second);

    account.days = {ReportDay{DayInterval{*parse_iso_day("2021-05-03"), *parse_iso_day("2021-05-03")},
                              true,
                              "It says so.",
                              {{0, span_of(a, "Karsk")}}},
                    ReportDay{}};
    StoryAccount story;
    story.id = "s1";
    story.title = "Über 50 hurt in Karsk";
    story.reports = {0, 1};
    Event event;
    event.id = "e1";
    event.type = "accident";
    event.date = "2021-05-02";
    event.place = AccountPlace{"Karsk", "1", 50.5, 20};
    event.title = "hurt in Karsk";
    event.reports = {0, 1};
    event.evidence = {{0, span_of(a, "hurt")}};
    story.events.push_back(event);
    Figure figure;
    figure.id = "f1";
    figure.event = 0;
    figure.quantity = "injured";
    figure.scope = "total";
    figure.status = Status::conflict;
    figure.reason = {ReasonKind::no_common_number, {1, 0}, {30, 50}};
    figure.low = 30;
    figure.high = 50;
    figure.witnesses = 2;
    figure.claims = {{0, 0, 1, "", no_index, "c1", SourceKind::report},
                     {1, 0, 2, "Karsk police", no_index, "c2", SourceKind::police}};
    story.figures.push_back(figure);
    Statement statement;
    statement.speaker = "Šárka Orlo";
    Variant variant;
    variant.spans = {span_of(a, "bad, very bad")};
    statement.variants.push_back(variant);
    story.statements.push_back(statement);
    account.stories.push_back(story);
    return account;
}

rapidjson::Document parsed(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.c_str(), json.size());
    REQUIRE(!document.HasParseError());
    return document;
}

std::string account_json(const Account& account, const std::vector<Unread>& unread = {}, LeftOut left_out = {}) {
    std::ostringstream out;
    write_account(account, {"recount 1", "news", "2", "cc", "gazetteer", left_out}, unread, out);
    return out.str();
}

const ReviewRules& review_rules() {
    static const ReviewRules rules(test::language().codebook);
    return rules;
}

std::vector<std::string> page_data(const Account& account) {
    std::stringstream out;
    write_page_data(account, {"recount 1", "news", "2", "cc", "gazetteer", {}}, {}, {review_rules()}, out);
    std::vector<std::string> lines;
    for (std::string line; std::getline(out, line);)
        lines.push_back(line);
    return lines;
}

std::string table_of(const Account& account) {
    std::ostringstream out;
    write_csv(account, out);
    return out.str();
}

std::string summary_of(const Account& account, std::size_t width = 80, LeftOut left_out = {}) {
    std::ostringstream out;
    write_terminal(account, left_out, width, out);
    return out.str();
}

/// The small account, whose second claim is told thus.
Account account_told(Standing standing, float confidence = 1, bool implicit = false) {
    Account account = small_account();
    Claim& claim = account.reports[1].layers.claims[0];
    claim.standing = standing;
    claim.denied = standing == Standing::denied;
    claim.confidence = confidence;
    claim.implicit = implicit;
    return account;
}

/// Code points [start, end) of a UTF-8 text.
std::string points(const std::string& text, unsigned start, unsigned end) {
    std::string out;
    unsigned at = 0;
    for (const char c : text) {
        at += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (at > start && at <= end)
            out += c;
    }
    return out;
}

}  // namespace

TEST_CASE("offsets are code points of the text, or of the title where the span says so") {
    const auto json = parsed(account_json(small_account()));
    const auto& claims = json["stories"][0]["figures"][0]["claims"];
    CHECK(std::string(claims[0]["field"].GetString()) == "title");
    CHECK(points(json["reports"][0]["title"].GetString(), claims[0]["start"].GetUint(), claims[0]["end"].GetUint()) ==
          "Über 50");
    CHECK(!claims[1].HasMember("field"));
    CHECK(points(json["reports"][1]["text"].GetString(), claims[1]["start"].GetUint(), claims[1]["end"].GetUint()) ==
          "30");
    CHECK(points(json["reports"][1]["text"].GetString(), claims[1]["evidence"]["start"].GetUint(),
                 claims[1]["evidence"]["end"].GetUint()) == "Police said 30 people were hurt.");
    const auto& spans = json["stories"][0]["statements"][0]["variants"][0]["spans"];
    CHECK(points(json["reports"][0]["text"].GetString(), spans[0][0].GetUint(), spans[0][1].GetUint()) ==
          "bad, very bad");
}

TEST_CASE("an account's JSON has the contract's members; what is not known is null") {
    const auto json = parsed(account_json(small_account(), {{"x.txt", "is empty"}}));
    CHECK(std::string(json["provenance"]["program"].GetString()) == "recount 1");
    CHECK(std::string(json["provenance"]["codebook"].GetString()) == "news 2");
    CHECK(std::string(json["unread"][0]["reason"].GetString()) == "is empty");
    CHECK(json["reports"][1]["title"].IsNull());
    CHECK(json["reports"][1]["outlet"].IsNull());
    CHECK(json["reports"][1]["published"].IsNull());
    CHECK(std::string(json["reports"][0]["published"].GetString()) == "2021-05-03");
    CHECK(std::string(json["reports"][0]["published_evidence"][0]["field"].GetString()) == "title");
    Account open = small_account();
    open.days[1].days = DayInterval{*parse_iso_day("2021-05-03"), *parse_iso_day("2021-05-06")};
    const auto interval = parsed(account_json(open));
    CHECK(std::string(interval["reports"][1]["published_earliest"].GetString()) == "2021-05-03");
    CHECK(std::string(interval["reports"][1]["published_latest"].GetString()) == "2021-05-06");
    CHECK(interval["reports"][1]["published"].IsNull());
    CHECK(json["reports"][0]["blocks"].Size() == 1);
    const auto& figure = json["stories"][0]["figures"][0];
    CHECK(std::string(figure["status"].GetString()) == "conflict");
    CHECK(figure["low"].IsInt());
    CHECK(figure["best"].IsNull());
    CHECK(figure["best_rule"].IsNull());
    const auto& reason = figure["reason"];
    CHECK(std::string(reason["kind"].GetString()) == "no_common_number");
    CHECK(reason["claims"].Size() == 2);
    CHECK(reason["claims"][0].GetInt() == 1);
    CHECK(reason["claims"][1].GetInt() == 0);
    CHECK(reason["values"][0].GetInt() == 30);
    CHECK(reason["values"][1].GetInt() == 50);
    CHECK(std::string(reason["text"].GetString()) ==
          "No number fits both \"30\" (Karsk police) and \"Über 50\" (Bote).");
    CHECK(figure["claims"][0]["source"].IsNull());
    CHECK(figure["claims"][0]["high"].IsNull());
    CHECK(std::string(figure["claims"][1]["source"]["text"].GetString()) == "Police");
    CHECK(std::string(figure["claims"][1]["source"]["name"].GetString()) == "Karsk police");
    CHECK(std::string(figure["claims"][1]["source"]["chain"][0].GetString()) == "Reuters");
    CHECK(std::string(figure["claims"][1]["source"]["kind"].GetString()) == "police");
    CHECK(json["stories"][0]["events"][0]["place"]["lat"].GetDouble() == 50.5);
    CHECK(json["stories"][0]["summary"]["outlets"].GetInt() == 2);
}

TEST_CASE("a claim brings its number as worded") {
    const auto json = parsed(account_json(small_account()));
    const auto& claims = json["stories"][0]["figures"][0]["claims"];
    CHECK(std::string(claims[0]["text"].GetString()) == "Über 50");
    CHECK(std::string(claims[1]["text"].GetString()) == "30");
}

TEST_CASE("the page's data are a line for the front, without texts, and one for each story with its reports") {
    const std::vector<std::string> lines = page_data(small_account());
    REQUIRE(lines.size() == 2);
    const auto front = parsed(lines[0]);
    CHECK(std::string(front["provenance"]["program"].GetString()) == "recount 1");
    CHECK(front["reports"].Empty());
    const auto& head = front["stories"][0];
    CHECK(head["reports"].Size() == 2);
    CHECK(std::string(head["reports"][0]["outlet"].GetString()) == "Bote");
    CHECK(std::string(head["reports"][0]["published"].GetString()) == "2021-05-03");
    CHECK(!head["reports"][0].HasMember("text"));
    CHECK(head["figures"].Size() == 1);
    CHECK(!head.HasMember("statements"));
    const auto whole = parsed(account_json(small_account()));
    const auto story = parsed(lines[1]);
    CHECK(story["story"] == whole["stories"][0]);
    CHECK(story["reports"] == whole["reports"]);
}

TEST_CASE("a report of no story stands in the front with its text") {
    Account account = small_account();
    account.stories[0].reports = {0};
    account.stories[0].figures.clear();
    const auto front = parsed(page_data(account)[0]);
    REQUIRE(front["reports"].Size() == 1);
    CHECK(std::string(front["reports"][0]["text"].GetString()).find("Police said 30") != std::string::npos);
}

TEST_CASE("the front tells of a story the figures that may need a person, and the event that most reports tell") {
    StoryAccount story;
    const auto event = [&](std::vector<std::uint32_t> reports) {
        Event one;
        one.reports = std::move(reports);
        story.events.push_back(one);
    };
    const auto figure = [&](Status status, std::uint32_t of) {
        Figure one;
        one.status = status;
        one.event = of;
        story.figures.push_back(one);
    };
    event({0});
    event({0, 1, 2});
    event({1});
    event({2});
    figure(Status::conflict, no_index);  // 0: any that differs
    figure(Status::repeated, 0);         // 1: of an event, several times
    figure(Status::agree, no_index);     // of none
    figure(Status::single, 1);           // 3: of the main event
    figure(Status::single, 2);           // of another, once
    const FrontStory front = front_of(story);
    CHECK(front.figures == std::vector<std::uint32_t>{0, 1, 3});
    CHECK(front.events == std::vector<std::uint32_t>{0, 1});
    CHECK(front_of(StoryAccount{}).events.empty());
}

TEST_CASE("annotate tells the happenings of a report with what stands beside them") {
    const AnnotatedReport report = test::language().chain.annotate(
        test::report_of("Protesters were angry. Ana Veil plans a rally in Lyon. They marched on Monday.", "a"));
    std::ostringstream out;
    write_annotated(report, false, nullptr, out);
    const auto annotated = parsed(out.str());
    const auto& events = annotated["events"];
    REQUIRE(events.Size() == 2);  // "Protesters" tells of none
    const auto text = [](const auto& value) { return std::string(value.GetString()); };
    CHECK(text(events[0]["type"]) == "rally");
    CHECK(events[0]["start"].GetInt() == 40);
    CHECK(events[0]["end"].GetInt() == 45);
    CHECK(text(events[0]["standing"]) == "planned");
    CHECK(text(events[0]["place"]["name"]) == "Lyon");
    CHECK(text(events[0]["participants"][0]["name"]) == "Ana Veil");
    CHECK(!events[0].HasMember("time"));
    CHECK(text(events[1]["type"]) == "protest");
    CHECK(text(events[1]["standing"]) == "asserted");
    CHECK(events[1]["time"]["start"].GetInt() == 71);
    CHECK(!events[1].HasMember("place"));
}

TEST_CASE("a claim's JSON says how sure it is, how it is told, and whether it is one victim without a number") {
    const Account account = account_told(Standing::planned, 0.87654F, true);
    const auto json = parsed(account_json(account));
    const auto& claims = json["stories"][0]["figures"][0]["claims"];
    CHECK(claims[0]["confidence"].GetDouble() == 1);
    CHECK(std::string(claims[0]["standing"].GetString()) == "asserted");
    CHECK(!claims[0].HasMember("implicit"));
    CHECK(claims[1]["confidence"].GetDouble() == 0.877);
    CHECK(std::string(claims[1]["standing"].GetString()) == "planned");
    CHECK(claims[1]["implicit"].GetBool());
    CHECK(!claims[1]["denied"].GetBool());

    std::ostringstream out;
    write_annotated(account.reports[1], false, nullptr, out);
    const auto annotated = parsed(out.str());
    CHECK(annotated["claims"].Empty());  // of numbers alone
    const auto& claim = annotated["implicit_claims"][0];
    CHECK(claim["confidence"].GetDouble() == 0.877);
    CHECK(std::string(claim["standing"].GetString()) == "planned");
    CHECK(claim["implicit"].GetBool());
    CHECK(!claim.HasMember("denied"));
}

TEST_CASE("a confidence is written with three decimals at most") {
    for (int thousandth = 0; thousandth <= 1000; ++thousandth)
        for (const double off : {-0.0004, 0.0, 0.0004}) {
            const double value = std::clamp(thousandth / 1000.0 + off, 0.0, 1.0);
            std::ostringstream out;
            {
                JsonStream json(out);
                json.number(to_three_decimals(static_cast<float>(value)));
            }
            CHECK_MESSAGE(out.str().size() <= std::string_view("0.123").size(), out.str());
            CHECK(std::stod(out.str()) == thousandth / 1000.0);
        }
}

TEST_CASE("an account that does without unsure claims says so") {
    CHECK(!parsed(account_json(small_account()))["provenance"].HasMember("least_confidence"));
    const auto json = parsed(account_json(small_account(), {}, {0.8, 3}));
    CHECK(json["provenance"]["least_confidence"].GetDouble() == 0.8);
    CHECK(json["provenance"]["claims_left_out"].GetInt() == 3);
    CHECK(summary_of(small_account()).find("Left out") == std::string::npos);
    CHECK(summary_of(small_account(), 80, {0.8, 3}).find("confidence is under 0.8: 3 claims.") != std::string::npos);
}

TEST_CASE("an extracted report keeps what it stated") {
    Report report = make_report("a", "Title", "Text.", "bote.example");
    report.source_domain = "www.bote.example";
    report.date_publish = "2021-05-03T10:00:00";
    report.authors = {"A. Orlo"};
    std::ostringstream out;
    write_extracted(report, out);
    CHECK(out.str().ends_with("}\n"));
    const auto json = parsed(out.str());
    CHECK(std::string(json["date_publish"].GetString()) == "2021-05-03T10:00:00");
    CHECK(std::string(json["source_domain"].GetString()) == "www.bote.example");
    CHECK(std::string(json["authors"][0].GetString()) == "A. Orlo");
    CHECK(std::string(json["blocks"][0]["kind"].GetString()) == "paragraph");
    CHECK(json["url"].IsNull());
}

TEST_CASE("the table has a row for each claim, quoted where it must be") {
    Account account = small_account();
    account.stories[0].figures[0].scope = "the \"old\", the young";
    account.reports[0].report.url = "https://bote.example/1";
    account.stories[0].events[0].precision = {DatePrecision::day, PlacePrecision::near};
    CHECK(table_of(account).find("injured,\"the \"\"old\"\", the young\",,conflict,") != std::string::npos);
    const std::vector<test::Row> rows = test::rows_of(table_of(account));
    REQUIRE(rows.size() == 2);
    const std::map<std::string, std::string> first{
        {"story", "s1"},
        {"story_title", "Über 50 hurt in Karsk"},
        {"event", "e1"},
        {"event_title", "hurt in Karsk"},
        {"event_date", "2021-05-02"},
        {"event_place", "Karsk"},
        {"latitude", "50.5"},
        {"longitude", "20"},
        {"date_precision", "day"},
        {"place_precision", "near"},
        {"figure", "f1"},
        {"status", "conflict"},
        {"reason", "No number fits both \"30\" (Karsk police) and \"Über 50\" (Bote)."},
        {"best", ""},
        {"lowest", "30"},
        {"highest", "50"},
        {"witnesses", "2"},
        {"claim", "c1"},
        {"text", "Über 50"},
        {"low", "50"},
        {"high", ""},
        {"modifier", "more_than"},
        {"source", ""},
        {"source_kind", "report"},
        {"report", "a"},
        {"outlet", "Bote"},
        {"published", "2021-05-03"},
        {"url", "https://bote.example/1"},
        {"headline", "Über 50 hurt in Karsk"},
        {"field", "title"},
        {"start", "0"},
        {"end", "7"},
        {"sha256", "00"}};
    for (const auto& [column, cell] : first) {
        CAPTURE(column);
        CHECK(rows[0].at(column) == cell);
    }
    const std::map<std::string, std::string> second{{"text", "30"},
                                                    {"low", "30"},
                                                    {"high", "30"},
                                                    {"confidence", "0.877"},
                                                    {"source", "Police"},
                                                    {"source_name", "Karsk police"},
                                                    {"source_kind", "police"},
                                                    {"witness", "2"},
                                                    {"field", "text"},
                                                    {"start", "24"},
                                                    {"end", "26"},
                                                    {"evidence", "Police said 30 people were hurt."},
                                                    {"headline", ""}};
    for (const auto& [column, cell] : second) {
        CAPTURE(column);
        CHECK(rows[1].at(column) == cell);
    }
    const test::Row told = test::rows_of(table_of(account_told(Standing::earlier, 0.5F, true))).at(1);
    CHECK(told.at("standing") == "earlier");
    CHECK(told.at("implicit") == "true");
    CHECK(told.at("confidence") == "0.5");
}

TEST_CASE("a statement's row has its words, what differs, and the report's address") {
    Account account = small_account();
    account.reports[0].report.url = "https://bote.example/1";
    Statement& statement = account.stories[0].statements[0];
    const Report& report = account.reports[0].report;
    statement.variants[0].spans = {span_of(report, "bad,"), span_of(report, "bad\"")};
    statement.variants[0].differences = {span_of(report, "very")};
    std::ostringstream out;
    write_statements(account, out);
    const test::Row row = test::rows_of(out.str()).at(0);
    CHECK(row.at("speaker") == "Šárka Orlo");
    CHECK(row.at("words") == "bad, ... bad\"");
    CHECK(row.at("differences") == "very");
    CHECK(row.at("url") == "https://bote.example/1");
    CHECK(row.at("start") == "24");
    CHECK(row.at("end") == "38");
}

TEST_CASE("a lineage's row has both reports and the first passage that they share") {
    Account account = small_account();
    Lineage lineage;
    lineage.agency = "Reuters";
    lineage.reports = {0, 1};
    lineage.kind = LineageKind::shared;
    lineage.relations = {{0, 1, LineageKind::shared, 0.25}};
    lineage.passages = {{{0, span_of(account.reports[0].report, "Šárka Orlo")},
                         {1, span_of(account.reports[1].report, "Äpfel fell.\nPolice")}}};
    account.stories[0].lineages = {lineage};
    std::ostringstream out;
    write_lineages(account, out);
    const test::Row row = test::rows_of(out.str()).at(0);
    CHECK(row.at("lineage") == "l1");
    CHECK(row.at("agency") == "Reuters");
    CHECK(row.at("share") == "0.25");
    CHECK(row.at("passages") == "1");
    CHECK(row.at("from_outlet") == "Bote");
    CHECK(row.at("to") == "b");
    CHECK(row.at("from_words") == "Šárka Orlo");
    CHECK(row.at("to_words") == "Äpfel fell. Police");
}

TEST_CASE("linked data tells the number, who gives it, where it stands and what it is about; nothing is rated") {
    std::ostringstream out;
    write_linked_data(small_account(), out);
    const auto json = parsed(out.str());
    std::map<std::string, const rapidjson::Value*> nodes;
    for (const auto& node : json["@graph"].GetArray())
        nodes[node["@id"].GetString()] = &node;
    const rapidjson::Value& claim = *nodes.at("#c1");
    CHECK(std::string(claim["@type"].GetString()) == "Claim");
    CHECK(claim["mainEntity"]["minValue"].GetInt() == 50);
    CHECK(!claim["mainEntity"].HasMember("maxValue"));
    CHECK(std::string(claim["author"]["name"].GetString()) == "Bote");
    CHECK(std::string(claim["about"]["@id"].GetString()) == "#e1");
    CHECK((*nodes.at("#e1"))["location"]["geo"]["latitude"].GetDouble() == 50.5);
    CHECK((*nodes.at("#c2"))["mainEntity"]["value"].GetInt() == 30);
    CHECK(std::string((*nodes.at("#c2"))["author"]["name"].GetString()) == "Karsk police");
    CHECK(!(*nodes.at("#c2"))["author"].HasMember("@type"));  // no name tells it
    CHECK(std::string((*nodes.at("#f1"))["description"].GetString()) ==
          "No number fits both \"30\" (Karsk police) and \"Über 50\" (Bote).");
    CHECK(out.str().find("Review") == std::string::npos);
    for (const auto& [id, node] : nodes)
        for (const char* reference : {"about", "appearance", "isPartOf"})
            if (node->HasMember(reference))
                CHECK(nodes.contains((*node)[reference]["@id"].GetString()));
}

TEST_CASE("an annotation quotes the words with what stands around them; a position is one of the text") {
    Account account = small_account();
    account.reports[1].report.url = "https://b.example/1";
    std::ostringstream out;
    write_annotations(account, out);
    const auto json = parsed(out.str());
    const auto find = [&](std::string_view id) -> const rapidjson::Value& {
        const auto& items = json["items"].GetArray();
        const auto found = std::ranges::find_if(items, [&](const auto& item) { return item["id"].GetString() == id; });
        REQUIRE(found != items.end());
        return *found;
    };
    const rapidjson::Value& in_text = find("#c2")["target"][0];
    CHECK(std::string(in_text["source"].GetString()) == "https://b.example/1");
    CHECK(std::string(in_text["selector"][0]["exact"].GetString()) == "30");
    CHECK(std::string(in_text["selector"][0]["prefix"].GetString()) == "Äpfel fell.\nPolice said ");
    CHECK(std::string(in_text["selector"][0]["suffix"].GetString()) == " people were hurt.");
    CHECK(in_text["selector"][1]["start"].GetInt() == 24);
    CHECK(in_text["selector"][1]["end"].GetInt() == 26);
    const rapidjson::Value& in_title = find("#c1")["target"][0];
    CHECK(std::string(in_title["source"].GetString()) == "claims.jsonld#report-00");
    CHECK(in_title["selector"].Size() == 1);
    CHECK(std::string(in_title["selector"][0]["suffix"].GetString()) == " hurt in Karsk");
    CHECK(std::string(find("#s1-statement-1-1")["motivation"].GetString()) == "describing");
}

TEST_CASE("numbers are written as people and tables read them") {
    CHECK(plain_number(6700) == "6700");
    CHECK(plain_number(53.1) == "53.1");
    CHECK(grouped_number(2300000) == "2,300,000");
    CHECK(grouped_number(999) == "999");
    CHECK(grouped_number(-1234.5) == "-1,234.5");
    CHECK(counted(1, "report") == "1 report");
    CHECK(counted(0, "report") == "0 reports");
}

TEST_CASE("the summary fits its width and names both sides") {
    for (const std::size_t width : {40u, 80u, 120u}) {
        const std::string text = summary_of(account_told(Standing::planned, 0.5F), width, {0.25, 1});
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            const auto marks = std::count_if(line.begin(), line.end(),
                                             [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; });
            CHECK_MESSAGE(line.size() - static_cast<std::size_t>(marks) <= width, line);
        }
        CHECK(text.find("CONTRADICT") != std::string::npos);
        CHECK(text.find("Über 50") != std::string::npos);
        CHECK(text.find("the report") != std::string::npos);
        CHECK(text.find("Police") != std::string::npos);
    }
}

TEST_CASE("the summary tells who counts where the source's words do not") {
    Account account = small_account();
    CHECK(summary_of(account).find("\u00b7") == std::string::npos);
    account.stories[0].figures[0].claims[1].kind = SourceKind::party;
    CHECK(summary_of(account).find("Police \u00b7 party concerned") != std::string::npos);
}

TEST_CASE("each reason has its sentence, with the numbers as their reports word them") {
    Account account = small_account();
    Figure& figure = account.stories[0].figures[0];
    const auto sentence = [&](Reason reason) {
        figure.reason = std::move(reason);
        return reason_sentence(account, account.stories[0], figure);
    };
    CHECK(sentence({ReasonKind::single, {}, {30}}) == "One mention only.");
    CHECK(sentence({ReasonKind::same_number, {}, {30}}) == "All 2 mentions give the same number, by 2 witnesses.");
    CHECK(sentence({ReasonKind::one_witness, {}, {30}}) == "The same number 2 times, but by one witness.");
    CHECK(sentence({ReasonKind::fits_all, {}, {30}}) == "One number fits all 2 mentions, by 2 witnesses.");
    CHECK(sentence({ReasonKind::moved, {1, 0}, {30, 50}}) ==
          "It moved with time: from \"30\" (Karsk police) to \"Über 50\" (Bote).");
    CHECK(sentence({ReasonKind::denied, {0, 1}, {50, 30}}) ==
          "\"Über 50\" (Bote) is denied; \"30\" (Karsk police) is not.");
    account.reports[0].report.outlet = "www.bote.example";
    CHECK(sentence({ReasonKind::denied, {0, 1}, {50, 30}}).find("(bote.example)") != std::string::npos);
    account.reports[0].report.outlet.clear();
    CHECK(sentence({ReasonKind::denied, {0, 1}, {50, 30}}).find("(outlet not named (1))") != std::string::npos);
    account.reports[1].report.outlet = "Karsk Post";
    CHECK(sentence({ReasonKind::denied, {0, 1}, {50, 30}}).find("(outlet not named)") != std::string::npos);
}

TEST_CASE("a report's id is never called its outlet") {
    Account account = small_account();
    account.reports[0].report.id = "courier-3";
    account.reports[0].report.outlet.clear();
    const auto has = [](const std::string& text, std::string_view words) {
        return text.find(words) != std::string::npos;
    };
    std::ostringstream overview;
    write_overview(account, {}, {80, 0}, overview);
    CHECK(has(overview.str(), "Über 50 (outlet not named (1))"));
    CHECK(has(summary_of(account), "courier-3: outlet not named (1)"));
    CHECK(has(summary_of(account), "b: outlet not named (2)"));
    CHECK(has(table_of(account), "and \"\"Über 50\"\" (outlet not named (1))."));
}

TEST_CASE("the summary marks what is not plainly asserted, and what is unsure") {
    const auto has = [](const std::string& text, std::string_view words) {
        return text.find(words) != std::string::npos;
    };
    const std::string plain = summary_of(account_told(Standing::asserted, 0.6F));
    CHECK(has(plain, "      30 "));
    CHECK(!has(plain, "unsure"));
    for (const Standing standing : {Standing::denied, Standing::planned, Standing::earlier, Standing::general})
        CHECK(has(summary_of(account_told(standing)), "      " + std::string(name_of(standing)) + ": 30 "));
    CHECK(has(summary_of(account_told(Standing::earlier, 1, true)), "      earlier: one (implicit) "));
    const std::string unsure = summary_of(account_told(Standing::planned, 0.59F));
    CHECK(has(unsure, "    ? planned: 30 "));
    CHECK(has(unsure, "\n? Recount is unsure whether it reads this number right.\n"));
    CHECK(has(summary_of(account_told(Standing::planned, 0.59F), 40), "    ? planned: 30 "));
}

TEST_CASE("a report's control characters never reach the terminal") {
    Account account = small_account();
    account.stories[0].title = "Flood\x1B[2J\x07 in \u202EKarsk\n\u009Bnow";
    account.stories[0].events[0].title = "flood\r\x1B]0;x\x07";
    const std::string text = summary_of(account);
    CHECK(std::none_of(text.begin(), text.end(),
                       [](char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7F; }));
    CHECK(text.find("\u202E") == std::string::npos);
    CHECK(text.find("\u009B") == std::string::npos);
    CHECK(text.starts_with("Flood[2J in Karsk now\n"));
}

TEST_CASE("an outlet is one by its name and by its site") {
    Account account = small_account();
    account.reports[0].report.outlet = "karskcourier.example";
    account.reports[1].report.outlet = "THE KARSK COURIER";
    CHECK(summarise(account, account.stories[0]).outlets == 1);
    account.reports[1].report.outlet = "Karsk Today";
    CHECK(summarise(account, account.stories[0]).outlets == 2);
}

TEST_CASE("the overview counts stories by what needs a look, and puts those with conflicts first") {
    Account account = small_account();
    StoryAccount calm = account.stories[0];
    calm.id = "s2";
    calm.title = "Calm in Karsk";
    calm.figures[0].status = Status::agree;
    account.stories.insert(account.stories.begin(), calm);
    std::ostringstream out;
    write_overview(account, {}, {80, 0}, out);
    const std::string text = out.str();
    CHECK(text.starts_with("2 stories in "));
    CHECK(text.find("1 with conflicts") != std::string::npos);
    CHECK(text.find("\ns1 ") < text.find("\ns2 "));
    CHECK(text.find("conflict  injured: ") != std::string::npos);
    CHECK(text.find("30 (Karsk police)") != std::string::npos);
    std::ostringstream planned;
    write_overview(account_told(Standing::planned), {}, {80, 0}, planned);
    CHECK(planned.str().find("planned: 30 (Karsk police)") != std::string::npos);
    CHECK(text.ends_with("Read on: --story s1 for one in full; -o account.html for a page of all.\n"));
}

TEST_CASE("the overview fits its screen, however many stories there are") {
    Account account = small_account();
    for (int i = 2; i <= 50; ++i) {
        account.stories.push_back(account.stories[0]);
        account.stories.back().id = "s" + std::to_string(i);
    }
    for (const std::size_t height : {16u, 24u, 50u})
        for (const std::size_t width : {40u, 80u}) {
            std::ostringstream out;
            write_overview(account, {0.8, 3}, {width, height}, out);
            const std::string text = out.str();
            CHECK(std::count(text.begin(), text.end(), '\n') < static_cast<std::ptrdiff_t>(height));
            CHECK(text.find("more, ") != std::string::npos);
            CHECK(text.find("under 0.8") != std::string::npos);
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);)
                CHECK(columns(line) <= width);
        }
}
