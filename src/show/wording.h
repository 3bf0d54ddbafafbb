// Small pieces of wording that outputs for people and tables share.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "text/plain_number.h"

namespace recount {

/// A share or a probability as it leaves the program: to three decimals.
double to_three_decimals(double value);

/// "6,700", "53.1".
std::string grouped_number(double value);

/// "l1": the id of the lineage that is number 0 in its story.
std::string lineage_id(std::size_t lineage);

/// "1 report", "3 reports": the plural takes an s.
std::string counted(std::size_t count, std::string_view noun);

/// "a, b, c": the items with the joint between them.
std::string joined(std::span<const std::string> items, std::string_view joint);

/// The words with one blank for each stretch of blanks and line ends, and none in front.
std::string in_one_line(std::string_view words);

/// Text of a report made harmless for people's screens: blanks for line ends, nothing for control and direction marks.
std::string harmless(std::string_view text);

}  // namespace recount
