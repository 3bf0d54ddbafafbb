// The decisions of one story, as the steps of gather and reconcile ask for them. Each step follows those of its verbs
// and tells what became of them.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "decide/placing.h"

namespace recount {

/// Two of the things that a decision ties together or parts, where no later one says otherwise of the two.
struct DecidedPair {
    std::uint32_t a = 0, b = 0;  // as the asker numbers things; where they are parted, b goes
    bool one = false;
    DecisionResult* decision = nullptr;
};

/// Of the decisions that are on several reports, those whose reports are not all of one story become misfits. `groups`:
/// the reports of each story, sorted.
void require_one_story(std::span<DecisionResult> decisions, std::span<const std::vector<std::uint32_t>> groups);

/// Points at decisions that must outlive it. One thread at a time; those of two stories have nothing in common.
class StoryDecisions {
public:
    StoryDecisions() = default;

    /// Those of `decisions` that are on these reports, which are sorted.
    StoryDecisions(std::span<DecisionResult> decisions, std::span<const std::uint32_t> reports);

    /// Those of a verb that hold, in the order of the log.
    std::vector<DecisionResult*> of(Verb verb) const;

    bool empty() const { return decisions_.empty(); }

    /// The pairs that `one` ties and `two` parts: of each pair the last word, in the order of the log. `thing_at` gives
    /// the number of what stands at a place, no_index where nothing does: that is a misfit, for which `what` says what
    /// is missing.
    template <class ThingAt>
    std::vector<DecidedPair> pairs(Verb one, Verb two, const ThingAt& thing_at, std::string_view what) const;

private:
    std::vector<DecisionResult*> in_order(Verb one, Verb two) const;
    static std::vector<DecidedPair> last_words(std::vector<DecidedPair> pairs);

    std::vector<DecisionResult*> decisions_;
};

/// Follows pairs on groups of things: ties groups together and takes things out of them, in the order of the pairs.
/// Decisions that are not kept at the end, since later ones say otherwise, become misfits. `group`: the word for one,
/// with which it is noted what the machine had.
void follow_pairs(std::span<const DecidedPair> pairs, std::vector<std::vector<std::uint32_t>>& groups,
                  std::string_view group);

template <class ThingAt>
std::vector<DecidedPair> StoryDecisions::pairs(Verb one, Verb two, const ThingAt& thing_at,
                                               std::string_view what) const {
    std::vector<DecidedPair> pairs;
    for (DecisionResult* decision : in_order(one, two)) {
        std::vector<std::uint32_t> things;
        for (const PlacedTarget& place : decision->on)
            things.push_back(thing_at(place));
        if (std::ranges::find(things, UINT32_MAX) != things.end()) {
            decision->does_not_fit("no " + std::string(what) + " stands in these words");
            continue;
        }
        if (std::ranges::all_of(things, [&](std::uint32_t thing) { return thing == things[0]; })) {
            decision->does_not_fit("these words are of one " + std::string(what) + " alone");
            continue;
        }
        const bool ties = decision->decision.verb == one;
        for (std::size_t i = 1; i < things.size(); ++i) {
            if (things[i] != things[0])
                pairs.push_back({things[0], things[i], ties, decision});
            if (!ties && i > 1 && things[i] != things[1])
                pairs.push_back({things[1], things[i], true, decision});  // those that go stay together
        }
    }
    return last_words(std::move(pairs));
}

}  // namespace recount
