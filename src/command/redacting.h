// --redact: what the options say of names that are to be taken out, and the account without them.
#pragma once

#include "command/run.h"

namespace recount {

/// The account as the options want it: without names, or as it is where they say nothing of that. Rewords what the run
/// says of inputs that could not be read, and writes the file of --redacted-names. Throws CodebookError and Failure.
Account redacted(Run& run, Account account);

/// Before the work: throws Failure where the list or the key cannot be used.
void require_redaction(const Options& options);

}  // namespace recount
