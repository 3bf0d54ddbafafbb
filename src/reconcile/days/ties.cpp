#include "reconcile/days/ties.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "reconcile/day_words.h"
#include "reconcile/days/event_ties.h"
#include "reconcile/days/new_tie.h"
#include "reconcile/days/shared_ties.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// A tie of two expressions of one weekday that say different things of it (`what`).
Tie weekday_tie(const KnownDays& so_far, Tie::Kind kind, std::uint32_t report, unsigned weekday, const Time& one,
                const Time& other, std::string_view what) {
    Tie made = new_tie(so_far, kind, report, one.span);
    made.weekday = weekday;
    made.evidence.push_back({report, other.span});
    made.reason += " and " + quoted(so_far.at(report).words(other.span)) + std::string(what);
    return made;
}

/// What the weekdays that a report names say about its own.
void add_weekday_ties(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all) {
    for (unsigned weekday = 1; weekday <= 7; ++weekday) {
        const Time *bare_past = nullptr, *to_come = nullptr, *last = nullptr;
        bool in_its_morning = false;  // "early Monday", and more to come on Monday: the report is of that morning
        for (const Time& time : so_far.at(report).layers.times) {
            if (time.form != TimeForm::weekday || time.weekday != weekday || time.unit == 'W' || time.moved != 0 ||
                !is_body(so_far.at(report), time))
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
                weekday_tie(so_far, Tie::Kind::is_weekday, report, weekday, *last, *bare_past, " are told apart"));
        if (bare_past && to_come && !in_its_morning)
            all.push_back(weekday_tie(so_far, Tie::Kind::not_weekday, report, weekday, *bare_past, *to_come,
                                      ", one past, one to come"));
    }
}

}  // namespace

std::vector<Tie> ties_of(const KnownDays& so_far, std::uint32_t report) {
    std::vector<Tie> all;
    const Layers& layers = so_far.at(report).layers;
    for (const std::uint32_t i : so_far.telling.at(report).times)
        add_event_tie(so_far, report, i, all);
    for (const std::uint32_t i : so_far.telling.at(report).mentions)
        add_mention_tie(so_far, report, layers.mentions[i], all);
    add_passage_ties(so_far, report, all);
    add_caption_tie(so_far, report, all);
    add_likeness_ties(so_far, report, all);
    const auto dates = stated_dates(so_far.at(report));
    for (const StatedDate& date : std::span(dates).last(std::min(dates.size(), most_telling))) {
        Tie known = new_tie(so_far, Tie::Kind::not_before, report, date.span);
        known.targets.push_back(date.day);
        all.push_back(std::move(known));
    }
    add_weekday_ties(so_far, report, all);
    return all;
}

std::optional<Tie> news_tie(const KnownDays& so_far, std::uint32_t report) {
    const auto told = news_day(so_far.at(report));
    if (!told)
        return std::nullopt;
    Tie news = new_tie(so_far, Tie::Kind::news_of, report, told->time->span);
    news.time = told->time;
    news.slack = told->slack;
    news.reason += " told as the news";
    return news;
}

}  // namespace recount
