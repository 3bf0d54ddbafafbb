// The live account of a store: reports that come in, what other programs change, and what is shown.
#include "command/live_account.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <unordered_map>

#include "command/redacting.h"
#include "redact/with_names.h"
#include "store/store_name.h"

namespace recount {

namespace {

constexpr std::size_t most_bytes = 256u << 20;  // of stories that are kept as JSON
constexpr std::size_t most_changes = 10'000;    // that are remembered

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

}  // namespace recount
