#include "command/live_account.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <iterator>
#include <numeric>
#include <sstream>
#include <unordered_map>

#include "command/redacting.h"
#include "redact/with_names.h"
#include "show/json.h"
#include "text/json_stream.h"
#include "store/store_name.h"
#include "store/stored_decisions.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t most_bytes = 256u << 20;               // of stories that are kept as JSON
constexpr std::size_t most_changes = 10'000;                 // that are remembered
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

std::string id_of(StoredNumber story) {
    return "s" + std::to_string(story);
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

template <class Write>
std::string text_of(Write write) {
    std::ostringstream out;
    write(out);
    return std::move(out).str();
}

}  // namespace

LiveAccount::LiveAccount(Run& run, Store store, std::string decisions)
    : run_(run),
      rules_(run.codebook()),
      reviewing_(run.codebook()),
      redacting_(run.codebook()),
      scorers_(&run.language()),
      knowledge_{rules_, run.names(), run.gazetteer(), scorers_},
      decisions_file_(std::move(decisions)),
      store_(std::move(store)),
      producer_(store_.number_of(producer_of(run))),
      reader_(Store::open(store_name())),
      unread_(run.unread()) {
    bring_up_to_date(run_, store_, producer_);
    read_decisions_kept();
    find_names();
    decision_lines_ = lines_of(log_);
    find_decided_stories();
    refresh(stored_stories(store_));
    changed_by_others({});
    tell_elsewhere();
    run_.reword_notes([this](const std::string& words) { return said_without_names(words); });
    if (keeps_decisions())
        preparer_ = std::thread([this] { prepare_stories(); });
}

LiveAccount::~LiveAccount() {
    {
        const std::lock_guard lock(waiting_);
        is_over_ = true;
    }
    is_to_prepare_.notify_all();
    if (preparer_.joinable())
        preparer_.join();
    run_.reword_notes({});
}

bool LiveAccount::knows(std::string_view sha256) {
    const std::lock_guard lock(work_);
    return store_.has(sha256);
}

std::size_t LiveAccount::add(std::vector<NewReport> reports) {
    const std::lock_guard lock(work_);
    const std::size_t added = store_.add(reports, producer_);
    if (added > 0) {
        take_changes(changed_by_others(bring_up_to_date(run_, store_, producer_)));
    }
    return added;
}

/// Shows the stories anew that have other reports. REQUIRES: work_ is held.
void LiveAccount::take_changes(const Numbers& changed) {
    const Numbers now = stored_stories(store_);
    std::erase_if(hands_, [&](const auto& hand) {
        return !std::ranges::binary_search(now, hand.first) || std::ranges::binary_search(changed, hand.first);
    });
    story_of_report_.clear();
    ++generation_;
    find_decided_stories();
    refresh(changed);
    tell_elsewhere();
}

// ---- a store on a server, which others write too

std::string LiveAccount::store_name() const {
    const std::string& named = run_.options().store;
    return named.empty() ? store_.file() : named;  // what may be told has no password
}

/// Those that others changed besides, sorted; of a file nobody else does. REQUIRES: work_ is held, or nobody else is
/// there yet.
LiveAccount::Numbers LiveAccount::changed_by_others(Numbers changed) {
    if (!is_on_server(store_name()))
        return changed;
    std::map<StoredNumber, StoryMark> now = story_marks(store_);
    for (const auto& [story, mark] : now)
        if (const auto before = marks_.find(story); before == marks_.end() || before->second != mark)
            changed.push_back(story);
    marks_ = std::move(now);
    std::ranges::sort(changed);
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    return changed;
}

