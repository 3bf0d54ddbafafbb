#include "annotate/source_scorer.h"

#include <numeric>

namespace recount {

SourceScorer::SourceScorer(const ModelFile& file, const std::string& prefix)
    : keys_(file.array<std::uint32_t>(prefix + "/keys")), weights_(file.array<std::int16_t>(prefix + "/weights")) {
    if (keys_.size() != weights_.size())
        file.fail(prefix + " has not one weight for each key");
    starts_.resize((1u << bucket_bits) + 1);
    for (const std::uint32_t key : keys_)
        ++starts_[(key >> (32 - bucket_bits)) + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
}

std::int32_t SourceScorer::score(std::span<const std::uint32_t> features) const {
    std::int32_t sum = 0;
    for (const std::uint32_t feature : features) {
        const std::uint32_t bucket = feature >> (32 - bucket_bits);
        for (std::uint32_t at = starts_[bucket]; at < starts_[bucket + 1]; ++at)
            if (keys_[at] == feature)
                sum += weights_[at];
    }
    return sum;
}

}  // namespace recount
