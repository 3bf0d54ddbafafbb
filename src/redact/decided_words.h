// What people decided, without names: who decided, the words that it is on, what was there, what is right, and why.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "reconcile/account.h"
#include "redact/name_forms.h"

namespace recount {

/// How decisions name reports and themselves.
struct DecisionNaming {
    const std::string& key;              // not empty: fingerprints are made with it ...
    const std::set<std::string>& plain;  // ... but for these, of reports in which no name is
    bool ids_stay = false;
};

/// After the texts of the reports are redacted and spans are moved. The words that a decision is on are those that
/// stand there now. A decision in which something was replaced has a number for an id, unless ids stay: its own may
/// have been made from it.
void replace_in_decisions(Account& account, const NameForms& forms, const std::vector<std::string>& pseudonyms,
                          const DecisionNaming& naming);

}  // namespace recount
