#include "annotate/feature_weights.h"

namespace recount {

FeatureWeights::FeatureWeights(const ModelFile& file, const std::string& prefix)
    : keys_(file.array<std::uint32_t>(prefix + "/keys")), weights_(file.array<std::int16_t>(prefix + "/weights")) {
    if (keys_.size() != weights_.size())
        file.fail(prefix + " has not one weight for each key");
}

std::int32_t FeatureWeights::score(std::span<const std::uint32_t> features) const {
    std::int32_t sum = 0;
    for (const std::uint32_t feature : features)
        if (const std::size_t key = keys_.find(feature); key < keys_.size())
            sum += weights_[key];
    return sum;
}

}  // namespace recount
