#include "reconcile/days/late_stamps.h"

#include <algorithm>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/days/new_tie.h"
#include "reconcile/stated_day.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

/// Adds what a happening told by its weekday says against the stamp: the day on which most other reports tell one by
/// the same weekday, where that is weeks before the day that the stamp makes of it.
void add_late_tie(const KnownDays& so_far, std::uint32_t report, const Mention& mention, std::vector<Tie>& told) {
    const Time* time = so_far.past_weekday(report, mention);
    if (!time)
        return;
    const Day stamp = *so_far.day_of(report);
    const Day own = resolve(*time, stamp)->first;
    std::map<Day, std::vector<Evidence>> others;
    for (const std::uint32_t other : so_far.story.reports) {
        const auto day = so_far.day_of(other);
        if (other == report || !day || abs(*day - stamp) < days{late_days})
            continue;
        for (const std::uint32_t i : so_far.telling.at(other).mentions) {
            const Mention& theirs = so_far.at(other).layers.mentions[i];
            const Time* same = so_far.past_weekday(other, theirs);
            if (!same || same->weekday != time->weekday || so_far.is_open_weekday(other, *same))
                continue;
            auto& evidence = others[resolve(*same, *day)->first];
            if (evidence.empty() || evidence.back().report != other)
                evidence.push_back({other, cover(theirs.trigger, same->span)});
        }
    }
    const auto most = std::max_element(others.begin(), others.end(),
                                       [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    if (most == others.end() || most->second.size() < 2 || own - most->first < days{late_days})
        return;
    Tie late = new_tie(so_far, Tie::Kind::names, report, cover(mention.trigger, time->span));
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

}  // namespace

void believe_texts(KnownDays& so_far) {
    std::vector<std::pair<std::uint32_t, ReportDay>> corrected;
    for (const std::uint32_t report : so_far.story.reports) {
        const Report& stamped = so_far.at(report).report;
        if (!stamped.published || stamped.published_span || so_far.day_of(report) != stamped.published)
            continue;
        std::vector<Tie> told;
        for (const std::uint32_t i : so_far.telling.at(report).mentions)
            add_late_tie(so_far, report, so_far.at(report).layers.mentions[i], told);
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
        so_far.answers[report] = std::move(day);
}

}  // namespace recount
