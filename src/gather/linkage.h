// Average linkage (Sokal and Michener 1958): groups grow by joining the two that are most alike on average, until no
// two are alike enough.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace recount {

/// Things, by their indices, that belong together.
using Groups = std::vector<std::vector<std::uint32_t>>;

/// Two things and how alike they are.
struct Likeness {
    std::uint32_t a = 0, b = 0;  // a < b
    double value = 0;            // above 0, at most 1
};

/// Groups of `count` things, each sorted, in the order of their first; a pair that is not listed is alike by 0.
/// O(n log n) in the number of pairs for groups of bounded size. The same pairs in any order give the same groups.
Groups join_by_average(std::uint32_t count, std::span<const Likeness> pairs, double least);

/// The same over things that stand for several: `sizes` tells how many, and the value of a pair is a sum over all
/// pairs across the two.
Groups join_by_average(std::span<const std::uint32_t> sizes, std::span<const Likeness> sums, double least);

}  // namespace recount
