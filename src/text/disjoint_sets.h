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

    /// The number of the set of each thing: 1, 2 ... in the order of their smallest members.
    std::vector<std::uint32_t> numbers() {
        std::vector<std::uint32_t> number(parent_.size());
        std::uint32_t last = 0;
        for (std::uint32_t one = 0; one < number.size(); ++one)
            number[one] = root(one) == one ? ++last : number[root(one)];
        return number;
    }

private:
    std::vector<std::uint32_t> parent_;
};

}  // namespace recount
