// The live account under decisions: they are kept, followed at once, and the stories that they are on are made again
// from what is at hand.
#include <algorithm>
#include <ctime>
#include <iterator>

#include "command/live_account.h"
#include "text/json_stream.h"
#include "store/stored_decisions.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t most_hands = 64, most_reports = 2000;  // stories that are at hand, and their reports
constexpr std::size_t longest_name = 256;                    // of who decides, in bytes
constexpr std::size_t most_waiting = 8;                      // stories that are to be prepared

std::string now_in_utc() {
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[sizeof("2026-11-27T18:00:00Z")];
    std::strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// The reason may say itself that it is none, and may end as a sentence does.
std::string no_decision(std::string_view why) {
    constexpr std::string_view opening = "it is no decision: ";
    if (why.starts_with(opening))
        why.remove_prefix(opening.size());
    while (why.ends_with('.'))
        why.remove_suffix(1);
    return "This is no decision: " + std::string(why) + ".";
}

/// Whether a decision that came is the one that is kept, in all that its sender says: the time, where it stated none,
/// and the program are added here.
bool is_same(Decision came, Decision kept, bool states_time) {
    if (!states_time)
        came.at = kept.at;
    came.version = kept.version;
    return write_decision(came) == write_decision(kept);
}

}  // namespace

/// Those of the store come first, as in recount account.
void LiveAccount::read_decisions_kept() {
    log_ = stored_decisions(store_);
    if (decisions_file_.empty())
        return;
    DecisionLog log = read_decision_log(decisions_file_, true);
    for (const BadLine& bad : log.bad)
        run_.note(messages::no_decision(decisions_file_, bad.line, bad.why));
    std::ranges::move(log.decisions, std::back_inserter(log_));
}

bool LiveAccount::keeps_decisions() const {
    return !decisions_file_.empty() || !run_.options().store.empty();
}

std::string LiveAccount::decisions() {
    const std::lock_guard lock(shown_);
    return decision_lines_;
}

Decision LiveAccount::checked(std::string_view line, std::string_view by, bool& states_time) const {
    while (line.ends_with('\n') || line.ends_with('\r'))
        line.remove_suffix(1);
    std::variant<Decision, std::string> read = read_decision(line);
    if (const auto* why = std::get_if<std::string>(&read))
        throw DecisionRefused(no_decision(*why));
    Decision decision = std::get<Decision>(std::move(read));
    if (first_invalid_utf8(by) || by.size() > longest_name)
        throw DecisionRefused("The proxy's name of who decides is not UTF-8, or very long.");
    if (!by.empty())
        decision.by = by;
    states_time = !decision.at.empty();
    if (!states_time)
        decision.at = now_in_utc();
    decision.version = run_.provenance().program;
    decision.round = run_.options().round;
    return decision;
}

/// An undo is on what it undoes.
LiveAccount::Numbers LiveAccount::stories_of(const Decision& decision) {
    const Decision* meant = &decision;
    for (std::size_t left = log_.size(); meant->verb == Verb::undo; --left) {
        const auto found = std::ranges::find(log_, meant->undoes, &Decision::id);
        if (left == 0 || found == log_.end())
            return {};
        meant = &*found;
    }
    std::set<StoredNumber> stories;
    for (const DecisionTarget& target : meant->on)
        if (const StoredNumber story = story_of(target.report))
            stories.insert(story);
    return {stories.begin(), stories.end()};
}

/// The story of the report with this fingerprint; 0 where it is in none.
StoredNumber LiveAccount::story_of(const std::string& sha256) {
    if (const auto known = story_of_report_.find(sha256); known != story_of_report_.end())
        return known->second;
    const Numbers stories = stories_of_report(store_, sha256);
    return story_of_report_[sha256] = stories.empty() ? 0 : stories.front();
}

void LiveAccount::find_decided_stories() {
    std::set<StoredNumber> decided;
    for (const Decision& decision : log_)
        for (const StoredNumber story : stories_of(decision))
            decided.insert(story);
    const std::lock_guard lock(shown_);
    decided_ = std::move(decided);
}

// What takes longest, finding the passages that reports share, is done before anybody decides: when a story is opened,
// on a thread of its own.

LiveAccount::Hand LiveAccount::taken(Account story) const {
    Hand hand{std::make_unique<GatherRules>(run_.codebook()), nullptr, story.reports.size()};
    hand.account = std::make_unique<DecidedAccount>(std::move(story), *hand.rules, knowledge_);
    hand.account->prepare();
    return hand;
}

