// Stamps that were made when a page was fetched, weeks after its report: the text is believed instead, where other
// reports bear it out.
#pragma once

#include "reconcile/days/known_days.h"

namespace recount {

/// Metadata that were made when a page was fetched, weeks late, are not believed against the text: it tells a
/// happening by the weekday on which two other reports or more, stamped otherwise, tell one too.
void believe_texts(KnownDays& so_far);

}  // namespace recount
