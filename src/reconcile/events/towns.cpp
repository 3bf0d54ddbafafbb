#include "reconcile/events/towns.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <string>

namespace recount {

namespace {

using WeightOfTown = std::map<std::uint32_t, int>;  // by the story's entity

/// Between two places, by the haversine formula over a sphere of the Earth's mean radius.
double kilometres(const AccountPlace& a, const AccountPlace& b) {
    constexpr double radius = 6371.0088, degree = std::numbers::pi / 180;
    const double north = std::sin((a.latitude - b.latitude) * degree / 2);
    const double east = std::sin((a.longitude - b.longitude) * degree / 2);
    return 2 * radius *
           std::asin(
               std::sqrt(north * north + std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * east * east));
}

/// The town that a mention's words put it in, as an entity of the story; no_index where they name none.
std::uint32_t town_of(const StoryMentions& mentions, const PlacedMention& placed) {
    constexpr std::uint32_t reach = 8;  // tokens behind the happening's word
    const Mention& found = mentions.mention(placed);
    if (found.place == no_index || found.people_only)
        return no_index;
    const Entity& name = mentions.report(placed.report).layers.entities[found.place];
    if (name.first_token < found.end_token || name.first_token - found.end_token > reach)
        return no_index;
    const std::uint32_t entity = mentions.entity(placed.report, found.place);
    if (entity == no_index)
        return no_index;
    const auto& place = mentions.view.entities[entity].place;
    const bool is_town = place && place->id.find_first_not_of("0123456789") == std::string::npos;
    return is_town ? entity : no_index;
}

}  // namespace

void settle_towns(StoryMentions& mentions) {
    constexpr double far = 50;  // kilometres
    std::map<EventKey, WeightOfTown> towns;
    for (const PlacedMention& placed : mentions.placed)
        if (const std::uint32_t town = placed.has_event && placed.key.days ? town_of(mentions, placed) : no_index;
            town != no_index)
            towns[placed.key][town] += mentions.weight(placed);
    const auto are_far = [&](std::uint32_t one, std::uint32_t other) {
        return !(kilometres(*mentions.view.entities[one].place, *mentions.view.entities[other].place) <= far);
    };
    for (PlacedMention& placed : mentions.placed) {
        const auto found = towns.find(placed.key);
        if (found == towns.end() || found->second.size() < 2)
            continue;
        const std::uint32_t own = town_of(mentions, placed);
        if (own == no_index)
            continue;
        const auto main = std::ranges::max_element(found->second, {}, &WeightOfTown::value_type::second);
        if (!are_far(own, main->first))
            continue;
        placed.key.town = std::ranges::find_if(found->second, [&](const auto& town) {
                              return !are_far(own, town.first);  // a suburb is its city's
                          })->first;
    }
}

}  // namespace recount
