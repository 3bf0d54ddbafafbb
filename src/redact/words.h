// All words of an account beside the texts of its reports: names of speakers, titles, reasons, outlets, ids, addresses.
// Who adds a text to the account adds it here.
#pragma once

#include "reconcile/account.h"
#include "redact/name_forms.h"

namespace recount {

/// Replaces the names in them. An address in which a name stands is left out, a place that is named so loses its id and
/// its point on the map. Gives the reports of which something was replaced.
std::vector<bool> replace_in_words(Account& account, const NameForms& forms,
                                   const std::vector<std::string>& pseudonyms);

}  // namespace recount
