// On which day each mention happened. Its own words come first, read by what the story tells of its family: "last week"
// means the day of that week that the story tells. A mention that is counted from another happening ("two weeks after
// the vote") takes that one's day. One without a time takes the day of what is told beside it, in its sentence or
// before it in the paragraph, else the day that its report, or else the story, mostly gives the family.
#pragma once

#include "reconcile/events/mentions.h"
#include "reconcile/events/told_days.h"

namespace recount {

/// Dates each mention that is counted from a happening by that happening's day.
void count_from_events(StoryMentions& mentions, const ToldDays& days);

/// Gives the mentions their days and says which of them have an event: all but those that are planned for no day.
void date_mentions(StoryMentions& mentions, const ToldDays& days);

}  // namespace recount
