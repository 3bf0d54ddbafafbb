// The account of annotated reports, as the program makes it on one thread.
#pragma once

#include "reconcile/reconcile.h"
#include "support.h"

namespace recount::test {

/// REQUIRES: the reports stand in the order of their ids.
Account account_of(std::vector<AnnotatedReport> reports);

}  // namespace recount::test
