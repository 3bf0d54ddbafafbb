#include "reconcile/days.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "reconcile/day_ties.h"
#include "reconcile/day_words.h"
#include "reconcile/stated_day.h"
#include "reconcile/weekday_pins.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr int story_days = 45;  // a story's own happenings lie this near to its reports; others are background
constexpr std::size_t most_telling =
    128;  // expressions, mentions and passages of a report that are held against others'
constexpr std::size_t most_targets = 32;  // what happened on more days than that dates no report

/// A happening whose day is known, and the words that say so.
struct FixedPoint {
    std::string type;
    std::string name;  // lower case; "paris" of "the Paris attack", empty where it has none
    Day day;
    bool to_the_day;  // "yesterday" in a report dated by its metadata may be a day off
    bool absolute;    // the words name the day without the report's
    std::vector<Evidence> evidence;
    std::string told;  // for the reason: "on 2020-08-09 (\"August 9 ballot\" in 001)"
};

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

// ---- one story ----

class StoryDays {
public:
    StoryDays(std::span<const AnnotatedReport> reports, const Story& story, std::vector<ReportDay>& answers)
        : reports_(reports), story_(story), answers_(answers), pins_(story.weekdays) {
        for (const std::uint32_t report : story.reports)
            telling_.emplace(report, telling_of(report));
    }

    void resolve_all() {
        for (const std::uint32_t report : story_.reports)
            state(report);
        state_by_captions();
        // Each round dates what hangs on the fixed points so far; a report dated so gives new ones. What reports state
        // comes before what is inferred.
        for (bool changed = true; changed;) {
            points_ = fixed_points();
            const bool pinned = pin_weekdays(), stated = state_by_datelines();
            if (changed = pinned || stated; changed)
                continue;
            for (const std::uint32_t report : story_.reports)
                if (!answers_[report].days && infer(report))
                    changed = true;
        }
        // Intervals last: they fix nothing for others.
        for (const std::uint32_t report : story_.reports)
            if (!answers_[report].days)
                answers_[report] = answer(report, true);
        for (const std::uint32_t report : story_.reports)
            check(report);
        believe_texts();
    }

private:
    const AnnotatedReport& at(std::uint32_t report) const { return reports_[report]; }

    /// What of a report may date it or others: the first so many, so that a chronicle costs no more than the news.
    struct Telling {
        std::vector<std::uint32_t> times;     // that date a happening which a story tells of once
        std::vector<std::uint32_t> mentions;  // of such a happening, with a time
    };

    Telling telling_of(std::uint32_t report) const {
        const Layers& layers = at(report).layers;
        Telling telling;
        for (std::uint32_t i = 0; i < layers.times.size() && telling.times.size() < most_telling; ++i)
            if (layers.times[i].event_single && is_own_voice(at(report), layers.times[i]))
                telling.times.push_back(i);
        for (std::uint32_t i = 0; i < layers.mentions.size() && telling.mentions.size() < most_telling; ++i) {
            const Mention& mention = layers.mentions[i];
            if (mention.once && !mention.people_only && !mention.planned && mention.time != no_index)
                telling.mentions.push_back(i);
        }
        return telling;
    }
    std::string id(std::uint32_t report) const { return at(report).report.id; }
    std::optional<Day> day_of(std::uint32_t report) const {
        const auto& known = answers_[report].days;
        return known && known->is_one_day() ? std::optional(known->first) : std::nullopt;
    }

    // -- stated --

    void state(std::uint32_t index) {
        if (at(index).report.published)
            answers_[index] = stated_day(at(index), index);
    }

    void state_by_captions() {
        std::vector<std::pair<std::uint32_t, ReportDay>> found;
        for (const std::uint32_t report : story_.reports)
            if (!answers_[report].days)
                if (auto day = caption_day(at(report), report); day && is_in_story(day->days->first))
                    found.emplace_back(report, std::move(*day));
        for (auto& [report, day] : found)
            answers_[report] = std::move(day);
    }

