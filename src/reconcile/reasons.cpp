#include "reconcile/reasons.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>

namespace recount {

namespace {

double value_of(const Bounds& bounds) {
    return bounds.low ? *bounds.low : bounds.high.value_or(0);
}

/// Of the pairs that hold, the one whose numbers lie farthest apart; of equals the first.
template <class Holds>
std::pair<std::size_t, std::size_t> widest_pair(std::span<const Bounds> bounds, const Holds& holds) {
    std::pair<std::size_t, std::size_t> best{0, bounds.size() - 1};
    double widest = -1;
    const std::vector<std::size_t> ends = extremes(bounds);
    for (const std::size_t i : ends)
        for (const std::size_t j : ends) {
            const double apart = std::abs(std::log((value_of(bounds[j]) + 1) / (value_of(bounds[i]) + 1)));
            if (i != j && apart > widest && holds(bounds[i], bounds[j])) {
                widest = apart;
                best = {i, j};
            }
        }
    return best;
}

/// Of the claims that the one at `best` updates, the earliest that is no vague word, and of these the lowest; where
/// there is none, the widest update of all.
std::pair<std::size_t, std::size_t> first_and_last(std::span<const Bounds> bounds, std::optional<std::uint32_t> best) {
    const auto replaces = [](const Bounds& a, const Bounds& b) { return said_before(a, b) && updates(a, b); };
    const auto rank = [](const Bounds& bound) {
        return std::tuple(bound.modifier == Modifier::vague, *bound.when, value_of(bound));
    };
    if (!best)
        return widest_pair(bounds, replaces);
    const std::size_t last = *best;
    std::size_t first = last;
    for (std::size_t i = 0; i < bounds.size(); ++i)
        if (replaces(bounds[i], bounds[last]) && (first == last || rank(bounds[i]) < rank(bounds[first])))
            first = i;
    return first != last ? std::pair(first, last) : widest_pair(bounds, replaces);
}

/// The numbers that make all true.
std::vector<double> common_numbers(std::span<const Bounds> bounds) {
    Reach all;
    for (const Bounds& claim : bounds)
        all = all.within(reach_of(claim));
    if (all.high == Reach::most)
        return {all.low};
    return all.low == all.high ? std::vector{all.low} : std::vector{all.low, all.high};
}

std::vector<double> same_number(const Bounds& claim) {
    return claim.low || claim.high ? std::vector{value_of(claim)} : std::vector<double>();
}

Reason reason_with(ReasonKind kind, std::span<const Bounds> bounds, std::pair<std::size_t, std::size_t> claims) {
    return {kind,
            {static_cast<std::uint32_t>(claims.first), static_cast<std::uint32_t>(claims.second)},
            {value_of(bounds[claims.first]), value_of(bounds[claims.second])}};
}

Reason reason_of_conflict(std::span<const Bounds> bounds) {
    const auto first = [&](bool denied) {
        return static_cast<std::size_t>(std::ranges::find(bounds, denied, &Bounds::denied) - bounds.begin());
    };
    if (first(true) < bounds.size() && first(false) < bounds.size())
        return reason_with(ReasonKind::denied, bounds, {first(true), first(false)});
    return reason_with(ReasonKind::no_common_number, bounds, widest_pair(bounds, [](const Bounds& a, const Bounds& b) {
                           const std::array<Bounds, 2> both{a, b};
                           return value_of(a) <= value_of(b) && !compatible(both);
                       }));
}

}  // namespace

Reason reason_of(Status status, std::span<const Bounds> bounds, std::optional<std::uint32_t> best) {
    switch (status) {
    case Status::single: return {ReasonKind::single, {}, same_number(bounds.front())};
    case Status::agree: return {ReasonKind::same_number, {}, same_number(bounds.front())};
    case Status::repeated: return {ReasonKind::one_witness, {}, same_number(bounds.front())};
    case Status::refines: return {ReasonKind::fits_all, {}, common_numbers(bounds)};
    case Status::evolving: return reason_with(ReasonKind::moved, bounds, first_and_last(bounds, best));
    case Status::conflict: return reason_of_conflict(bounds);
    }
    return {};
}

}  // namespace recount
