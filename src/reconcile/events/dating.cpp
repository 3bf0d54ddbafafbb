#include "reconcile/events/dating.h"

#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "report/time_value.h"

namespace recount {

namespace {

/// The days that a length counted from a happening leads to: one day where it counts days or an anniversary, else the
/// week, month or year around the day.
DayInterval days_from(const Time& time, Day happened) {
    if (const auto day = time.anniversary ? counted(happened, time.unit, time.offset) : std::nullopt)
        return {*day, *day};
    Time distance = time;
    distance.anchor = TimeAnchor::report;
    return resolve(distance, happened).value_or(DayInterval{happened, happened});
}

/// Goes through the mentions in order: what was dated before tells the day of what follows.
class Dating {
public:
    Dating(StoryMentions& mentions, const ToldDays& days) : mentions_(mentions), days_(days) {}

    void date_all() {
        for (std::size_t i = 0; i < mentions_.placed.size(); ++i)
            date(i);
    }

private:
    struct Dated {
        std::uint32_t report, block;
        DayInterval days;
    };

    void date(std::size_t index);
    DayInterval read(const PlacedMention& placed) const;
    std::optional<DayInterval> context(std::size_t index);
    std::optional<DayInterval> in_sentence(std::size_t index) const;
    bool dates_beside(std::size_t index, const PlacedMention& placed) const;

    std::uint32_t block_of(const PlacedMention& placed) const {
        return mentions_.report(placed.report).layers.sentences[mentions_.mention(placed).sentence].block;
    }

    StoryMentions& mentions_;
    const ToldDays& days_;
    std::map<std::string_view, Dated> last_dated_;  // by family: the mention that was dated last
    std::map<std::tuple<std::uint32_t, std::string_view, std::optional<Day>>, std::optional<DayInterval>>
        usual_days_;  // of what a report tells without a day, by the day it is told on
};

void Dating::date(std::size_t index) {
    PlacedMention& placed = mentions_.placed[index];
    if (placed.key.days)
        placed.key.days = read(placed);
    else if (mentions_.mention(placed).planned)
        return;
    else
        placed.key.days = context(index);
    placed.has_event = true;
    if (placed.key.days)
        last_dated_[placed.key.family] = {placed.report, block_of(placed), *placed.key.days};
}

/// The days of a mention's own words, as the story reads them.
DayInterval Dating::read(const PlacedMention& placed) const {
    const DayInterval days = *placed.key.days;
    return mentions_.mention(placed).once ? days_.refined_once(placed.key.family, days)
                                          : days_.refined(placed.key.family, days);
}

/// The day of an undated mention: of the family's nearest dated mention in its sentence, of the last one in the same
/// paragraph, of the day that the report mostly gives the family, or of the day that the story does.
std::optional<DayInterval> Dating::context(std::size_t index) {
    if (const auto beside = in_sentence(index))
        return beside;
    const PlacedMention& placed = mentions_.placed[index];
    if (const auto before = last_dated_.find(placed.key.family); before != last_dated_.end() &&
                                                                 before->second.report == placed.report &&
                                                                 before->second.block == block_of(placed))
        return before->second.days;
    const std::optional<Day> said = mentions_.day_of(placed.report, mentions_.mention(placed).sentence);
    const auto [known, is_new] = usual_days_.try_emplace({placed.report, placed.key.family, said}, std::nullopt);
    if (is_new)  // `once` is the same for all of its family
        known->second = days_.usual_day(placed.report, placed.key.family, said, mentions_.mention(placed).once);
    return known->second;
}

std::optional<DayInterval> Dating::in_sentence(std::size_t index) const {
    constexpr std::size_t reach = 5;  // mentions on either side
    const PlacedMention& placed = mentions_.placed[index];
    for (std::size_t step = 1; step <= reach; ++step) {
        if (dates_beside(index + step, placed))
            return read(mentions_.placed[index + step]);  // that one is not dated yet
        if (index >= step && dates_beside(index - step, placed))
            return mentions_.placed[index - step].key.days;
    }
    return std::nullopt;
}

/// Whether the mention at `index` tells a day, by words of its own, in the same sentence and of the same family.
bool Dating::dates_beside(std::size_t index, const PlacedMention& placed) const {
    if (index < mentions_.first_of_report[placed.report] || index >= mentions_.first_of_report[placed.report + 1])
        return false;
    const PlacedMention& other = mentions_.placed[index];
    return mentions_.mention(other).sentence == mentions_.mention(placed).sentence &&
           other.key.family == placed.key.family && mentions_.mention(other).time != no_index && other.key.days;
}

}  // namespace

void count_from_events(StoryMentions& mentions, const ToldDays& days) {
    for (PlacedMention& placed : mentions.placed) {
        const Mention& found = mentions.mention(placed);
        if (found.time == no_index)
            continue;
        const Time& time = mentions.report(placed.report).layers.times[found.time];
        if (time.anchor != TimeAnchor::event || time.reaches_report || !time.event_single)
            continue;
        placed.counted_from = days.main_day(placed.report, mentions.view.rules.family(time.event_type));
        if (placed.counted_from)
            placed.told = placed.key.days = days_from(time, *placed.counted_from);
    }
}

void date_mentions(StoryMentions& mentions, const ToldDays& days) {
    Dating(mentions, days).date_all();
}

}  // namespace recount
