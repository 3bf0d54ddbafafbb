// The log of decisions that a store keeps, in the order in which they were added; none is ever changed.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "decide/decision.h"
#include "store/store.h"

namespace recount {

/// All of them. Throws StoreError, also where one is damaged.
std::vector<Decision> stored_decisions(Store& store);

/// Adds those whose id the store does not have, all or none; gives how many these were. When it returns they are there
/// whatever happens. Decisions without an id are given one. Throws StoreError. REQUIRES: a store that is written.
std::size_t add_decisions(Store& store, std::span<Decision> decisions);

}  // namespace recount
