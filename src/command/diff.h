// Accounts that were written before, held against another one.
#pragma once

#include <string>

#include "command/run.h"
#include "compare/differences.h"

namespace recount {

/// Reads account.json; "-" is standard input. Throws Failure, with the place that is wrong.
FiledAccount filed_account(const std::string& file);

/// What changed from the account of --since to this one. Throws Failure.
Comparison changes_since(Run& run, const Account& account);

}  // namespace recount
