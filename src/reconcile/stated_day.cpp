#include "reconcile/stated_day.h"

#include <algorithm>

#include "reconcile/day_ties.h"
#include "reconcile/day_words.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr int latest_days = 90;  // but what is older than this beside the stamp is a picture from the archive

/// A stamp that was made when the page was fetched: the lead tells its news by a weekday, a post or several
/// captions are dated on that weekday weeks before the stamp, and the text knows of nothing later. The text is
/// believed.
std::optional<ReportDay> day_before_stamp(const AnnotatedReport& annotated, std::uint32_t index,
                                          const std::vector<StatedDate>& dates) {
    if (dates.empty())
        return std::nullopt;
    const Day published = *annotated.report.published, latest = dates.back().day;
    if (published - latest < days{late_days} || published - latest > days{latest_days})
        return std::nullopt;
    const auto of_latest = [&](const StatedDate& date) { return date.day == latest; };
    const auto of_post = [&](const StatedDate& date) { return date.day == latest && date.of_post; };
    if (std::ranges::count_if(dates, of_latest) < 2 && std::ranges::none_of(dates, of_post))
        return std::nullopt;
    const auto lead = news_day(annotated);
    const auto later = [&](const Time& time) {
        const auto denoted = time.form == TimeForm::calendar ? resolve(time, published) : std::nullopt;
        return denoted && denoted->first > latest + days{7} && time.direction <= 0 && is_body(annotated, time);
    };
    if (!lead || !lead->lead || lead->time->weekday != weekday_of(latest) ||
        std::ranges::any_of(annotated.layers.times, later))
        return std::nullopt;
    const Span stated = std::ranges::find_if(dates, of_latest)->span;
    return ReportDay{DayInterval{latest, latest},
                     true,
                     "Its metadata give " + iso_day(published) + ", which the text contradicts: a caption or post is " +
                         "dated " + quoted(annotated.words(stated)) + ", and the text tells of " +
                         quoted(annotated.words(lead->time->span)) + " as its news.",
                     {{index, stated}, {index, lead->time->span}}};
}

}  // namespace

ReportDay stated_day(const AnnotatedReport& annotated, std::uint32_t index) {
    const Report& report = annotated.report;
    const std::vector<StatedDate> dates = stated_dates(annotated);
    const Day published = *report.published;
    ReportDay answer{DayInterval{published, published}, true, "Its metadata give " + iso_day(published) + ".", {}};
    if (report.published_span) {
        answer.reason = "It states its date: " + quoted(annotated.words(*report.published_span)) + ".";
        answer.evidence.push_back({index, *report.published_span});
    }
    if (report.contradicted_day) {
        answer.reason.back() = ';';
        answer.reason += " its metadata, which give " + iso_day(*report.contradicted_day) + ", contradict that.";
        return answer;
    }
    if (auto told = day_before_stamp(annotated, index, dates))
        return *told;
    if (!dates.empty() && dates.back().day > published + days{zone_days}) {
        answer.reason +=
            " That contradicts a later date in its text: " + quoted(annotated.words(dates.back().span)) + ".";
        answer.evidence.push_back({index, dates.back().span});
    }
    return answer;
}

std::optional<ReportDay> caption_day(const AnnotatedReport& annotated, std::uint32_t index) {
    const auto dates = stated_dates(annotated);
    const Time* told = dates.empty() ? nullptr : agreeing_time(annotated, dates.back().day);
    if (!told || may_be_of_next_day(annotated, dates.back().day) || knows_of_later(annotated, dates.back().day))
        return std::nullopt;
    const Day latest = dates.back().day;
    ReportDay answer{DayInterval{latest, latest}, true, "", {}};
    for (const StatedDate& date : dates)
        if (date.day == latest)
            answer.evidence.push_back({index, date.span});
    answer.reason = "A caption or post is dated " + quoted(annotated.words(answer.evidence[0].span)) +
                    ", and the text tells of " + quoted(annotated.words(told->span)) + ".";
    answer.evidence.push_back({index, told->span});
    return answer;
}

}  // namespace recount
