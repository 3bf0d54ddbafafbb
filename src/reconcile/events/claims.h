// To which event each claim belongs. The words beside it come first: a happening in its sentence (claim_words.h), a
// time of its own (claim_time.h). Versions of one passage then agree with each other. What is left goes to what its
// report spoke of last, and at last to the event that its report tells most of (main_event.h).
#pragma once

#include <cstdint>
#include <vector>

#include "reconcile/events/groups.h"
#include "reconcile/events/mentions.h"
#include "reconcile/events/told_days.h"

namespace recount {

/// A claim of a day that nobody can tell belongs to no event.
constexpr std::uint32_t of_no_event = no_index - 1;

/// By report of the story, by claim.
struct ClaimGroups {
    std::vector<std::vector<std::uint32_t>> group;  // into EventGroups; no_index where a claim belongs to none
    std::vector<std::vector<bool>> told;            // by words beside the claim
};

/// Places all claims of the story, and makes the groups that only claims tell of.
ClaimGroups place_claims(const StoryMentions& mentions, const ToldDays& days, EventGroups& groups);

}  // namespace recount
