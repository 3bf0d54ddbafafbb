// The event of a claim by the happenings that are told around it: in its sentence, or before it in the paragraph.
#pragma once

#include <cstdint>
#include <string_view>

#include "reconcile/events/groups.h"
#include "reconcile/events/mentions.h"
#include "reconcile/rules.h"

namespace recount {

/// Whether a quantity is told of happenings of this family.
bool accepts(const QuantityRule& rule, std::string_view family);

/// The family that a quantity belongs to first; "other" where it has none.
std::string_view first_family(const QuantityRule& rule);

/// The happening that stands nearest to the claim in its sentence, of the family that its quantity belongs to first;
/// no_index where there is none. What is expected of a happening that its sentence plans for no certain day is of none
/// that the story tells: of_no_event (claims.h).
std::uint32_t group_by_mention(const StoryMentions& mentions, const EventGroups& groups, std::uint32_t r,
                               const Claim& claim, const QuantityRule& rule);

/// What the report spoke of last: earlier in the paragraph, or, under a heading, in what follows it. no_index where
/// there is none.
std::uint32_t group_by_context(const StoryMentions& mentions, const EventGroups& groups, std::uint32_t r,
                               const Claim& claim, const QuantityRule& rule);

}  // namespace recount
