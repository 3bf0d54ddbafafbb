// What the commands do with decisions: read them, follow them, and tell what became of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agree/adjudication.h"
#include "command/run.h"
#include "decide/decision_log.h"

namespace recount {

/// What is to be said of decisions is not said when they are read: names may have to be taken out of it.
struct DecisionsRead {
    std::vector<Decision> log;     // all of them, of every round
    std::vector<std::string> bad;  // a sentence for each line that is no decision; of other rounds also what fits not
};

/// The decisions of the store, where one is given, and behind them those of --decisions. Throws StoreError and
/// DecisionLogError.
DecisionsRead read_decisions(const Run& run);

/// An account under decisions.
struct FollowedAccount {
    Account account;
    DecisionsRead decisions;
};

/// `adjudication`, where it is given, is filled with what the machine and the coders of the other rounds marked, and
/// with what the round that is followed kept of it. Throws CodebookError and Failure.
FollowedAccount follow_decisions(Run& run, Account account, DecisionsRead decisions,
                                 std::optional<Adjudication>* adjudication = nullptr);

}  // namespace recount
