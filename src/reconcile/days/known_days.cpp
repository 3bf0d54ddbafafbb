#include "reconcile/days/known_days.h"

#include <algorithm>
#include <chrono>

#include "reconcile/day_words.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

TellingParts telling_of(const AnnotatedReport& report) {
    const Layers& layers = report.layers;
    TellingParts telling;
    for (std::uint32_t i = 0; i < layers.times.size() && telling.times.size() < most_telling; ++i)
        if (layers.times[i].event_single && is_own_voice(report, layers.times[i]))
            telling.times.push_back(i);
    for (std::uint32_t i = 0; i < layers.mentions.size() && telling.mentions.size() < most_telling; ++i) {
        const Mention& mention = layers.mentions[i];
        if (mention.once && !mention.people_only && !mention.planned && mention.time != no_index)
            telling.mentions.push_back(i);
    }
    return telling;
}

}  // namespace

KnownDays::KnownDays(std::span<const AnnotatedReport> all, const Story& one, std::vector<ReportDay>& found)
    : reports(all), story(one), answers(found), pins(one.weekdays) {
    for (const std::uint32_t report : story.reports)
        telling.emplace(report, telling_of(at(report)));
    for (const Lineage& lineage : story.lineages)
        for (const auto& passage : lineage.passages)
            for (std::uint32_t place = 0; place < passage.size(); ++place)
                passages[passage[place].report].push_back({passage, place});
}

std::optional<Day> KnownDays::day_of(std::uint32_t report) const {
    const auto& known = answers[report].days;
    return known && known->is_one_day() ? std::optional(known->first) : std::nullopt;
}

bool KnownDays::is_of_several_weeks() const {
    std::optional<Day> first, last;
    for (const std::uint32_t report : story.reports)
        if (const auto day = answers[report].stated ? day_of(report) : std::nullopt) {
            first = first ? std::min(*first, *day) : *day;
            last = last ? std::max(*last, *day) : *day;
        }
    return first && *last - *first >= days{7};
}

bool KnownDays::is_in_story(Day day) const {
    bool known = false;
    for (const std::uint32_t report : story.reports)
        if (const auto other = day_of(report)) {
            known = true;
            if (abs(*other - day) <= days{story_days})
                return true;
        }
    return !known;
}

const Time* KnownDays::told_weekday(std::uint32_t report, unsigned weekday) const {
    for (const Time& time : at(report).layers.times)
        if (is_past_weekday(time) && time.weekday == weekday && is_body(at(report), time) &&
            !is_open_weekday(report, time))
            return &time;
    return nullptr;
}

const Time* KnownDays::past_weekday(std::uint32_t report, const Mention& mention) const {
    const Time& time = at(report).layers.times[mention.time];
    const bool past = time.form == TimeForm::weekday && time.moved == 0 && !time.direction_said && time.direction <= 0;
    return past && is_body(at(report), time) ? &time : nullptr;
}

bool KnownDays::is_open_weekday(std::uint32_t report, const Time& time) const {
    const auto day = day_of(report);
    return is_past_weekday(time) && day && weekday_of(*day + days{1}) == time.weekday;
}

bool KnownDays::is_to_the_day(std::uint32_t report, const Time& time) const {
    const bool moves_daily =
        time.anchor == TimeAnchor::report && time.form != TimeForm::weekday && time.form != TimeForm::calendar;
    return !moves_daily || !at(report).report.published || at(report).report.published_span;
}

}  // namespace recount
