#include "command/deciding.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "reconcile/coded_rows.h"
#include "reconcile/decided_account.h"
#include "store/stored_decisions.h"

namespace recount {

DecisionsRead read_decisions(const Run& run) {
    DecisionsRead read;
    if (!run.options().store.empty()) {
        Store store = Store::open(run.options().store);
        read.log = stored_decisions(store);
    }
    const std::string& file = run.options().decisions;
    if (file.empty())
        return read;
    DecisionLog log = read_decision_log(file);
    for (const BadLine& bad : log.bad)
        read.bad.push_back(messages::no_decision(file, bad.line, bad.why));
    read.log.insert(read.log.end(), std::make_move_iterator(log.decisions.begin()),
                    std::make_move_iterator(log.decisions.end()));
    return read;
}

namespace {

/// What the machine marked, and the coders of each round but one; what of these cannot be followed is to be said.
std::vector<CodedRow> candidates_in(DecidedAccount& decided, DecisionsRead& decisions, const std::string& adjudicated) {
    const std::vector<Decision>& log = decisions.log;
    std::vector<CodedRow> candidates = machine_rows(decided.account());
    std::set<std::string> rounds;
    for (const Decision& decision : log)
        if (!decision.round.empty() && decision.round != adjudicated)
            rounds.insert(decision.round);
    for (const std::string& round : rounds) {
        decided.follow(log, round);
        std::ranges::move(coded_rows(decided.account()), std::back_inserter(candidates));
        for (const DecisionResult& result : decided.account().decisions)
            if (result.outcome == DecisionOutcome::misfit)
                decisions.bad.push_back("round " + round + ": " + messages::decision_does_not_fit(result));
    }
    return candidates;
}

}  // namespace

FollowedAccount follow_decisions(Run& run, Account account, DecisionsRead decisions,
                                 std::optional<Adjudication>* adjudication) {
    FollowedAccount followed{std::move(account), std::move(decisions)};
    const std::vector<Decision>& log = followed.decisions.log;
    if (log.empty())
        return followed;
    const ReconcileRules rules(run.codebook());
    const ReconcileScorers scorers(&run.language());
    GatherRules gathering(run.codebook());
    DecidedAccount decided(std::move(followed.account), gathering, {rules, run.names(), run.gazetteer(), scorers});
    std::vector<CodedRow> candidates;
    if (adjudication)
        candidates = candidates_in(decided, followed.decisions, run.options().round);
    decided.follow(log, run.options().round);
    if (adjudication)
        *adjudication =
            adjudicate(std::move(candidates), coded_rows(decided.account()), rejections_of(decided.account()));
    followed.account = std::move(decided).take();
    return followed;
}

}  // namespace recount
