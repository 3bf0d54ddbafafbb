#include "reconcile/day_ties.h"

#include <algorithm>

#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

constexpr int search_days = 120;  // a report is sought this far around the fixed points it hangs on

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

/// The days around the fixed points that the first anchored tie hangs on: no others can satisfy it.
std::vector<DayInterval> windows(const std::vector<Tie>& all) {
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

}  // namespace

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
        return denoted && report - denoted->last <= days{tie.slack};
    }
    case Tie::Kind::is_weekday: return reading == Reading::loose || weekday_of(report) == tie.weekday;
    case Tie::Kind::not_weekday: return reading == Reading::loose || weekday_of(report) != tie.weekday;
    }
    return true;
}

Allowed allowed(const std::vector<Tie>& all, Reading reading) {
    Allowed result;
    for (const DayInterval& window : windows(all))
        for (Day day = window.first; day <= window.last; day += days{1})
            if (std::all_of(all.begin(), all.end(), [&](const Tie& tie) { return allows(tie, day, reading); })) {
                result.days.push_back(day);
                result.open = result.open || day == window.first || day == window.last;
            }
    return result;
}

std::vector<Tie> telling(const std::vector<Tie>& all, const Allowed& found, Reading reading) {
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

ReportDay contradiction(const std::vector<Tie>& all) {
    ReportDay answer;
    answer.reason = "No day fits all that ties it to the other reports: ";
    explain(answer, all, Reading::strict);
    return answer;
}

void explain(ReportDay& answer, const std::vector<Tie>& all, Reading reading) {
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

std::string quoted(std::string_view words) {
    return "\"" + std::string(words) + "\"";
}

}  // namespace recount
