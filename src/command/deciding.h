// What the commands do with decisions: read them, follow them, and tell what became of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "command/run.h"
#include "decide/decision_log.h"

namespace recount {

/// An account under decisions. What is to be said of these is not said yet: names may have to be taken out of it.
struct FollowedAccount {
    Account account;
    std::vector<Decision> log = {};     // all decisions that were read, of every round
    std::vector<std::string> bad = {};  // a sentence for each line that is no decision
};

/// Gives reports the days that were decided; nothing else of the decisions is followed. Throws StoreError and
/// DecisionLogError.
void follow_days(const Run& run, std::span<const AnnotatedReport> reports, std::vector<ReportDay>& days);

/// The account under the decisions of the store, where one is given, and behind them those of --decisions. Throws
/// CodebookError, Failure, StoreError and DecisionLogError.
FollowedAccount follow_decisions(Run& run, Account account);

}  // namespace recount
