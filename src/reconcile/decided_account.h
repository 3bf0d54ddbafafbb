// The account as people decided it: that of the machine, in which each story that a decision is on was made again under
// it. Whatever the order of the reports, and whether decisions come one by one or all at once, the same log gives the
// same account.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "decide/placing.h"
#include "gather/gather.h"
#include "reconcile/reconcile.h"

namespace recount {

/// What was found by comparing the reports of a story, to be used again as long as their days, their outlets and which
/// of them are used stay as they were: it takes longest.
struct GatheredStory {
    struct Known {
        std::optional<Day> day;
        bool has_minute = false;
        std::string outlet;
        bool operator==(const Known&) const = default;
    };
    std::vector<Known> reports;
    std::vector<std::vector<std::uint32_t>> groups;
    std::vector<Story> stories;  // one a group, without what was decided of kinship
};

/// The account of one story by its reports alone, under decisions placed on these; what becomes of them is noted there.
/// It has no story where all reports are left out. What a person says of numbers changes nothing in which passages
/// descend from one text. `rules` are for one thread at a time; `gathered` is used where it still holds, and filled.
Account reconcile_alone(std::vector<AnnotatedReport> reports, GatherRules& rules, ReconcileKnowledge knowledge,
                        std::span<DecisionResult> decisions = {}, GatheredStory* gathered = nullptr);

/// Points into what it is made of, which must outlive it. One thread at a time.
class DecidedAccount {
public:
    /// `machine`: the account without any decision.
    DecidedAccount(Account machine, GatherRules& rules, const ReconcileKnowledge& knowledge);

    /// Does what can be done before the first decision on any of the stories, so that its effect is there sooner.
    void prepare();

    /// Makes the account by the decisions of a round (empty: of none) of a log, and nothing else. Of the stories only
    /// those are made again for which something else holds than before; gives how many these were.
    std::size_t follow(std::span<const Decision> log, std::string_view round);

    /// Account::decisions tells what became of each decision.
    const Account& account() const { return account_; }
    Account take() && { return std::move(account_); }

private:
    /// What the machine made of a story, kept while decisions are on it.
    struct Machine {
        StoryAccount story;
        std::vector<AnnotatedReport> reports;
        std::vector<ReportDay> days;
        std::vector<DecisionResult> followed;  // by which the story was made last
    };
    using Results = std::vector<DecisionResult*>;

    bool follow_in(std::size_t story, const Results& results);
    Machine& keep_machine(std::size_t story);
    void remake(std::size_t story, Machine& machine);
    void put_back(std::size_t story);
    std::size_t story_place(std::size_t story) const;
    void set_story(std::size_t story, std::optional<StoryAccount> made);

    Account account_;
    GatherRules& rules_;
    ReconcileKnowledge knowledge_;
    std::vector<std::vector<std::uint32_t>> members_;  // of each story, as the machine has it
    std::vector<std::size_t> story_of_;                // of each report, into members_; their number where it has none
    std::vector<bool> is_present_;                     // the story has reports that are not left out
    std::map<std::size_t, Machine> machine_;           // of stories that decisions are on
    std::map<std::size_t, GatheredStory> gathered_;    // of these, and of those that are prepared
};

}  // namespace recount
