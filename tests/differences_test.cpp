// What changed from one account to another: made accounts with known changes, of which exactly these must be told, and
// files that are no accounts, which must be refused with their place.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <random>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "compare/differences.h"
#include "show/differences.h"
#include "show/json.h"
#include "support/account.h"
#include "support/program.h"

using namespace recount;

namespace {

// ---- made accounts

struct MadePlace {
    int report = 0, start = 0;
};

struct MadeFigure {
    std::string id, status = "single";
    int event = 0, best = 10;
    std::vector<MadePlace> claims;
};

struct MadeEvent {
    std::string id, date = "2023-05-09", place = "Varesk";
    MadePlace mention;
};

struct MadeStatement {
    std::string id, speaker = "Dolan";
    MadePlace words;
};

struct MadeStory {
    std::string id;
    std::vector<int> reports;
    std::vector<MadeEvent> events;
    std::vector<MadeFigure> figures;
    std::vector<MadeStatement> statements;
};

struct MadeAccount {
    std::vector<int> reports;
    std::vector<MadeStory> stories;
    int last_id = 0;
    std::map<int, int> taken;  // of each report: characters that something points at

    std::string new_id(const char* kind) { return kind + std::to_string(++last_id); }
    MadePlace new_place(int report) { return {report, 2 * taken[report]++}; }
};

std::string name(int report) {
    return "r" + std::to_string(report);
}

std::string place_members(const MadePlace& place) {
    return "\"report\":\"" + name(place.report) + "\",\"start\":" + std::to_string(place.start) +
           ",\"end\":" + std::to_string(place.start + 1);
}

template <class List>
std::string array_of(const List& list, const std::function<std::string(const typename List::value_type&)>& write) {
    std::string out = "[";
    for (const auto& one : list)
        out += (out.size() > 1 ? "," : "") + write(one);
    return out + "]";
}

std::string json_of(const MadeFigure& figure, const MadeStory& story) {
    const std::string best = std::to_string(figure.best);
    return "{\"id\":\"" + figure.id + "\",\"event\":\"" + story.events[static_cast<std::size_t>(figure.event)].id +
           "\",\"quantity\":\"killed\",\"scope\":\"total\",\"status\":\"" + figure.status + "\",\"low\":" + best +
           ",\"best\":" + best + ",\"high\":null,\"claims\":" +
           array_of(figure.claims,
                    [](const MadePlace& place) {
                        return "{" + place_members(place) + ",\"low\":1,\"high\":1,\"source\":null}";
                    }) +
           "}";
}

std::string json_of(const MadeStory& story) {
    return "{\"id\":\"" + story.id + "\",\"title\":\"A story\",\"reports\":" +
           array_of(story.reports, [](int report) { return "\"" + name(report) + "\""; }) + ",\"events\":" +
           array_of(story.events,
                    [](const MadeEvent& event) {
                        return "{\"id\":\"" + event.id + "\",\"type\":\"accident\",\"date\":\"" + event.date +
                               "\",\"place\":{\"name\":\"" + event.place +
                               "\"},\"title\":\"Dam breaks\",\"evidence\":[{" + place_members(event.mention) + "}]}";
                    }) +
           ",\"figures\":" + array_of(story.figures, [&](const MadeFigure& figure) { return json_of(figure, story); }) +
           ",\"statements\":" +
           array_of(story.statements,
                    [](const MadeStatement& statement) {
                        const std::string start = std::to_string(statement.words.start);
                        return "{\"id\":\"" + statement.id + "\",\"speaker\":\"" + statement.speaker +
                               "\",\"variants\":[{\"report\":\"" + name(statement.words.report) + "\",\"spans\":[[" +
                               start + "," + std::to_string(statement.words.start + 1) + "]]}]}";
                    }) +
           "}";
}

std::string json_of(const MadeAccount& account) {
    return "{\"provenance\":{\"program\":\"recount\"},\"reports\":" +
           array_of(account.reports,
                    [](int report) {
                        return "{\"id\":\"" + name(report) + "\",\"sha256\":\"" + std::to_string(1000 + report) +
                               "\",\"title\":null,\"text\":\"" + std::string(200, 'x') + "\"}";
                    }) +
           ",\"stories\":" + array_of(account.stories, [](const MadeStory& story) { return json_of(story); }) + "}";
}

/// Makes accounts, and changes them so that it is known what changed.
class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    MadeAccount make() {
        MadeAccount account;
        for (int s = 0; s < 3; ++s) {
            MadeStory story;
            story.id = "s" + std::to_string(s + 1);
            for (int r = 0; r < 4; ++r) {
                account.reports.push_back(10 * s + r);
                story.reports.push_back(10 * s + r);
            }
            for (int e = 0; e < 2; ++e)
                story.events.push_back(
                    {account.new_id("v"), "2023-05-09", "Varesk", account.new_place(story.reports[0])});
            for (int f = 0; f < 4; ++f) {
                MadeFigure figure{account.new_id("f"), "single", f % 2, 10 + f, {}};
                for (int c = 0; c < 3; ++c)
                    figure.claims.push_back(account.new_place(any(story.reports)));
                story.figures.push_back(std::move(figure));
            }
            for (int q = 0; q < 3; ++q)
                story.statements.push_back({account.new_id("q"), "Dolan", account.new_place(any(story.reports))});
            account.stories.push_back(std::move(story));
        }
        return account;
    }

