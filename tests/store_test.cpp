// The store: what is written is read again, whatever is done to the file; what processes do to it is in
// store_processes.py.
#include "reconcile/decided_account.h"
#include "store/store.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <filesystem>
#include <iterator>
#include <random>
#include <sstream>

#include "gather/gather.h"
#include "reconcile/reconcile.h"
#include "show/json.h"
#include "store/account_assembler.h"
#include "store/fields.h"
#include "store/layers_codec.h"
#include "store/schema.h"
#include "store/stored_stories.h"
#include "support/made_stories.h"
#include "support/program.h"
#include "support.h"

using namespace recount;

namespace {

const Producer producer{"recount test", "built-in", "1", "c0de", "model"};

/// Reports of made-up stories, annotated, with ids that do not repeat.
std::vector<AnnotatedReport> made_reports(std::size_t stories, std::uint32_t seed) {
    std::vector<AnnotatedReport> annotated;
    for (test::MadeStory& story : test::make_stories(stories, seed))
        for (Report& report : story.reports) {
            char id[16];
            std::snprintf(id, sizeof id, "%05zu", annotated.size());
            report.id = id;
            report.sha256 = std::string(59, 'a') + id;
            annotated.push_back(test::trained_language().chain.annotate(std::move(report)));
        }
    return annotated;
}

/// Everything that an output tells of a report.
std::string shown(const AnnotatedReport& annotated) {
    std::ostringstream out;
    write_exported(annotated.report, out);
    write_annotated(annotated, true, nullptr, out);
    return out.str();
}

NewReport new_report(const AnnotatedReport& annotated) {
    static GatherRules rules(test::trained_language().codebook);
    NewReport one = new_report(annotated.report, annotated, rules);
    one.report.place = {annotated.report.id, "/news/file.jsonl", ":1"};
    return one;
}

std::string what_fails(const std::function<void()>& does) {
    try {
        does();
    } catch (const std::runtime_error& problem) {
        return problem.what();
    }
    return "";
}

}  // namespace

TEST_CASE("layers come out of their bytes as they went in") {
    for (const AnnotatedReport& annotated : made_reports(30, 5)) {
        AnnotatedReport again{annotated.report, {}};
        again.report.blocks.clear();
        unpack_blocks(pack_blocks(annotated.report), again.report);
        const std::string bytes = pack_layers(annotated);
        unpack_layers(bytes, again, test::trained_language().codebook);
        CHECK(pack_layers(again) == bytes);
        CHECK(shown(again) == shown(annotated));
        CHECK(again.layers.lowered == annotated.layers.lowered);
        REQUIRE(again.layers.tokens.size() == annotated.layers.tokens.size());
        for (std::size_t i = 0; i < again.layers.tokens.size(); ++i)
            CHECK(again.layers.tokens[i].word == annotated.layers.tokens[i].word);
        for (std::uint32_t i = 0; i < again.layers.sentences.size(); ++i)
            CHECK(std::ranges::equal(again.layers.attributions_of(i), annotated.layers.attributions_of(i)));
    }
}

TEST_CASE("layers are small beside their text") {
    std::size_t text = 0, packed = 0;
    for (const AnnotatedReport& annotated : made_reports(30, 6)) {
        text += annotated.report.content.size();
        packed += pack_layers(annotated).size();
    }
    CHECK(packed < 2 * text);
}

TEST_CASE("damaged bytes are told as such") {
    const AnnotatedReport annotated = made_reports(3, 7).front();
    const std::string bytes = pack_layers(annotated);
    std::mt19937 random(1);
    std::size_t told = 0, harmless = 0;
    const std::size_t rounds = 400;
    for (std::size_t i = 0; i < rounds; ++i) {
        std::string damaged = bytes;
        if (i % 4 == 0)
            damaged.resize(random() % damaged.size());
        else
            damaged[random() % damaged.size()] ^= static_cast<char>(1 << random() % 8);
        AnnotatedReport again{annotated.report, {}};
        try {
            unpack_layers(damaged, again, test::trained_language().codebook);
            harmless += pack_layers(again) == bytes ? 1 : 0;  // bits that fill up the last byte mean nothing
        } catch (const DamagedBytes&) {
            ++told;
        }
    }
    CHECK(told + harmless == rounds);
    CHECK(told > rounds * 9 / 10);
}

