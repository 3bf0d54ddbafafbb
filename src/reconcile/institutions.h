// What a country has one of: its government, its army, its foreign ministry. Reports call these by no name of their own
// ("the Nigerian government", "Nigeria's government", "the government of Nigeria"), and yet they are who says most of
// what is in the news: each is one organisation of the story, however it is worded.
#pragma once

#include <span>
#include <vector>

#include "annotate/name_words.h"
#include "gather/story.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"

namespace recount {

/// The institutions that a story's reports name by their country, without ids, in the order of countries and of the
/// codebook. What stands within a name that a report has for itself ("the Nigerian Army Band") is left to that name.
std::vector<AccountEntity> find_institutions(std::span<const AnnotatedReport> reports, const Story& story,
                                             const NameWords& words, const Gazetteer& gazetteer);

}  // namespace recount
