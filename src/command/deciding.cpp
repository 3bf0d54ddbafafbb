#include "command/deciding.h"

#include <iterator>

#include "reconcile/decided_account.h"
#include "store/stored_decisions.h"

namespace recount {

std::vector<Decision> decisions_of(const Run& run) {
    std::vector<Decision> decisions;
    if (!run.options().store.empty()) {
        Store store = Store::open(run.options().store);
        decisions = stored_decisions(store);
    }
    const std::string& file = run.options().decisions;
    if (file.empty())
        return decisions;
    DecisionLog log = read_decision_log(file);
    for (const BadLine& bad : log.bad)
        run.note(messages::no_decision(file, bad.line, bad.why));
    decisions.insert(decisions.end(), std::make_move_iterator(log.decisions.begin()),
                     std::make_move_iterator(log.decisions.end()));
    return decisions;
}

void follow_days(const Run& run, std::span<const AnnotatedReport> reports, std::vector<ReportDay>& days) {
    follow_decided_days(place_decisions(decisions_of(run), run.options().round, reports), days);
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
