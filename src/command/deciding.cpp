#include "command/deciding.h"

#include <algorithm>

#include "reconcile/decided_account.h"

namespace recount {

std::vector<Decision> decisions_of(const Run& run) {
    const std::string& file = run.options().decisions;
    if (file.empty())
        return {};
    DecisionLog log = read_decision_log(file);
    for (const BadLine& bad : log.bad)
        run.note(messages::no_decision(file, bad.line, bad.why));
    return std::move(log.decisions);
}

Account follow_decisions(Run& run, Account account) {
    const std::vector<Decision> log = decisions_of(run);
    if (log.empty())
        return account;
    const ReconcileRules rules(run.codebook());
    const ReconcileScorers scorers(&run.language());
    GatherRules gathering(run.codebook());
    DecidedAccount decided(std::move(account), gathering, {rules, run.names(), run.gazetteer(), scorers});
    decided.follow(log, run.options().round);
    for (const DecisionResult& result : decided.account().decisions)
        if (result.outcome == DecisionOutcome::misfit)
            run.note(messages::decision_does_not_fit(result));
    return std::move(decided).take();
}

}  // namespace recount
