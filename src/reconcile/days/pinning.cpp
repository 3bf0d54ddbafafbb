#include "reconcile/days/pinning.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "reconcile/days/ties.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// Adds to `pins` what one report means by the weekdays that are not pinned yet: by its stated day, else by the days
/// that its ties allow, where they all make the same of the weekday.
void pin_weekdays_of(const KnownDays& so_far, std::uint32_t report, WeekdayPins& pins) {
    std::vector<const Time*> open;
    for (unsigned weekday = 1; weekday <= 7; ++weekday)
        if (const Time* time = so_far.pins.of(report, weekday) ? nullptr : so_far.told_weekday(report, weekday))
            open.push_back(time);
    if (open.empty())
        return;
    const auto pin = [&](const Time& time, Day day, std::vector<Evidence> evidence) {
        evidence.insert(evidence.begin(), {report, time.span});
        pins.add(report, time.weekday, {resolve(time, day)->first, std::move(evidence)});
    };
    const auto day = so_far.day_of(report);
    if (day && so_far.answers[report].stated) {
        for (const Time* time : open)
            pin(*time, *day, {});
        return;
    }
    std::vector<Tie> all = ties_of(so_far, report);
    std::erase_if(all, [](const Tie& tie) { return tie.by_kind; });  // what they join may be two happenings
    const Allowed found = allowed(all, Reading::strict);
    if (found.days.empty() || found.open || (day && !std::ranges::binary_search(found.days, *day)))
        return;
    std::vector<Evidence> evidence;
    for (const Tie& tie : telling(all, found, Reading::strict))
        evidence.insert(evidence.end(), tie.evidence.begin(), tie.evidence.end());
    for (const Time* time : open) {
        const auto meant = resolve(*time, day.value_or(found.days.front()));
        if (day || std::ranges::all_of(found.days, [&](Day other) { return resolve(*time, other) == meant; }))
            pin(*time, day.value_or(found.days.front()), evidence);
    }
}

}  // namespace

bool pin_weekdays(KnownDays& so_far) {
    const std::size_t before = so_far.pins.size();
    WeekdayPins next = so_far.pins;
    for (const std::uint32_t report : so_far.story.reports)
        pin_weekdays_of(so_far, report, next);
    so_far.pins = std::move(next);
    return so_far.pins.size() > before;
}

}  // namespace recount
