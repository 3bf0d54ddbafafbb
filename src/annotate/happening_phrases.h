// The phrase of a happening: what a mention's own grammar says it is. Of a noun, the noun with what qualifies it
// ("opposition march") and the phrase hung on it ("on the market"); of a verb, who does it and to whom. Titles are made
// from these, never from cut sentences.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/sentence_tree.h"

namespace recount {

/// Needs mentions, and fills in their phrases: of those in a report's first sentences, in a sentence that dates a
/// happening, or in one that has a tree already, since trees are dear; others are left without one, as all are without
/// `trees`.
std::unique_ptr<Annotator> make_phrase_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees);

}  // namespace recount
