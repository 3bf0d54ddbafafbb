#include "reconcile/days/stating.h"

#include <chrono>
#include <optional>
#include <utility>
#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/day_words.h"
#include "reconcile/stated_day.h"
#include "report/time_value.h"

namespace recount {

using std::chrono::days;

namespace {

/// The day of a dateline without its year, by the year of the story's known days near it; none where they are of
/// several.
std::optional<ReportDay> dateline_day(const KnownDays& so_far, std::uint32_t index) {
    const Time* stated = dateline_of(so_far.at(index));
    if (!stated)
        return std::nullopt;
    std::optional<ReportDay> answer;
    for (const std::uint32_t other : so_far.story.reports) {
        const WeekdayPin* pin = so_far.pins.any_of(other);
        const auto known = pin ? std::optional(pin->day) : so_far.day_of(other);
        const auto denoted = known ? resolve(*stated, known) : std::nullopt;
        if (!denoted || !denoted->is_one_day() || abs(denoted->first - *known) > days{story_days})
            continue;
        if (answer && answer->days != denoted)
            return std::nullopt;  // the story's reports are of several years
        if (answer)
            continue;
        answer =
            ReportDay{*denoted,
                      true,
                      "Its dateline gives " + quoted(so_far.at(index).words(stated->span)) + "; the year is that of " +
                          so_far.id(other) + ", which tells of " + iso_day(*known) + ".",
                      {{index, stated->span}}};
        const std::vector<Evidence>& theirs = pin ? pin->evidence : so_far.answers[other].evidence;
        answer->evidence.insert(answer->evidence.end(), theirs.begin(), theirs.end());
    }
    return answer;
}

}  // namespace

void state_by_captions(KnownDays& so_far) {
    std::vector<std::pair<std::uint32_t, ReportDay>> found;
    for (const std::uint32_t report : so_far.story.reports)
        if (!so_far.answers[report].days)
            if (auto day = caption_day(so_far.at(report), report); day && so_far.is_in_story(day->days->first))
                found.emplace_back(report, std::move(*day));
    for (auto& [report, day] : found)
        so_far.answers[report] = std::move(day);
}

bool state_by_datelines(KnownDays& so_far) {
    std::vector<std::pair<std::uint32_t, ReportDay>> found;
    for (const std::uint32_t report : so_far.story.reports)
        if (!so_far.answers[report].days)
            if (auto day = dateline_day(so_far, report))
                found.emplace_back(report, std::move(*day));
    for (auto& [report, day] : found)
        so_far.answers[report] = std::move(day);
    return !found.empty();
}

}  // namespace recount
