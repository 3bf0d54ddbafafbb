#include "reconcile/best.h"

#include <algorithm>

namespace recount {

namespace {

/// The value of an enumeration of `count` values that is called so.
template <class Value>
Value value_named(const CodebookNode& node, const std::string& name, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i)
        if (name == name_of(static_cast<Value>(i)))
            return static_cast<Value>(i);
    throw node.error("nothing is called '" + name + "' here");
}

constexpr std::size_t status_count = static_cast<std::size_t>(Status::conflict) + 1,
                      modifier_count = static_cast<std::size_t>(Modifier::vague) + 1;

std::optional<double> number_of(const Bounds& bounds) {
    return bounds.low ? bounds.low : bounds.high;
}

/// Those that say so; where none does, those that say that it is planned, was so before or is so generally.
std::vector<std::uint32_t> told_claims(std::span<const BestCandidate> candidates) {
    std::vector<std::uint32_t> asserted, others;
    for (std::uint32_t i = 0; i < candidates.size(); ++i)
        if (!candidates[i].bounds.denied && candidates[i].standing != Standing::denied)
            (candidates[i].standing == Standing::asserted ? asserted : others).push_back(i);
    return asserted.empty() ? others : asserted;
}

}  // namespace

BestRules::BestRules(const Codebook& codebook) {
    const CodebookNode file = codebook.file("best");
    may_be_best_ = read_ranks(file, "may_be_best");
    may_bound_ = read_ranks(file, "may_bound");
    for (const CodebookNode& node : file.tables("rule"))
        rules_.push_back(read_rule(node));
    std::size_t closeness = 0;
    for (const CodebookNode& node : file.tables("closeness")) {
        for (const std::string& name : node.texts("modifiers"))
            closeness_[static_cast<std::size_t>(value_named<Modifier>(node, name, modifier_count))] = closeness;
        ++closeness;
    }
}

BestRules::Ranks BestRules::read_ranks(const CodebookNode& file, std::string_view key) {
    Ranks ranks;
    const std::vector<CodebookNode> nodes = file.tables(key);
    ranks.fill(nodes.size());  // who is not named comes last
    for (std::size_t i = 0; i < nodes.size(); ++i)
        for (const std::string& name : nodes[i].texts("kinds"))
            ranks[static_cast<std::size_t>(value_named<SourceKind>(nodes[i], name, source_kind_count))] = i;
    return ranks;
}

BestRules::Rule BestRules::read_rule(const CodebookNode& node) {
    static constexpr std::array<std::string_view, 4> orders{"latest", "closest", "greatest", "least"};
    Rule rule;
    rule.name = node.text("name");
    for (const std::string& name : node.texts("status"))
        rule.status.push_back(value_named<Status>(node, name, status_count));
    for (const std::string& name : node.texts("modifiers"))
        rule.modifiers.push_back(value_named<Modifier>(node, name, modifier_count));
    for (const std::string& name : node.texts("order")) {
        const auto found = std::ranges::find(orders, name);
        if (found == orders.end())
            throw node.error("nothing is ordered by '" + name + "'");
        rule.order.push_back(static_cast<Order>(found - orders.begin()));
    }
    return rule;
}

/// Those of the first rank that any of them has.
BestRules::Claims BestRules::first_ranked(std::span<const BestCandidate> candidates, const Claims& claims,
                                          const Ranks& ranks) {
    const auto rank = [&](std::uint32_t i) { return ranks[static_cast<std::size_t>(candidates[i].kind)]; };
    std::size_t first = SIZE_MAX;
    for (const std::uint32_t i : claims)
        first = std::min(first, rank(i));
    Claims out;
    std::ranges::copy_if(claims, std::back_inserter(out), [&](std::uint32_t i) { return rank(i) == first; });
    return out;
}

bool BestRules::precedes(const Rule& rule, const Bounds& a, const Bounds& b) const {
    const auto closeness = [&](const Bounds& bounds) { return closeness_[static_cast<std::size_t>(bounds.modifier)]; };
    for (const Order order : rule.order)
        switch (order) {
        case Order::latest:
            if (a.when != b.when)
                return a.when > b.when;
            break;
        case Order::closest:
            if (closeness(a) != closeness(b))
                return closeness(a) < closeness(b);
            break;
        case Order::greatest:
        case Order::least:
            if (number_of(a) != number_of(b))
                return order == Order::greatest ? number_of(a) > number_of(b) : number_of(a) < number_of(b);
            break;
        }
    return false;
}

BestNumber BestRules::settle(std::span<const BestCandidate> candidates, Status status) const {
    const Claims told = told_claims(candidates);
    const Claims standing = first_ranked(candidates, told, may_be_best_);
    BestNumber number;
    std::vector<Bounds>
        replacing;  // what replaces earlier claims: those that the rule looks at, where the figure moves
    for (const Rule& rule : rules_) {
        if (number.claim || std::ranges::find(rule.status, status) == rule.status.end())
            continue;
        for (const std::uint32_t i : standing) {
            const Bounds& bounds = candidates[i].bounds;
            if (!rule.modifiers.empty() && std::ranges::find(rule.modifiers, bounds.modifier) == rule.modifiers.end())
                continue;
            if (status == Status::evolving)
                replacing.push_back(bounds);
            if (!number.claim || precedes(rule, bounds, candidates[*number.claim].bounds))
                number.claim = i;
        }
        if (number.claim)
            number.rule = rule.name;
    }
    if (number.claim)
        number.best = number_of(candidates[*number.claim].bounds);
    set_range(number, candidates, first_ranked(candidates, told, may_bound_), replacing);
    return number;
}

/// The least and the greatest number of those claims that none of `replacing` replaces.
void BestRules::set_range(BestNumber& number, std::span<const BestCandidate> candidates, const Claims& claims,
                          std::span<const Bounds> replacing) {
    const std::vector<std::size_t> ends = extremes(replacing);
    for (const std::uint32_t i : claims) {
        const Bounds& bounds = candidates[i].bounds;
        const bool replaced = std::ranges::any_of(ends, [&](std::size_t later) {
            return said_before(bounds, replacing[later]) && updates(bounds, replacing[later]);
        });
        if (replaced && i != number.claim)
            continue;
        // A vague word bounds from below only.
        const std::optional<double> low = number_of(bounds),
                                    high = bounds.modifier == Modifier::vague || !bounds.high ? low : bounds.high;
        if (low)
            number.low = std::min(number.low.value_or(*low), *low);
        if (high)
            number.high = std::max(number.high.value_or(*high), *high);
    }
}

}  // namespace recount
