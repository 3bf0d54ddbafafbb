// The chain that every report goes through: tokens, names, times, attributions, claims, mentions.
#pragma once

#include "annotate/annotator.h"
#include "annotate/name_words.h"
#include "gazetteer/gazetteer.h"
#include "language/name_tagger.h"

namespace recount {

/// All annotators in their order. What is given must outlive the chain. Throws CodebookError.
AnnotatorChain make_chain(Codebook& codebook, const NameWords& names, const Gazetteer& gazetteer,
                          const NameTagger* tagger = nullptr);

}  // namespace recount
