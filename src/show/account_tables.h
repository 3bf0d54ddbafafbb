// An account as tables that join: stories, reports, events, figures, claims, statements and their versions, entities,
// lineages, and the words that all of these rest on. Each thing stands in one row and is named by its id in all tables
// that lead to it. docs/tables.md shows how to join them; the columns are told in tables/.
//
// The tables of show/csv.h and show/story_tables.h say the same with all that belongs to a row in it, for spreadsheets.
#pragma once

#include <vector>

#include "reconcile/account.h"
#include "show/table.h"

namespace recount {

/// All tables, always the same ones in the same order; rows in the order of the account's JSON. Ids are the JSON's, but
/// those of entities and lineages, which count within their story, have it in front: "s1-e4".
std::vector<Table> account_tables(const Account& account);

/// Their names, in that order.
std::vector<std::string> account_table_names();

}  // namespace recount
