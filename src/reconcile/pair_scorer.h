// The learned part of telling whether two claims are about one thing: the answers of claim_pairs.h, weighed.
// train/claim_pairs.py learns the weights.
#pragma once

#include <algorithm>

#include "reconcile/claim_pairs.h"
#include "language/learned_weights.h"

namespace recount {

/// Immutable: any number of threads may use one. The model must outlive it.
class PairScorer {
public:
    /// The scorer of a model; nullopt where there is none, or it was trained without it. Throws ModelError.
    static std::optional<PairScorer> of(const LanguageModel* model) {
        const auto weights = LearnedWeights::of(model, "claim_pairs/weights", pair_questions);
        return weights ? std::optional(PairScorer(*weights)) : std::nullopt;
    }

    /// Above 0 where the two are likelier of one thing than not; cut off at `most` either way, so that no pair
    /// outweighs all others.
    float score(const PairAnswers& answers) const { return std::clamp(weights_.sum(answers), -most, most); }

    static constexpr float most = 4;

private:
    explicit PairScorer(const LearnedWeights& weights) : weights_(weights) {}

    LearnedWeights weights_;
};

}  // namespace recount
