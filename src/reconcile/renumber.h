// The account of one story, made of its reports alone, put into an account of more reports.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "reconcile/account.h"

namespace recount {

/// Gives every report of a story's account the number that `numbers` has for it. Numbers must ascend, so that what is
/// sorted by report stays sorted.
void renumber_reports(StoryAccount& story, std::span<const std::uint32_t> numbers);
void renumber_reports(ReportDay& day, std::span<const std::uint32_t> numbers);

}  // namespace recount
