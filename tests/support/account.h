// The account of annotated reports, as the program makes it on one thread.
#pragma once

#include "reconcile/reconcile.h"
#include "support.h"

namespace recount::test {

/// A report of a day ("2021-05-06"), annotated with the language model.
AnnotatedReport dated_report(std::string id, std::string text, std::string_view published);

/// REQUIRES: the reports stand in the order of their ids.
Account account_of(std::vector<AnnotatedReport> reports);

}  // namespace recount::test
