// Joins the names of one story: which names in its reports have one bearer.
//
// Within a report that is settled (annotate/names.h). Over reports, what is the same joins first (story_names.h), then
// organisations (organisation_names.h), persons (person_names.h), and at last what posts call them (posted_names.h).
// Whether two names can be one is asked word by word (name_pairs.h, name_spelling.h). What is unsure stays apart.
#pragma once

#include <span>
#include <vector>

#include "annotate/name_words.h"
#include "decide/constraints.h"
#include "gather/story.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"

namespace recount {

/// The persons, organisations and places of a story, still without ids. Each mention is the span of one Entity of its
/// report; a mention with a title or office in capitals ("Ms Kushnir", "Sheriff Kushnir"), or with an article in
/// capitals
/// ("The Orlo News"), is given a second time with it. What posts call them ("@kushnir") is given too. The result does
/// not depend on the order in which the reports were read. Names that were decided to be one or two are.
std::vector<AccountEntity> join_entities(std::span<const AnnotatedReport> reports, const Story& story,
                                         const NameWords& words, const Gazetteer& gazetteer,
                                         const StoryDecisions& decisions = {});

/// Puts entities in their order, those with most mentions first, and gives them their ids: "e1", "e2" ...
void number_entities(std::vector<AccountEntity>& entities);

}  // namespace recount