    /// Changes some things, each at most once; gives what must be told. What is told by no one stays so: other ids,
    /// another order.
    std::set<std::string> change(MadeAccount& account) {
        std::set<std::string> told;
        for (MadeStory& story : account.stories) {
            change_figures(account, story, told);
            change_events(story, told);
            change_statements(account, story, told);
        }
        if (likely())
            add_report(account, told);
        shuffle_and_rename(account);
        return told;
    }

private:
    bool likely() { return random_() % 2 == 0; }
    template <class List>
    typename List::value_type& any(List& list) {
        return list[random_() % list.size()];
    }

    void change_figures(MadeAccount& account, MadeStory& story, std::set<std::string>& told) {
        if (likely()) {
            story.figures[0].best += 5;
            told.insert("moved " + at(story.figures[0].claims[0]));
        }
        if (likely()) {
            story.figures[1].status = "conflict";
            told.insert("turned " + at(story.figures[1].claims[0]));
        }
        if (likely()) {
            const MadePlace place = account.new_place(story.reports[1]);
            story.figures[1].claims.push_back(place);
            told.insert("got " + at(place) + " read_otherwise");
        }
        if (likely()) {
            told.insert("lost " + at(story.figures[2].claims.back()) + " read_otherwise");
            story.figures[2].claims.pop_back();
        }
        if (likely()) {
            for (const MadePlace& place : story.figures[3].claims)
                told.insert("lost " + at(place) + " read_otherwise");
            told.insert("figure gone " + at(story.figures[3].claims[0]));
            story.figures.pop_back();
        }
        if (likely()) {
            const MadePlace moved = story.figures[2].claims.back();  // a claim that goes to another figure
            story.figures[2].claims.pop_back();
            story.figures[0].claims.push_back(moved);
            told.insert("lost " + at(moved) + " another_figure");
            told.insert("got " + at(moved) + " another_figure");
        }
    }

    void change_events(MadeStory& story, std::set<std::string>& told) {
        if (likely()) {
            story.events[0].date = "2023-05-10";
            told.insert("day " + at(story.events[0].mention));
        }
        if (likely()) {
            story.events[1].place = "Olmen";
            told.insert("place " + at(story.events[1].mention));
        }
    }

    void change_statements(MadeAccount& account, MadeStory& story, std::set<std::string>& told) {
        if (likely()) {
            story.statements[0].speaker = "Reil";
            told.insert("speaker " + at(story.statements[0].words));
        }
        if (likely()) {
            told.insert("statement gone " + at(story.statements.back().words) + " read_otherwise");
            story.statements.pop_back();
        }
        if (likely()) {
            story.statements.push_back({account.new_id("q"), "Wirth", account.new_place(story.reports[2])});
            told.insert("statement added " + at(story.statements.back().words) + " read_otherwise");
        }
    }

    void add_report(MadeAccount& account, std::set<std::string>& told) {
        MadeStory& story = any(account.stories);
        account.reports.push_back(99);
        story.reports.push_back(99);
        const MadePlace place = account.new_place(99);
        story.figures[0].claims.push_back(place);
        story.statements.push_back({account.new_id("q"), "Senn", account.new_place(99)});
        told.insert("report added r99");
        told.insert("got " + at(place) + " report_added");
        told.insert("statement added " + at(story.statements.back().words) + " report_added");
    }

