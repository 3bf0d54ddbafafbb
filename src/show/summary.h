// What stands above a story: how many reports of how many outlets it rests on, how many witnesses its figures have,
// from when to when it reaches and where.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "reconcile/account.h"

namespace recount {

struct StorySummary {
    std::uint32_t reports = 0;
    std::uint32_t outlets = 0;    // different ones; a report without an outlet counts as one of its own
    std::uint32_t witnesses = 0;  // independent texts: reports, with those of one lineage that copies or rewords as one
    std::string first, last;      // days of its first and last report, as far as they are known
    std::vector<std::string> places;  // of its events, the most frequent first, five at most
};

/// How many independent texts these reports of the story are.
std::uint32_t count_texts(const StoryAccount& story, const std::vector<std::uint32_t>& reports);

/// What was taken out of the account, in a sentence. REQUIRES: something was.
std::string redaction_told(const Account& account);

StorySummary summarise(const Account& account, const StoryAccount& story);

}  // namespace recount
