// Titles that somebody who knows nothing of a story understands: what happened, where, when. What happened is told by
// the phrase of one of the event's mentions (annotate/happening_phrases.h), in the words that most of its reports
// share, else by the event's type, or by what is counted; who says something, by their name. No title is a piece of a
// sentence, holds a quotation mark or is longer than longest_title.
#pragma once

#include <span>
#include <string>

#include "reconcile/account.h"
#include "reconcile/entity_lookup.h"
#include "reconcile/title_words.h"

namespace recount {

/// The title of an event, from its type, place, day, actors and evidence, which are its mentions, or, of one without,
/// its claims or cues. `reports` are those that the evidence points into.
std::string title_of(const Event& event, std::span<const AnnotatedReport> reports, const EntityLookup& entities,
                     const TitleWords& words);

/// The title of a story whose events have theirs: the headline that has most words in common with the others, of those
/// that can stand; else that of the event that most reports tell; else the names that it has most.
std::string title_of(const StoryAccount& story, std::span<const AnnotatedReport> reports, const TitleWords& words);

}  // namespace recount
