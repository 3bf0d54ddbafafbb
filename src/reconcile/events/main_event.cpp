#include "reconcile/events/main_event.h"

namespace recount {

MainEvents::MainEvents(const StoryMentions& mentions, const EventGroups& groups, const ClaimGroups& placed)
    : mentions_(mentions), groups_(groups) {
    for (std::uint32_t r = 0; r < mentions.report_count(); ++r)
        for (std::uint32_t c = 0; c < placed.told[r].size(); ++c)
            if (placed.told[r][c])
                ++told_of_quantity_[mentions.report(r).layers.claims[c].quantity][placed.group[r][c]];
}

std::uint32_t MainEvents::of(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) {
    const auto [known, is_new] = found_.try_emplace({r, quantity}, no_index);
    if (is_new)
        known->second = find(r, rule, quantity);
    return known->second;
}

std::uint32_t MainEvents::find(std::uint32_t r, const QuantityRule& rule, std::string_view quantity) const {
    const auto in_report = [&](const std::string& family) {
        return most_told(r, mentions_.first_of_report[r], mentions_.first_of_report[r + 1], family);
    };
    if (!rule.families.empty())
        if (const std::uint32_t group = in_report(rule.families.front()); group != no_index)
            return group;
    if (const auto told = told_of_quantity_.find(quantity); told != told_of_quantity_.end())
        if (const std::uint32_t group = heaviest(r, told->second); group != no_index)
            return group;
    for (const std::string& family : rule.families)
        if (const std::uint32_t group = in_report(family); group != no_index)
            return group;
    for (const std::string& family : rule.families)
        if (const std::uint32_t group = most_told(r, 0, mentions_.placed.size(), family); group != no_index)
            return group;
    return no_index;
}

/// The event of a family that the mentions from `first` to before `end` tell most of.
std::uint32_t MainEvents::most_told(std::uint32_t r, std::size_t first, std::size_t end,
                                    std::string_view family) const {
    Weights weights;
    for (std::size_t i = first; i < end; ++i) {
        const PlacedMention& placed = mentions_.placed[i];
        if (groups_.of_mention(i) != no_index && placed.key.family == family && !mentions_.mention(placed).people_only)
            weights[groups_.of_mention(i)] += mentions_.weight(placed);
    }
    return heaviest(r, weights);
}

/// The group of most weight that is not still to come when the report is made; of two alike, the first made.
std::uint32_t MainEvents::heaviest(std::uint32_t r, const Weights& weights) const {
    const ReportDay& said = mentions_.view.days[mentions_.view.story.reports[r]];
    std::uint32_t best = no_index;
    int most = 0;
    for (const auto& [group, weight] : weights) {
        const auto& days = groups_[group].key.days;
        const bool is_to_come = said.days && days && days->first > said.days->last;
        if (weight > most && !is_to_come) {
            most = weight;
            best = group;
        }
    }
    return best;
}

}  // namespace recount
