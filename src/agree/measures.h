// How far two coders agree, as content analysis measures it: units found by F1, values by Krippendorff's alpha
// (K. Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011), groups by B-cubed (A. Bagga and B. Baldwin,
// Algorithms for Scoring Coreference Chains, 1998). Each in one pass over the data.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace recount {

/// Two shares, and what stands between them: 0 to 1. Of nothing at all, 1.
struct Found {
    double precision = 1, recall = 1, f1 = 1;
};

/// `both` of `first` units that one coder found, and of `second` that the other did.
Found found_of(std::size_t both, std::size_t first, std::size_t second);

/// The values that coders gave to one unit; who gave none is left out.
using NamedValues = std::vector<std::string>;
using NumberValues = std::vector<double>;

/// 1: they agree always; 0: as by chance; below: less. None where fewer than two values can be compared, or all are the
/// same, so that chance alone would agree too. Values are the same or not.
std::optional<double> nominal_alpha(std::span<const NamedValues> units);

/// The same of numbers, which differ by the square of their distance.
std::optional<double> interval_alpha(std::span<const NumberValues> units);

/// How far two groupings of the same things agree; a grouping is a number for each thing. The first is held to the
/// second: precision is of its groups. REQUIRES: equal sizes.
Found b_cubed(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second);

}  // namespace recount
