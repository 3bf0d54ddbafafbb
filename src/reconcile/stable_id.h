// Names for events, figures and claims that stay when reports are added: made from what a thing is, not from where it
// stands in a list.
//
// An event is named by the family of its type, its days and its place; a statement also by who makes it; an event
// without a day also by the words of its first mention. A figure is named by its event, quantity, scope and unit, and
// by how it is told; a claim by its report's text and the place in it. Things that are alike in all of that are
// numbered by their first mention: of the report that is earliest, then of the first by id. So a name changes only when
// a new report changes the day, the place or the family, or brings an earlier first mention of something that is alike.
#pragma once

#include "reconcile/account.h"
#include "reconcile/rules.h"

namespace recount {

/// Sets the ids of all events ("v..."), figures ("f...") and claims of figures ("c..."). No two are equal within one
/// account.
void name_stably(Account& account, const ReconcileRules& rules);

}  // namespace recount
