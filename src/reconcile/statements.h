// Gathers what is quoted: every utterance between quotation marks and every embedded post, by speaker, with its
// versions. One utterance reaches a reader in several wordings: translated twice, cut short, reworded by the next
// outlet. Versions of one utterance share most of their words and have one speaker.
#pragma once

#include <span>
#include <vector>

#include "gather/story.h"
#include "reconcile/account.h"
#include "reconcile/entity_lookup.h"

namespace recount {

/// The statements of a story. Speakers with most statements come first, then by name; a speaker's statements by the
/// number of reports that have them, then by place. `lookup` points into `entities`. The cost grows with the words
/// quoted and with the pairs of utterances that share rarer words.
std::vector<Statement> find_statements(std::span<const AnnotatedReport> reports, const Story& story,
                                       const std::vector<AccountEntity>& entities, const EntityLookup& lookup);

}  // namespace recount
