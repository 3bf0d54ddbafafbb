// The account of a story as rows of tables that people and programs can query: events, figures, claims, versions of
// statements, lineages. They are written from the account and never read back. Ids are those of the story by itself;
// where two stories tell of things that are alike, the account of all numbers the later one ("-2").
#pragma once

#include "store/stored_stories.h"

namespace recount {

/// Replaces all rows of the story.
void write_account_rows(Database& database, const NewAccount& account);

}  // namespace recount
