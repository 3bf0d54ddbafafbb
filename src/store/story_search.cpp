#include "store/story_search.h"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace recount {

namespace {

constexpr std::int64_t days_of_state = 8;  // a state is kept at the end of each day that this divides, where it changed

/// The last day, at or before `day`, at whose end a state is kept.
std::int64_t day_of_state(std::int64_t day) {
    const std::int64_t into = ((day % days_of_state) + days_of_state) % days_of_state;
    return day - into;
}

class Search {
public:
    Search(Store& store, const GatherRules& rules, const StoryScorer& scorer, StoredNumber gathered)
        : store_(store), database_(store.database()), gathered_(gathered), finder_(scorer, rules.stories, rules.forms) {
        first_ = day("SELECT min(day) FROM story_items WHERE report > ?");
        last_ = day("SELECT max(day) FROM story_items WHERE report > ?");
    }

    FoundStories run() {
        if (gathered_ == 0)
            database_.run("DELETE FROM story_states");
        undated_ =
            database_.number("SELECT 1 FROM story_items WHERE day IS NULL AND report > ? LIMIT 1", 0, gathered_) != 0;
        if (!first_ && !undated_)
            return {};
        go_on_before(first_);
        if (is_as_it_was_)
            return numbers(finder_.closed_stories());
        add_undated();
        return numbers(finder_.stories());
    }

private:
    std::optional<std::int64_t> day(const char* query) {
        Rows rows = database_.query(query, gathered_);
        return rows.next() && !rows.is_null(0) ? std::optional(rows.integer(0)) : std::nullopt;
    }

    StoryItem item(std::string_view bytes) const {
        try {
            return unpacked(bytes);
        } catch (const std::runtime_error& problem) {
            throw StoreError(store_.file() + ": finding stories: " + problem.what());
        }
    }

    StoryItem item_of(std::uint32_t report) {
        Rows rows = database_.query("SELECT bytes FROM story_items WHERE report = ?", report);
        return item(rows.next() ? rows.text(0) : "");
    }

    /// Takes up the last state before a day, or the last of all, and adds all days behind it.
    void go_on_before(std::optional<std::int64_t> before) {
        Rows states = database_.query("SELECT day, bytes FROM story_states WHERE day < ? ORDER BY day DESC LIMIT 1",
                                      before.value_or(std::numeric_limits<std::int64_t>::max()));
        std::optional<std::int64_t> from;
        if (states.next()) {
            from = states.integer(0);
            finder_.restore(states.text(1), [&](std::uint32_t report) { return item_of(report); });
        }
        add_days_behind(from);
    }

    void add_days_behind(std::optional<std::int64_t> from) {
        Rows rows = database_.scan("SELECT day, report, bytes FROM story_items WHERE day > ? ORDER BY day, report",
                                   from.value_or(std::numeric_limits<std::int64_t>::min()));
        std::vector<NumberedItem> reports;
        std::optional<std::int64_t> now;
        while (!is_as_it_was_ && rows.next()) {
            const std::int64_t next = rows.integer(0);
            if (now && next != *now) {
                finder_.add(std::exchange(reports, {}));
                end_of_day(*now, next);
            }
            now = next;
            if (!is_as_it_was_)
                reports.push_back({static_cast<std::uint32_t>(rows.integer(1)), item(rows.text(2))});
        }
        if (!reports.empty())
            finder_.add(std::move(reports));
    }

    /// Keeps the state where a day of states lies between two days; sees whether it is as it was.
    void end_of_day(std::int64_t day, std::int64_t next) {
        const std::int64_t kept = day_of_state(next - 1);
        if (kept < day)
            return;
        const std::string state = finder_.state();
        Rows known = database_.query("SELECT bytes FROM story_states WHERE day = ?", kept);
        const bool same = known.next() && known.text(0) == state;
        if (same && !undated_ && (!last_ || kept >= *last_))
            is_as_it_was_ = true;
        else if (!same)
            database_.run(
                "INSERT INTO story_states VALUES (?, ?) ON CONFLICT (day) DO UPDATE SET bytes = excluded.bytes", kept,
                SqlValue::bytes_of(state));
        database_.run("DELETE FROM story_states WHERE day >= ? AND day < ? AND day <> ?", day, next, kept);
    }

    void add_undated() {
        std::vector<NumberedItem> reports;
        for (Rows rows = database_.scan("SELECT report, bytes FROM story_items WHERE day IS NULL ORDER BY report");
             rows.next();)
            reports.push_back({static_cast<std::uint32_t>(rows.integer(0)), item(rows.text(1))});
        finder_.add(std::move(reports));
    }

    static FoundStories numbers(const Groups& groups) {
        FoundStories out;
        for (const auto& group : groups)
            out.emplace_back(group.begin(), group.end());
        return out;
    }

    Store& store_;
    Database& database_;
    StoredNumber gathered_;
    StoryFinder finder_;
    std::optional<std::int64_t> first_, last_;  // days of the new reports
    bool undated_ = false;                      // new reports without a day: these come behind all others
    bool is_as_it_was_ = false;
};

}  // namespace

FoundStories search_stories(Store& store, const GatherRules& rules, const StoryScorer& scorer, StoredNumber gathered) {
    return Search(store, rules, scorer, gathered).run();
}

}  // namespace recount
