// The chain that every report goes through: tokens, names, times, attributions, claims, mentions.
#pragma once

#include "annotate/annotator.h"
#include "annotate/name_words.h"
#include "gazetteer/gazetteer.h"
#include "language/language_model.h"

namespace recount {

/// All annotators in their order. What is given must outlive the chain; without a language model sentences and names
/// are found by rules. Throws CodebookError.
AnnotatorChain make_chain(Codebook& codebook, const NameWords& names, const Gazetteer& gazetteer,
                          const LanguageModel* language = nullptr);

}  // namespace recount
