#include "command/deciding.h"

#include <iterator>

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

FollowedAccount follow_decisions(Run& run, Account account, DecisionsRead decisions) {
    FollowedAccount followed{std::move(account), std::move(decisions)};
    const std::vector<Decision>& log = followed.decisions.log;
    if (log.empty())
        return followed;
    const ReconcileRules rules(run.codebook());
    const ReconcileScorers scorers(&run.language());
    GatherRules gathering(run.codebook());
    DecidedAccount decided(std::move(followed.account), gathering, {rules, run.names(), run.gazetteer(), scorers});
    decided.follow(log, run.options().round);
    followed.account = std::move(decided).take();
    return followed;
}

}  // namespace recount
