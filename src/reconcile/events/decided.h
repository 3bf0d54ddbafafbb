// What people decided of happenings: mentions that are of one event or of two, the events of claims, and the days,
// types and places of events.
#pragma once

#include "reconcile/events/claims.h"
#include "reconcile/events/groups.h"
#include "reconcile/events/mentions.h"

namespace recount {

/// Changes the keys of mentions so that those are of one event that were decided to be, and those are not that were
/// decided to be of two. What is said to be one keeps the days and the type of the mention that is named first. To be
/// called when all keys are settled.
void follow_event_decisions(StoryMentions& mentions);

/// Puts claims where people put them. To be called when the words beside claims, and shared passages, have placed them.
void follow_claim_decisions(const StoryMentions& mentions, EventGroups& groups, ClaimGroups& placed);

/// Notes what people say of events' days, types and places: these stand in the account instead of what the mentions
/// tell, and tie no events together. To be called when all groups are made.
void follow_event_values(const StoryMentions& mentions, const ClaimGroups& placed, EventGroups& groups);

}  // namespace recount
