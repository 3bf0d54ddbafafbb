// The first annotator: tokens and sentences, block by block, so that no sentence crosses from one block into the next.
#pragma once

#include <memory>

#include "annotate/annotator.h"

namespace recount {

/// Needs nothing; adds tokens and sentences for every block that is not furniture, a link line or a repeat.
/// The codebook must outlive it.
std::unique_ptr<Annotator> make_token_annotator(const Codebook& codebook);

}  // namespace recount
