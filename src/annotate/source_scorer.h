// The learned part of telling who gives a number: a weight for each feature of a candidate, whose sum is its score;
// the candidate of the highest score is the number's source. Weights and sums are integers, so the answer is the same
// on every processor. train/claim_sources.py trains it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

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
    // Features are hashes, so their upper bits part the keys evenly: bucket b is keys [starts_[b], starts_[b + 1]).
    static constexpr unsigned bucket_bits = 15;

    std::span<const std::uint32_t> keys_;  // of the features that have a weight, sorted
    std::span<const std::int16_t> weights_;
    std::vector<std::uint32_t> starts_;
};

}  // namespace recount
