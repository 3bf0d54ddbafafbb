#include "annotate/source_scorer.h"

#include <algorithm>

namespace recount {

SourceScorer::SourceScorer(const ModelFile& file, const std::string& prefix)
    : keys_(file.array<std::uint32_t>(prefix + "/keys")), weights_(file.array<std::int16_t>(prefix + "/weights")) {
    if (keys_.size() != weights_.size())
        file.fail(prefix + " has not one weight for each key");
}

std::int32_t SourceScorer::score(std::span<const std::uint32_t> features) const {
    std::int32_t sum = 0;
    auto key = keys_.begin();
    for (const std::uint32_t feature : features) {
        key = std::lower_bound(key, keys_.end(), feature);
        if (key == keys_.end())
            break;
        if (*key == feature)
            sum += weights_[static_cast<std::size_t>(key - keys_.begin())];
    }
    return sum;
}

}  // namespace recount
