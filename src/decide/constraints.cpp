#include "decide/constraints.h"

#include <algorithm>
#include <map>
#include <set>

namespace recount {

void require_one_story(std::span<DecisionResult> decisions, std::span<const std::vector<std::uint32_t>> groups) {
    std::map<std::uint32_t, std::size_t> story_of;
    for (std::size_t i = 0; i < groups.size(); ++i)
        for (const std::uint32_t report : groups[i])
            story_of.emplace(report, i);
    for (DecisionResult& result : decisions) {
        if (!result.holds() || result.on.size() < 2)
            continue;
        const auto story = [&](const PlacedTarget& place) {
            const auto found = story_of.find(place.report);
            return found == story_of.end() ? groups.size() : found->second;
        };
        const std::size_t first = story(result.on.front());
        if (first == groups.size() ||
            std::ranges::any_of(result.on, [&](const PlacedTarget& p) { return story(p) != first; }))
            result.does_not_fit("what it is on does not stand in reports of one story");
    }
}

StoryDecisions::StoryDecisions(std::span<DecisionResult> decisions, std::span<const std::uint32_t> reports) {
    for (DecisionResult& result : decisions) {
        if (!result.holds() || result.on.empty())
            continue;
        const auto here = static_cast<std::size_t>(std::ranges::count_if(
            result.on, [&](const PlacedTarget& place) { return std::ranges::binary_search(reports, place.report); }));
        if (here == result.on.size())
            decisions_.push_back(&result);
    }
}

std::vector<DecisionResult*> StoryDecisions::of(Verb verb) const {
    return in_order(verb, verb);
}

std::vector<DecisionResult*> StoryDecisions::in_order(Verb one, Verb two) const {
    std::vector<DecisionResult*> found;
    for (DecisionResult* result : decisions_)
        if (result->holds() && (result->decision.verb == one || result->decision.verb == two))
            found.push_back(result);
    return found;
}

std::vector<DecidedPair> StoryDecisions::last_words(std::vector<DecidedPair> pairs) {
    std::map<std::pair<std::uint32_t, std::uint32_t>, const DecidedPair*> last;
    for (const DecidedPair& pair : pairs)
        last[std::minmax(pair.a, pair.b)] = &pair;
    std::vector<DecidedPair> kept;
    std::map<DecisionResult*, const DecisionResult*> replaced_by;
    std::set<const DecisionResult*> speaks;
    for (const DecidedPair& pair : pairs) {
        const DecidedPair* final_word = last.at(std::minmax(pair.a, pair.b));
        if (final_word != &pair) {
            replaced_by[pair.decision] = final_word->decision;
            continue;
        }
        kept.push_back(pair);
        speaks.insert(pair.decision);
    }
    for (const auto& [decision, later] : replaced_by)
        if (!speaks.contains(decision) && decision != later)
            decision->give_way_to(later->decision);
    return kept;
}

namespace {

std::size_t group_of(const std::vector<std::vector<std::uint32_t>>& groups, std::uint32_t thing) {
    for (std::size_t i = 0; i < groups.size(); ++i)
        if (std::ranges::find(groups[i], thing) != groups[i].end())
            return i;
    return groups.size();
}

}  // namespace

void follow_pairs(std::span<const DecidedPair> pairs, std::vector<std::vector<std::uint32_t>>& groups,
                  std::string_view group) {
    for (const DecidedPair& pair : pairs)
        if (pair.decision->machine.empty()) {
            const bool one = group_of(groups, pair.a) == group_of(groups, pair.b);
            pair.decision->machine = (one ? "one " : "two ") + std::string(group) + (one ? "" : "s");
        }
    for (const DecidedPair& pair : pairs) {
        const std::size_t of_a = group_of(groups, pair.a), of_b = group_of(groups, pair.b);
        if ((of_a == of_b) == pair.one)
            continue;
        if (pair.one) {
            groups[of_a].insert(groups[of_a].end(), groups[of_b].begin(), groups[of_b].end());
            std::ranges::sort(groups[of_a]);
            groups[of_b].clear();
        } else {
            std::erase(groups[of_b], pair.b);
            groups.push_back({pair.b});
        }
    }
    for (const DecidedPair& pair : pairs)
        if ((group_of(groups, pair.a) == group_of(groups, pair.b)) != pair.one)
            pair.decision->does_not_fit(pair.one ? "a later decision parts them" : "later decisions tie them together");
    std::erase_if(groups, [](const auto& one) { return one.empty(); });
}

}  // namespace recount
