// Ties by what a report prints or tells alike: a passage that a report of known day prints too, a picture's weekday, a
// weekday of which another report tells the same.
#pragma once

#include <vector>

#include "reconcile/day_ties.h"
#include "reconcile/days/known_days.h"

namespace recount {

/// A passage that a report of known day prints too: the same weekday in both is the same day. "today" may be left
/// over in a copy of the day after.
void add_passage_ties(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all);

/// The latest picture's weekday, told as past: the report is of that day or of the six after it.
void add_caption_tie(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all);

/// A weekday of which another report tells the same: it is the day that is known there. Where the story has several
/// such days, one must be told alike twice as much as any other.
void add_likeness_ties(const KnownDays& so_far, std::uint32_t report, std::vector<Tie>& all);

}  // namespace recount
