// What the commands do with decisions: read them, follow them, and tell what became of them.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "command/run.h"
#include "decide/decision_log.h"

namespace recount {

/// The decisions of the store, where one is given, and behind them those of --decisions; says on standard error which
/// lines are none. Throws StoreError and DecisionLogError.
std::vector<Decision> decisions_of(const Run& run);

/// Gives reports the days that were decided; nothing else of the decisions is followed. Throws as decisions_of().
void follow_days(const Run& run, std::span<const AnnotatedReport> reports, std::vector<ReportDay>& days);

/// The account under the run's decisions; says on standard error how many of them do not fit. Throws CodebookError,
/// Failure, StoreError and DecisionLogError.
Account follow_decisions(Run& run, Account account);

}  // namespace recount
