#include "agree/measures.h"

#include <map>
#include <unordered_map>

namespace recount {

namespace {

double harmonic(double a, double b) {
    return a + b > 0 ? 2 * a * b / (a + b) : 0;
}

}  // namespace

Found found_of(std::size_t both, std::size_t first, std::size_t second) {
    if (first + second == 0)
        return {};
    const auto share = [&](std::size_t of) {
        return of == 0 ? 0.0 : static_cast<double>(both) / static_cast<double>(of);
    };
    return {share(first), share(second), 2 * static_cast<double>(both) / static_cast<double>(first + second)};
}

std::optional<double> nominal_alpha(std::span<const NamedValues> units) {
    std::unordered_map<std::string, double> totals;
    double count = 0, observed = 0;
    for (const NamedValues& unit : units) {
        if (unit.size() < 2)
            continue;
        const auto size = static_cast<double>(unit.size());
        std::map<std::string_view, double> own;
        for (const std::string& value : unit) {
            ++own[value];
            ++totals[value];
        }
        double same = 0;
        for (const auto& [value, times] : own)
            same += times * times;
        observed += (size * size - same) / (size - 1);
        count += size;
    }
    double same = 0;
    for (const auto& [value, times] : totals)
        same += times * times;
    const double expected = count > 1 ? (count * count - same) / (count - 1) : 0;
    return expected > 0 ? std::optional(1 - observed / expected) : std::nullopt;
}

std::optional<double> interval_alpha(std::span<const NumberValues> units) {
    // About their mean: squares of large numbers that lie close together would leave nothing of their difference.
    double count = 0, sum = 0;
    for (const NumberValues& unit : units)
        for (const double value : unit) {
            if (unit.size() < 2)
                break;
            sum += value;
            ++count;
        }
    const double mean = count > 0 ? sum / count : 0;
    double squares = 0, rest = 0, observed = 0;
    for (const NumberValues& unit : units) {
        if (unit.size() < 2)
            continue;
        const auto size = static_cast<double>(unit.size());
        double own = 0, own_squares = 0;
        for (const double value : unit)
            own += value - mean;
        for (const double value : unit)
            own_squares += (value - mean - own / size) * (value - mean - own / size);
        observed += 2 * size * own_squares / (size - 1);
        squares += own_squares + own * own / size;
        rest += own;
    }
    const double expected = count > 1 ? 2 * (count * squares - rest * rest) / (count - 1) : 0;
    return expected > 0 ? std::optional(1 - observed / expected) : std::nullopt;
}

Found b_cubed(std::span<const std::uint32_t> first, std::span<const std::uint32_t> second) {
    if (first.empty())
        return {};
    std::map<std::uint32_t, double> first_sizes, second_sizes;
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> shared;
    for (std::size_t i = 0; i < first.size(); ++i) {
        ++first_sizes[first[i]];
        ++second_sizes[second[i]];
        ++shared[{first[i], second[i]}];
    }
    Found found{0, 0, 0};
    for (const auto& [groups, size] : shared) {
        found.precision += size * size / first_sizes[groups.first];
        found.recall += size * size / second_sizes[groups.second];
    }
    found.precision /= static_cast<double>(first.size());
    found.recall /= static_cast<double>(first.size());
    found.f1 = harmonic(found.precision, found.recall);
    return found;
}

}  // namespace recount
