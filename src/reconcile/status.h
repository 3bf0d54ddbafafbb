// How claims about one thing stand to one another: which numbers make each true, which of two was said before the
// other, and the verdict on all of them by the table of the contract.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "reconcile/account.h"

namespace recount {

/// One claim as the status table sees it.
struct Bounds {
    std::optional<double> low, high;
    Modifier modifier = Modifier::exact;
    bool denied = false;
    std::optional<std::int64_t> when =
        std::nullopt;            // of saying, in minutes: later is larger; none where it is not known
    bool to_the_minute = false;  // else only the day of `when` is known
    std::int64_t days_open = 0;  // how many days after that of `when` it may have been said as well
    bool long_settled = false;   // said over three days after the event ended
    std::uint32_t witness = 0;
};

/// The numbers that make a claim true, both ends among them: "more than 51" and 51 fit.
struct Reach {
    static constexpr double most = 1e300;
    double low = 0, high = most;

    Reach within(const Reach& other) const { return {std::max(low, other.low), std::min(high, other.high)}; }
    bool is_empty() const { return low > high; }
};

/// A vague word bounds from below only; approx means 10 % either way.
Reach reach_of(const Bounds& claim);

constexpr std::int64_t minutes_a_day = 24 * 60;

/// Whether `a` is known to be said before `b`.
bool said_before(const Bounds& a, const Bounds& b);

/// The claims, as indices in their order, that tell the most of each kind, so that pairs need be sought among them
/// alone: of claims that are alike but for their numbers (modifier, time of saying ...) those with the least and the
/// greatest ones. If any pair is updated or incompatible, one of these is, and the widest such pair is among them (of
/// ranges nearly so).
std::vector<std::size_t> extremes(std::span<const Bounds> claims);

/// The status of claims about one thing, the first of the contract's table that holds. `moves`: the quantity changes
/// while an event unfolds.
Status status_of(std::span<const Bounds> claims, bool moves);

/// Whether a claim that is said later replaces an earlier one: both cannot be true, or the lower bound rose. A number
/// that fits an earlier vague word refines it.
bool updates(const Bounds& earlier, const Bounds& later);

/// Whether one number makes all of the claims true.
bool compatible(std::span<const Bounds> claims);

}  // namespace recount
