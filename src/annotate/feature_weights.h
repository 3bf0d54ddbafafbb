// The plainest scorer of hashed features (annotate/answer_hash.h): a weight for each, whose sum is the score. Weights
// and sums are integers, so the answer is the same on every processor.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "annotate/feature_keys.h"
#include "language/model_file.h"

namespace recount {

/// Immutable: any number of threads may use one.
class FeatureWeights {
public:
    /// Reads the sections below PREFIX/ of a model's file. Throws ModelError.
    FeatureWeights(const ModelFile& file, const std::string& prefix);

    /// The score of features, in any order; one that has no weight counts nothing.
    std::int32_t score(std::span<const std::uint32_t> features) const;

private:
    FeatureKeys keys_;  // of the features that have a weight
    std::span<const std::int16_t> weights_;
};

}  // namespace recount
