// The first annotator: tokens and sentences, block by block, so that no sentence crosses from one block into the next.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "language/sentences.h"

namespace recount {

/// Needs nothing; adds tokens and sentences for every block that is not furniture, a link line or a repeat. Sentences
/// end where `splitter` says, by the tokenizer's rules where there is none. Codebook and splitter must outlive it.
std::unique_ptr<Annotator> make_token_annotator(const Codebook& codebook, const SentenceSplitter* splitter = nullptr);

}  // namespace recount
