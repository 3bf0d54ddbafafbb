// What people decided, without names: who decided, the words that it is on, what was there, what is right, and why.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "redact/name_forms.h"

namespace recount {

/// After the texts of the reports are redacted and spans are moved. The words that a decision is on are those that
/// stand there now. A decision in which something was replaced has a number for an id: its own may have been made from
/// it. With a `key`, reports are named by fingerprints that are made with it, but for the `plain` ones, in which no
/// name is.
void replace_in_decisions(Account& account, const NameForms& forms, const std::vector<std::string>& pseudonyms,
                          const std::string& key, const std::set<std::string>& plain);

}  // namespace recount
