// The account as linked data in the terms of schema.org (JSON-LD): every claim as a Claim, who makes it, the report
// that it appears in, the event that it is about, and the figure that it is part of. No ClaimReview is written: that is
// a verdict on truth by somebody who stands for it, and Recount only tells where the sources agree.
#pragma once

#include <ostream>

#include "reconcile/account.h"

namespace recount {

/// One JSON object, in one line: "@context" and "@graph". Ids are relative to the file: "#" and the account's own id.
void write_linked_data(const Account& account, std::ostream& out);

}  // namespace recount
