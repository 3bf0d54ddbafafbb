// The learned part of telling whether two claims are about one thing: a weight for each answer of claim_pairs.h, whose
// sum is the logarithm of the odds that they are. Sums are taken in a fixed order, so that the result is the same on
// every processor. train/claim_pairs.py learns the weights.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "language/language_model.h"
#include "reconcile/claim_pairs.h"

namespace recount {

/// Immutable: any number of threads may use one. The model must outlive it.
class PairScorer {
public:
    /// The scorer of a model; nullopt where there is none, or it was trained without it. Throws ModelError.
    static std::optional<PairScorer> of(const LanguageModel* model);

    /// Above 0 where the two are likelier of one thing than not; cut off at `most` either way, so that no pair
    /// outweighs all others.
    float score(const PairAnswers& answers) const;

    static constexpr float most = 4;

private:
    explicit PairScorer(const ModelFile& file);

    std::span<const float> weights_;  // of each answer; the last is added always
};

}  // namespace recount
