// Who stands behind a figure independently of whom. One witness are: claims in passages of one lineage, claims of one
// source however it is worded (sources.h), of a body and of its spokesman, what one report says in its own voice, and
// what it says so of a number for which it names the source elsewhere, as a headline does (contract, `witnesses`).
#pragma once

#include <cstdint>
#include <span>

#include "reconcile/story_claims.h"

namespace recount {

/// Numbers the witnesses of a figure's claims from 1, in the order in which they come, and gives how many there are.
/// `group` are the claims, as indices into `claims`; `figure` the same claims as the figure has them.
std::uint32_t number_witnesses(std::span<const StoryClaim> claims, std::span<const std::uint32_t> group,
                               std::span<FigureClaim> figure);

}  // namespace recount
