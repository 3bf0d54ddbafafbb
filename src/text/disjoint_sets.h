// Sets of numbered things that are joined two at a time, each known by its smallest member.
#pragma once

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace recount {

/// The things 0 .. size-1, each a set by itself at first. One thread.
class DisjointSets {
public:
    explicit DisjointSets(std::size_t size) : parent_(size) { std::iota(parent_.begin(), parent_.end(), 0U); }

    /// The smallest member of the set that holds `one`.
    std::uint32_t root(std::uint32_t one) {
        while (parent_[one] != one)
            one = parent_[one] = parent_[parent_[one]];
        return one;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        const auto [first, second] = std::minmax({root(a), root(b)});
        parent_[second] = first;
    }

private:
    std::vector<std::uint32_t> parent_;
};

}  // namespace recount
