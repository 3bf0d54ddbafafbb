// --redact: what the options say of names that are to be taken out, and the account without them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "command/deciding.h"
#include "command/run.h"
#include "redact/name_list.h"
#include "redact/redact.h"
#include "redact/rules.h"

namespace recount {

/// Keeps back what a run says on standard error until it is known whose names go; redacted() says it then. Whatever
/// else ends the run, it is said without the names of the list and of decisions. The run must outlive it.
class KeptNotes {
public:
    /// Throws CodebookError and Failure.
    KeptNotes(Run& run, const DecisionsRead& decisions);
    ~KeptNotes();
    KeptNotes(const KeptNotes&) = delete;
    KeptNotes& operator=(const KeptNotes&) = delete;

private:
    Run& run_;
    const RedactRules rules_;
    std::optional<RedactedAccount> known_;  // of no account: the names that are known at once
};

/// The account as the options and the decisions want it: without names, or as it is where they say nothing of that.
/// Every decision of the log to take out a name counts that is of no round or of the run's, and neither undone nor
/// replaced, wherever its words stand. Rewords what the run says of inputs that could not be read, and writes the file
/// of --redacted-names; then says on standard error which lines are no decisions and which decisions do not fit.
/// Throws CodebookError and Failure.
Account redacted(Run& run, FollowedAccount followed);

/// The names that the decisions of a log take out, of this round and of none, wherever their words stand; `followed`
/// tells which of them gave way to later ones, where that is known.
std::vector<ListedName> decided_names(std::span<const Decision> log, std::span<const DecisionResult> followed,
                                      const std::string& round, const RedactRules& rules);

/// Takes the names out of what is said that the decisions of a log take out. Throws CodebookError.
std::function<std::string(const std::string&)> without_decided_names(Run& run, std::span<const Decision> log);

/// Before the work: throws CodebookError, and Failure where the list or the key cannot be used.
void require_redaction(Run& run);

}  // namespace recount
