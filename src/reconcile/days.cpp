#include "reconcile/days.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr int zone_days = 1;      // metadata are in other time zones than the text
constexpr int search_days = 120;  // a report is sought this far around the fixed points it hangs on
constexpr int late_days = 14;     // a stamp so much later than what the text tells was made when the page was fetched
constexpr int latest_days = 90;   // but what is older than this beside the stamp is a picture from the archive
constexpr int story_days = 45;    // a story's own happenings lie this near to its reports; others are background
constexpr std::size_t near_tokens = 8;
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

/// What one observation in a report allows its day to be.
struct Tie {
    enum class Kind {
        names,        // `time`, said in this report, denotes one of the targets
        since,        // the report's day is so far from one of the targets, give or take `slack` days
        not_before,   // the report knows of a target
        news_of,      // `time` is told as the news: the report is of that day or the next
        is_weekday,   // "Sunday" and "last Sunday" are told apart: the report is of a Sunday
        not_weekday,  // "Monday" is told as past and as to come: the report is of no Monday
    };
    Kind kind;
    const Time* time = nullptr;
    std::vector<Day> targets;
    int slack = 0;
    unsigned weekday = 0;
    bool anchored = false;  // hangs on a fixed point, so that it can date the report
    std::vector<Evidence> evidence;
    std::string reason;
};

/// How strictly ties are taken: "last Sunday" is the latest Sunday before the report; loosely, it may be the one before
/// that.
enum class Reading { strict, loose };

bool names(const Time& time, Day report, Day target, Reading reading) {
    if (time.day_is_stamp) {  // the day that is looked for is none
        Time said = time;
        said.day_is_stamp = false;
        return names(said, report, target, reading);
    }
    const auto denoted = resolve(time, report);
    if (denoted && denoted->contains(target))
        return true;
    if (reading == Reading::strict || time.form != TimeForm::weekday || !time.direction_said)
        return false;
    const auto further = resolve(time, report + days{time.direction < 0 ? -7 : 7});
    return further && further->contains(target);
}

bool allows(const Tie& tie, Day report, Reading reading) {
    const auto any_target = [&](auto&& fits) { return std::any_of(tie.targets.begin(), tie.targets.end(), fits); };
    switch (tie.kind) {
    case Tie::Kind::names: return any_target([&](Day target) { return names(*tie.time, report, target, reading); });
    case Tie::Kind::since: {
        const int slack = reading == Reading::strict ? tie.slack : tie.slack * 2;
        return any_target([&](Day target) { return abs(report - target) <= days{slack}; });
    }
    case Tie::Kind::not_before: return any_target([&](Day target) { return report + days{zone_days} > target; });
    case Tie::Kind::news_of: {
        const auto denoted = resolve(*tie.time, report);
        return denoted && report - denoted->last <= days{1};
    }
    case Tie::Kind::is_weekday: return reading == Reading::loose || weekday_of(report) == tie.weekday;
    case Tie::Kind::not_weekday: return reading == Reading::loose || weekday_of(report) != tie.weekday;
    }
    return true;
}

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

std::string quoted(std::string_view words) {
    return "\"" + std::string(words) + "\"";
}

/// The words from a time to its happening, either way round.
Span with_event(const Time& time) {
    return time.event_words.empty() ? time.span : cover(time.span, time.event_words);
}

bool is_own_voice(const AnnotatedReport& report, const Time& time) {
    const Block& block = report.report.blocks[report.layers.sentences[time.sentence].block];
    return !time.quoted && block.kind != BlockKind::embed;
}

bool is_body(const AnnotatedReport& report, const Time& time) {
    const BlockKind kind = report.report.blocks[report.layers.sentences[time.sentence].block].kind;
    return is_own_voice(report, time) && kind != BlockKind::caption;
}

/// "Sunday" or "yesterday": moves with the report's day, and is exact.
bool moves_with_report(const Time& time) {
    const bool day_period =
        time.form == TimeForm::period && time.unit == 'D' && time.minute < 0;  // a clock time alone names no day
    return time.anchor == TimeAnchor::report && time.moved == 0 && (time.form == TimeForm::weekday || day_period);
}

/// The expression that says on which day of the report something happened "two weeks after the vote": the nearest one
/// just before it in the sentence.
const Time* told_with(const Layers& layers, std::size_t index) {
    const Time& length = layers.times[index];
    for (std::size_t i = index; i-- > 0;) {
        const Time& other = layers.times[i];
        if (other.sentence != length.sentence || length.first_token - other.end_token > near_tokens)
            return nullptr;
        if (moves_with_report(other) || other.anchor == TimeAnchor::absolute)
            return &other;
    }
    return nullptr;
}