TEST_CASE("bytes that were made by somebody with the right checksum do no harm") {
    const AnnotatedReport annotated = made_reports(3, 8).front();
    const std::string plain = unseal(pack_layers(annotated));
    std::mt19937 random(2);
    std::size_t told = 0;
    for (std::size_t i = 0; i < 3000; ++i) {
        std::string changed = plain;
        for (std::size_t changes = 1 + random() % 3; changes > 0; --changes)
            changed[random() % changed.size()] = static_cast<char>(random());
        AnnotatedReport again{annotated.report, {}};
        try {
            unpack_layers(seal(changed), again, test::trained_language().codebook);
        } catch (const DamagedBytes&) {
            ++told;
            continue;
        }
        for (const Claim& claim : again.layers.claims)
            CHECK(again.words(claim.span).size() == claim.span.size());
    }
    CHECK(told > 0);
}

TEST_CASE("an empty file becomes a store, a newer one is left alone, another database is none") {
    const test::TemporaryFolder folder;
    const std::string file = (folder.path() / "a.store").string();
    Store::open_to_write(file, {});
    CHECK(what_fails([&] { Store::open(file); }) == "");

    SUBCASE("newer") {
        Database(file, Database::Access::write).run_all("PRAGMA user_version = 99", "");
        const std::string before = test::read_bytes(file);
        CHECK(what_fails([&] { Store::open(file); }).find("a newer Recount made it, in layout 99") !=
              std::string::npos);
        CHECK(what_fails([&] { Store::open_to_write(file, {}); }).find("a newer Recount made it") != std::string::npos);
        CHECK(test::read_bytes(file) == before);
    }
    SUBCASE("another program's") {
        const std::string other = (folder.path() / "other.db").string();
        Database(other, Database::Access::write).run_all("CREATE TABLE t (x)", "");
        CHECK(what_fails([&] { Store::open_to_write(other, {}); }) == other + ": it is no store of Recount");
        CHECK(what_fails([&] { Store::open(other); }) == other + ": it is no store of Recount");
    }
    SUBCASE("no database") {
        const std::string other = folder.write("text.txt", std::string(4000, 'x')).string();
        CHECK(what_fails([&] { Store::open_to_write(other, {}); }).find("it is no store of Recount") !=
              std::string::npos);
        CHECK(test::read_bytes(other) == std::string(4000, 'x'));
    }
    SUBCASE("none") {
        CHECK(what_fails([&] { Store::open("/nowhere/x.store"); }).find("there is no such store") != std::string::npos);
        CHECK_FALSE(std::filesystem::exists("/nowhere"));
    }
}

TEST_CASE("a store of an older layout is brought to the newest in one step, or stays as it is") {
    const test::TemporaryFolder folder;
    const std::string file = (folder.path() / "old.store").string();
    Database database(file, Database::Access::write);
    migrate(database, migrations().first(1));
    database.run("INSERT INTO progress VALUES ('mine', 7)");
    const char* broken[] = {migrations()[0], "CREATE TABLE later (x)", "CREATE TABEL typo (x)"};
    CHECK(what_fails([&] { migrate(database, broken); }).find("making its tables") != std::string::npos);
    CHECK(database.number("PRAGMA user_version", 0) == 1);
    CHECK(database.number("SELECT count(*) FROM sqlite_schema WHERE name = 'later'", 0) == 0);
    const char* sound[] = {migrations()[0], "CREATE TABLE later (x)"};
    migrate(database, sound);
    CHECK(database.number("PRAGMA user_version", 0) == 2);
    CHECK(database.number("SELECT count(*) FROM later", 9) == 0);
    CHECK(database.number("SELECT value FROM progress WHERE name = 'mine'", 0) == 7);
}

