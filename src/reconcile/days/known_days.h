// What is known of one story's days at some point of dating its reports: the answers so far, the happenings whose days
// are fixed, and what the reports mean by their weekdays. The steps of days.h look at it and add to it; each takes it
// as it stands, so that the order of the reports does not matter.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "gather/story.h"
#include "reconcile/account.h"
#include "reconcile/weekday_pins.h"

namespace recount {

constexpr int story_days = 45;  // a story's own happenings lie this near to its reports; others are background
constexpr std::size_t most_telling =
    128;  // expressions, mentions and passages of a report that are held against others'

/// A happening whose day is known, and the words that say so.
struct FixedPoint {
    std::string type;
    std::string name;  // lower case; "paris" of "the Paris attack", empty where it has none
    Day day;
    bool to_the_day;  // "yesterday" in a report dated by its metadata may be a day off
    bool absolute;    // the words name the day without the report's
    std::vector<Evidence> evidence;
    std::string told;  // for the reason: "on 2020-08-09 (\"August 9 ballot\" in 001)"
};

/// What of a report may date it or others: the first so many, so that a chronicle costs no more than the news.
struct TellingParts {
    std::vector<std::uint32_t> times;     // that date a happening which a story tells of once
    std::vector<std::uint32_t> mentions;  // of such a happening, with a time
};

/// A report's version of a passage that others have too.
struct OwnVersion {
    std::span<const Evidence> passage;  // all versions
    std::uint32_t place = 0;            // of its own among them
};

/// The state that the steps share. A report is given by its number among all of the run.
struct KnownDays {
    /// Nothing is known yet. All three must outlive this; `answers` has one for each of `reports`, which are all of the
    /// run, and this gives those of the story's.
    KnownDays(std::span<const AnnotatedReport> reports, const Story& story, std::vector<ReportDay>& answers);

    const AnnotatedReport& at(std::uint32_t report) const { return reports[report]; }
    std::string id(std::uint32_t report) const { return at(report).report.id; }

    /// The report's day, where it is known to the day.
    std::optional<Day> day_of(std::uint32_t report) const;

    /// Whether what the reports state of their days is more than a week apart.
    bool is_of_several_weeks() const;

    /// Whether a day is near the days of the story's reports, as far as they are known.
    bool is_in_story(Day day) const;

    /// The first expression by which the report itself tells a weekday as past; null where it has none.
    const Time* told_weekday(std::uint32_t report, unsigned weekday) const;

    /// The weekday that a mention out of TellingParts is told by, as past; null where it is told otherwise.
    const Time* past_weekday(std::uint32_t report, const Mention& mention) const;

    /// Tomorrow's weekday told as past: tomorrow in another time zone or in a later version, or six days ago. That
    /// fixes nothing.
    bool is_open_weekday(std::uint32_t report, const Time& time) const;

    /// Metadata are in another time zone than the words: what counts in days from the report's may be one off.
    bool is_to_the_day(std::uint32_t report, const Time& time) const;

    std::span<const AnnotatedReport> reports;
    const Story& story;
    std::vector<ReportDay>& answers;
    std::map<std::uint32_t, TellingParts> telling;              // by report
    std::map<std::uint32_t, std::vector<OwnVersion>> passages;  // by report, in the order of the lineages
    std::vector<FixedPoint> points;
    WeekdayPins pins;
};

}  // namespace recount