void LiveAccount::look() {
    if (!is_on_server(store_name()))
        return;
    const std::lock_guard lock(work_);
    try {
        if (is_lost_)
            connect_again();
        const std::int64_t decisions = store_.database().number("SELECT count(*) FROM decisions", 0);
        const StoriesState state = stories_state(store_);
        const bool is_behind = !state.is_whole() || state.gathered < state.added;
        if (is_behind && store_.database().engine().is_taken(Turn::stories))
            return;  // another program is at it
        const Numbers changed = changed_by_others(is_behind ? bring_up_to_date(run_, store_, producer_) : Numbers());
        if (!changed.empty() || shows_more_than(marks_))
            take_changes(changed);
        if (std::exchange(decisions_seen_, decisions) != decisions)
            take_others_decisions();
    } catch (const StoreLost& problem) {
        marks_.clear();
        tell_lost(problem.what());
    } catch (const StoreError&) {
        marks_.clear();  // another program came in between: all is looked at again
    }
}

/// Whether a story is shown that is not among these.
bool LiveAccount::shows_more_than(const std::map<StoredNumber, StoryMark>& marks) const {
    const std::lock_guard lock(shown_);
    return std::ranges::any_of(stories_, [&](const auto& story) { return !marks.contains(story.first); });
}

/// Throws StoreError where the server is not there. REQUIRES: work_ is held.
void LiveAccount::connect_again() {
    store_ = Store::open_to_write(store_name(), [] {});
    {
        const std::lock_guard reading(reading_);
        reader_ = Store::open(store_name());
    }
    is_lost_ = false;
    marks_.clear();  // what was begun when it went is done again
    run_.note(messages::store_is_back(store_.file()));
    tell_unread(shown_store(store_name()), {});
}

/// REQUIRES: work_ is held.
void LiveAccount::tell_lost(const std::string& why) {
    if (std::exchange(is_lost_, true))
        return;
    run_.note(messages::store_is_lost(why));
    const std::string store = shown_store(store_name());
    tell_unread(store, {{store, messages::why_store_is_lost()}});
}

void LiveAccount::tell_unread(const std::string& input, std::vector<Unread> unread) {
    const auto is_of_input = [&](const Unread& one) {
        return one.input == input || one.input.starts_with(input + ", ");  // the input, or a place in it
    };
    const auto same = [](const Unread& a, const Unread& b) { return a.input == b.input && a.reason == b.reason; };
    const std::lock_guard lock(shown_);
    std::vector<Unread> before;
    std::ranges::copy_if(unread_, std::back_inserter(before), is_of_input);
    if (std::ranges::equal(before, unread, same))
        return;
    std::erase_if(unread_, is_of_input);
    std::ranges::move(unread, std::back_inserter(unread_));
    ++version_;
}

std::size_t LiveAccount::story_count() const {
    const std::lock_guard lock(shown_);
    return stories_.size();
}

std::size_t LiveAccount::report_count() {
    const std::lock_guard lock(work_);
    return store_.report_count();
}

// ---- what is shown

Piece LiveAccount::front() {
    const std::lock_guard lock(shown_);
    if (!front_.json || front_.version != version_) {
        std::vector<std::string_view> heads;
        std::unordered_map<std::string_view, std::string_view> outcomes;
        for (const auto& [number, story] : stories_) {
            if (!story.head.empty())
                heads.push_back(story.head);
            outcomes.insert(story.decisions.begin(), story.decisions.end());
        }
        outcomes.insert(elsewhere_.begin(), elsewhere_.end());
        std::vector<std::string_view> decisions;
        for (const std::string& id : decision_ids_)
            if (const auto found = outcomes.find(id); found != outcomes.end())
                decisions.push_back(found->second);
        std::vector<Unread> unread = unread_;
        std::string round = run_.options().round;
        if (names_) {
            round = names_->forms.in_id(round, names_->pseudonyms);
            others_.redaction->reports = static_cast<std::uint32_t>(others_redacted_);
            for (const auto& [number, story] : stories_)
                others_.redaction->reports += static_cast<std::uint32_t>(story.redacted);
            for (Unread& one : unread)
                for (std::string* words : {&one.input, &one.reason})
                    *words = names_->forms.in_id(*words, names_->pseudonyms);
        }
        front_ = {std::make_shared<const std::string>(text_of([&](std::ostream& out) {
                      write_front(others_, decisions, heads, run_.provenance(), unread,
                                  {reviewing_, round, keeps_decisions()}, out);
                  })),
                  version_};
    }
    return front_;
}