    /// A dateline without its year, near the known days of the story: the year is theirs. True when one is found.
    bool state_by_datelines() {
        std::vector<std::pair<std::uint32_t, ReportDay>> found;
        for (const std::uint32_t report : story_.reports)
            if (!answers_[report].days)
                if (auto day = dateline_day(report))
                    found.emplace_back(report, std::move(*day));
        for (auto& [report, day] : found)
            answers_[report] = std::move(day);
        return !found.empty();
    }

    std::optional<ReportDay> dateline_day(std::uint32_t index) const {
        const Time* stated = dateline_of(at(index));
        if (!stated)
            return std::nullopt;
        std::optional<ReportDay> answer;
        for (const std::uint32_t other : story_.reports) {
            const WeekdayPin* pin = pins_.any_of(other);
            const auto known = pin ? std::optional(pin->day) : day_of(other);
            const auto denoted = known ? resolve(*stated, known) : std::nullopt;
            if (!denoted || !denoted->is_one_day() || abs(denoted->first - *known) > days{story_days})
                continue;
            if (answer && answer->days != denoted)
                return std::nullopt;  // the story's reports are of several years
            if (answer)
                continue;
            answer = ReportDay{*denoted,
                               true,
                               "Its dateline gives " + quoted(at(index).words(stated->span)) +
                                   "; the year is that of " + id(other) + ", which tells of " + iso_day(*known) + ".",
                               {{index, stated->span}}};
            const std::vector<Evidence>& theirs = pin ? pin->evidence : answers_[other].evidence;
            answer->evidence.insert(answer->evidence.end(), theirs.begin(), theirs.end());
        }
        return answer;
    }

    /// Whether what the reports state of their days is more than a week apart.
    bool is_of_several_weeks() const {
        std::optional<Day> first, last;
        for (const std::uint32_t report : story_.reports)
            if (const auto day = answers_[report].stated ? day_of(report) : std::nullopt) {
                first = first ? std::min(*first, *day) : *day;
                last = last ? std::max(*last, *day) : *day;
            }
        return first && *last - *first >= days{7};
    }

    /// Whether a day is near the days of the story's reports, as far as they are known.
    bool is_in_story(Day day) const {
        bool known = false;
        for (const std::uint32_t report : story_.reports)
            if (const auto other = day_of(report)) {
                known = true;
                if (abs(*other - day) <= days{story_days})
                    return true;
            }
        return !known;
    }

    // -- weekdays --

    /// The first expression by which the report itself tells a weekday as past; null where it has none.
    const Time* told_weekday(std::uint32_t report, unsigned weekday) const {
        for (const Time& time : at(report).layers.times)
            if (is_past_weekday(time) && time.weekday == weekday && is_body(at(report), time) &&
                !is_open_weekday(report, time))
                return &time;
        return nullptr;
    }

    /// Fixes what the reports mean by their weekdays, as far as their days are known: one step further each time, so
    /// that the order of the reports does not matter. True when one is new.
    bool pin_weekdays() {
        const std::size_t before = pins_.size();
        WeekdayPins next = pins_;
        for (const std::uint32_t report : story_.reports)
            pin_weekdays_of(report, next);
        pins_ = std::move(next);
        return pins_.size() > before;
    }

