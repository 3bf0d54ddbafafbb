// The event of a claim by a time of its own: "six people were hurt on Friday" is of Friday's happening, even if only
// the claim tells of it.
#pragma once

#include <cstdint>

#include "reconcile/events/groups.h"
#include "reconcile/events/mentions.h"
#include "reconcile/events/told_days.h"
#include "reconcile/rules.h"

namespace recount {

/// The group of the time that stands with the claim, made where there is none; no_index where no time does, and
/// of_no_event (claims.h) where nobody knows which day it is.
std::uint32_t group_by_time(const StoryMentions& mentions, const ToldDays& days, std::uint32_t r, const Claim& claim,
                            const QuantityRule& rule, EventGroups& groups);

}  // namespace recount
