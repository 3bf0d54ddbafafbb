// What the reports of one story mean by their weekdays, as far as that is known, and which of them tell the same of
// one: so a weekday is carried from report to report, also from one whose own day is open ("on Sunday", below pictures
// of that Sunday, in a report of Monday or Tuesday).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "gather/story.h"
#include "report/calendar.h"

namespace recount {

/// The day that a report means by a weekday which it tells as past, and the words that fix it.
struct WeekdayPin {
    Day day;
    std::vector<Evidence> evidence;
};

class WeekdayPins {
public:
    /// None is known yet. `alike`: what the reports tell alike (Story::weekdays).
    explicit WeekdayPins(const std::vector<WeekdayLikeness>& alike);

    /// Null where the day is not known. Valid as long as this is.
    const WeekdayPin* of(std::uint32_t report, unsigned weekday) const;

    /// Any of a report's, the same each time; null where it has none. Valid as long as this is.
    const WeekdayPin* any_of(std::uint32_t report) const;

    /// Keeps the first pin of a report's weekday.
    void add(std::uint32_t report, unsigned weekday, WeekdayPin pin);

    std::size_t size() const { return pins_.size(); }

    /// The report of known weekday that tells most of the same of it, enough to mean the same day; none where reports
    /// of no known day tell more of the same (they may be of another week), or where the story has two such days.
    /// `several_weeks`: its reports are known to be of more than one; then twice as much must be the same.
    std::optional<std::uint32_t> likest(std::uint32_t report, unsigned weekday, bool several_weeks) const;

    /// Whether two reports tell so much of the same of a weekday that a happening of one kind on it is one happening.
    bool are_kindred(std::uint32_t report, std::uint32_t other, unsigned weekday) const;

private:
    struct Alike {
        std::uint32_t report;
        double bits;
    };
    using Key = std::pair<std::uint32_t, unsigned>;  // report and weekday

    std::map<Key, std::vector<Alike>> alike_;
    std::map<Key, WeekdayPin> pins_;
};

}  // namespace recount
