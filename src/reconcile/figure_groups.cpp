#include "reconcile/figure_groups.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "decide/constraints.h"
#include "gather/linkage.h"

namespace recount {

namespace {

/// What claims of one figure must have in common before anything is weighed.
struct Kind {
    std::string quantity, unit, scope;
    std::optional<double> low, high;  // where only equal numbers are put together
    auto operator<=>(const Kind&) const = default;
};

Kind kind_of(const StoryView& view, const StoryClaim& entry, bool weighed) {
    const Claim& claim = claim_of(view, entry);
    if (weighed && view.rules.quantity(claim.quantity).known)
        return {claim.quantity, claim.unit, {}, {}, {}};
    if (claim.quantity == "age" && entry.scope != whole_scope)  // one person's
        return {claim.quantity, {}, entry.scope, {}, {}};
    return {claim.quantity, claim.unit + "/" + entry.head, entry.scope, claim.low, claim.high};
}

/// Claims that differ in nothing that their own words tell.
struct Alike {
    std::uint32_t event;
    Standing standing;
    std::string_view scope, head;
    std::optional<double> low, high;
    Modifier modifier;
    auto operator<=>(const Alike&) const = default;
};

using Members = std::vector<std::uint32_t>;

/// The members in heaps of claims that are alike.
std::vector<Members> heaps_of(const StoryView& view, std::span<const StoryClaim> claims, const Members& members) {
    std::map<Alike, Members> heaps;
    for (const std::uint32_t i : members) {
        const StoryClaim& entry = claims[i];
        heaps[{entry.event, claim_of(view, entry).standing, entry.scope, entry.head, entry.bounds.low,
               entry.bounds.high, entry.bounds.modifier}]
            .push_back(i);
    }
    std::vector<Members> out;
    for (auto& [alike, heap] : heaps)
        out.push_back(std::move(heap));
    return out;
}

/// Whether two claims are parts that one sentence tells one by one: "one Tunisian, one Chinese and two Iraqis". Such a
/// list counts nobody twice.
bool listed_apart(const StoryView& view, const StoryClaim& a, const StoryClaim& b) {
    return a.report == b.report && claim_of(view, a).sentence == claim_of(view, b).sentence && a.scope != whole_scope &&
           b.scope != whole_scope && a.counted != b.counted;
}

/// Joins heaps by what their first claims tell of each other.
std::vector<Members> joined(const StoryView& view, std::span<const StoryClaim> claims, const std::vector<Event>& events,
                            const PairScorer& scorer, const std::vector<Members>& heaps) {
    constexpr float never = -1000;  // outweighs whatever else two groups have in common
    std::vector<Likeness> pairs;
    for (std::uint32_t a = 0; a < heaps.size(); ++a)
        for (std::uint32_t b = a + 1; b < heaps.size(); ++b) {
            const StoryClaim &one = claims[heaps[a].front()], &other = claims[heaps[b].front()];
            pairs.push_back(
                {a, b, listed_apart(view, one, other) ? never : scorer.score(compare(view, one, other, events))});
        }
    std::vector<Members> out;
    for (const Members& group : join_by_average(static_cast<std::uint32_t>(heaps.size()), pairs, 0)) {
        Members& all = out.emplace_back();
        for (const std::uint32_t heap : group)
            all.insert(all.end(), heaps[heap].begin(), heaps[heap].end());
        std::ranges::sort(all);
    }
    return out;
}

/// The figures of one kind. Pairs grow with the square of the claims: of many, those that are alike are put together
/// first; and where very many differ they are a table, of which nothing more is joined.
std::vector<Members> figures_of(const StoryView& view, std::span<const StoryClaim> claims,
                                const std::vector<Event>& events, const PairScorer& scorer, const Members& members) {
    constexpr std::size_t many = 256;
    std::vector<Members> heaps;
    if (members.size() > many) {
        heaps = heaps_of(view, claims, members);
    } else {
        for (const std::uint32_t i : members)
            heaps.push_back({i});
    }
    return heaps.size() > many ? heaps : joined(view, claims, events, scorer, heaps);
}

/// The event that most claims of a group are of, but for one of them; no_index where that is none.
std::uint32_t event_of_others(std::span<const StoryClaim> claims, const Members& group, std::uint32_t but) {
    std::map<std::uint32_t, int> counts;
    for (const std::uint32_t member : group)
        if (member != but)
            ++counts[claims[member].event];
    const auto most = std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; });
    return most == counts.end() ? no_index : most->first;
}

/// A claim that a person gave another event goes from the figure of those that are not of it to one of its own kind
/// that is, or is one by itself.
void follow_events(const StoryView& view, std::span<const StoryClaim> claims, std::vector<Members>& groups) {
    for (const DecisionResult* decided : view.decisions.of(Verb::event)) {
        const std::uint32_t moved = story_claim_at(view, claims, decided->on.front());
        if (moved == no_index)
            continue;
        const auto from = std::ranges::find_if(
            groups, [&](const Members& group) { return std::ranges::find(group, moved) != group.end(); });
        const std::uint32_t event = claims[moved].event;
        if (from->size() == 1 || event_of_others(claims, *from, moved) == event)
            continue;
        std::erase(*from, moved);
        const Claim& claim = claim_of(view, claims[moved]);
        const auto to = std::ranges::find_if(groups, [&](const Members& group) {
            const Claim& other = claim_of(view, claims[group.front()]);
            return other.quantity == claim.quantity && other.unit == claim.unit &&
                   claims[group.front()].scope == claims[moved].scope && event_of_others(claims, group, moved) == event;
        });
        if (to == groups.end()) {
            groups.push_back({moved});
            continue;
        }
        to->push_back(moved);
        std::ranges::sort(*to);
    }
}

/// The pairs of claims that people decided, but for those that count different things.
std::vector<DecidedPair> decided_pairs(const StoryView& view, std::span<const StoryClaim> claims) {
    std::vector<DecidedPair> pairs = view.decisions.pairs(
        Verb::one_figure, Verb::two_figures,
        [&](const PlacedTarget& place) { return story_claim_at(view, claims, place); }, "number");
    std::erase_if(pairs, [&](const DecidedPair& pair) {
        const Claim &one = claim_of(view, claims[pair.a]), &other = claim_of(view, claims[pair.b]);
        const bool apart = pair.one && (one.quantity != other.quantity || one.unit != other.unit);
        if (apart)
            pair.decision->does_not_fit("they count different things: " + one.quantity + " and " + other.quantity);
        return apart;
    });
    return pairs;
}

}  // namespace

std::vector<std::vector<std::uint32_t>> group_claims(const StoryView& view, std::span<const StoryClaim> claims,
                                                     const std::vector<Event>& events, const PairScorer* scorer) {
    std::map<Kind, Members> kinds;
    for (std::uint32_t i = 0; i < claims.size(); ++i)
        kinds[kind_of(view, claims[i], scorer != nullptr)].push_back(i);
    std::vector<Members> groups;
    for (const auto& [kind, members] : kinds) {
        const bool weighed = scorer && view.rules.quantity(kind.quantity).known;
        for (Members& group :
             weighed ? figures_of(view, claims, events, *scorer, members) : std::vector<Members>{members})
            groups.push_back(std::move(group));
    }
    follow_events(view, claims, groups);
    follow_pairs(decided_pairs(view, claims), groups, "figure");
    std::ranges::sort(groups);
    return groups;
}

}  // namespace recount
