// Which claims of a story are of one figure. Claims of the quantities that the codebook names are held against each
// other in pairs (claim_pairs.h, pair_scorer.h) and joined by average linkage; of what the codebook does not name, only
// equal numbers are put together.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/pair_scorer.h"
#include "reconcile/story_claims.h"

namespace recount {

/// The groups, as indices into `claims`: each sorted, in the order of their first claims; every claim in one.
/// Without a scorer (null) only equal numbers of one scope are put together.
std::vector<std::vector<std::uint32_t>> group_claims(const StoryView& view, std::span<const StoryClaim> claims,
                                                     const std::vector<Event>& events, const PairScorer* scorer);

}  // namespace recount
