#include "reconcile/events.h"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "reconcile/events/claims.h"
#include "reconcile/events/dating.h"
#include "reconcile/events/decided.h"
#include "reconcile/events/description.h"
#include "reconcile/events/groups.h"
#include "reconcile/events/sayings.h"
#include "reconcile/events/sides.h"
#include "reconcile/events/towns.h"

namespace recount {

namespace {

/// One event to be, in the order of their days; a saying stands behind what happened that day, and open ones last.
struct Row {
    bool open;
    std::optional<DayInterval> days;
    bool saying;
    std::string_view family;
    std::int8_t side;
    std::size_t index;  // of the group, or of the first of the sayings
    auto operator<=>(const Row&) const = default;
};

std::vector<Row> rows_in_order(const EventGroups& groups, const std::vector<Saying>& sayings) {
    std::vector<Row> rows;
    for (std::uint32_t index = 0; index < groups.size(); ++index) {
        const EventGroup& group = groups[index];
        // Others are told of in passing.
        if (!group.claims.empty() || (group.key.days && group.named) || group.decided.any())
            rows.push_back({!group.days(), group.days(), false, group.key.family, group.key.side, index});
    }
    for (std::size_t i = 0; i < sayings.size(); ++i)
        if (i == 0 || sayings[i].day != sayings[i - 1].day || sayings[i].speaker != sayings[i - 1].speaker)
            rows.push_back({false, DayInterval{sayings[i].day, sayings[i].day}, true, {}, 0, i});
    std::sort(rows.begin(), rows.end());
    return rows;
}

/// The sayings of one speaker and day, from the first of them on.
std::span<const Saying> same_saying(std::span<const Saying> from) {
    const auto end = std::ranges::find_if_not(from, [&](const Saying& saying) {
        return saying.day == from.front().day && saying.speaker == from.front().speaker;
    });
    return from.first(static_cast<std::size_t>(end - from.begin()));
}

StoryEvents write_events(const StoryMentions& mentions, const EventGroups& groups, ClaimGroups claims) {
    StoryEvents result;
    const std::vector<Saying> sayings = collect_sayings(mentions.view);
    std::vector<std::uint32_t> event_of_group(groups.size(), no_index);
    for (const Row& row : rows_in_order(groups, sayings)) {
        if (!row.saying)
            event_of_group[row.index] = static_cast<std::uint32_t>(result.events.size());
        result.events.push_back(row.saying
                                    ? saying_event(mentions.view, same_saying(std::span(sayings).subspan(row.index)))
                                    : describe_group(mentions, groups[static_cast<std::uint32_t>(row.index)]));
        result.events.back().id = "e" + std::to_string(result.events.size());
    }
    for (const auto& of_report : claims.group) {
        auto& events = result.of_claim.emplace_back();
        for (const std::uint32_t group : of_report)
            events.push_back(group == no_index ? no_index : event_of_group[group]);
    }
    result.told = std::move(claims.told);
    return result;
}

}  // namespace

StoryEvents find_events(const StoryView& view) {
    StoryMentions mentions = collect_mentions(view);
    const ToldDays days(mentions);
    count_from_events(mentions, days);
    date_mentions(mentions, days);
    settle_sides(mentions);
    settle_towns(mentions);
    follow_event_decisions(mentions);
    EventGroups groups(mentions);
    ClaimGroups claims = place_claims(mentions, days, groups);
    follow_event_values(mentions, claims, groups);
    return write_events(mentions, groups, std::move(claims));
}

}  // namespace recount
