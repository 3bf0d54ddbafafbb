// Joins the names of one story: which names in its reports have one bearer.
//
// Within a report that is settled (annotate/names.h). Over reports, names join when they are the same words, when one
// is a part of the other and only one bearer can be meant, when an acronym stands for a name, when both are one place
// of the gazetteer, and when they are two spellings of one name: the same sounds, and either the same other name
// ("Sergey" and "Sergei" Lavrov) or words around them that fit this bearer better than any other person of the story.
// What is unsure stays apart.
#pragma once

#include <span>
#include <vector>

#include "annotate/name_words.h"
#include "gather/story.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"

namespace recount {

/// The persons, organisations and places of a story, still without ids. Each mention is the span of one Entity of its
/// report; a mention with a courtesy title ("Ms Kushnir") is given a second time with it. The result does not depend on
/// the order in which the reports were read.
std::vector<AccountEntity> join_entities(std::span<const AnnotatedReport> reports, const Story& story,
                                         const NameWords& words, const Gazetteer& gazetteer);

/// Puts entities in their order, those with most mentions first, and gives them their ids: "e1", "e2" ...
void number_entities(std::vector<AccountEntity>& entities);

/// How alike two names of persons are spelled, letters alone (as recount::folded gives them): 1 the same, 0 nothing in
/// common.
double spelling_likeness(std::string_view a, std::string_view b);

/// True when two names can be spellings of one: their sounds are the same, or, in longer names, all but one.
bool may_be_one_spelling(const NameWords& words, std::string_view a, std::string_view b);

}  // namespace recount