std::optional<Piece> LiveAccount::story(std::string_view id) {
    StoredNumber number = 0;
    const auto [end, problem] = std::from_chars(id.data() + (id.empty() ? 0 : 1), id.data() + id.size(), number);
    if (!id.starts_with('s') || problem != std::errc() || end != id.data() + id.size() || id_of(number) != id)
        return {};
    ask_to_prepare(number);
    for (;;) {
        Names names;
        {
            const std::lock_guard lock(shown_);
            const auto found = stories_.find(number);
            if (found == stories_.end() || found->second.head.empty())
                return {};
            found->second.asked = ++asked_;
            if (found->second.piece)
                return Piece{found->second.piece, found->second.version};
            names = names_;
        }
        bool is_stale = false;
        std::optional<Piece> piece = read_piece(number, names, is_stale);
        if (!is_stale)
            return piece;
    }
}

/// Reads a story again that is not in memory. `is_stale`: other names are to be taken out of it meanwhile.
std::optional<Piece> LiveAccount::read_piece(StoredNumber number, const Names& names, bool& is_stale) {
    const std::lock_guard reading(reading_);
    const Transaction transaction(reader_.database(), "reading a story", Use::read);
    const Account account = for_show(stored_story(reader_, number, run_.codebook(), rules_), names);
    if (account.stories.empty())
        return {};
    auto piece = std::make_shared<const std::string>(
        text_of([&](std::ostream& out) { write_story(account, account.stories.front(), reviewing_, out); }));
    const std::lock_guard lock(shown_);
    is_stale = names_ != names;
    const auto found = stories_.find(number);
    if (is_stale || found == stories_.end())
        return {};
    if (!found->second.piece) {
        found->second.piece = piece;
        bytes_ += piece->size();
        keep_within_memory();
    }
    return Piece{std::move(piece), found->second.version};
}

Changes LiveAccount::changes_since(std::uint64_t version) {
    const std::lock_guard lock(shown_);
    Changes changes{.version = version_, .stories = {}, .all = version < forgotten_ || version > version_};
    std::set<StoredNumber> numbers;
    for (auto change = changes_.rbegin(); change != changes_.rend() && change->first > version; ++change)
        numbers.insert(change->second);
    for (const StoredNumber number : numbers)
        changes.stories.push_back(id_of(number));
    return changes;
}

/// REQUIRES: shown_ is held.
void LiveAccount::note_change(StoredNumber story) {
    changes_.emplace_back(++version_, story);
    while (changes_.size() > most_changes) {
        forgotten_ = changes_.front().first;
        changes_.pop_front();
    }
}

/// Lets go of the pieces that were asked for longest ago. What decisions made of a story stands nowhere else, and
/// stays. REQUIRES: shown_ is held.
void LiveAccount::keep_within_memory() {
    if (bytes_ <= most_bytes)
        return;
    std::vector<Shown*> held;
    for (auto& [number, story] : stories_)
        if (story.piece && !decided_.contains(number))
            held.push_back(&story);
    std::ranges::sort(held, {}, &Shown::asked);
    for (auto story = held.begin(); story != held.end() && bytes_ > most_bytes / 2; ++story) {
        bytes_ -= (*story)->piece->size();
        (*story)->piece.reset();
    }
}

