// The phrase of a happening: what a mention's own grammar says it is. Of a noun, the noun with what qualifies it
// ("opposition march") and the phrase hung on it ("on the market"); of a verb, who does it and to whom. Titles are made
// from these, never from cut sentences.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/sentence_tree.h"

namespace recount {

/// Needs mentions, and fills in their phrases. Only the nearest sentences of a report's head and those that are parsed
/// already have trees; other mentions are left without a phrase, as all are without `trees`.
std::unique_ptr<Annotator> make_phrase_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees);

}  // namespace recount
