// The contract's table of statuses, as it stands there.
#include <algorithm>
#include <array>
#include <set>

#include "reconcile/figures.h"

namespace recount {

namespace {

constexpr double approximation = 0.10;     // "about 50" is 45 to 55
constexpr double rise_that_counts = 0.03;  // of a lower bound, for an update

/// The numbers that make a claim true, both ends among them: "more than 51" and 51 fit.
struct Reach {
    double low, high;
};

Reach reach_of(const Bounds& claim) {
    constexpr double most = 1e300;
    Reach reach{claim.low.value_or(0), claim.high.value_or(most)};
    switch (claim.modifier) {
    case Modifier::vague: reach.high = most; break;
    case Modifier::approx:
        reach.low *= 1 - approximation;
        reach.high *= 1 + approximation;
        break;
    default: break;
    }
    return reach;
}

}  // namespace

bool said_before(const Bounds& a, const Bounds& b) {
    if (!a.when || !b.when)
        return false;
    const auto day = [](std::int64_t minutes) {
        return minutes >= 0 ? minutes / minutes_a_day : (minutes + 1) / minutes_a_day - 1;
    };
    // Of an interval: all of it before the other, but for a day that both may be of.
    if (a.days_open > 0 || b.days_open > 0)
        return day(*a.when) < day(*b.when) && day(*a.when) + a.days_open <= day(*b.when);
    return a.to_the_minute == b.to_the_minute ? *a.when < *b.when : day(*a.when) < day(*b.when);
}

bool updates(const Bounds& earlier, const Bounds& later) {
    if (earlier.denied || later.denied || (earlier.long_settled && later.long_settled))
        return false;
    if (later.low && later.high && *later.low == 0 && *later.high == 0)
        return false;  // "no one" denies, it does not update
    const std::array<Bounds, 2> both{earlier, later};
    if (!compatible(both))
        return true;
    return earlier.low && later.low && *later.low > *earlier.low * (1 + rise_that_counts);
}

bool compatible(std::span<const Bounds> claims) {
    double low = 0, high = 1e300;
    for (const Bounds& claim : claims) {
        const Reach reach = reach_of(claim);
        low = std::max(low, reach.low);
        high = std::min(high, reach.high);
    }
    return low <= high;
}

Status status_of(std::span<const Bounds> claims, bool moves) {
    if (claims.size() < 2)
        return Status::single;
    std::set<std::uint32_t> witnesses;
    bool same = true;
    for (const Bounds& claim : claims) {
        witnesses.insert(claim.witness);
        same = same && claim.low == claims.front().low && claim.high == claims.front().high &&
               claim.denied == claims.front().denied;
    }
    if (same)
        return witnesses.size() >= 2 ? Status::agree : Status::repeated;
    if (moves)
        for (const Bounds& earlier : claims)
            for (const Bounds& later : claims)
                if (said_before(earlier, later) && updates(earlier, later))
                    return Status::evolving;
    const bool denied = std::any_of(claims.begin(), claims.end(), [](const Bounds& claim) { return claim.denied; });
    return !denied && compatible(claims) ? Status::refines : Status::conflict;
}

}  // namespace recount