void LiveAccount::ask_to_prepare(StoredNumber story) {
    if (!preparer_.joinable())
        return;
    {
        const std::lock_guard lock(waiting_);
        std::erase(to_prepare_, story);
        to_prepare_.push_front(story);
        if (to_prepare_.size() > most_waiting)
            to_prepare_.pop_back();
    }
    is_to_prepare_.notify_one();
}

void LiveAccount::prepare_stories() {
    for (;;) {
        StoredNumber story = 0;
        {
            std::unique_lock lock(waiting_);
            is_to_prepare_.wait(lock, [this] { return is_over_ || !to_prepare_.empty(); });
            if (is_over_)
                return;
            story = to_prepare_.front();
            to_prepare_.pop_front();
        }
        try {
            prepare(story);
        } catch (const StoreError&) {
            // Whoever decides on it, or reads it, is told.
        }
    }
}

void LiveAccount::prepare(StoredNumber story) {
    std::uint64_t generation = 0;
    {
        const std::lock_guard lock(work_);
        if (hands_.contains(story))
            return;
        generation = generation_;
    }
    Account account;
    {
        const std::lock_guard reading(reading_);
        const Transaction transaction(reader_.database(), "reading a story", Use::read);
        account = stored_story(reader_, story, run_.codebook(), rules_);
    }
    if (account.stories.empty())
        return;
    Hand hand = taken(std::move(account));
    const std::lock_guard lock(work_);
    if (generation == generation_)
        take_in_hand(story, std::move(hand));
}

/// REQUIRES: work_ is held.
LiveAccount::Hand& LiveAccount::take_in_hand(StoredNumber story, Hand hand) {
    std::size_t reports = hand.reports;
    for (const auto& [number, other] : hands_)
        reports += other.reports;
    if (hands_.size() >= most_hands || reports > most_reports)
        hands_.clear();
    return hands_.insert_or_assign(story, std::move(hand)).first->second;
}

/// The account of one story under all decisions; it stays until the next call. REQUIRES: work_ is held.
const Account& LiveAccount::decided(StoredNumber story) {
    const auto found = hands_.find(story);
    Hand& hand = found != hands_.end()
                     ? found->second
                     : take_in_hand(story, taken(stored_story(store_, story, run_.codebook(), rules_)));
    hand.account->follow(log_, run_.options().round);
    return hand.account->account();
}

/// Decisions that are on no story, or on several, as they are told. REQUIRES: work_ is held.
void LiveAccount::tell_elsewhere() {
    std::map<std::string, std::string> elsewhere;
    std::vector<std::string> ids;
    for (DecisionResult& result : place_decisions(log_, run_.options().round, {})) {
        ids.push_back(result.decision.id);
        const Numbers stories = stories_of(result.decision);
        if (stories.size() == 1 && result.outcome != DecisionOutcome::undone)
            continue;
        Account named;  // the reports that it can be on
        if (result.outcome != DecisionOutcome::undone) {
            for (const StoredNumber story : stories)
                std::ranges::move(store_.annotated_of_story(story, run_.codebook()).reports,
                                  std::back_inserter(named.reports));
            if (stories.empty())
                named.reports = others_.reports;
            result = place_decisions({&result.decision, 1}, run_.options().round, named.reports).front();
        }
        if (result.holds())
            result.does_not_fit(stories.empty() ? "its report stands in no story"
                                                : "what it is on does not stand in reports of one story");
        named.days.resize(named.reports.size());
        named.decisions = {result};
        elsewhere[result.decision.id] = decisions_as_json(for_show(std::move(named), names_)).front();
    }
    const std::lock_guard lock(shown_);
    elsewhere_ = std::move(elsewhere);
    decision_ids_ = std::move(ids);
    ++version_;
}

