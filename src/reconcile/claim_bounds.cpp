#include "reconcile/claim_bounds.h"

#include "report/time_value.h"

namespace recount {

std::optional<DayInterval> days_said(const AnnotatedReport& report, const ReportDay& day, std::uint32_t sentence) {
    if (const auto& posted = report.report.blocks[report.layers.sentences[sentence].block].date)
        return DayInterval{*posted, *posted};
    return day.days;
}

Bounds bounds_of(const AnnotatedReport& report, const ReportDay& day, const Claim& claim) {
    Bounds bounds{.low = claim.low, .high = claim.high, .modifier = claim.modifier, .denied = claim.denied};
    const auto days = days_said(report, day, claim.sentence);
    const auto said = days ? std::optional(days->first) : std::nullopt;
    if (days) {
        const auto& minute = report.report.published_minute;
        bounds.days_open = (days->last - days->first).count();
        bounds.when = said->time_since_epoch().count() * minutes_a_day + minute.value_or(0);
        bounds.to_the_minute = minute.has_value();
    }
    if (claim.said_time != no_index)
        if (const auto told = resolve(report.layers.times[claim.said_time], said); told && said && told->last < *said) {
            bounds.when = told->last.time_since_epoch().count() * minutes_a_day;
            bounds.to_the_minute = false;
        }
    if (claim.earlier && bounds.when)
        --*bounds.when;
    return bounds;
}

}  // namespace recount
