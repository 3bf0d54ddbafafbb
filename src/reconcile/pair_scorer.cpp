#include "reconcile/pair_scorer.h"

#include <algorithm>

namespace recount {

static constexpr const char* section = "claim_pairs/weights";

PairScorer::PairScorer(const ModelFile& file) : weights_(file.array<float>(section)) {
    if (weights_.size() != pair_questions + 1)
        file.fail(std::string(section) + " does not fit this program");
}

std::optional<PairScorer> PairScorer::of(const LanguageModel* model) {
    if (!model || !model->file().has(section))
        return std::nullopt;
    return PairScorer(model->file());
}

float PairScorer::score(const PairAnswers& answers) const {
    float sum = weights_.back();
    for (std::size_t i = 0; i < answers.size(); ++i)
        sum += answers[i] * weights_[i];
    return std::clamp(sum, -most, most);
}

}  // namespace recount
