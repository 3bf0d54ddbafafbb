#include "reconcile/days.h"

#include "reconcile/days/fixed_points.h"
#include "reconcile/days/inferring.h"
#include "reconcile/days/known_days.h"
#include "reconcile/days/late_stamps.h"
#include "reconcile/days/pinning.h"
#include "reconcile/days/stating.h"
#include "reconcile/stated_day.h"

namespace recount {

namespace {

void resolve_story(KnownDays so_far) {
    const std::vector<std::uint32_t>& reports = so_far.story.reports;
    std::vector<ReportDay>& answers = so_far.answers;
    for (const std::uint32_t report : reports)
        if (so_far.at(report).report.published)
            answers[report] = stated_day(so_far.at(report), report);
    state_by_captions(so_far);
    // Each round dates what hangs on the fixed points so far; a report dated so gives new ones. What reports state
    // comes before what is inferred.
    for (bool changed = true; changed;) {
        so_far.points = fixed_points(so_far);
        const bool pinned = pin_weekdays(so_far), stated = state_by_datelines(so_far);
        if (changed = pinned || stated; changed)
            continue;
        for (const std::uint32_t report : reports)
            if (!answers[report].days && infer_day(so_far, report))
                changed = true;
    }
    // Intervals last: they fix nothing for others.
    for (const std::uint32_t report : reports)
        if (!answers[report].days)
            answers[report] = day_by_ties(so_far, report, true);
    for (const std::uint32_t report : reports)
        check_stated(so_far, report);
    believe_texts(so_far);
}

}  // namespace

std::vector<ReportDay> resolve_days(std::span<const AnnotatedReport> reports, const std::vector<Story>& stories) {
    std::vector<ReportDay> answers(reports.size());
    for (const Story& story : stories)
        resolve_story(KnownDays(reports, story, answers));
    std::vector<bool> told(reports.size());
    for (const Story& story : stories)
        for (const std::uint32_t report : story.reports)
            told[report] = true;
    for (std::uint32_t report = 0; report < reports.size(); ++report)
        if (!told[report]) {  // its language is not annotated: what it states of its day still holds
            const Story alone{{report}, {}, {}};
            resolve_story(KnownDays(reports, alone, answers));
        }
    return answers;
}

}  // namespace recount