    void pin_weekdays_of(std::uint32_t report, WeekdayPins& pins) const {
        std::vector<const Time*> open;
        for (unsigned weekday = 1; weekday <= 7; ++weekday)
            if (const Time* time = pins_.of(report, weekday) ? nullptr : told_weekday(report, weekday))
                open.push_back(time);
        if (open.empty())
            return;
        const auto pin = [&](const Time& time, Day day, std::vector<Evidence> evidence) {
            evidence.insert(evidence.begin(), {report, time.span});
            pins.add(report, time.weekday, {resolve(time, day)->first, std::move(evidence)});
        };
        const auto day = day_of(report);
        if (day && answers_[report].stated) {
            for (const Time* time : open)
                pin(*time, *day, {});
            return;
        }
        std::vector<Tie> all = ties(report);
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

    // -- fixed points --

    std::vector<FixedPoint> fixed_points() const {
        std::vector<FixedPoint> points;
        for (const std::uint32_t report : story_.reports)
            for (const std::uint32_t i : telling_.at(report).times)
                add_point(report, i, points);
        return near_reports(std::move(points));
    }

    void add_point(std::uint32_t report, std::size_t index, std::vector<FixedPoint>& points) const {
        const Time& time = at(report).layers.times[index];
        std::optional<Day> day;
        Span words = with_event(time);
        if (time.anchor == TimeAnchor::event) {
            // "Sunday's march on the one-week anniversary of the vote", in a report whose day is known
            const Time* told = time.anniversary || time.unit == 'D' ? told_with(at(report).layers, index) : nullptr;
            const auto denoted = told ? resolve(*told, day_of(report)) : std::nullopt;
            if (!denoted || !denoted->is_one_day())
                return;
            day = counted(denoted->first, time.unit, -time.offset);
            words = cover(words, told->span);
        } else if (const auto denoted = resolve(time, day_of(report));
                   denoted && denoted->is_one_day() && !is_open_weekday(report, time)) {
            day = denoted->first;
        }
        if (!day)
            return;
        const Evidence evidence{report, words};
        points.push_back({time.event_type,
                          std::string(at(report).lowered(time.event_name)),
                          *day,
                          is_to_the_day(report, time),
                          time.anchor == TimeAnchor::absolute,
                          {evidence},
                          iso_day(*day) + " (" + quoted(at(report).words(words)) + " in " + id(report) + ")"});
    }

    /// Tomorrow's weekday told as past: tomorrow in another time zone or in a later version, or six days ago. That
    /// fixes nothing.
    bool is_open_weekday(std::uint32_t report, const Time& time) const {
        const auto day = day_of(report);
        return is_past_weekday(time) && day && weekday_of(*day + days{1}) == time.weekday;
    }

    /// Metadata are in another time zone than the words: what counts in days from the report's may be one off.
    bool is_to_the_day(std::uint32_t report, const Time& time) const {
        const bool moves_daily =
            time.anchor == TimeAnchor::report && time.form != TimeForm::weekday && time.form != TimeForm::calendar;
        return !moves_daily || !at(report).report.published || at(report).report.published_span;
    }

    /// A story's background (the election five years ago) would tie its reports to the wrong days: where a happening of
    /// one type lies near the story's known reports, those far away are left out.
    std::vector<FixedPoint> near_reports(std::vector<FixedPoint> points) const {
        const auto near = [&](const FixedPoint& point) {
            return std::any_of(story_.reports.begin(), story_.reports.end(), [&](std::uint32_t report) {
                const auto day = day_of(report);
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

    // -- ties --

    /// The known days of a type of happening, as the targets of a tie; a report's own words do not fix themselves.
    bool add_targets(Tie& tie, const Time& time, std::uint32_t self, char unit, int count) const {
        std::string told;
        const std::string_view name = at(self).lowered(time.event_name);
        for (const FixedPoint& point : points_) {
            if (point.type != time.event_type || !same_name(point.name, name) ||
                (point.evidence[0].report == self && !point.absolute))
                continue;
            const auto day = counted(point.day, unit, count);
            const bool other_weekday =
                day && tie.time && tie.time->form == TimeForm::weekday && tie.time->weekday != weekday_of(*day);
            if (!day ||
                other_weekday)  // told of another weekday, it is another happening, or the reports differ about it
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

    /// "the Paris attack" is no other's; "the attack" may be any.
    static bool same_name(std::string_view one, std::string_view other) {
        return one.empty() || other.empty() || one.find(other) != std::string_view::npos ||
               other.find(one) != std::string_view::npos;
    }

    Tie tie(Tie::Kind kind, std::uint32_t report, Span words) const {
        Tie made;
        made.kind = kind;
        made.evidence.push_back({report, words});
        made.reason = quoted(at(report).words(words));
        return made;
    }

    std::vector<Tie> ties(std::uint32_t report) const {
        std::vector<Tie> all;
        const Layers& layers = at(report).layers;
        for (const std::uint32_t i : telling_.at(report).times)
            add_event_tie(report, i, all);
        for (const std::uint32_t i : telling_.at(report).mentions)
            add_mention_tie(report, layers.mentions[i], all);
        add_passage_ties(report, all);
        add_caption_tie(report, all);
        add_likeness_ties(report, all);
        const auto dates = stated_dates(at(report));
        for (const StatedDate& date : std::span(dates).last(std::min(dates.size(), most_telling))) {
            Tie known = tie(Tie::Kind::not_before, report, date.span);
            known.targets.push_back(date.day);
            all.push_back(std::move(known));
        }
        add_weekday_ties(report, all);
        return all;
    }

    void add_event_tie(std::uint32_t report, std::size_t index, std::vector<Tie>& all) const {
        const Layers& layers = at(report).layers;
        const Time& time = layers.times[index];
        if (time.anchor != TimeAnchor::event) {
            if (time.anchor != TimeAnchor::report || time.form == TimeForm::calendar ||
                (time.form != TimeForm::weekday && time.unit != 'D' && time.unit != 'W'))
                return;
            Tie named = tie(Tie::Kind::names, report, with_event(time));
            named.time = &time;
            named.by_kind = time.form == TimeForm::weekday;
            if (add_targets(named, time, report, 'D', 0))
                all.push_back(std::move(named));
            return;
        }
        const Time* told = told_with(layers, index);
        if (told && !time.reaches_report) {
            if (told->anchor == TimeAnchor::absolute || (!time.anniversary && time.unit != 'D' && time.unit != 'W'))
                return;
            Tie named = tie(Tie::Kind::names, report, cover(told->span, with_event(time)));
            named.time = told;
            if (add_targets(named, time, report, time.unit, time.offset))
                all.push_back(std::move(named));
            return;
        }
        Tie since = tie(time.reaches_report ? Tie::Kind::since : Tie::Kind::not_before, report, with_event(time));
        since.slack = slack_of(time.unit, time.offset);
        if (add_targets(since, time, report, time.unit, time.offset)) {
            if (!time.reaches_report)
                for (Day& target : since.targets)
                    target -= days{since.slack};
            all.push_back(std::move(since));
        }
    }

    /// A happening that a story tells of once, told by its weekday here and dated in a report of known day: "the roof
    /// fell in on Thursday".
    void add_mention_tie(std::uint32_t report, const Mention& mention, std::vector<Tie>& all) const {
        const Time* time = past_weekday(report, mention);
        const auto times = at(report).layers.times_of(mention.sentence);
        const auto counts_from_it = [&](const Time& other) {
            return other.anchor == TimeAnchor::event && other.event_words.overlaps(mention.trigger);
        };
        if (!time || std::any_of(times.begin(), times.end(),
                                 counts_from_it))  // "Sunday, two weeks after the vote" is not the vote's day
            return;
        Tie named = tie(Tie::Kind::names, report, cover(mention.trigger, time->span));
        named.time = time;
        bool kindred = false;
        for (const std::uint32_t other : story_.reports) {
            const auto day = day_of(other);
            if (other == report || !day)
                continue;
            for (const std::uint32_t i : telling_.at(other).mentions) {
                const Mention& theirs = at(other).layers.mentions[i];
                if (theirs.type != mention.type)
                    continue;
                const Time& told = at(other).layers.times[theirs.time];
                const auto denoted = resolve(told, day);
                if (!denoted || !denoted->is_one_day() || weekday_of(denoted->first) != time->weekday ||
                    is_open_weekday(other, told) || !is_body(at(other), told))
                    continue;
                kindred = kindred || pins_.are_kindred(report, other, time->weekday);
                if (std::find(named.targets.begin(), named.targets.end(), denoted->first) != named.targets.end())
                    continue;
                named.targets.push_back(denoted->first);
                named.evidence.push_back({other, cover(theirs.trigger, told.span)});
                named.reason += ", with the " + mention.type + " on " + iso_day(denoted->first) + " (" +
                                quoted(at(other).words(told.span)) + " in " + id(other) + ")";
            }
        }
        named.by_kind = named.targets.size() > 1 || !kindred;
        named.anchored = !named.targets.empty() && named.targets.size() <= most_targets;
        if (named.anchored)
            all.push_back(std::move(named));
    }

    /// Reports are of the day that they tell as their news, or soon after it; that narrows what other ties leave open,
    /// and fixes nothing by itself.
    std::optional<Tie> news_tie(std::uint32_t report) const {
        const auto told = news_day(at(report));
        if (!told)
            return std::nullopt;
        Tie news = tie(Tie::Kind::news_of, report, told->time->span);
        news.time = told->time;
        news.slack = told->slack;
        news.reason += " told as the news";
        return news;
    }

    /// A passage that a report of known day prints too: the same weekday in both is the same day. "today" may be left
    /// over in a copy of the day after.
    void add_passage_ties(std::uint32_t report, std::vector<Tie>& all) const {
        const std::size_t most = all.size() + most_telling;
        for (const Lineage& lineage : story_.lineages)
            for (const auto& passage : lineage.passages)
                for (const Evidence& mine : passage)
                    for (const Evidence& theirs : passage)
                        if (mine.report == report && theirs.report != report && day_of(theirs.report) &&
                            all.size() < most)
                            add_shared_days(mine, theirs, all);
    }

    void add_shared_days(const Evidence& mine, const Evidence& theirs, std::vector<Tie>& all) const {
        for (const Time& time : at(mine.report).layers.times_in(mine.span)) {
            if (!mine.span.contains(time.span) || time.form != TimeForm::weekday || time.moved != 0 || time.quoted)
                continue;
            for (const Time& other : at(theirs.report).layers.times_in(theirs.span)) {
                const bool same = other.form == time.form && other.weekday == time.weekday &&
                                  other.offset == time.offset && other.direction == time.direction;
                if (!theirs.span.contains(other.span) || !same || !moves_with_report(other) ||
                    is_open_weekday(theirs.report, other))
                    continue;
                Tie shared = tie(Tie::Kind::names, mine.report, time.span);
                shared.time = &time;
                shared.targets.push_back(resolve(other, day_of(theirs.report))->first);
                shared.evidence.push_back({theirs.report, other.span});
                shared.anchored = true;
                shared.reason +=
                    ", in a passage shared with " + id(theirs.report) + ", where it is " + iso_day(shared.targets[0]);
                all.push_back(std::move(shared));
                return;
            }
        }
    }

    /// The latest picture's weekday, told as past: the report is of that day or of the six after it.
    void add_caption_tie(std::uint32_t report, std::vector<Tie>& all) const {
        const auto dates = stated_dates(at(report));
        const Time* told = dates.empty() ? nullptr : agreeing_time(at(report), dates.back().day);
        if (!told || !is_past_weekday(*told) || knows_of_later(at(report), dates.back().day) ||
            !is_in_story(dates.back().day))
            return;
        Tie named = tie(Tie::Kind::names, report, told->span);
        named.time = told;
        named.targets.push_back(dates.back().day);
        named.evidence.push_back({report, dates.back().span});
        named.anchored = true;
        named.reason += ", with a caption or post of " + quoted(at(report).words(dates.back().span));
        all.push_back(std::move(named));
    }

    /// A weekday of which another report tells the same: it is the day that is known there. Where the story has several
    /// such days, one must be told alike twice as much as any other.
    void add_likeness_ties(std::uint32_t report, std::vector<Tie>& all) const {
        for (unsigned weekday = 1; weekday <= 7; ++weekday) {
            const Time* time = told_weekday(report, weekday);
            const auto best = time ? pins_.likest(report, weekday, is_of_several_weeks()) : std::nullopt;
            if (!best)
                continue;
            const WeekdayPin& pin = *pins_.of(*best, weekday);
            Tie alike = tie(Tie::Kind::names, report, time->span);
            alike.time = time;
            alike.targets.push_back(pin.day);
            alike.evidence.insert(alike.evidence.end(), pin.evidence.begin(), pin.evidence.end());
            alike.anchored = true;
            alike.reason += ", of which " + id(*best) + " tells the same, where it is " + iso_day(pin.day);
            all.push_back(std::move(alike));
        }
    }

    /// What the weekdays that a report names say about its own.
    void add_weekday_ties(std::uint32_t report, std::vector<Tie>& all) const {
        for (unsigned weekday = 1; weekday <= 7; ++weekday) {
            const Time *bare_past = nullptr, *to_come = nullptr, *last = nullptr;
            bool in_its_morning = false;  // "early Monday", and more to come on Monday: the report is of that morning
            for (const Time& time : at(report).layers.times) {
                if (time.form != TimeForm::weekday || time.weekday != weekday || time.unit == 'W' || time.moved != 0 ||
                    !is_body(at(report), time))
                    continue;
                in_its_morning = in_its_morning || (is_past_weekday(time) && time.early);
                if (time.direction_said && time.direction < 0)
                    last = &time;
                else if (!time.direction_said && time.direction < 0)
                    bare_past = &time;
                else if (!time.direction_said && time.direction > 0)
                    to_come = &time;
            }
            if (bare_past && last && bare_past->sentence != last->sentence && bare_past->event_type != last->event_type)
                all.push_back(
                    weekday_tie(Tie::Kind::is_weekday, report, weekday, *last, *bare_past, " are told apart"));
            if (bare_past && to_come && !in_its_morning)
                all.push_back(weekday_tie(Tie::Kind::not_weekday, report, weekday, *bare_past, *to_come,
                                          ", one past, one to come"));
        }
    }

    Tie weekday_tie(Tie::Kind kind, std::uint32_t report, unsigned weekday, const Time& one, const Time& other,
                    std::string_view what) const {
        Tie made = tie(kind, report, one.span);
        made.weekday = weekday;
        made.evidence.push_back({report, other.span});
        made.reason += " and " + quoted(at(report).words(other.span)) + std::string(what);
        return made;
    }

    // -- answers --

    /// True when the report's day is found, to the day.
    bool infer(std::uint32_t report) {
        ReportDay found = answer(report, false);
        if (!found.days || !found.days->is_one_day())
            return false;
        answers_[report] = std::move(found);
        return true;
    }

    ReportDay answer(std::uint32_t report, bool last_word) const {
        const std::vector<Tie> all = ties(report);
        if (std::none_of(all.begin(), all.end(), [](const Tie& tie) { return tie.anchored; }))
            return {};
        Reading reading = Reading::strict;
        Allowed found = allowed(all, reading);
        if (found.days.empty() && last_word) {
            reading = Reading::loose;
            found = allowed(all, reading);
        }
        if (found.days.empty())
            return last_word ? contradiction(all) : ReportDay{};
        if (found.open)
            return {};
        std::vector<Tie> used = all;
        if (auto news = found.days.size() > 1 ? news_tie(report) : std::nullopt) {
            const bool sure = std::ranges::any_of(all, [](const Tie& one) { return one.anchored && !one.by_kind; });
            news->slack = std::max(news->slack, sure ? 0 : 1);
            used.push_back(*news);
            if (Allowed narrowed = allowed(used, reading);
                !narrowed.days.empty() && narrowed.days.size() < found.days.size())
                found = std::move(narrowed);
            else
                used.pop_back();
        }
        ReportDay answer{DayInterval{found.days.front(), found.days.back()}, false, "", {}};
        explain(answer, telling(used, found, reading), reading);
        return answer;
    }

    /// A stated day that the story's fixed points do not allow is kept, and that is said.
    void check(std::uint32_t report) {
        ReportDay& known = answers_[report];
        if (!known.stated || !known.days)
            return;
        const std::vector<Tie> all = ties(report);
        for (const Tie& tie : all) {
            if (!tie.anchored || tie.kind == Tie::Kind::not_before)
                continue;
            bool fits = false;
            for (int off = -zone_days; off <= zone_days; ++off)
                fits = fits || allows(tie, known.days->first + days{off}, Reading::loose);
            if (fits)
                continue;
            known.reason += " The text does not fit that: " + tie.reason + ".";
            known.evidence.insert(known.evidence.end(), tie.evidence.begin(), tie.evidence.end());
            return;
        }
    }

    // -- late stamps --

    /// Metadata that were made when a page was fetched, weeks late, are not believed against the text: it tells a
    /// happening by the weekday on which two other reports or more, stamped otherwise, tell one too.
    void believe_texts() {
        std::vector<std::pair<std::uint32_t, ReportDay>> corrected;
        for (const std::uint32_t report : story_.reports) {
            const Report& stamped = at(report).report;
            if (!stamped.published || stamped.published_span || day_of(report) != stamped.published)
                continue;
            std::vector<Tie> told;
            for (const std::uint32_t i : telling_.at(report).mentions)
                add_late_tie(report, at(report).layers.mentions[i], told);
            if (told.empty())
                continue;
            const Allowed found = allowed(told, Reading::strict);
            if (found.days.empty() || found.open)
                continue;
            ReportDay answer{DayInterval{found.days.front(), found.days.back()}, false, "", {}};
            explain(answer, told, Reading::strict);
            answer.reason =
                "Its metadata give " + iso_day(*stamped.published) + ", which the text contradicts. " + answer.reason;
            corrected.emplace_back(report, std::move(answer));
        }
        for (auto& [report, day] : corrected)
            answers_[report] = std::move(day);
    }

    /// The weekday that a mention out of Telling is told by, as past; null where it is told otherwise.
    const Time* past_weekday(std::uint32_t report, const Mention& mention) const {
        const Time& time = at(report).layers.times[mention.time];
        const bool past =
            time.form == TimeForm::weekday && time.moved == 0 && !time.direction_said && time.direction <= 0;
        return past && is_body(at(report), time) ? &time : nullptr;
    }

    void add_late_tie(std::uint32_t report, const Mention& mention, std::vector<Tie>& told) const {
        const Time* time = past_weekday(report, mention);
        if (!time)
            return;
        const Day stamp = *day_of(report);
        const Day own = resolve(*time, stamp)->first;
        std::map<Day, std::vector<Evidence>> others;
        for (const std::uint32_t other : story_.reports) {
            const auto day = day_of(other);
            if (other == report || !day || abs(*day - stamp) < days{late_days})
                continue;
            for (const std::uint32_t i : telling_.at(other).mentions) {
                const Mention& theirs = at(other).layers.mentions[i];
                const Time* same = past_weekday(other, theirs);
                if (!same || same->weekday != time->weekday || is_open_weekday(other, *same))
                    continue;
                auto& evidence = others[resolve(*same, *day)->first];
                if (evidence.empty() || evidence.back().report != other)
                    evidence.push_back({other, cover(theirs.trigger, same->span)});
            }
        }
        const auto most = std::max_element(others.begin(), others.end(), [](const auto& a, const auto& b) {
            return a.second.size() < b.second.size();
        });
        if (most == others.end() || most->second.size() < 2 || own - most->first < days{late_days})
            return;
        Tie late = tie(Tie::Kind::names, report, cover(mention.trigger, time->span));
        late.time = time;
        late.anchored = true;
        late.targets.push_back(most->first);
        late.reason +=
            ", which is " + iso_day(most->first) + " in " + std::to_string(most->second.size()) + " other reports";
        late.evidence.insert(late.evidence.end(), most->second.begin(), most->second.end());
        told.push_back(late);
        late.kind = Tie::Kind::not_before;
        told.push_back(std::move(late));
    }

    std::span<const AnnotatedReport> reports_;
    const Story& story_;
    std::vector<ReportDay>& answers_;
    std::map<std::uint32_t, Telling> telling_;  // by report
    std::vector<FixedPoint> points_;
    WeekdayPins pins_;
};

}  // namespace

std::vector<ReportDay> resolve_days(std::span<const AnnotatedReport> reports, const std::vector<Story>& stories) {
    std::vector<ReportDay> answers(reports.size());
    for (const Story& story : stories)
        StoryDays(reports, story, answers).resolve_all();
    std::vector<bool> told(reports.size());
    for (const Story& story : stories)
        for (const std::uint32_t report : story.reports)
            told[report] = true;
    for (std::uint32_t report = 0; report < reports.size(); ++report)
        if (!told[report])  // its language is not annotated: what it states of its day still holds
            StoryDays(reports, Story{{report}, {}, {}}, answers).resolve_all();
    return answers;
}

}  // namespace recount