    void shuffle_and_rename(MadeAccount& account) {
        std::shuffle(account.stories.begin(), account.stories.end(), random_);
        std::shuffle(account.reports.begin(), account.reports.end(), random_);
        int number = 0;
        for (MadeStory& story : account.stories) {
            story.id = "s" + std::to_string(++number);
            std::shuffle(story.figures.begin(), story.figures.end(), random_);
            std::shuffle(story.statements.begin(), story.statements.end(), random_);
            for (MadeFigure& figure : story.figures)
                if (likely())
                    figure.id = account.new_id("f");
        }
    }

public:
    static std::string at(const MadePlace& place) { return name(place.report) + ":" + std::to_string(place.start); }

private:
    std::mt19937 random_;
};

std::string at(const FiledAccount& account, const FiledPlace& place) {
    return account.reports[place.report].id + ":" + std::to_string(place.start);
}

/// What was told, in the words of the maker.
std::set<std::string> told(const FiledAccount& before, const FiledAccount& after) {
    const Differences differences = compare(before, after);
    std::set<std::string> out;
    for (const std::uint32_t report : differences.reports_added)
        out.insert("report added " + after.reports[report].id);
    for (const std::uint32_t report : differences.reports_gone)
        out.insert("report gone " + before.reports[report].id);
    for (const Counterparts& one : differences.reports_replaced)
        out.insert("report replaced " + before.reports[one.before].id);
    for (const Counterparts& story : differences.stories)
        if (story.is_added() || story.is_gone())
            out.insert("a story came or went");
    for (const FigureDifference& one : differences.figures) {
        const FiledFigure* was =
            one.figure.is_added() ? nullptr : &before.stories[one.story.before].figures[one.figure.before];
        const FiledFigure* is =
            one.figure.is_gone() ? nullptr : &after.stories[one.story.after].figures[one.figure.after];
        if (!is)
            out.insert("figure gone " + at(before, was->claims[0].place));
        if (!was)
            out.insert("figure added " + at(after, is->claims[0].place));
        if (one.moved)
            out.insert("moved " + at(before, was->claims[0].place));
        if (one.turned)
            out.insert("turned " + at(before, was->claims[0].place));
        if (one.renamed)
            out.insert("renamed " + at(before, was->claims[0].place));
        for (const ClaimDifference& claim : one.got)
            out.insert("got " + at(after, is->claims[claim.claim].place) + " " + std::string(name_of(claim.cause)));
        for (const ClaimDifference& claim : one.lost)
            out.insert("lost " + at(before, was->claims[claim.claim].place) + " " + std::string(name_of(claim.cause)));
    }
    for (const EventDifference& one : differences.events) {
        REQUIRE_FALSE(one.event.is_added());
        const FiledPlace& mention = before.stories[one.story.before].events[one.event.before].mentions[0];
        for (const auto& [differs, what] : {std::pair(one.day, "day "), {one.place, "place "}, {one.type, "type "}})
            if (differs)
                out.insert(what + at(before, mention));
    }
    for (const StatementDifference& one : differences.statements) {
        const bool gone = one.statement.is_gone();
        const FiledAccount& account = gone ? before : after;
        const FiledStatement& statement = gone ? before.stories[one.story.before].statements[one.statement.before]
                                               : after.stories[one.story.after].statements[one.statement.after];
        const std::string where = at(account, statement.versions[0]);
        if (gone || one.statement.is_added())
            out.insert(std::string(gone ? "statement gone " : "statement added ") + where + " " +
                       std::string(name_of(one.cause)));
        if (one.speaker)
            out.insert("speaker " + where);
        if (one.got + one.lost > 0)
            out.insert("versions " + where);
    }
    return out;
}

std::string problem_of(const std::string& json) {
    try {
        read_account(json, "old.json");
        return "none";
    } catch (const AccountFileError& problem) {
        return problem.what();
    }
}

}  // namespace

TEST_CASE("of two accounts exactly the changes that were made are told") {
    std::size_t changes = 0;
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        Maker maker(seed);
        MadeAccount account = maker.make();
        const FiledAccount before = read_account(json_of(account), "old.json");
        const std::set<std::string> made = maker.change(account);
        CHECK(told(before, read_account(json_of(account), "new.json")) == made);
        changes += made.size();
    }
    CHECK(changes > 600);
}

