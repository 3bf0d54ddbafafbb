// What an event's date is and why: the words that fix it, or those beside which it is told.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "reconcile/events/mentions.h"

namespace recount {

/// Words of a time with the report that has them and the day that they are said on, where they need it: "\"Sunday\" in
/// 002, a report of 2020-08-16".
std::string words_of_time(const AnnotatedReport& source, const Time& time, std::optional<Day> said);

/// Gives an event these days as ISO 8601; none where there are none.
void set_dates(const std::optional<DayInterval>& days, Event& event);

/// Gives an event of these days its date as ISO 8601, the words of its mentions (`members`, into StoryMentions::placed)
/// that fix it, and the reason. An event of no day stays as it is.
void date_event(const StoryMentions& mentions, const std::optional<DayInterval>& days,
                const std::vector<std::size_t>& members, Event& event);

}  // namespace recount
