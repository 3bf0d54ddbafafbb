#include "reconcile/events/told_days.h"

#include <algorithm>
#include <chrono>

namespace recount {

namespace {

/// The day that weighs most; of two alike, the first that is weighed.
struct Heaviest {
    std::optional<DayInterval> days;
    int weight = 0;

    void weigh(const DayInterval& other, int by) {
        if (by > weight) {
            weight = by;
            days = other;
        }
    }
};

}  // namespace

ToldDays::ToldDays(const StoryMentions& mentions) {
    for (const PlacedMention& placed : mentions.placed) {
        if (!placed.key.days || !placed.key.days->is_one_day() || mentions.mention(placed).people_only)
            continue;
        const int weight = mentions.weight(placed);
        of_family_[{placed.key.family, *placed.key.days}] += weight;
        of_report_[{placed.report, placed.key.family, *placed.key.days}] += weight;
    }
    count_reports(mentions);
}

void ToldDays::count_reports(const StoryMentions& mentions) {
    for (const PlacedMention& placed : mentions.placed) {
        const Mention& mention = mentions.mention(placed);
        if (!placed.key.days || mention.people_only)
            continue;
        const DayInterval days = refined(placed.key.family, *placed.key.days);
        if (!days.is_one_day())
            continue;
        const Time& time = mentions.report(placed.report).layers.times[mention.time];
        auto& reports = reports_of_day_[{placed.key.family, days}];
        reports.insert(placed.report);
        if (time.event_single && time.event_words.overlaps(mention.trigger))  // "the August 9 ballot" is known to all
            reports.insert(no_index);
    }
}

int ToldDays::weight_of(std::string_view family, Day day) const {
    const auto found = of_family_.find({family, DayInterval{day, day}});
    return found == of_family_.end() ? 0 : found->second;
}

std::optional<Day> ToldDays::main_day(std::uint32_t r, std::string_view family) const {
    Heaviest best;
    for (const auto& [key, weight] : of_report_)
        if (std::get<0>(key) == r && std::get<1>(key) == family)
            best.weigh(std::get<2>(key), weight);
    if (!best.days)
        for (const auto& [key, weight] : of_family_)
            if (key.first == family)
                best.weigh(key.second, weight);
    return best.days ? std::optional(best.days->first) : std::nullopt;
}

DayInterval ToldDays::refined(std::string_view family, DayInterval days) const {
    if (days.is_one_day())
        return days;
    Heaviest most;
    int all = 0;
    for (auto found = of_family_.lower_bound({family, {days.first, days.first}});
         found != of_family_.end() && found->first.first == family && found->first.second.first <= days.last; ++found) {
        all += found->second;
        most.weigh(found->first.second, found->second);
    }
    return most.days && most.weight * 4 >= all * 3 ? *most.days : days;
}

DayInterval ToldDays::refined_once(std::string_view family, DayInterval days) const {
    return settled(family, told_again(family, days));
}

DayInterval ToldDays::told_again(std::string_view family, DayInterval days) const {
    const DayInterval within = refined(family, days);
    if (within.is_one_day())
        return within;
    constexpr auto aftermath = std::chrono::days(31);
    Heaviest best;
    for (auto found = of_family_.lower_bound({family, {days.first - aftermath, days.first - aftermath}});
         found != of_family_.end() && found->first.first == family && found->first.second.first <= days.last; ++found)
        best.weigh(found->first.second, found->second);
    return best.days.value_or(within);
}

DayInterval ToldDays::settled(std::string_view family, DayInterval days) const {
    constexpr int far_more = 3;
    if (!days.is_one_day())
        return days;
    const int own = weight_of(family, days.first);
    for (const int step : {-1, 1}) {
        const Day beside = days.first + std::chrono::days(step);
        if (weight_of(family, beside) >= far_more * std::max(own, 1))
            return {beside, beside};
    }
    return days;
}

std::optional<DayInterval> ToldDays::usual_day(std::uint32_t r, std::string_view family, std::optional<Day> said,
                                               bool once) const {
    constexpr int in_passing = 1, mostly = 5;
    constexpr DayInterval earliest{Day::min(), Day::min()};
    const auto is_news = [&](const DayInterval& days) {
        return !said || (days.first <= *said && *said - days.first <= std::chrono::days(7));
    };
    for (const bool news : {true, false}) {
        Heaviest own, all;
        for (auto found = of_report_.lower_bound({r, family, earliest});
             found != of_report_.end() && std::get<0>(found->first) == r && std::get<1>(found->first) == family;
             ++found)
            if (is_news(std::get<2>(found->first)) == news)
                own.weigh(std::get<2>(found->first), found->second);
        for (auto found = of_family_.lower_bound({family, earliest});
             found != of_family_.end() && found->first.first == family; ++found)
            if (is_news(found->first.second) == news && (!said || found->first.second.first <= *said) &&
                (!once || reports_of_day_.at(found->first).size() > 1))
                all.weigh(found->first.second, found->second);
        if (own.days && all.days && own.weight <= in_passing &&
            all.weight >= mostly * of_family_.at({family, *own.days}))
            return all.days;
        if (own.days || all.days)
            return own.days ? own.days : all.days;
    }
    return std::nullopt;
}

}  // namespace recount
