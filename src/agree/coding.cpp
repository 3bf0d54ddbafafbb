#include "agree/coding.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace recount {

namespace {

/// A claim by its place alone: who quotes its words otherwise means the same.
using Place = std::tuple<std::string, bool, std::uint32_t, std::uint32_t>;

Place place_of(const DecisionTarget& target) {
    return {target.report, !target.in_title, target.start, target.end};
}

class Coder {
public:
    void take(const Decision& decision) {
        if (decision.on.empty() || decision.on.front().whole)
            return;
        switch (decision.verb) {
        case Verb::quantity: claim(decision).quantity = decision.text(); break;
        case Verb::scope: claim(decision).scope = decision.text(); break;
        case Verb::source: claim(decision).source = decision.text(); break;
        case Verb::bounds:
        case Verb::claim: take_value(decision); break;
        case Verb::right:
        case Verb::event: claim(decision); break;
        case Verb::not_a_claim: claims_.erase(place_of(decision.on.front())); break;
        case Verb::one_figure: join(decision.on); break;
        case Verb::two_figures: part(decision.on); break;
        default: break;
        }
    }

    std::vector<CodedClaim> give() {
        std::vector<CodedClaim> out;
        for (auto& [place, claim] : claims_)
            out.push_back(std::move(claim));
        return out;
    }

private:
    CodedClaim& claim(const DecisionTarget& target) {
        const auto [entry, is_new] = claims_.try_emplace(place_of(target));
        if (is_new) {
            entry->second.words = target;
            entry->second.figure = figures_++;
        }
        return entry->second;
    }

    CodedClaim& claim(const Decision& decision) { return claim(decision.on.front()); }

    void take_value(const Decision& decision) {
        CodedClaim& coded = claim(decision);
        const auto* value = std::get_if<DecidedClaim>(&decision.value);
        if (!value)
            return;
        const auto set = [](std::optional<std::string>& field, const std::optional<std::string>& said) {
            if (said)
                field = said;
        };
        set(coded.quantity, value->quantity);
        set(coded.scope, value->scope);
        set(coded.source, value->source);
        set(coded.modifier, value->modifier);
        if (value->bounded)
            coded.bounds = CodedBounds{value->low, value->high};
    }

    void join(const std::vector<DecisionTarget>& targets) {
        for (const DecisionTarget& target : targets)
            claim(target).grouped = true;
        const std::uint32_t figure = claim(targets.front()).figure;
        for (const DecisionTarget& target : targets)
            if (const std::uint32_t other = claim(target).figure; other != figure)
                for (auto& [place, one] : claims_)
                    if (one.figure == other)
                        one.figure = figure;
    }

    /// Those behind the first leave its figure, together.
    void part(const std::vector<DecisionTarget>& targets) {
        for (const DecisionTarget& target : targets)
            claim(target).grouped = true;
        const std::uint32_t figure = claim(targets.front()).figure, other = figures_++;
        for (std::size_t i = 1; i < targets.size(); ++i)
            if (CodedClaim& one = claim(targets[i]); one.figure == figure)
                one.figure = other;
    }

    std::map<Place, CodedClaim> claims_;
    std::uint32_t figures_ = 0;
};

}  // namespace

std::vector<CodedClaim> coding_of(std::span<const Decision> decisions) {
    Coder coder;
    for (const StandingDecision& standing : replay(decisions))
        if (!standing.undone)
            coder.take(decisions[standing.place]);
    return coder.give();
}

}  // namespace recount
