#include "reconcile/days/event_ties.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

#include "reconcile/day_words.h"
#include "reconcile/days/new_tie.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr std::size_t most_targets = 32;  // what happened on more days than that dates no report

/// Days on both sides that a length of so many units may be off.
int slack_of(char unit, int count) {
    switch (unit) {
    case 'D': return std::abs(count) > 9 ? 1 : 0;
    case 'W': return 1;
    case 'M': return 4;
    case 'Y': return 15;
    default: return 0;
    }
}

/// "the Paris attack" is no other's; "the attack" may be any.
bool same_name(std::string_view one, std::string_view other) {
    return one.empty() || other.empty() || one.find(other) != std::string_view::npos ||
           other.find(one) != std::string_view::npos;
}

/// The known days of a type of happening, as the targets of a tie; a report's own words do not fix themselves.
bool add_targets(const KnownDays& so_far, Tie& tie, const Time& time, std::uint32_t self, char unit, int count) {
    std::string told;
    const std::string_view name = so_far.at(self).lowered(time.event_name);
    for (const FixedPoint& point : so_far.points) {
        if (point.type != time.event_type || !same_name(point.name, name) ||
            (point.evidence[0].report == self && !point.absolute))
            continue;
        const auto day = counted(point.day, unit, count);
        const bool other_weekday =
            day && tie.time && tie.time->form == TimeForm::weekday && tie.time->weekday != weekday_of(*day);
        if (!day || other_weekday)  // told of another weekday, it is another happening, or the reports differ about it
            continue;
        if (std::find(tie.targets.begin(), tie.targets.end(), *day) == tie.targets.end())
            tie.targets.push_back(*day);
        tie.evidence.insert(tie.evidence.end(), point.evidence.begin(), point.evidence.end());
        if (told.empty())
            told = point.told;
    }
    tie.reason += ", with the " + time.event_type + " on " + told;
    tie.anchored = !tie.targets.empty() && tie.targets.size() <= most_targets;
    return tie.anchored;
}

}  // namespace

void add_event_tie(const KnownDays& so_far, std::uint32_t report, std::size_t index, std::vector<Tie>& all) {
    const Layers& layers = so_far.at(report).layers;
    const Time& time = layers.times[index];
    if (time.anchor != TimeAnchor::event) {
        if (time.anchor != TimeAnchor::report || time.form == TimeForm::calendar ||
            (time.form != TimeForm::weekday && time.unit != 'D' && time.unit != 'W'))
            return;
        Tie named = new_tie(so_far, Tie::Kind::names, report, with_event(time));
        named.time = &time;
        named.by_kind = time.form == TimeForm::weekday;
        if (add_targets(so_far, named, time, report, 'D', 0))
            all.push_back(std::move(named));
        return;
    }
    const Time* told = told_with(layers, index);
    if (told && !time.reaches_report) {
        if (told->anchor == TimeAnchor::absolute || (!time.anniversary && time.unit != 'D' && time.unit != 'W'))
            return;
        Tie named = new_tie(so_far, Tie::Kind::names, report, cover(told->span, with_event(time)));
        named.time = told;
        if (add_targets(so_far, named, time, report, time.unit, time.offset))
            all.push_back(std::move(named));
        return;
    }
    Tie since =
        new_tie(so_far, time.reaches_report ? Tie::Kind::since : Tie::Kind::not_before, report, with_event(time));
    since.slack = slack_of(time.unit, time.offset);
    if (add_targets(so_far, since, time, report, time.unit, time.offset)) {
        if (!time.reaches_report)
            for (Day& target : since.targets)
                target -= days{since.slack};
        all.push_back(std::move(since));
    }
}

void add_mention_tie(const KnownDays& so_far, std::uint32_t report, const Mention& mention, std::vector<Tie>& all) {
    const Time* time = so_far.past_weekday(report, mention);
    const auto times = so_far.at(report).layers.times_of(mention.sentence);
    const auto counts_from_it = [&](const Time& other) {
        return other.anchor == TimeAnchor::event && other.event_words.overlaps(mention.trigger);
    };
    if (!time || std::ranges::any_of(times, counts_from_it))
        return;  // "Sunday, two weeks after the vote" is not the vote's day
    Tie named = new_tie(so_far, Tie::Kind::names, report, cover(mention.trigger, time->span));
    named.time = time;
    bool kindred = false;
    for (const std::uint32_t other : so_far.story.reports) {
        const auto day = so_far.day_of(other);
        if (other == report || !day)
            continue;
        for (const std::uint32_t i : so_far.telling.at(other).mentions) {
            const Mention& theirs = so_far.at(other).layers.mentions[i];
            if (theirs.type != mention.type)
                continue;
            const Time& told = so_far.at(other).layers.times[theirs.time];
            const auto denoted = resolve(told, day);
            if (!denoted || !denoted->is_one_day() || weekday_of(denoted->first) != time->weekday ||
                so_far.is_open_weekday(other, told) || !is_body(so_far.at(other), told))
                continue;
            kindred = kindred || so_far.pins.are_kindred(report, other, time->weekday);
            if (std::find(named.targets.begin(), named.targets.end(), denoted->first) != named.targets.end())
                continue;
            named.targets.push_back(denoted->first);
            named.evidence.push_back({other, cover(theirs.trigger, told.span)});
            named.reason += ", with the " + mention.type + " on " + iso_day(denoted->first) + " (" +
                            quoted(so_far.at(other).words(told.span)) + " in " + so_far.id(other) + ")";
        }
    }
    named.by_kind = named.targets.size() > 1 || !kindred;
    named.anchored = !named.targets.empty() && named.targets.size() <= most_targets;
    if (named.anchored)
        all.push_back(std::move(named));
}

}  // namespace recount
