// The account that recount serve shows, on a store: of --store, or of one that goes when the program does. What is
// shown stands in memory as JSON, a head and a piece for each story; reports that come in and decisions change the
// stories that they touch and no others.
//
// Three locks, taken in this order and never the other way: whoever changes something holds `work_` and has the store
// that is written; who reads a story that is not in memory holds `reading_` and has a connection of its own; what is
// shown is behind `shown_`, which nobody holds for long.
#pragma once

#include <condition_variable>
#include <deque>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "command/run.h"
#include "command/storing.h"
#include "decide/decision_log.h"
#include "reconcile/decided_account.h"
#include "redact/redact.h"
#include "serve/workbench.h"
#include "show/review_queue.h"
#include "store/stored_stories.h"

namespace recount {

class LiveAccount : public Workbench {
public:
    /// Brings the store up to date and shows its account. `decisions`: the file that decisions
    /// are kept in; empty: the store that the run names, and none are taken where it names none.
    /// `run` must outlive it. Throws CodebookError, Failure, StoreError and DecisionLogError.
    LiveAccount(Run& run, Store store, std::string decisions);
    ~LiveAccount() override;
    LiveAccount(const LiveAccount&) = delete;
    LiveAccount& operator=(const LiveAccount&) = delete;

    /// Stores the reports that are not there yet and has them join their stories; gives how many these were. Throws
    /// StoreError.
    std::size_t add(std::vector<NewReport> reports);
    /// Whether the store has a report with this fingerprint.
    bool knows(std::string_view sha256);
    /// What of an input could not be read, to be told with the account in place of what was told of it before; nothing
    /// where all of it was read. `input`: as the account tells it.
    void tell_unread(const std::string& input, std::vector<Unread> unread);

    /// Of a store on a server: takes what other programs put there meanwhile, and connects again where the connection
    /// was lost, which is told. To be called now and then.
    void look();

    std::size_t story_count() const;
    std::size_t report_count();

    Piece front() override;
    std::optional<Piece> story(std::string_view id) override;
    Changes changes_since(std::uint64_t version) override;
    std::string decisions() override;
    std::string decide(std::string_view line, std::string_view by) override;

private:
    struct Shown {
        std::size_t redacted = 0;  // reports in which a pseudonym stands
        std::string head;
        std::map<std::string, std::string> decisions;  // what became of those on it, by their ids
        std::uint64_t version = 0;
        std::shared_ptr<const std::string> piece;  // null: it is to be read again
        std::uint64_t asked = 0;                   // when it was asked for last, as a count
    };
    using Numbers = std::vector<StoredNumber>;

    static std::string id_of(StoredNumber story) { return "s" + std::to_string(story); }

    /// What `write` writes to a stream.
    template <class Write>
    static std::string text_of(const Write& write) {
        std::ostringstream out;
        write(out);
        return std::move(out).str();
    }

    /// Whose names decisions take out of all that is shown. The log, the store and what is worked with keep them.
    struct TakenOut {
        RedactRequest request;
        NameForms forms;  // of the names themselves
        std::vector<std::string> pseudonyms;
    };
    using Names = std::shared_ptr<const TakenOut>;  // null: nobody's

    /// A story at hand for the next decision on it: all that does not depend on decisions is done.
    struct Hand {
        std::unique_ptr<GatherRules> rules;
        std::unique_ptr<DecidedAccount> account;
        std::size_t reports = 0;
    };

    Hand taken(Account story) const;
    void ask_to_prepare(StoredNumber story);
    void prepare_stories();
    void prepare(StoredNumber story);
    Hand& take_in_hand(StoredNumber story, Hand hand);
    const Account& decided(StoredNumber story);
    std::string store_name() const;
    Numbers changed_by_others(Numbers changed);
    void take_changes(const Numbers& changed);
    bool shows_more_than(const std::map<StoredNumber, StoryMark>& marks) const;
    void connect_again();
    void tell_lost(const std::string& why);
    std::string decide_now(Decision& decision, bool states_time);
    Account for_show(Account account, const Names& names) const;
    bool find_names();
    std::string said_without_names(const std::string& words) const;
    Decision named(Decision decision);
    std::string lines_of(std::span<const Decision> decisions) const;
    std::optional<Piece> read_piece(StoredNumber story, const Names& names, bool& is_stale);
    void read_decisions_kept();
    bool keeps_decisions() const;
    void find_decided_stories();
    void refresh(const Numbers& changed);
    void show(StoredNumber story, const Account& account);
    void tell_elsewhere();
    std::string answer_to(Decision decision, const Numbers& touched);
    void note_change(StoredNumber story);
    void keep_within_memory();
    Decision checked(std::string_view line, std::string_view by, bool& states_time) const;
    const Decision* kept_before(Decision& decision, bool states_time);
    void take_others_decisions();
    Numbers follow(std::vector<Decision> decisions);
    Numbers stories_of(const Decision& decision);
    StoredNumber story_of(const std::string& sha256);

    Run& run_;
    const ReconcileRules rules_;
    const ReviewRules reviewing_;
    const RedactRules redacting_;
    const ReconcileScorers scorers_;
    const ReconcileKnowledge knowledge_;
    const std::string decisions_file_;

    std::mutex work_;
    Store store_;
    StoredNumber producer_;
    std::vector<Decision> log_;
    std::map<StoredNumber, Hand> hands_;
    std::unordered_map<std::string, StoredNumber> story_of_report_;  // by fingerprint; of those that were asked for
    std::map<StoredNumber, StoryMark> marks_;                        // of the stories that are shown; on a server
    std::int64_t decisions_seen_ = 0;                                // how many the store had; on a server
    bool is_lost_ = false;                                           // the connection to the server
    std::uint64_t generation_ = 0;                                   // how often reports came

    std::mutex reading_;
    Store reader_;

    mutable std::mutex shown_;
    Names names_;  // who changes them holds work_ too
    std::map<StoredNumber, Shown> stories_;
    std::size_t bytes_ = 0;            // of the pieces
    Account others_;                   // the reports of no story
    std::size_t others_redacted_ = 0;  // of them
    std::set<StoredNumber> decided_;   // stories that decisions are on; who changes them holds work_ too
    std::vector<Unread> unread_;
    std::string decision_lines_;
    std::vector<std::string> decision_ids_;         // in the order of the log
    std::map<std::string, std::string> elsewhere_;  // what became of those that are on no story, or on several
    std::deque<std::pair<std::uint64_t, StoredNumber>> changes_;
    std::uint64_t version_ = 1, forgotten_ = 0;  // changes up to `forgotten_` are no longer remembered
    Piece front_;
    std::uint64_t asked_ = 0;

    std::mutex waiting_;  // taken with no other lock held
    std::condition_variable is_to_prepare_;
    std::deque<StoredNumber> to_prepare_;  // stories that somebody opened, the last one first
    bool is_over_ = false;
    std::thread preparer_;
};

}  // namespace recount