TEST_CASE("a full store says so and keeps what it had") {
    const test::TemporaryFolder folder;
    const std::string file = (folder.path() / "full.store").string();
    const std::vector<AnnotatedReport> reports = made_reports(12, 9);
    Store store = Store::open_to_write(file, {});
    const StoredNumber number = store.number_of(producer);
    CHECK(store.add(std::vector{new_report(reports[0])}, number) == 1);
    store.database().run_all("PRAGMA max_page_count = 1", "");  // as many as it has
    std::vector<NewReport> many;
    for (const AnnotatedReport& report : reports)
        many.push_back(new_report(report));
    CHECK(what_fails([&] { store.add(many, number); }).find("storing reports: there is no room left") !=
          std::string::npos);
    CHECK(store.report_count() == 1);
    store.database().run_all("PRAGMA max_page_count = 100000", "");
    CHECK(store.add(many, number) == reports.size() - 1);
    CHECK(store.add(many, number) == 0);
    Rows rows = store.database().query("PRAGMA integrity_check");
    REQUIRE(rows.next());
    CHECK(rows.text(0) == "ok");
}

TEST_CASE("a report keeps the id that it came with; one that comes later under the same is called by its place") {
    const test::TemporaryFolder folder;
    Store store = Store::open_to_write((folder.path() / "ids.store").string(), {});
    const StoredNumber number = store.number_of(producer);
    const std::vector<AnnotatedReport> reports = made_reports(4, 10);
    std::vector<NewReport> named;
    const ReportPlace places[] = {{"17", "/news/a.jsonl", ":1"},
                                  {"17", "/news/b.jsonl", ":9"},
                                  {"", "/news/today/one.html.gz", ""},
                                  {"", "/news/later/one.html", ""},
                                  {"", "-", ""},
                                  {"", "/news/list.json", ":3"}};
    const std::string ids_in_run[] = {"17", "17", "one", "one", "stdin:1", "list.json:3"};
    for (std::size_t i = 0; i < std::size(places); ++i) {
        named.push_back(new_report(reports[i]));
        named.back().report.place = places[i];
        named.back().report.id = ids_in_run[i];
    }
    CHECK(store.add(named, number) == std::size(places));
    std::vector<std::string> ids;
    store.for_each_report([&](const Report& report) { ids.push_back(report.id); });
    CHECK(ids == std::vector<std::string>{"17", "b.jsonl:9:17", "later/one", "list.json:3", "one", "stdin:1"});
}