// ---- what a report states of itself ----

/// A full date that a caption, an embedded post or a dateline carries.
struct StatedDate {
    Day day;
    Span span;
    bool of_post;  // an embedded post's: posts are not taken from archives
};

std::vector<StatedDate> stated_dates(const AnnotatedReport& annotated) {
    std::vector<StatedDate> dates;
    for (const Block& block : annotated.report.blocks)
        if (block.kind == BlockKind::embed && block.date && !block.repeated)
            dates.push_back({*block.date, block.date_span.empty() ? block.span : block.date_span, true});
    for (const Time& time : annotated.layers.times) {
        if (time.anchor != TimeAnchor::absolute || !time.days || !time.days->is_one_day())
            continue;
        const Block& block = annotated.report.blocks[annotated.layers.sentences[time.sentence].block];
        if (time.states_report_day || block.kind == BlockKind::caption)
            dates.push_back({time.days->first, time.span, false});
    }
    std::stable_sort(dates.begin(), dates.end(),
                     [](const StatedDate& a, const StatedDate& b) { return a.day < b.day; });
    return dates;
}

/// The first body expression that tells of `day` by its weekday, in a report of that day.
const Time* agreeing_time(const AnnotatedReport& annotated, Day day) {
    for (const Time& time : annotated.layers.times)
        if (is_body(annotated, time) && time.form == TimeForm::weekday && time.moved == 0 && time.direction <= 0 &&
            resolve(time, day) == DayInterval{day, day})
            return &time;
    return nullptr;
}

/// The text names the weekday after `day` as past: it was written then, or that is six days ago.
bool may_be_of_next_day(const AnnotatedReport& annotated, Day day) {
    return std::any_of(annotated.layers.times.begin(), annotated.layers.times.end(), [&](const Time& time) {
        return is_body(annotated, time) && time.form == TimeForm::weekday && !time.direction_said &&
               time.direction <= 0 && time.weekday == weekday_of(day + days{1});
    });
}

/// The text knows of a time well after `day`: a picture of that day is an old one.
bool knows_of_later(const AnnotatedReport& annotated, Day day) {
    return std::any_of(annotated.layers.times.begin(), annotated.layers.times.end(), [&](const Time& time) {
        return time.anchor == TimeAnchor::absolute && time.days && time.days->first > day + days{7} &&
               time.direction <= 0 && is_body(annotated, time);
    });
}

// ---- one story ----

class StoryDays {
public:
    StoryDays(std::span<const AnnotatedReport> reports, const Story& story, std::vector<ReportDay>& answers)
        : reports_(reports), story_(story), answers_(answers) {
        for (const std::uint32_t report : story.reports)
            telling_.emplace(report, telling_of(report));
    }

