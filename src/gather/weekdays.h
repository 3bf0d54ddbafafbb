// Which reports of a story tell the same of one weekday. "on Sunday" names another day each week; but reports that
// share particulars of it (numbers, rare words; names are shared by every report of a story) mean one Sunday. That ties
// reports without a date to those that have one.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gather/story.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// What counts as a particular; the table [weekdays] of the codebook's gather.toml, where each is explained.
struct WeekdaySettings {
    std::uint32_t following, digits, holders;
    double rarer_than, number, least;

    explicit WeekdaySettings(const Codebook& codebook);
};

/// The pairs of `reports` (one story's, sorted) that share settings.least bits or more of what they tell of a weekday,
/// where one of the two at least has no day of its own. `words`: one a report of the run. Needs the times layer. Time
/// grows with settings.holders, not with the square of the story.
std::vector<WeekdayLikeness> compare_weekdays(std::span<const std::uint32_t> reports,
                                              std::span<const AnnotatedReport> annotated,
                                              std::span<const ReportWords> words, const Terms& terms,
                                              const WeekdaySettings& settings);

}  // namespace recount
