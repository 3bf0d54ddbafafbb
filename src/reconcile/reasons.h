// The sentences that an account gives with its verdicts. All of them stand here.
#pragma once

#include <span>
#include <string>

#include "reconcile/account.h"
#include "reconcile/status.h"

namespace recount {

/// One sentence that says why the figure has its status. `best` is the claim whose number stands for the figure.
std::string reason_of(const Figure& figure, std::span<const AnnotatedReport> reports, std::span<const Bounds> bounds,
                      std::size_t best);

/// A number as people write it: "12,000", "53.1".
std::string number_text(double value);

}  // namespace recount
