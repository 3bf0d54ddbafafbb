// Every number that a report gives: what it counts, how it is bounded, which part of a whole, and who says it. Which
// words tell one quantity from another is data (codebook/quantities.toml); the rules look at the words around a number,
// the counted people and the verb that they belong to, in the order of how surely each tells.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/sentence_tree.h"

namespace recount {

/// Needs tokens, sentences, entities, times and attributions; adds claims, in text order. The codebook is only read
/// while this is called; its vocabulary must outlive the annotator. Where the words near a count of people do not
/// explain it, the sentence's tree does; without `trees` it stays unexplained.
std::unique_ptr<Annotator> make_claim_annotator(Codebook& codebook,
                                                std::shared_ptr<const SentenceTrees> trees = nullptr);

}  // namespace recount
