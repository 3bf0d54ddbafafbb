#include "reconcile/days/inferring.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "reconcile/days/ties.h"

namespace recount {

using std::chrono::days;

ReportDay day_by_ties(const KnownDays& so_far, std::uint32_t report, bool last_word) {
    const std::vector<Tie> all = ties_of(so_far, report);
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
    if (auto news = found.days.size() > 1 ? news_tie(so_far, report) : std::nullopt) {
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

bool infer_day(KnownDays& so_far, std::uint32_t report) {
    ReportDay found = day_by_ties(so_far, report, false);
    if (!found.days || !found.days->is_one_day())
        return false;
    so_far.answers[report] = std::move(found);
    return true;
}

void check_stated(KnownDays& so_far, std::uint32_t report) {
    ReportDay& known = so_far.answers[report];
    if (!known.stated || !known.days)
        return;
    const std::vector<Tie> all = ties_of(so_far, report);
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

}  // namespace recount
