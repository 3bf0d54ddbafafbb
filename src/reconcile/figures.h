// From claims to figures: which claims are about one quantity of one event with one scope, who the independent
// witnesses are, and whether the claims agree, refine one another, move with time or contradict, by the table of the
// contract.
#pragma once

#include <span>
#include <vector>

#include "reconcile/account.h"
#include "reconcile/pair_scorer.h"
#include "reconcile/story_claims.h"

namespace recount {

/// The figures of one story, worst disagreement first; ids "f1", "f2" ... `claims` and `events` are the story's.
std::vector<Figure> find_figures(const StoryView& view, std::span<const StoryClaim> claims,
                                 const std::vector<Event>& events, const PairScorer* scorer);

}  // namespace recount
