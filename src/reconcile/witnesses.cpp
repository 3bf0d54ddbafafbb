#include "reconcile/witnesses.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "text/disjoint_sets.h"

namespace recount {

namespace {

class WitnessSets {
public:
    WitnessSets(std::span<const StoryClaim> claims, std::span<const std::uint32_t> group)
        : claims_(claims), group_(group), sets_(group.size()) {}

    /// The set of each claim, as its smallest member.
    DisjointSets& join() {
        join_lineages();
        join_sources();
        join_own_voices();
        return sets_;
    }

private:
    const StoryClaim& claim(std::uint32_t i) const { return claims_[group_[i]]; }

    /// Copies of one sentence are one witness, and so is what the reports of one lineage say in their own voice; two
    /// sources that one text names are two.
    void join_lineages() {
        std::map<std::uint32_t, std::uint32_t> first_of_lineage, first_of_passage;
        for (std::uint32_t i = 0; i < group_.size(); ++i) {
            if (claim(i).lineage == no_index)
                continue;
            sets_.join(first_of_passage.try_emplace(claim(i).passage, i).first->second, i);
            if (claim(i).source.empty())
                sets_.join(first_of_lineage.try_emplace(claim(i).lineage, i).first->second, i);
        }
    }

    /// Each wording is held against every other; there are few in one figure.
    void join_sources() {
        std::map<std::string_view, std::uint32_t> first;  // of each wording
        for (std::uint32_t i = 0; i < group_.size(); ++i)
            if (!claim(i).source.empty())
                sets_.join(first.try_emplace(claim(i).source, i).first->second, i);
        for (auto a = first.begin(); a != first.end(); ++a)
            for (auto b = std::next(a); b != first.end(); ++b)
                if (speak_alike(claim(a->second), claim(b->second)))
                    sets_.join(a->second, b->second);
    }

    /// One source, or a body and its spokesman, or two spokesmen of one body.
    static bool speak_alike(const StoryClaim& a, const StoryClaim& b) {
        const auto voice = [](const StoryClaim& one) -> const SourceIdentity& {
            return one.speaks_for ? *one.speaks_for : one.identity;
        };
        return same_source(a.identity, b.identity) || same_source(voice(a), voice(b));
    }

    /// A report's own voice is one witness; for a number that it gives by a source too ("14", "at least 14"), it is
    /// that source.
    void join_own_voices() {
        std::map<std::uint32_t, std::uint32_t> first;  // of each report
        std::multimap<std::pair<std::uint32_t, std::optional<double>>, std::uint32_t> sourced;
        const auto number = [&](std::uint32_t i) {
            const Bounds& bounds = claim(i).bounds;
            return std::pair(claim(i).report, bounds.low ? bounds.low : bounds.high);
        };
        for (std::uint32_t i = 0; i < group_.size(); ++i)
            if (!claim(i).source.empty())
                sourced.emplace(number(i), i);
        for (std::uint32_t i = 0; i < group_.size(); ++i) {
            if (!claim(i).source.empty())
                continue;
            sets_.join(first.try_emplace(claim(i).report, i).first->second, i);
            for (auto [at, end] = sourced.equal_range(number(i)); at != end; ++at)
                sets_.join(at->second, i);
        }
    }

    std::span<const StoryClaim> claims_;
    std::span<const std::uint32_t> group_;
    DisjointSets sets_;
};

}  // namespace

std::uint32_t number_witnesses(std::span<const StoryClaim> claims, std::span<const std::uint32_t> group,
                               std::span<FigureClaim> figure) {
    const std::vector<std::uint32_t> numbers = WitnessSets(claims, group).join().numbers();
    for (std::size_t i = 0; i < group.size(); ++i)
        figure[i].witness = numbers[i];
    return numbers.empty() ? 0 : std::ranges::max(numbers);
}

}  // namespace recount