TEST_CASE("an account holds nothing that differs from itself") {
    Maker maker(5);
    const FiledAccount account = read_account(json_of(maker.make()), "one.json");
    CHECK(compare(account, account).is_empty());
    CHECK(compare({}, {}).is_empty());
}

TEST_CASE("a story that came, and one that went, are told as such") {
    Maker maker(7);
    MadeAccount account = maker.make();
    const FiledAccount before = read_account(json_of(account), "old.json");
    account.stories.erase(account.stories.begin());
    const FiledAccount after = read_account(json_of(account), "new.json");
    const auto stories_gone = [](const Differences& differences) {
        return std::ranges::count_if(differences.stories, &Counterparts::is_gone);
    };
    CHECK(stories_gone(compare(before, after)) == 1);
    CHECK(stories_gone(compare(after, before)) == 0);
    CHECK(compare(after, before).stories.size() == 3);
}

TEST_CASE("a page with other words replaces its older version, and what it says no more is withdrawn") {
    const std::string before = R"({"reports":[{"id":"a","sha256":"1","text":"12 dead"}],"stories":[{"id":"s1",
        "reports":["a"],"figures":[{"id":"f1","quantity":"killed","scope":"total","status":"single","low":12,"best":12,
        "high":12,"claims":[{"report":"a","start":0,"end":2,"low":12,"high":12}]}]}]})";
    const std::string after = R"({"reports":[{"id":"a","sha256":"1","text":"12 dead","version_of":"b"},
        {"id":"b","sha256":"2","text":"9 dead"}],"stories":[{"id":"s1","reports":["b"],"figures":[{"id":"f1",
        "quantity":"killed","scope":"total","status":"single","low":9,"best":9,"high":9,"claims":[{"report":"b",
        "start":0,"end":1,"low":9,"high":9}]}]}]})";
    const FiledAccount was = read_account(before, "old.json"), is = read_account(after, "new.json");
    CHECK(told(was, is) ==
          std::set<std::string>{"got b:0 newer_version", "lost a:0 newer_version", "moved a:0", "report replaced a"});
    std::ostringstream text;
    write_differences({was, is, compare(was, is)}, 200, text);
    CHECK(
        text.str().find("killed: low 9, was 12; best 9, was 12; high 9, was 12; added \"9\", in a newer version of its "
                        "page; withdrawn \"12\", its page has other words now") != std::string::npos);
}

TEST_CASE("what is no account is refused with its place") {
    CHECK(problem_of("{\"reports\": [\n nothing]}") == "old.json: line 2, byte 3: Invalid value.");
    CHECK(problem_of("[]") == "old.json: is no object");
    CHECK(problem_of("{\"stories\": []}") ==
          "old.json: it is no account; `recount account PATH... -o FILE.json` writes one");
    CHECK(problem_of(R"({"reports":[{"id":"a","text":"x"},{"id":"a","text":"x"}],"stories":[]})") ==
          "old.json: reports[1]: there are two reports \"a\"");
    const auto with_claim = [](const std::string& claim) {
        return R"({"reports":[{"id":"a","text":"12 dead"}],"stories":[{"id":"s1","figures":[{"id":"f1",
            "quantity":"killed","claims":[)" +
               claim + "]}]}]}";
    };
    CHECK(problem_of(with_claim(R"({"report":"a","start":0,"end":2})")) == "none");
    CHECK(problem_of(with_claim(R"({"report":"b","start":0,"end":2})")) ==
          "old.json: stories[0].figures[0].claims[0].report: there is no report \"b\"");
    CHECK(problem_of(with_claim(R"({"report":"a","start":0,"end":99})")) ==
          "old.json: stories[0].figures[0].claims[0]: it points beyond its report");
    CHECK(problem_of(with_claim(R"({"report":"a","start":0,"end":2,"low":"12"})")) ==
          "old.json: stories[0].figures[0].claims[0].low: is no number");
    CHECK(problem_of(with_claim(R"({"report":"a","start":-1,"end":2})")) ==
          "old.json: stories[0].figures[0].claims[0].start: is no place in a text");
}