    void resolve_all() {
        for (const std::uint32_t report : story_.reports)
            state(report);
        state_by_captions();
        // Each round dates what hangs on the fixed points so far; a report dated so gives new ones.
        for (bool changed = true; changed;) {
            changed = false;
            points_ = fixed_points();
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
            state_published(index, stated_dates(at(index)));
    }

    void state_by_captions() {
        std::vector<std::pair<std::uint32_t, ReportDay>> found;
        for (const std::uint32_t report : story_.reports)
            if (!answers_[report].days)
                if (auto day = caption_day(report))
                    found.emplace_back(report, std::move(*day));
        for (auto& [report, day] : found)
            answers_[report] = std::move(day);
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

    void state_published(std::uint32_t index, const std::vector<StatedDate>& dates) {
        const Report& report = at(index).report;
        ReportDay& answer = answers_[index];
        const Day published = *report.published;
        answer = {DayInterval{published, published}, true, "Its metadata give " + iso_day(published) + ".", {}};
        if (report.published_span) {
            answer.reason = "It states its date: " + quoted(at(index).words(*report.published_span)) + ".";
            answer.evidence.push_back({index, *report.published_span});
        }
        if (report.contradicted_day) {
            answer.reason.back() = ';';
            answer.reason += " its metadata, which give " + iso_day(*report.contradicted_day) + ", contradict that.";
            return;
        }
        if (auto told = day_before_stamp(index, dates)) {
            answer = std::move(*told);
            return;
        }
        if (!dates.empty() && dates.back().day > published + days{zone_days}) {
            answer.reason +=
                " That contradicts a later date in its text: " + quoted(at(index).words(dates.back().span)) + ".";
            answer.evidence.push_back({index, dates.back().span});
        }
    }

    /// A stamp that was made when the page was fetched: the lead tells its news by a weekday, a post or several
    /// captions are dated on that weekday weeks before the stamp, and the text knows of nothing later. The text is
    /// believed.
    std::optional<ReportDay> day_before_stamp(std::uint32_t index, const std::vector<StatedDate>& dates) const {
        if (dates.empty())
            return std::nullopt;
        const Day published = *at(index).report.published, latest = dates.back().day;
        if (published - latest < days{late_days} || published - latest > days{latest_days})
            return std::nullopt;
        const auto of_latest = [&](const StatedDate& date) { return date.day == latest; };
        const auto of_post = [&](const StatedDate& date) { return date.day == latest && date.of_post; };
        if (std::ranges::count_if(dates, of_latest) < 2 && std::ranges::none_of(dates, of_post))
            return std::nullopt;
        const auto lead = news_tie(index);
        const auto later = [&](const Time& time) {
            const auto denoted = time.form == TimeForm::calendar ? resolve(time, published) : std::nullopt;
            return denoted && denoted->first > latest + days{7} && time.direction <= 0 && is_body(at(index), time);
        };
        if (!lead || lead->time->weekday != weekday_of(latest) || std::ranges::any_of(at(index).layers.times, later))
            return std::nullopt;
        const Span stated = std::ranges::find_if(dates, of_latest)->span;
        return ReportDay{DayInterval{latest, latest},
                         true,
                         "Its metadata give " + iso_day(published) +
                             ", which the text contradicts: a caption or post is " + "dated " +
                             quoted(at(index).words(stated)) + ", and the text tells of " +
                             quoted(at(index).words(lead->time->span)) + " as its news.",
                         {{index, stated}, {index, lead->time->span}}};
    }

    /// The latest date of captions and posts is the report's day when the text tells that day as its own ("on Sunday").
    std::optional<ReportDay> caption_day(std::uint32_t index) const {
        const auto dates = stated_dates(at(index));
        const Time* told = dates.empty() ? nullptr : agreeing_time(at(index), dates.back().day);
        if (!told || may_be_of_next_day(at(index), dates.back().day) || knows_of_later(at(index), dates.back().day) ||
            !is_in_story(dates.back().day))
            return std::nullopt;
        const Day latest = dates.back().day;
        ReportDay answer{DayInterval{latest, latest}, true, "", {}};
        for (const StatedDate& date : dates)
            if (date.day == latest)
                answer.evidence.push_back({index, date.span});
        answer.reason = "A caption or post is dated " + quoted(at(index).words(answer.evidence[0].span)) +
                        ", and the text tells of " + quoted(at(index).words(told->span)) + ".";
        answer.evidence.push_back({index, told->span});
        return answer;
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

    /// Tomorrow's weekday told as past: tomorrow in another time zone, or six days ago. That fixes nothing.
    bool is_open_weekday(std::uint32_t report, const Time& time) const {
        const auto day = day_of(report);
        return time.day_is_stamp && time.direction <= 0 && day && weekday_of(*day + days{1}) == time.weekday;
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
                if (std::find(named.targets.begin(), named.targets.end(), denoted->first) != named.targets.end())
                    continue;
                named.targets.push_back(denoted->first);
                named.evidence.push_back({other, cover(theirs.trigger, told.span)});
                named.reason += ", with the " + mention.type + " on " + iso_day(denoted->first) + " (" +
                                quoted(at(other).words(told.span)) + " in " + id(other) + ")";
            }
        }
        named.anchored = !named.targets.empty() && named.targets.size() <= most_targets;
        if (named.anchored)
            all.push_back(std::move(named));
    }

    /// The weekday that the first sentence of the body tells its news by, as past: "on Friday". Reports are of that day
    /// or the next; that narrows what other ties leave open, and fixes nothing by itself.
    std::optional<Tie> news_tie(std::uint32_t report) const {
        const Layers& layers = at(report).layers;
        for (std::uint32_t i = 0; i < layers.sentences.size(); ++i) {
            const Sentence& sentence = layers.sentences[i];
            const Block& block = at(report).report.blocks[sentence.block];
            if (block.kind != BlockKind::paragraph)
                continue;
            const Time* latest = nullptr;
            for (const Time& time : layers.times_of(i))
                if (time.form == TimeForm::weekday && time.moved == 0 && !time.direction_said && time.direction < 0 &&
                    is_body(at(report), time) && !latest)
                    latest = &time;
            if (!latest && sentence.span.size() < 60)
                continue;  // a byline or the like
            if (!latest)
                return std::nullopt;
            Tie news = tie(Tie::Kind::news_of, report, latest->span);
            news.time = latest;
            news.reason += " told as the news";
            return news;
        }
        return std::nullopt;
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

    /// What the weekdays that a report names say about its own.
    void add_weekday_ties(std::uint32_t report, std::vector<Tie>& all) const {
        for (unsigned weekday = 1; weekday <= 7; ++weekday) {
            const Time *bare_past = nullptr, *to_come = nullptr, *last = nullptr;
            for (const Time& time : at(report).layers.times) {
                if (time.form != TimeForm::weekday || time.weekday != weekday || time.unit == 'W' || time.moved != 0 ||
                    !is_body(at(report), time))
                    continue;
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
            if (bare_past && to_come)
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

    struct Allowed {
        std::vector<Day> days;
        bool open = false;  // reaches the end of the days looked at: not bounded by the evidence
    };

    static Allowed allowed(const std::vector<Tie>& all, Reading reading) {
        Allowed result;
        for (const DayInterval& window : windows(all))
            for (Day day = window.first; day <= window.last; day += days{1})
                if (std::all_of(all.begin(), all.end(), [&](const Tie& tie) { return allows(tie, day, reading); })) {
                    result.days.push_back(day);
                    result.open = result.open || day == window.first || day == window.last;
                }
        return result;
    }

    /// The days around the fixed points that the first anchored tie hangs on: no others can satisfy it.
    static std::vector<DayInterval> windows(const std::vector<Tie>& all) {
        const auto anchored = std::find_if(all.begin(), all.end(), [](const Tie& tie) { return tie.anchored; });
        std::vector<DayInterval> found;
        if (anchored == all.end())
            return found;
        std::vector<Day> targets = anchored->targets;
        std::sort(targets.begin(), targets.end());
        for (const Day target : targets) {
            const DayInterval window{target - days{search_days}, target + days{search_days}};
            if (!found.empty() && window.first <= found.back().last)
                found.back().last = window.last;
            else
                found.push_back(window);
        }
        return found;
    }

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
        if (const auto news = last_word && found.days.size() > 2 ? news_tie(report) : std::nullopt) {
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

    /// Without the ties that leave the answer as it is and hang on no other report.
    static std::vector<Tie> telling(const std::vector<Tie>& all, const Allowed& found, Reading reading) {
        std::vector<Tie> kept = all;
        for (std::size_t i = kept.size(); i-- > 0;) {
            if (kept[i].anchored)
                continue;
            std::vector<Tie> without = kept;
            without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
            if (allowed(without, reading).days == found.days)
                kept = std::move(without);
        }
        return kept;
    }

    static ReportDay contradiction(const std::vector<Tie>& all) {
        ReportDay answer;
        answer.reason = "No day fits all that ties it to the other reports: ";
        explain(answer, all, Reading::strict);
        return answer;
    }

    /// Names the ties that the answer hangs on, those to other reports first.
    static void explain(ReportDay& answer, const std::vector<Tie>& all, Reading reading) {
        std::vector<const Tie*> order;
        for (const bool anchored : {true, false})
            for (const Tie& tie : all)
                if (tie.anchored == anchored)
                    order.push_back(&tie);
        std::string reasons;
        for (const Tie* tie : order) {
            if (reasons.find(tie->reason) == std::string::npos)
                reasons += (reasons.empty() ? "" : "; ") + tie->reason;
            for (const Evidence& evidence : tie->evidence)
                if (std::find(answer.evidence.begin(), answer.evidence.end(), evidence) == answer.evidence.end())
                    answer.evidence.push_back(evidence);
        }
        if (answer.days)
            answer.reason = answer.days->is_one_day() ? "Inferred: " : "Inferred, not to the day: ";
        answer.reason += reasons + (answer.days && reading == Reading::loose ? "; taken loosely." : ".");
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
            StoryDays(reports, Story{{report}, {}}, answers).resolve_all();
    return answers;
}

}  // namespace recount
