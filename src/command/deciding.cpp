#include "command/deciding.h"

#include <iterator>

#include "reconcile/decided_account.h"
#include "store/stored_decisions.h"

namespace recount {

namespace {

void read_log(const Run& run, FollowedAccount& followed) {
    if (!run.options().store.empty()) {
        Store store = Store::open(run.options().store);
        followed.log = stored_decisions(store);
    }
    const std::string& file = run.options().decisions;
    if (file.empty())
        return;
    DecisionLog log = read_decision_log(file);
    for (const BadLine& bad : log.bad)
        followed.bad.push_back(messages::no_decision(file, bad.line, bad.why));
    followed.log.insert(followed.log.end(), std::make_move_iterator(log.decisions.begin()),
                        std::make_move_iterator(log.decisions.end()));
}

}  // namespace

void follow_days(const Run& run, std::span<const AnnotatedReport> reports, std::vector<ReportDay>& days) {
    FollowedAccount read;
    read_log(run, read);
    follow_decided_days(place_decisions(read.log, run.options().round, reports), days);
}

FollowedAccount follow_decisions(Run& run, Account account) {
    FollowedAccount followed{std::move(account)};
    read_log(run, followed);
    if (followed.log.empty())
        return followed;
    const ReconcileRules rules(run.codebook());
    const ReconcileScorers scorers(&run.language());
    GatherRules gathering(run.codebook());
    DecidedAccount decided(std::move(followed.account), gathering, {rules, run.names(), run.gazetteer(), scorers});
    decided.follow(followed.log, run.options().round);
    followed.account = std::move(decided).take();
    return followed;
}

}  // namespace recount
