// A decision that somebody made before a redacted account, as it is on the account with the names: the log stays one of
// what the reports say, whoever reads the page.
#pragma once

#include "decide/decision.h"
#include "redact/redact.h"

namespace recount {

/// The decision on the words that stand behind those that it is on; a source, a speaker or a place that is a pseudonym
/// is the name. What cannot be found in the redacted account stays as it is: who saw the names points at their words.
/// `original` is what `redacted` was made of.
Decision with_names(Decision decision, const Account& original, const RedactedAccount& redacted);

}  // namespace recount
