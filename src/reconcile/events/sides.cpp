#include "reconcile/events/sides.h"

#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace recount {

namespace {

using FamilyDays = std::pair<std::string_view, std::optional<DayInterval>>;

/// The sides that one report told before, by family.
struct SidesBefore {
    std::map<std::pair<std::string_view, std::string_view>, std::int8_t> by_word;
    std::map<std::string_view, std::int8_t> any;
};

/// For each day and type, how many more of its gatherings are for than against.
using SideSums = std::map<std::tuple<std::string_view, std::optional<DayInterval>, std::string_view>, int>;

std::map<FamilyDays, std::set<std::int8_t>> told_sides(const StoryMentions& mentions) {
    std::map<FamilyDays, std::set<std::int8_t>> sides;
    for (const PlacedMention& placed : mentions.placed)
        if (placed.has_event && placed.key.side != 0 && !mentions.mention(placed).people_only)
            sides[{placed.key.family, placed.key.days}].insert(placed.key.side);
    return sides;
}

SideSums sums_of_sides(const StoryMentions& mentions) {
    SideSums sums;
    for (const PlacedMention& placed : mentions.placed) {
        const Mention& found = mentions.mention(placed);
        if (!found.people_only)
            sums[{placed.key.family, placed.key.days, found.type}] += found.side;
    }
    return sums;
}

/// The side of a gathering whose own words tell none: that of the same word before it in the report; else the one that
/// the day's gatherings of that type mostly have; else that of any gathering before it.
std::int8_t side_from_others(const EventKey& key, std::string_view type, std::string_view word,
                             const SidesBefore& before, const SideSums& sums) {
    if (const auto same_word = before.by_word.find({key.family, word}); same_word != before.by_word.end())
        return same_word->second;
    if (const auto sum = sums.find({key.family, key.days, type}); sum != sums.end() && sum->second != 0)
        return sum->second > 0 ? 1 : -1;
    const auto any = before.any.find(key.family);
    return any == before.any.end() ? std::int8_t{0} : any->second;
}

}  // namespace

void settle_sides(StoryMentions& mentions) {
    const auto sides = told_sides(mentions);
    const auto told_both_ways = [&](const PlacedMention& placed) {
        const auto told = sides.find({placed.key.family, placed.key.days});
        return told != sides.end() && told->second.size() >= 2;
    };
    const SideSums sums = sums_of_sides(mentions);
    SidesBefore before;
    for (std::size_t i = 0; i < mentions.placed.size(); ++i) {
        PlacedMention& placed = mentions.placed[i];
        const Mention& found = mentions.mention(placed);
        if (i == mentions.first_of_report[placed.report])
            before = {};
        const std::string_view word = mentions.report(placed.report).lowered(found.trigger);
        if (placed.has_event && placed.key.side == 0 && told_both_ways(placed))
            placed.key.side = side_from_others(placed.key, found.type, word, before, sums);
        if (placed.key.side != 0)
            before.by_word[{placed.key.family, word}] = before.any[placed.key.family] = placed.key.side;
    }
    for (PlacedMention& placed : mentions.placed)
        if (!told_both_ways(placed))
            placed.key.side = 0;
}

}  // namespace recount
