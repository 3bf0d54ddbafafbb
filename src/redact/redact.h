// Takes people's names out of an account, between reconcile and show, so that no output can have them. The machine has
// joined the forms of each name over a story; all of them go, each word of them goes wherever it stands, also in
// reports that have nothing to do with it, and whoever shares a word of a name goes too, under a pseudonym of his own.
// Pseudonyms are numbered by the list: nothing about them comes from the name. All spans point rightly into the texts
// that are left, and ids that were made from words are made anew from those.
#pragma once

#include <string>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/rules.h"
#include "redact/moved_spans.h"
#include "redact/name_forms.h"
#include "redact/name_list.h"
#include "redact/people.h"
#include "redact/rules.h"

namespace recount {

struct RedactRequest {
    std::vector<ListedName> names;
    PeopleGroups groups = {};        // whose names go besides
    std::string key = {};            // where it is not empty, fingerprints of reports with names are made with it
    bool decision_ids_stay = false;  // for who takes decisions back by them, and needs none that was made from a name
};

struct RedactedAccount {
    Account account;
    std::vector<ListedName> names;  // all that were taken out, with their pseudonyms: keep it secret
    NameForms forms;
    std::vector<std::string> pseudonyms;
    std::vector<MovedSpans> moved;  // one a report; they point into `pseudonyms`

    /// A file's name or a sentence about one without names.
    std::string without_names(std::string_view words) const { return forms.in_id(words, pseudonyms); }
};

/// The same account, list, groups and key give the same result; the same list gives the same pseudonyms to its names in
/// any account.
RedactedAccount redact(Account account, const RedactRequest& request, const RedactRules& rules,
                       const ReconcileRules& reconcile);

}  // namespace recount