void LiveAccount::show(StoredNumber number, const Account& whole) {
    Account without_names;
    if (names_)
        without_names = for_show(whole, names_);
    const Account& account = names_ ? without_names : whole;
    Shown made;
    made.redacted = account.redaction ? account.redaction->reports : 0;
    std::vector<std::string> decisions = decisions_as_json(account);
    for (std::size_t i = 0; i < decisions.size(); ++i)
        if (const DecisionResult& result = account.decisions[i]; result.outcome != DecisionOutcome::absent)
            made.decisions[result.decision.id] = std::move(decisions[i]);
    if (!account.stories.empty()) {
        const StoryAccount& story = account.stories.front();
        made.head = text_of([&](std::ostream& out) { write_front_story(account, story, reviewing_, out); });
        made.piece = std::make_shared<const std::string>(
            text_of([&](std::ostream& out) { write_story(account, story, reviewing_, out); }));
    }
    const std::lock_guard lock(shown_);
    Shown& shown = stories_[number];
    bytes_ += (made.piece ? made.piece->size() : 0) - (shown.piece ? shown.piece->size() : 0);
    note_change(number);
    made.version = version_;
    made.asked = ++asked_;
    shown = std::move(made);
    keep_within_memory();
}

/// Shows stories that changed, and no more those that are gone. REQUIRES: work_ is held, or nobody else is there yet.
void LiveAccount::refresh(const Numbers& changed) {
    const Numbers now = stored_stories(store_);
    {
        const std::lock_guard lock(shown_);
        std::erase_if(stories_, [&](const auto& story) {
            const bool is_gone = !std::ranges::binary_search(now, story.first);
            if (is_gone)
                note_change(story.first);
            if (is_gone && story.second.piece)
                bytes_ -= story.second.piece->size();
            return is_gone;
        });
    }
    for (const StoredNumber number : changed)
        show(number,
             decided_.contains(number) ? decided(number) : stored_story(store_, number, run_.codebook(), rules_));
    Account others = for_show(stored_others(store_, run_.codebook(), rules_), names_);
    const std::lock_guard lock(shown_);
    others_ = std::move(others);
    others_redacted_ = others_.redaction ? others_.redaction->reports : 0;
    ++version_;
}

// ---- names that are taken out

Account LiveAccount::for_show(Account account, const Names& names) const {
    return names ? redact(std::move(account), names->request, redacting_, rules_).account : std::move(account);
}

std::string LiveAccount::said_without_names(const std::string& words) const {
    const std::lock_guard lock(shown_);
    return names_ ? names_->forms.in_id(words, names_->pseudonyms) : words;
}

/// Whether other names are to be taken out than before. REQUIRES: work_ is held, or nobody else is there yet.
bool LiveAccount::find_names() {
    RedactRequest request{.names = decided_names(log_, {}, run_.options().round, redacting_),
                          .decision_ids_stay = true};
    const std::string before = names_ ? written_name_list(names_->request.names) : std::string();
    if (written_name_list(request.names) == before)
        return false;
    Names names;
    if (!request.names.empty()) {
        RedactedAccount none = redact({}, request, redacting_, rules_);
        names = std::make_shared<const TakenOut>(
            TakenOut{std::move(request), std::move(none.forms), std::move(none.pseudonyms)});
    }
    const std::lock_guard lock(shown_);
    names_ = std::move(names);
    return true;
}

/// Of a decision that was made before pseudonyms, the one on the words that stand behind them. REQUIRES: work_ is held.
Decision LiveAccount::named(Decision decision) {
    const Numbers stories = stories_of(decision);
    if (!names_ || stories.size() != 1)
        return decision;
    const Account& account = decided(stories.front());
    return with_names(std::move(decision), account, redact(account, names_->request, redacting_, rules_));
}

/// The decisions of the round that is served, a line each, without names. REQUIRES: work_ is held, or nobody else is
/// there yet.
std::string LiveAccount::lines_of(std::span<const Decision> decisions) const {
    Account account;
    for (const Decision& decision : decisions)
        if (decision.round == run_.options().round)
            account.decisions.emplace_back().decision = decision;
    account = for_show(std::move(account), names_);
    std::string lines;
    for (DecisionResult& result : account.decisions)
        lines += write_decision(result.decision) + "\n";
    return lines;
}

// ---- decisions

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
