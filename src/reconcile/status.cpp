// The contract's table of statuses, as it stands there.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/status.h"

namespace recount {

namespace {

constexpr double approximation = 0.10;     // "about 50" is 45 to 55
constexpr double rise_that_counts = 0.03;  // of a lower bound, for an update

}  // namespace

Reach reach_of(const Bounds& claim) {
    Reach reach{claim.low.value_or(0), claim.high.value_or(Reach::most)};
    switch (claim.modifier) {
    case Modifier::vague: reach.high = Reach::most; break;
    case Modifier::approx:
        reach.low *= 1 - approximation;
        reach.high *= 1 + approximation;
        break;
    default: break;
    }
    return reach;
}

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
    // A vague word sets no bound that a number could raise: "276" after "hundreds" refines it.
    const bool made_exact = earlier.modifier == Modifier::vague && later.modifier != Modifier::vague;
    return !made_exact && earlier.low && later.low && *later.low > *earlier.low * (1 + rise_that_counts);
}

bool compatible(std::span<const Bounds> claims) {
    Reach all;
    for (const Bounds& claim : claims)
        all = all.within(reach_of(claim));
    return !all.is_empty();
}

std::vector<std::size_t> extremes(std::span<const Bounds> claims) {
    const auto kind = [](const Bounds& claim) {
        return std::tuple(claim.modifier, claim.when, claim.days_open, claim.to_the_minute, claim.denied,
                          claim.long_settled, claim.low.has_value(), claim.high.has_value());
    };
    struct Ends {
        std::size_t least_low, most_low, least_high, most_high;
    };
    std::map<decltype(kind(claims[0])), Ends> found;
    for (std::size_t i = 0; i < claims.size(); ++i) {
        Ends& ends = found.try_emplace(kind(claims[i]), Ends{i, i, i, i}).first->second;
        const auto take = [&](std::size_t& end, bool further) { end = further ? i : end; };
        take(ends.least_low, claims[i].low < claims[ends.least_low].low);
        take(ends.most_low, claims[i].low > claims[ends.most_low].low);
        take(ends.least_high, claims[i].high < claims[ends.least_high].high);
        take(ends.most_high, claims[i].high > claims[ends.most_high].high);
    }
    std::set<std::size_t> all;
    for (const auto& [key, ends] : found)
        all.insert({ends.least_low, ends.most_low, ends.least_high, ends.most_high});
    return {all.begin(), all.end()};
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
    if (moves) {
        const std::vector<std::size_t> ends = extremes(claims);
        for (const std::size_t earlier : ends)
            for (const std::size_t later : ends)
                if (said_before(claims[earlier], claims[later]) && updates(claims[earlier], claims[later]))
                    return Status::evolving;
    }
    const bool denied = std::any_of(claims.begin(), claims.end(), [](const Bounds& claim) { return claim.denied; });
    return !denied && compatible(claims) ? Status::refines : Status::conflict;
}

}  // namespace recount