TEST_CASE("an account that the program writes is read as what it is") {
    const Account account = test::account_of(
        {test::dated_report("a", "Police said 12 people were killed when a dam broke in Varesk on Tuesday.",
                            "2023-05-09"),
         test::dated_report("b",
                            "At least 15 people were killed when a dam broke in Varesk on Tuesday, the hospital said. "
                            "\"We are short of blood,\" said doctor Irena Dolan.",
                            "2023-05-10")});
    std::ostringstream written;
    write_account(account, {}, {}, written);
    const FiledAccount filed = read_account(written.view(), "account.json");
    REQUIRE(filed.stories.size() == account.stories.size());
    std::size_t claims = 0;
    for (std::size_t s = 0; s < filed.stories.size(); ++s) {
        REQUIRE(filed.stories[s].figures.size() == account.stories[s].figures.size());
        CHECK(filed.stories[s].statements.size() == account.stories[s].statements.size());
        CHECK(filed.stories[s].events.size() == account.stories[s].events.size());
        for (const FiledFigure& figure : filed.stories[s].figures)
            claims += figure.claims.size();
    }
    CHECK(claims >= 2);
    CHECK(compare(filed, filed).is_empty());
}

// ---- the commands

namespace {

const std::string first_report =
    R"({"id":"first","url":"https://valleypost.example/dam","source_domain":"valleypost.example",
"date_publish":"2023-05-09T08:00:00Z","date_download":"2023-05-09T09:00:00Z","title":"Dam near Varesk breaks",
"text":"Police said 12 people were killed when a dam above Varesk broke on Tuesday.\nSchools in the valley stay closed."})";
const std::string second_report = R"({"id":"second","url":"https://valleypost.example/dam?utm_source=x",
"source_domain":"valleypost.example","date_publish":"2023-05-09T08:00:00Z","date_modified":"2023-05-10T06:00:00Z",
"date_download":"2023-05-11T09:00:00Z","title":"Dam near Varesk breaks",
"text":"Police said 9 people were killed when a dam above Varesk broke on Tuesday.\nSchools in the valley stay closed."})";
const std::string third_report = R"({"id":"third","source_domain":"karskpost.example","date_publish":"2023-05-12",
"title":"Dam near Varesk: more dead","text":"At least 15 people were killed when a dam above Varesk broke on Tuesday, the hospital said."})";

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("recount diff and --since tell what moved, as text, JSON and in the page") {
    const test::TemporaryFolder folder;
    folder.write("1/first.json", first_report);
    folder.write("2/first.json", first_report);
    folder.write("2/second.json", second_report);
    const std::string one = (folder.path() / "1").string(), two = (folder.path() / "2").string();
    const std::string old_file = (folder.path() / "old.json").string(),
                      new_file = (folder.path() / "new.json").string();
    REQUIRE(test::run_recount({"account", one, "-o", old_file}).status == 0);
    REQUIRE(test::run_recount({"account", two, "-o", new_file}).status == 0);
    const test::Outcome text = test::run_recount({"diff", old_file, new_file});
    CHECK(text.status == 0);
    CHECK(holds(text.out, "replaced  first"));
    CHECK(holds(text.out, "best 9, was 12"));
    const test::Outcome json = test::run_recount({"diff", old_file, new_file, "--format", "json"});
    CHECK(holds(json.out, R"("best":{"old":12,"new":9})"));
    CHECK(holds(test::run_recount({"diff", new_file, new_file}).out, "Nothing is told otherwise."));
    CHECK(holds(test::run_recount({"account", two, "--since", old_file}).out, "best 9, was 12"));
    CHECK(holds(test::run_recount({"account", two, "--since", old_file, "--format", "json"}).out, R"("since":{"old")"));
    CHECK(holds(test::run_recount({"account", two, "--since", old_file, "--format", "html"}).out, R"("since":{"old")"));
}

TEST_CASE("diff says what is wrong with its files") {
    const test::TemporaryFolder folder;
    const std::string broken = folder.write("broken.json", "{\"reports\": [").string();
    const test::Outcome one = test::run_recount({"diff", broken});
    CHECK(one.status == 2);
    CHECK(holds(one.err, "diff compares two accounts, OLD.json and NEW.json; 1 file given"));
    const test::Outcome bad = test::run_recount({"diff", broken, broken});
    CHECK(bad.status == 2);
    CHECK(holds(bad.err, broken + ": line 1, byte "));
    const test::Outcome none = test::run_recount({"diff", broken + ".none", broken});
    CHECK(none.status == 2);
    CHECK(holds(none.err, "broken.json.none: cannot be read"));
    CHECK(holds(test::run_recount({"diff", broken, broken, "--format", "csv"}).err, "diff gives text or json, no csv"));
}

