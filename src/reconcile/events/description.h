// What an event's mentions say of it: type, actors, reports, date and place, each with its evidence.
#pragma once

#include "reconcile/events/groups.h"
#include "reconcile/events/mentions.h"

namespace recount {

/// The event that a group is, without its id.
Event describe_group(const StoryMentions& mentions, const EventGroup& group);

}  // namespace recount
