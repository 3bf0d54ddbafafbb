// What the verdict on a figure rests on: which of its claims decide it, and their numbers. Worded by show/reasons.h.
#pragma once

#include <optional>
#include <span>

#include "reconcile/account.h"
#include "reconcile/status.h"

namespace recount {

/// Why the claims have the status; the reason's claims are indices into `bounds`. `best` is the one whose number stands
/// for all, where there is one.
Reason reason_of(Status status, std::span<const Bounds> bounds, std::optional<std::uint32_t> best);

}  // namespace recount
