// Where a learned feature's weights stand: features are hashes, and a model's file lists those that have weights,
// sorted. Since hashes are spread evenly, the upper bits lead straight to the few keys that a feature may be.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace recount {

class FeatureKeys {
public:
    /// Keys are sorted and without repeats; they must outlive this.
    explicit FeatureKeys(std::span<const std::uint32_t> keys);

    std::size_t size() const { return keys_.size(); }

    /// The place of a feature among the keys; size() where it is none of them.
    std::size_t find(std::uint32_t feature) const {
        const std::uint32_t bucket = feature >> (32 - bucket_bits);
        for (std::uint32_t at = starts_[bucket]; at < starts_[bucket + 1]; ++at)
            if (keys_[at] == feature)
                return at;
        return keys_.size();
    }

private:
    static constexpr unsigned bucket_bits = 15;

    std::span<const std::uint32_t> keys_;
    std::vector<std::uint32_t> starts_;  // bucket b is keys [starts_[b], starts_[b + 1])
};

}  // namespace recount
