// Mentions of happenings: the word that names one ("rally", "opened fire"), the time and place that stand with it, and
// whether a gathering is for or against somebody. Which mentions are one event is decided over all reports, later.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/sentence_tree.h"

namespace recount {

/// Needs tokens, sentences, entities, times and attributions; adds mentions, in text order. The codebook is only read
/// while this is called. `trees` tell the parts of speech; null where there is no model.
std::unique_ptr<Annotator> make_mention_annotator(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees);

}  // namespace recount
