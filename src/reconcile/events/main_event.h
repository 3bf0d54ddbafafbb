// The event of a claim whose words tell none: the one that its report, or else the story, tells most of.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "reconcile/events/claims.h"

namespace recount {

class MainEvents {
public:
    /// `placed`: what the words beside the claims told, which is counted here. The others must outlive this.
    MainEvents(const StoryMentions& mentions, const EventGroups& groups, const ClaimGroups& placed);

    /// The event of the quantity's first family that the report tells most of; else the event that most claims of other
    /// reports give the quantity; else the event of another of its families that the report, or the story, tells most
    /// of; no_index where none is told. What is still to come when the report is made has no counts yet.
    std::uint32_t of(std::uint32_t r, const QuantityRule& rule, std::string_view quantity);

private:
    using Weights = std::map<std::uint32_t, int>;  // by group

    std::uint32_t find(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) const;
    std::uint32_t most_told(std::uint32_t r, std::size_t first, std::size_t end, std::string_view family) const;
    std::uint32_t heaviest(std::uint32_t r, const Weights& weights) const;

    const StoryMentions& mentions_;
    const EventGroups& groups_;
    std::map<std::string_view, Weights> told_of_quantity_;                       // how many claims tell of which group
    std::map<std::pair<std::uint32_t, std::string_view>, std::uint32_t> found_;  // by report and quantity
};

}  // namespace recount
