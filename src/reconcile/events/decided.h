// What people decided of happenings: mentions that are of one event or of two, and the events of claims.
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

}  // namespace recount
