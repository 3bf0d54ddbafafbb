// Happenings of one kind, day and side in towns far from each other are several.
#pragma once

#include "reconcile/events/mentions.h"

namespace recount {

/// Where mentions of one key name towns far from each other, the town that most are of keeps those that name none, and
/// each other gets those that name it. Needs the mentions' days and sides.
void settle_towns(StoryMentions& mentions);

}  // namespace recount
