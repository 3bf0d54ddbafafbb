// The learned part of telling who gives a number: a weight for each feature of a candidate, whose sum is its score;
// the candidate of the highest score is the number's source. Weights and sums are integers, so the answer is the same
// on every processor. train/claim_sources.py trains it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annotate/feature_keys.h"
#include "language/model_file.h"

namespace recount {

/// Immutable: any number of threads may use one.
class SourceScorer {
public:
    /// Reads the sections below PREFIX/ of a model's file. Throws ModelError.
    SourceScorer(const ModelFile& file, const std::string& prefix);

    /// The score of a candidate's features, in any order. Only those of one number's candidates compare.
    std::int32_t score(std::span<const std::uint32_t> features) const;

private:
    FeatureKeys keys_;  // of the features that have a weight
    std::span<const std::int16_t> weights_;
};

}  // namespace recount
