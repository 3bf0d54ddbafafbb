// The days that a story tells of each family of happenings, by how much is told of them, and what they say about a
// mention that tells its day vaguely or not at all. They are counted once, from what the mentions' own words tell, and
// stay as they are while the mentions are dated.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "reconcile/events/mentions.h"

namespace recount {

class ToldDays {
public:
    /// Counts the single days that mentions name in their own words. Families are views of the rules', which must
    /// outlive this.
    explicit ToldDays(const StoryMentions& mentions);

    /// The day that the report, or else the story, mostly gives a family of happenings.
    std::optional<Day> main_day(std::uint32_t r, std::string_view family) const;

    /// An interval that holds one of the family's days, or one that is told far more than the others, means that day:
    /// "in April 2014", "last week". Else the interval itself.
    DayInterval refined(std::string_view family, DayInterval days) const;

    /// The same for what a story tells of once: told by a stretch of time alone ("last week rejected his re-election")
    /// it is told again, and is the day that holds most of the family, where that lies within the stretch or a month
    /// before it. A day beside one that is told far more comes from another time zone ("last night" in a report stamped
    /// after midnight) and is that one.
    DayInterval refined_once(std::string_view family, DayInterval days) const;

    /// The day of what a report tells without one. That is news: of the last days before it (`said`), as far as any are
    /// told; what lies long before has its day with it. The report's own day for the family comes first, unless the
    /// report tells it in passing while the story mostly tells another; the story's, of what a story tells of once
    /// (`once`), is one that two reports tell or more: an attack that one report mentions is not the one that the
    /// others mean.
    std::optional<DayInterval> usual_day(std::uint32_t r, std::string_view family, std::optional<Day> said,
                                         bool once) const;

private:
    using FamilyDay = std::pair<std::string_view, DayInterval>;

    void count_reports(const StoryMentions& mentions);
    int weight_of(std::string_view family, Day day) const;
    DayInterval told_again(std::string_view family, DayInterval days) const;
    DayInterval settled(std::string_view family, DayInterval days) const;

    std::map<FamilyDay, int> of_family_;                                                 // by weight over the story
    std::map<std::tuple<std::uint32_t, std::string_view, DayInterval>, int> of_report_;  // the same, by report
    std::map<FamilyDay, std::set<std::uint32_t>> reports_of_day_;  // that tell such a day; no_index among them where
                                                                   // one tells it of what all of them mean
};

}  // namespace recount
