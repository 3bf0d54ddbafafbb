#include "reconcile/days/shared_ties.h"

#include <utility>

#include "reconcile/day_words.h"
#include "reconcile/days/new_tie.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// The weekdays that a version of a passage tells, as others may tell them too.
std::vector<const Time*> weekdays_of(const KnownDays& so_far, const Evidence& version) {
    std::vector<const Time*> found;
    for (const Time& time : so_far.at(version.report).layers.times_in(version.span))
        if (version.span.contains(time.span) && time.form == TimeForm::weekday && time.moved == 0 && !time.quoted)
            found.push_back(&time);
    return found;
}

/// Adds the first weekday, of those of one version of a passage, that another version tells too.
void add_shared_days(const KnownDays& so_far, const Evidence& mine, const std::vector<const Time*>& weekdays,
                     const Evidence& theirs, std::vector<Tie>& all) {
    for (const Time* time : weekdays)
        for (const Time& other : so_far.at(theirs.report).layers.times_in(theirs.span)) {
            const bool same = other.form == time->form && other.weekday == time->weekday &&
                              other.offset == time->offset && other.direction == time->direction;
            if (!theirs.span.contains(other.span) || !same || !moves_with_report(other) ||
                so_far.is_open_weekday(theirs.report, other))
                continue;
            Tie shared = new_tie(so_far, Tie::Kind::names, mine.report, time->span);
            shared.time = time;
            shared.targets.push_back(resolve(other, so_far.day_of(theirs.report))->first);
            shared.evidence.push_back({theirs.report, other.span});
            shared.anchored = true;
            shared.reason += ", in a passage shared with " + so_far.id(theirs.report) + ", where it is " +
                             iso_day(shared.targets[0]);
            all.push_back(std::move(shared));
            return;
        }
}

}  // namespace

void add_passage_ties(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all) {
    const std::size_t most = all.size() + most_telling;
    const auto own = so_far.passages.find(report);
    if (own == so_far.passages.end())
        return;
    for (const auto& [passage, place] : own->second) {
        const Evidence& mine = passage[place];
        const std::vector<const Time*> weekdays = weekdays_of(so_far, mine);
        if (weekdays.empty())
            continue;
        for (const Evidence& theirs : passage) {
            if (all.size() >= most)
                return;
            if (theirs.report != report && so_far.day_of(theirs.report))
                add_shared_days(so_far, mine, weekdays, theirs, all);
        }
    }
}

void add_caption_tie(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all) {
    const auto dates = stated_dates(so_far.at(report));
    const Time* told = dates.empty() ? nullptr : agreeing_time(so_far.at(report), dates.back().day);
    if (!told || !is_past_weekday(*told) || knows_of_later(so_far.at(report), dates.back().day) ||
        !so_far.is_in_story(dates.back().day))
        return;
    Tie named = new_tie(so_far, Tie::Kind::names, report, told->span);
    named.time = told;
    named.targets.push_back(dates.back().day);
    named.evidence.push_back({report, dates.back().span});
    named.anchored = true;
    named.reason += ", with a caption or post of " + quoted(so_far.at(report).words(dates.back().span));
    all.push_back(std::move(named));
}

void add_likeness_ties(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all) {
    for (unsigned weekday = 1; weekday <= 7; ++weekday) {
        const Time* time = so_far.told_weekday(report, weekday);
        const auto best = time ? so_far.pins.likest(report, weekday, so_far.is_of_several_weeks()) : std::nullopt;
        if (!best)
            continue;
        const WeekdayPin& pin = *so_far.pins.of(*best, weekday);
        Tie alike = new_tie(so_far, Tie::Kind::names, report, time->span);
        alike.time = time;
        alike.targets.push_back(pin.day);
        alike.evidence.insert(alike.evidence.end(), pin.evidence.begin(), pin.evidence.end());
        alike.anchored = true;
        alike.reason += ", of which " + so_far.id(*best) + " tells the same, where it is " + iso_day(pin.day);
        all.push_back(std::move(alike));
    }
}

}  // namespace recount
