#include "store/stored_stories.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "store/account_assembler.h"
#include "store/account_rows.h"
#include "store/layers_codec.h"
#include "store/story_search.h"

namespace recount {

namespace {

using Members = std::map<StoredNumber, std::set<StoredNumber>>;  // of each story by its number

void add_members(Database& database, StoredNumber story, Members& members) {
    if (members.contains(story))
        return;
    for (Rows rows = database.query("SELECT report FROM story_reports WHERE story = ?", story); rows.next();)
        members[story].insert(rows.integer(0));
}

/// The stored stories that have reports of those that were found.
Members touched_by(Database& database, const FoundStories& found) {
    Members members;
    for (const auto& reports : found)
        for (const StoredNumber report : reports)
            if (const StoredNumber story =
                    database.number("SELECT story FROM story_reports WHERE report = ?", 0, report))
                add_members(database, story, members);
    return members;
}

Members all_members(Database& database) {
    Members members;
    for (Rows rows = database.scan("SELECT story, report FROM story_reports"); rows.next();)
        members[rows.integer(0)].insert(rows.integer(1));
    return members;
}

void put_story(Database& database, StoredNumber number, const std::vector<StoredNumber>& reports) {
    database.run(
        "INSERT INTO stories (number, reports, dirty) VALUES (?, ?, 1)"
        " ON CONFLICT (number) DO UPDATE SET reports = excluded.reports, dirty = 1",
        number, reports.size());
    for (const StoredNumber report : reports)
        database.run(
            "INSERT INTO story_reports VALUES (?, ?) ON CONFLICT (report) DO UPDATE SET story = excluded.story", report,
            number);
}

std::vector<std::uint32_t> all_of(std::size_t count) {
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0u);
    return all;
}

/// The first column of all rows.
std::vector<StoredNumber> numbers_in(Rows rows) {
    std::vector<StoredNumber> numbers;
    while (rows.next())
        numbers.push_back(rows.integer(0));
    return numbers;
}

std::vector<StoredNumber> members_of(Database& database, StoredNumber story) {
    return numbers_in(database.query("SELECT report FROM story_reports WHERE story = ?", story));
}

}  // namespace

std::vector<StoredNumber> number_stories(const std::map<StoredNumber, std::set<StoredNumber>>& known,
                                         const std::vector<std::vector<StoredNumber>>& stories, StoredNumber& last) {
    std::unordered_map<StoredNumber, StoredNumber> story_of_report;
    for (const auto& [number, reports] : known)
        for (const StoredNumber report : reports)
            story_of_report[report] = number;
    std::map<StoredNumber, std::pair<std::size_t, std::size_t>> heirs;  // of a number: reports shared, and by whom
    for (std::size_t story = 0; story < stories.size(); ++story) {
        std::map<StoredNumber, std::size_t> shared;
        for (const StoredNumber report : stories[story])
            if (const auto found = story_of_report.find(report); found != story_of_report.end())
                ++shared[found->second];
        for (const auto& [number, reports] : shared)
            if (auto& heir = heirs[number]; reports > heir.first)
                heir = {reports, story};
    }
    std::vector<StoredNumber> given(stories.size());
    for (const auto& [number, heir] : heirs)
        if (given[heir.second] == 0)
            given[heir.second] = number;
    for (StoredNumber& number : given)
        if (number == 0)
            number = ++last;
    return given;
}

StoriesState stories_state(Store& store) {
    Database& database = store.database();
    StoriesState state;
    state.gathered = database.number("SELECT value FROM progress WHERE name = 'gathered_reports'", 0);
    state.added = database.number("SELECT max(number) FROM reports", 0);
    state.dirty = static_cast<std::size_t>(database.number("SELECT count(*) FROM stories WHERE dirty = 1", 0));
    const StoredNumber least = database.number("SELECT min(producer) FROM layers", 0);
    if (least == database.number("SELECT max(producer) FROM layers", 0))
        state.producer = least;
    state.behind = static_cast<std::size_t>(database.number(
        "SELECT count(*) FROM stories WHERE (producer IS NULL OR producer <> ?) AND dirty = 0", 0, state.producer));
    return state;
}

std::size_t story_count(Store& store) {
    return static_cast<std::size_t>(store.database().number("SELECT count(*) FROM stories", 0));
}