/// Keeps a decision, under an id that no other one has: null. Where it is there already: that one, and nothing is kept.
/// An id that its sender states stands for one decision; one that is made of the line, which the same words of another
/// time in the same second have too, is made another. REQUIRES: work_ is held.
const Decision* LiveAccount::kept_before(Decision& decision, bool states_time) {
    const bool states_id = !decision.id.empty();
    write_decision(decision);
    const std::string made = decision.id;
    for (std::size_t ordinal = 2;; ++ordinal) {
        auto found = std::ranges::find(log_, decision.id, &Decision::id);
        if (found == log_.end()) {
            if (!decisions_file_.empty()) {
                append_decisions(decisions_file_, {&decision, 1});
                return nullptr;
            }
            if (add_decisions(store_, {&decision, 1}) == 1)
                return nullptr;
            take_others_decisions();
            found = std::ranges::find(log_, decision.id, &Decision::id);
            if (found == log_.end())
                throw StoreError(store_.file() + ": the decision " + decision.id + " could not be stored");
        }
        if (states_id) {
            if (is_same(decision, *found, states_time))
                return &*found;
            throw DecisionRefused("Another decision has the id " + decision.id +
                                  ": give this one an id of its own, or none.");
        }
        decision.id = made + "-" + std::to_string(ordinal);
    }
}

/// Decisions that another program stored meanwhile. REQUIRES: work_ is held.
void LiveAccount::take_others_decisions() {
    std::set<std::string_view> known;
    for (const Decision& decision : log_)
        known.insert(decision.id);
    std::vector<Decision> others = stored_decisions(store_);
    std::erase_if(others, [&](const Decision& decision) { return known.contains(decision.id); });
    if (!others.empty())
        follow(std::move(others));
}

/// Goes by decisions that are kept, from now on; gives the stories that they are on. REQUIRES: work_ is held.
LiveAccount::Numbers LiveAccount::follow(std::vector<Decision> decisions) {
    std::set<StoredNumber> touched;
    for (Decision& decision : decisions) {
        for (const StoredNumber story : stories_of(decision))
            touched.insert(story);
        log_.push_back(decision);
    }
    const bool are_names_new = find_names();
    std::string lines = lines_of(are_names_new ? std::span<const Decision>(log_) : decisions);
    {
        const std::lock_guard shown(shown_);
        decided_.insert(touched.begin(), touched.end());
        decision_lines_ = are_names_new ? std::move(lines) : decision_lines_ + lines;
    }
    if (are_names_new)
        refresh(stored_stories(store_));  // a name may stand in any of them
    else
        for (const StoredNumber number : touched)
            show(number, decided(number));
    tell_elsewhere();
    return {touched.begin(), touched.end()};
}

std::string LiveAccount::decide(std::string_view line, std::string_view by) {
    if (!keeps_decisions())
        throw DecisionRefused("This server keeps no decisions: start it with --decisions FILE, or on a store.");
    bool states_time = true;
    Decision decision = checked(line, by, states_time);
    const std::lock_guard lock(work_);
    try {
        return decide_now(decision, states_time);
    } catch (const StoreLost& problem) {
        tell_lost(problem.what());
        connect_again();
        return decide_now(decision, states_time);  // what was kept after all is not kept twice: it has its id now
    }
}

/// Where the store is lost on the way, the decision has the id that it was to be kept under. REQUIRES: work_ is held.
std::string LiveAccount::decide_now(Decision& decision, bool states_time) {
    Decision kept = named(decision);
    try {
        if (const Decision* same = kept_before(kept, states_time))
            return answer_to(*same, stories_of(*same));
        const Numbers touched = follow({kept});
        return answer_to(std::move(kept), touched);
    } catch (const StoreLost&) {
        decision.id = kept.id;
        throw;
    }
}

/// REQUIRES: work_ is held.
std::string LiveAccount::answer_to(Decision decision, const Numbers& touched) {
    std::string kept = lines_of({&decision, 1});
    kept.pop_back();  // the line's end
    const std::lock_guard shown(shown_);
    const auto outcome_in = [&](const std::map<std::string, std::string>& outcomes) -> std::string_view {
        const auto found = outcomes.find(decision.id);
        return found == outcomes.end() ? std::string_view() : found->second;
    };
    std::string_view outcome = outcome_in(elsewhere_);
    for (const StoredNumber number : touched)
        if (outcome.empty())
            outcome = outcome_in(stories_.at(number).decisions);
    return text_of([&](std::ostream& out) {
        JsonStream json(out);
        json.object([&] {
            json.key("decision").object_as_is(kept);
            json.key("outcome");
            outcome.empty() ? json.null() : json.object_as_is(outcome);
            json.key("version").count(version_);
            json.key("stories").array(touched, [&](StoredNumber number) {
                const Shown& story = stories_.at(number);
                json.object([&] {
                    json.key("id").text(id_of(number));
                    json.key("piece");
                    story.piece ? json.object_as_is(*story.piece) : json.null();
                });
            });
        });
        json.end_line();
    });
}

}  // namespace recount
