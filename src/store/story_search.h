// Finds the stories of stored reports by their items alone, and only from the day on that new reports touch: every few
// days the state of the search is kept, so that it goes on from there, and stops as soon as it is again as it was. What
// is found is what a search over all reports would find. Reports without a day come last, each time.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gather/gather.h"
#include "store/store.h"

namespace recount {

/// Stories, each the numbers of its reports, sorted. With all stories that the store knows and that share no report
/// with these they are all there are.
using FoundStories = std::vector<std::vector<StoredNumber>>;

/// Finds stories after reports were added behind the number `gathered`, or all where that is 0, and keeps states in
/// the store. REQUIRES: a transaction to write.
FoundStories search_stories(Store& store, const GatherRules& rules, const StoryScorer& scorer, StoredNumber gathered);

}  // namespace recount
