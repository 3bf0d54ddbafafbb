#include "reconcile/events/groups.h"

#include <algorithm>

namespace recount {

EventGroups::EventGroups(const StoryMentions& mentions) : of_mention_(mentions.placed.size(), no_index) {
    for (std::size_t i = 0; i < mentions.placed.size(); ++i) {
        const PlacedMention& placed = mentions.placed[i];
        if (!placed.has_event)
            continue;
        const Mention& found = mentions.mention(placed);
        of_mention_[i] = of_key(placed.key, found.type);
        EventGroup& group = groups_[of_mention_[i]];
        group.members.push_back(i);
        group.reports.insert(placed.report);
        group.named = group.named || !found.people_only;
        const bool caption = mentions.block(placed).kind == BlockKind::caption;
        told_in_[{placed.report, placed.key.family, caption}].push_back(i);
    }
}

std::uint32_t EventGroups::of_key(const EventKey& key, std::string_view type) {
    const auto [place, is_new] = of_key_.try_emplace(key, size());
    if (is_new)
        groups_.push_back({key, std::string(type), {}, {}, {}, false, {}});
    return place->second;
}

std::uint32_t EventGroups::first_of(std::string_view family, std::optional<DayInterval> days, bool named) const {
    std::uint32_t first = no_index;
    for (std::int8_t side = -1; side <= 1; ++side)
        if (const auto found = of_key_.find({family, days, side, no_index});
            found != of_key_.end() && (!named || groups_[found->second].named))
            first = std::min(first, found->second);
    return first;
}

const std::vector<std::size_t>& EventGroups::told_in(std::uint32_t r, std::string_view family, bool caption) const {
    static const std::vector<std::size_t> none;
    const auto found = told_in_.find({r, family, caption});
    return found == told_in_.end() ? none : found->second;
}

void EventGroups::add_claim(std::uint32_t group, std::uint32_t r, const Evidence& claim) {
    groups_[group].reports.insert(r);
    groups_[group].claims.push_back(claim);
}

}  // namespace recount
