// Answers to questions, weighed: the plainest of learned scorers. The sum of the weights is the logarithm of the odds
// that what is asked is so; it is taken in a fixed order, so that it is the same on every processor.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "language/language_model.h"

namespace recount {

/// Immutable: any number of threads may use one. The model must outlive it.
class LearnedWeights {
public:
    /// The weights in a section of a model: one a question, and one that is always added. nullopt where there is no
    /// model, or it was trained without them. Throws ModelError where they are of other questions than the program's.
    static std::optional<LearnedWeights> of(const LanguageModel* model, const std::string& section,
                                            std::size_t questions);

    /// REQUIRES: an answer to each question.
    float sum(std::span<const float> answers) const;

private:
    explicit LearnedWeights(std::span<const float> weights) : weights_(weights) {}

    std::span<const float> weights_;
};

}  // namespace recount
