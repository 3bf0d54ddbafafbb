// Names as posts write them: "@MBuhari" for Muhammadu Buhari, where a report puts it in brackets behind the name or its
// letters are the name's; and a campaign that is called by its tag, "the #SaveOurRiver campaign", which is one with
// "Save Our River" in any report; a site that is called by its address ("posted by Orlo.com"). Tokenizers see an
// address there, no name; so they are joined here, after all others.
#pragma once

#include <span>
#include <vector>

#include "annotate/name_words.h"
#include "gather/story.h"
#include "reconcile/account.h"

namespace recount {

/// Adds the mentions to the entities, and the campaigns behind them, without ids.
void add_posted_names(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
                      std::vector<AccountEntity>& entities);

}  // namespace recount
