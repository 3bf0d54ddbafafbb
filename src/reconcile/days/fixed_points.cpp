#include "reconcile/days/fixed_points.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/day_words.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

/// Adds the happening that a time of the report (`index`, into Layers::times) names, where that fixes its day.
void add_point(const KnownDays& so_far, std::uint32_t report, std::size_t index, std::vector<FixedPoint>& points) {
    const Time& time = so_far.at(report).layers.times[index];
    std::optional<Day> day;
    Span words = with_event(time);
    if (time.anchor == TimeAnchor::event) {
        // "Sunday's march on the one-week anniversary of the vote", in a report whose day is known
        const Time* told = time.anniversary || time.unit == 'D' ? told_with(so_far.at(report).layers, index) : nullptr;
        const auto denoted = told ? resolve(*told, so_far.day_of(report)) : std::nullopt;
        if (!denoted || !denoted->is_one_day())
            return;
        day = counted(denoted->first, time.unit, -time.offset);
        words = cover(words, told->span);
    } else if (const auto denoted = resolve(time, so_far.day_of(report));
               denoted && denoted->is_one_day() && !so_far.is_open_weekday(report, time)) {
        day = denoted->first;
    }
    if (!day)
        return;
    const Evidence evidence{report, words};
    points.push_back(
        {time.event_type,
         std::string(so_far.at(report).lowered(time.event_name)),
         *day,
         so_far.is_to_the_day(report, time),
         time.anchor == TimeAnchor::absolute,
         {evidence},
         iso_day(*day) + " (" + quoted(so_far.at(report).words(words)) + " in " + so_far.id(report) + ")"});
}

/// A story's background (the election five years ago) would tie its reports to the wrong days: where a happening of
/// one type lies near the story's known reports, those far away are left out.
std::vector<FixedPoint> near_reports(const KnownDays& so_far, std::vector<FixedPoint> points) {
    const auto near = [&](const FixedPoint& point) {
        return std::any_of(so_far.story.reports.begin(), so_far.story.reports.end(), [&](std::uint32_t report) {
            const auto day = so_far.day_of(report);
            return day && abs(*day - point.day) <= days{story_days};
        });
    };
    std::map<std::string, bool> has_near;
    for (const FixedPoint& point : points)
        has_near[point.type] = has_near[point.type] || near(point);
    std::erase_if(points, [&](const FixedPoint& point) { return has_near[point.type] && !near(point); });
    // What is told to the day corrects what may be a day off.
    const auto corrected = [&](const FixedPoint& vague) {
        return !vague.to_the_day && std::any_of(points.begin(), points.end(), [&](const FixedPoint& point) {
            return point.to_the_day && point.type == vague.type && abs(point.day - vague.day) <= days{zone_days};
        });
    };
    std::vector<FixedPoint> kept;
    std::copy_if(points.begin(), points.end(), std::back_inserter(kept),
                 [&](const FixedPoint& point) { return !corrected(point); });
    return kept;
}

}  // namespace

std::vector<FixedPoint> fixed_points(const KnownDays& so_far) {
    std::vector<FixedPoint> points;
    for (const std::uint32_t report : so_far.story.reports)
        for (const std::uint32_t i : so_far.telling.at(report).times)
            add_point(so_far, report, i, points);
    return near_reports(so_far, std::move(points));
}

}  // namespace recount