TEST_CASE("stories that are stored give the account that a single run gives; those that did not change stay") {
    const test::TemporaryFolder folder;
    Store store = Store::open_to_write((folder.path() / "stories.store").string(), {});
    const StoredNumber number = store.number_of(producer);
    const test::Language& language = test::trained_language();
    const ReconcileRules rules(const_cast<Codebook&>(language.codebook));
    const ReconcileScorers scorers(&*language.model);
    const ReconcileKnowledge knowledge{rules, language.names, language.gazetteer, scorers};
    GatherRules gathering(language.codebook);
    const std::vector<AnnotatedReport> reports = made_reports(12, 11);

    const auto add = [&](std::size_t first, std::size_t end) {
        std::vector<NewReport> some;
        for (std::size_t i = first; i < end; ++i)
            some.push_back(new_report(reports[i]));
        store.add(some, number);
        find_stories_again(store, gathering, *language.model, number);
        std::vector<NewAccount> accounts;
        for (const StoredNumber story : dirty_stories(store)) {
            StoredReports of_story = store.annotated_of_story(story, language.codebook);
            std::vector<StoredNumber> numbers = of_story.numbers;
            accounts.push_back(
                {story, std::move(numbers), reconcile_alone(std::move(of_story.reports), gathering, knowledge)});
        }
        put_accounts(store, accounts, number);
        CHECK(stories_state(store).is_whole());
        return accounts.size();
    };
    const std::size_t half = reports.size() / 2;
    CHECK(add(half, reports.size()) > 0);
    add(0, half);
    CHECK(add(0, reports.size()) == 0);

    Account stored = stored_account(store, language.codebook, rules);
    const Executor here = [](std::size_t count, const std::function<void(std::size_t)>& work) {
        for (std::size_t i = 0; i < count; ++i)
            work(i);
    };
    Account single = reconcile(reports, gather(reports, language.codebook, *language.model), knowledge, here);
    const auto told = [](Account& account) {
        for (std::size_t i = 0; i < account.stories.size(); ++i)
            account.stories[i].id = "s" + std::to_string(i + 1);
        std::ostringstream out;
        write_account(account, {}, {}, out);
        return out.str();
    };
    CHECK(told(stored) == told(single));
    CHECK(store.database().number("SELECT count(*) FROM claims", 0) > 20);
    const StoredNumber story = stored_stories(store).front();
    StoredReports of_story = store.annotated_of_story(story, language.codebook);
    const std::vector<StoredNumber> members = of_story.numbers;
    AccountAssembler assembler("here", std::move(of_story));
    Rows rows = store.database().query("SELECT account FROM stories WHERE number = ?", story);
    REQUIRE(rows.next());
    assembler.add(story, members, rows.text(0));
    CHECK_THROWS_WITH_AS(assembler.add(story + 1, members, rows.text(0)), doctest::Contains("is in two stories"),
                         StoreError);
    CHECK(store.database().number("SELECT count(*) FROM words WHERE words MATCH 'flood OR fire OR earthquake'", 0) > 0);
}

TEST_CASE("of stories that become one the oldest number stays; the largest part of one that falls apart keeps it") {
    const std::map<StoredNumber, std::set<StoredNumber>> known{{3, {1, 2}}, {5, {4, 6, 7}}, {8, {9}}};
    using Stories = std::vector<std::vector<StoredNumber>>;
    StoredNumber last = 8;
    CHECK(number_stories(known, Stories{{4, 6, 7, 10}, {9}, {2, 1}}, last) == std::vector<StoredNumber>{5, 8, 3});
    CHECK(number_stories(known, Stories{{9, 7, 6, 4}, {1, 2}}, last) == std::vector<StoredNumber>{5, 3});
    CHECK(last == 8);
    CHECK(number_stories(known, Stories{{4}, {6, 7}, {1, 2, 9}, {11}}, last) == std::vector<StoredNumber>{9, 5, 3, 10});
    CHECK(last == 10);
}

TEST_CASE("a story keeps its number while it grows, whatever comes before it") {
    const test::TemporaryFolder folder;
    Store store = Store::open_to_write((folder.path() / "grow.store").string(), {});
    const StoredNumber number = store.number_of(producer);
    const auto put = [&](std::string id, std::string text) {
        Report report = test::report_of(std::move(text), id);
        report.sha256 = std::string(60, '0') + id;
        store.add(std::vector{new_report(test::trained_language().chain.annotate(std::move(report)))}, number);
        find_stories_again(store, GatherRules(test::trained_language().codebook), *test::trained_language().model,
                           number);
        std::string stories;
        for (Rows rows = store.database().query("SELECT story, count(*) FROM story_reports GROUP BY story");
             rows.next();)
            stories += std::to_string(rows.integer(0)) + ":" + std::to_string(rows.integer(1)) + " ";
        return stories;
    };
    const std::string flood =
        "A flood hit Velmouth after the river Alder broke its dam. Nine people drowned in Velmouth.";
    const std::string vote = "Voters in Karsk chose Ana Corvin as mayor. Corvin won the vote with a small lead.";
    CHECK(put("m001", flood) == "1:1 ");
    CHECK(put("a002", vote) == "1:1 2:1 ");
    CHECK(put("a001", flood + " The dam of the Alder was old.") == "1:2 2:1 ");
    CHECK(put("z001", vote + " The new mayor of Karsk thanked all.") == "1:2 2:2 ");
}
