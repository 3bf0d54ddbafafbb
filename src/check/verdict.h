// The verdict on a number from the claims that are about what its sentence asks: a pure function of bounds, times and
// witnesses, in the terms of the status table (reconcile/status.h).
#pragma once

#include <span>
#include <vector>

#include "check/check.h"
#include "reconcile/status.h"

namespace recount {

/// One claim of the reports, as the verdict sees it.
struct Told {
    Bounds bounds;  // witness: any number that independent witnesses do not share
    bool implicit = false;
    bool sourced = false;  // somebody is said to say so
    bool open = false;     // maybe of another day: it opposes nothing
    bool part = false;     // of a part of what is asked: the whole is as many or more
};

struct Judgement {
    Verdict verdict = Verdict::absent;
    CheckReason reason = CheckReason::less_close;
    std::uint32_t witnesses = 0;
    std::vector<Side> sides;  // of each claim
};

/// How a quantity behaves: it stands, it changes while an event unfolds, or the account says that here it did.
enum class Movement : std::uint8_t { stands, may_move, moved };

/// `asked` is the sentence's number; from `lone` witnesses
/// for each one against, those against do not contradict. REQUIRES: at least one claim.
Judgement judge(const Bounds& asked, std::span<const Told> told, Movement movement, double lone);

}  // namespace recount
