#include "language/learned_weights.h"

namespace recount {

std::optional<LearnedWeights> LearnedWeights::of(const LanguageModel* model, const std::string& section,
                                                 std::size_t questions) {
    if (!model || !model->file().has(section))
        return std::nullopt;
    const std::span<const float> weights = model->file().array<float>(section);
    if (weights.size() != questions + 1)
        model->file().fail(section + " does not fit this program");
    return LearnedWeights(weights);
}

float LearnedWeights::sum(std::span<const float> answers) const {
    float sum = weights_.back();
    for (std::size_t i = 0; i < answers.size(); ++i)
        sum += answers[i] * weights_[i];
    return sum;
}

}  // namespace recount
