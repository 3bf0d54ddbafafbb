// Two gatherings of one day are two events where one is for somebody and one against.
#pragma once

#include "reconcile/events/mentions.h"

namespace recount {

/// Gatherings of one day with sides told both ways are two, and each mention of them gets a side as far as the report
/// or the day tells one; where one side alone is told, or none, they are one, of no side. Needs the mentions' days.
void settle_sides(StoryMentions& mentions);

}  // namespace recount
