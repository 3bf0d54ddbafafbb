// What the scorer of sources goes by: each candidate of a number (source_candidates.h) as a set of features, which are
// hashes of a question and its answer, as those of claims are (claim_features.h). train/claim_sources.py learns from
// what recount_claim_source_inputs prints of these.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/source_candidates.h"

namespace recount {

/// Features of the candidate `candidates[index]`, in no order; one that stands twice counts twice. `span` are
/// the claim's words, `quantity` what it counts.
void make_source_features(const ClaimRules& rules, const ClaimSentence& sentence, const ClaimCandidate& claim,
                          Span span, std::string_view quantity, std::span<const SourceCandidate> candidates,
                          std::size_t index, std::vector<std::uint32_t>& features);

}  // namespace recount
