#include "annotate/feature_keys.h"

#include <numeric>

namespace recount {

FeatureKeys::FeatureKeys(std::span<const std::uint32_t> keys) : keys_(keys), starts_((1u << bucket_bits) + 1) {
    for (const std::uint32_t key : keys_)
        ++starts_[(key >> (32 - bucket_bits)) + 1];
    std::partial_sum(starts_.begin(), starts_.end(), starts_.begin());
}

}  // namespace recount