void find_stories_again(Store& store, const GatherRules& rules, const LanguageModel& model, StoredNumber producer) {
    Database& database = store.database();
    Transaction transaction(database, "storing stories");
    const StoriesState state = stories_state(store);
    const bool all = database.number("SELECT value FROM progress WHERE name = 'gathered_by'", 0) != producer;
    const FoundStories found = search_stories(store, rules, StoryScorer(model), all ? 0 : state.gathered);
    Members known = all ? all_members(database) : touched_by(database, found);
    StoredNumber last = database.number("SELECT value FROM progress WHERE name = 'last_story'", 0);
    const std::vector<StoredNumber> given = number_stories(known, found, last);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto before = known.find(given[i]);
        if (before == known.end() || !std::ranges::equal(before->second, found[i]))
            put_story(database, given[i], found[i]);
        if (before != known.end())
            known.erase(before);
    }
    for (const auto& [number, reports] : known) {
        database.run("DELETE FROM story_reports WHERE story = ?", number);
        database.run("DELETE FROM stories WHERE number = ?", number);
    }
    database.run("UPDATE stories SET dirty = 1 WHERE producer IS NULL OR producer <> ?", producer);
    database.run("UPDATE progress SET value = ? WHERE name = 'gathered_reports'", state.added);
    database.run("UPDATE progress SET value = ? WHERE name = 'gathered_by'", producer);
    database.run("UPDATE progress SET value = ? WHERE name = 'last_story'", last);
    transaction.commit();
}

std::vector<StoredNumber> dirty_stories(Store& store) {
    return numbers_in(store.database().query("SELECT number FROM stories WHERE dirty = 1 ORDER BY number"));
}

void put_accounts(Store& store, const std::vector<NewAccount>& accounts, StoredNumber producer) {
    Database& database = store.database();
    Transaction transaction(database, "storing accounts");
    for (const NewAccount& one : accounts) {
        const StoryAccount& story = one.account.stories.front();
        const std::string bytes = pack_account(story, one.account.days,
                                               packed_reports(all_of(one.account.reports.size()), one.account.reports));
        write_account_rows(database, one);
        database.run("UPDATE stories SET account = ?, producer = ?, dirty = 0 WHERE number = ?",
                     SqlValue::bytes_of(bytes), producer, one.story);
    }
    transaction.commit();
}

Account stored_account(Store& store, const Codebook& codebook, const ReconcileRules& rules) {
    Database& database = store.database();
    AccountAssembler assembler(store.file(), store.annotated(stories_state(store).gathered, codebook));
    for (Rows rows = database.scan("SELECT number, account FROM stories ORDER BY number"); rows.next();)
        assembler.add(rows.integer(0), members_of(database, rows.integer(0)), rows.text(1));
    return assembler.finish(rules);
}

std::map<StoredNumber, StoryMark> story_marks(Store& store) {
    std::map<StoredNumber, StoryMark> marks;
    for (Rows rows = store.database().query("SELECT number, producer FROM stories WHERE dirty = 0"); rows.next();)
        marks[rows.integer(0)].push_back(rows.is_null(1) ? 0 : rows.integer(1));
    for (Rows rows = store.database().query("SELECT story, report FROM story_reports ORDER BY story, report");
         rows.next();)
        if (const auto story = marks.find(rows.integer(0)); story != marks.end())
            story->second.push_back(rows.integer(1));
    return marks;
}

std::vector<StoredNumber> stored_stories(Store& store) {
    return numbers_in(store.database().query("SELECT number FROM stories ORDER BY number"));
}

std::vector<StoredNumber> stories_of_report(Store& store, std::string_view sha256) {
    return numbers_in(store.database().query(
        "SELECT story FROM story_reports JOIN reports ON number = report WHERE sha256 = ?", sha256));
}

Account stored_story(Store& store, StoredNumber story, const Codebook& codebook, const ReconcileRules& rules) {
    Database& database = store.database();
    AccountAssembler assembler(store.file(), store.annotated_of_story(story, codebook));
    for (Rows rows = database.query("SELECT account FROM stories WHERE number = ?", story); rows.next();)
        assembler.add(story, members_of(database, story), rows.text(0));
    return assembler.finish(rules);
}

Account stored_others(Store& store, const Codebook& codebook, const ReconcileRules& rules) {
    return AccountAssembler(store.file(), store.annotated_of_none(stories_state(store).gathered, codebook))
        .finish(rules);
}

}  // namespace recount
