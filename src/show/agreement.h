// How far two coders agree, for people and as JSON.
#pragma once

#include <ostream>
#include <string>

#include "agree/agreement.h"

namespace recount {

/// Tables in plain text: all, by quantity, by report; then what they disagree in, a line each.
void write_agreement(const Agreement& agreement, const std::string& first, const std::string& second,
                     std::ostream& out);

/// One object: {"first", "second", "all", "quantities", "reports", "disagreements"}. What cannot be measured is null.
void write_agreement_json(const Agreement& agreement, const std::string& first, const std::string& second,
                          std::ostream& out);

}  // namespace recount
