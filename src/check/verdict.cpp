#include "check/verdict.h"

#include <algorithm>
#include <array>
#include <set>

namespace recount {

namespace {

bool meet(const Bounds& a, const Bounds& b) {
    return compatible(std::array<Bounds, 2>{a, b});
}

bool excludes_its_number(const Bounds& bounds) {
    return bounds.modifier == Modifier::more_than || bounds.modifier == Modifier::less_than;
}

/// Whether a claim gives the number asked for and bounds it in ways that can both be meant: "at least 24" and "24". Not
/// where "more than 24" is asked, and 24 told.
bool same_number(const Bounds& a, const Bounds& b) {
    if (excludes_its_number(a) && !excludes_its_number(b))
        return false;
    if (a.low == b.low && a.high == b.high)
        return true;
    const bool by_low = a.low && b.low && *a.low == *b.low, by_high = a.high && b.high && *a.high == *b.high;
    const bool words = a.modifier == Modifier::vague || b.modifier == Modifier::vague;
    const bool ranges = a.modifier == Modifier::range || b.modifier == Modifier::range;
    return (by_low || by_high) && !words && !ranges && meet(a, b);
}

/// Whether the claim tells as much as is asked: whatever makes it true makes that true.
bool tells(const Bounds& claim, const Bounds& asked) {
    constexpr double slack = 1e-6;
    if (asked.modifier == Modifier::more_than && !excludes_its_number(claim) && claim.low == asked.low)
        return false;
    if (asked.modifier == Modifier::less_than && !excludes_its_number(claim) && claim.high == asked.high)
        return false;
    const Reach told = reach_of(claim), wanted = reach_of(asked);
    return told.low >= wanted.low - slack && told.high <= wanted.high + slack;
}

std::set<std::uint32_t> witnesses_of(std::span<const Told> told, const std::vector<Side>& sides, Side side) {
    std::set<std::uint32_t> witnesses;
    for (std::size_t i = 0; i < told.size(); ++i)
        if (sides[i] == side)
            witnesses.insert(told[i].bounds.witness);
    return witnesses;
}

bool is_none(const Bounds& bounds) {
    return bounds.low == 0.0 && bounds.high == 0.0;
}

/// Whether one number takes the place of another: it was said later, or, where the times are not known and the figure
/// moved, it is greater, because such numbers grow. One that falls by more than half contradicts.
bool replaces(const Bounds& later, const Bounds& earlier, Movement movement) {
    constexpr double least_left = 0.5;
    const bool settled = later.long_settled && earlier.long_settled;
    if (later.denied || is_none(later) || settled)  // "no one" denies, it does not update
        return false;
    if (said_before(earlier, later))
        return !(later.high && earlier.low && *later.high < *earlier.low * least_left);
    const bool grew = later.low && earlier.low && *later.low > *earlier.low;
    return movement == Movement::moved && grew && later.witness != earlier.witness && !said_before(later, earlier);
}

/// Whether a later claim replaces this one, and `asked` cannot be true together with it. Who is said to say that there
/// was nobody denies it, until he says otherwise.
bool is_outdated(std::span<const Told> told, std::size_t at, const Bounds* asked) {
    const bool denies = told[at].sourced && is_none(told[at].bounds);
    return std::ranges::any_of(told, [&](const Told& later) {
        return later.bounds.modifier != Modifier::vague && !later.implicit &&
               (!denies || later.bounds.witness == told[at].bounds.witness) && updates(told[at].bounds, later.bounds) &&
               replaces(later.bounds, told[at].bounds, Movement::may_move) && (!asked || !meet(*asked, later.bounds));
    });
}

Side side_of(const Bounds& asked, const Told& told, bool outdated) {
    if (told.implicit)
        return Side::undecided;
    Bounds bounds = told.bounds;
    if (told.part)
        bounds.high.reset();
    const bool fits = meet(asked, bounds);
    if (told.bounds.denied && !is_none(bounds))
        return fits ? Side::opposes : Side::undecided;
    if (!fits)
        return outdated || told.open ? Side::undecided : Side::opposes;
    if (!same_number(asked, told.bounds) && !tells(bounds, asked))
        return Side::undecided;
    return outdated ? Side::earlier : Side::agrees;
}

/// Whether each claim that agrees was replaced by one that opposes.
bool all_replaced(std::span<const Told> told, const std::vector<Side>& sides, Movement movement) {
    for (std::size_t i = 0; i < told.size(); ++i) {
        bool replaced = sides[i] != Side::agrees;
        for (std::size_t j = 0; j < told.size() && !replaced; ++j)
            replaced = sides[j] == Side::opposes && replaces(told[j].bounds, told[i].bounds, movement);
        if (!replaced)
            return false;
    }
    return true;
}

/// Takes the side from claims that oppose and that one that agrees took the place of.
void leave_replaced(std::span<const Told> told, std::vector<Side>& sides, Movement movement) {
    for (std::size_t i = 0; i < told.size(); ++i)
        for (std::size_t j = 0; j < told.size() && sides[i] == Side::opposes; ++j)
            if (sides[j] == Side::agrees && replaces(told[j].bounds, told[i].bounds, movement) &&
                !(told[i].sourced && is_none(told[i].bounds)))
                sides[i] = Side::undecided;
}

}  // namespace

Judgement judge(const Bounds& asked, std::span<const Told> told, Movement movement, double lone) {
    Judgement judgement;
    bool equal = false;
    for (std::size_t i = 0; i < told.size(); ++i) {
        const bool replaced = movement != Movement::stands && is_outdated(told, i, nullptr);
        if (replaced)
            movement = Movement::moved;
        const bool fits = meet(asked, told[i].bounds);
        // What it says may still be true beside what replaced it: "at least 5" beside 24.
        judgement.sides.push_back(side_of(asked, told[i], replaced && (!fits || is_outdated(told, i, &asked))));
        equal = equal || (judgement.sides.back() == Side::agrees && !replaced && same_number(asked, told[i].bounds));
    }
    const bool opposed = std::ranges::find(judgement.sides, Side::opposes) != judgement.sides.end();
    if (movement != Movement::stands && opposed && all_replaced(told, judgement.sides, movement))
        std::ranges::replace(judgement.sides, Side::agrees, Side::earlier);
    else if (movement != Movement::stands)
        leave_replaced(told, judgement.sides, movement);
    const auto count = [](const std::set<std::uint32_t>& all) { return static_cast<std::uint32_t>(all.size()); };
    const std::set<std::uint32_t> agreeing = witnesses_of(told, judgement.sides, Side::agrees);
    std::set<std::uint32_t> opposing = witnesses_of(told, judgement.sides, Side::opposes);
    std::erase_if(opposing, [&](std::uint32_t witness) { return agreeing.contains(witness); });  // says both
    const std::uint32_t agree = count(agreeing), oppose = count(opposing),
                        earlier = count(witnesses_of(told, judgement.sides, Side::earlier));
    const auto give = [&](Verdict verdict, CheckReason reason, std::uint32_t witnesses) {
        judgement.verdict = verdict;
        judgement.reason = reason;
        judgement.witnesses = witnesses;
    };
    if (agree > 0 && oppose * lone > agree)
        give(Verdict::contradicted, CheckReason::disputed, oppose);
    else if (agree > 0 && equal)
        give(Verdict::supported, CheckReason::same_number, agree);
    else if (agree > 0)
        give(Verdict::refined, CheckReason::closer_number, agree);
    else if (oppose > 0 && earlier > 0)
        give(Verdict::outdated, CheckReason::later_number, oppose);
    else if (oppose > 0)
        give(Verdict::contradicted, CheckReason::other_number, oppose);
    else
        give(Verdict::absent, CheckReason::less_close, 0);
    return judgement;
}

}  // namespace recount