TEST_CASE("as of a day, only what was published until then is used, and the version that stood then") {
    const test::TemporaryFolder folder;
    const std::string reports = (folder.path() / "reports").string();
    folder.write("reports/first.json", first_report);
    folder.write("reports/second.json", second_report);
    folder.write("reports/third.json", third_report);
    folder.write("reports/undated.json",
                 R"({"id":"undated","title":"A note","text":"Some 40 bakers met in Olmen to talk of flour."})");
    const auto as_of = [&](const std::string& day, const std::string& format) {
        return test::run_recount({"account", reports, "--as-of", day, "--format", format});
    };
    const test::Outcome early = as_of("2023-05-09", "json");
    CHECK(early.status == 0);
    CHECK(holds(early.err,
                "as of 2023-05-09: 3 reports left out, 1 published later, 1 changed later, 1 whose day is not "
                "known closely enough"));
    CHECK(holds(early.out, "12 people were killed"));
    CHECK_FALSE(holds(early.out, "9 people were killed"));
    CHECK_FALSE(holds(early.out, "At least 15 people"));
    CHECK(holds(early.out, R"("day":"2023-05-10","reason":"changed_later")"));
    CHECK(holds(early.out, R"("report":"undated")"));
    const test::Outcome middle = as_of("2023-05-11", "json");
    CHECK(holds(middle.out, R"("version_of":"second")"));
    CHECK_FALSE(holds(middle.out, "At least 15 people"));
    CHECK(holds(as_of("2023-05-13", "text").out, "As of 2023-05-13; left out: 1 report."));
    CHECK(as_of("2023-13-01", "text").status == 2);
    CHECK(as_of("2023-05-01", "json").status == 0);

    const std::string store = (folder.path() / "news.store").string();
    REQUIRE(test::run_recount({"add", "--store", store, reports}).status == 0);
    for (const char* day : {"2023-05-09", "2023-05-11", "2023-05-13"})
        for (const char* format : {"json", "text"})
            CHECK(test::run_recount({"account", "--store", store, "--as-of", day, "--format", format}).out ==
                  as_of(day, format).out);
    CHECK(test::run_recount({"account", "--store", store, "--format", "json"}).out ==
          test::run_recount({"account", reports, "--format", "json"}).out);
}

TEST_CASE("what a page changed is told in the terminal, in JSON and after a way through a store") {
    const test::TemporaryFolder folder;
    folder.write("reports/first.json", first_report);
    folder.write("reports/second.json", second_report);
    folder.write("reports/third.json", third_report);
    const std::string reports = (folder.path() / "reports").string(), store = (folder.path() / "news.store").string();
    const std::string overview = test::run_recount({"account", reports}).out;
    CHECK(holds(overview, "in 2 reports"));
    CHECK(holds(overview, "Pages that were fetched again say other things: 1 edit of 1 page, 1 of them"));
    const std::string story = test::run_recount({"account", reports, "--story", "s1"}).out;
    CHECK(holds(story, "valleypost.example/dam: 2 versions, by when they were fetched"));
    CHECK(holds(story, "silently  killed: \"12\" became \"9\""));
    const std::string json = test::run_recount({"account", reports, "--format", "json"}).out;
    CHECK(holds(json, R"("kind":"figure_changed","from":"first","to":"second","quantity":"killed")"));
    REQUIRE(test::run_recount({"add", "--store", store, folder.path() / "reports" / "first.json"}).status == 0);
    REQUIRE(test::run_recount({"add", "--store", store, reports}).status == 0);
    CHECK(test::run_recount({"account", "--store", store, "--format", "json"}).out == json);
    const std::string exported = test::run_recount({"export", "--store", store}).out;
    CHECK(holds(exported, R"("date_fetched":"2023-05-11T09:00:00Z")"));
    CHECK(test::run_recount({"account", "-", "--format", "json"}, exported).out == json);
}
