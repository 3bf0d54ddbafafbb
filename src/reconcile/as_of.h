// What was published until a day. A report is in where its day is known, by what it states or by what the others tie it
// to, and is that day or an earlier one. One that says it was changed later is out, as its words are later words, but
// where it was fetched until then: so of a page the version stands that stood on that day. One whose day is not known,
// or not closely enough, is out too: what is in was surely there.
#pragma once

#include <vector>

#include "gather/page_address.h"
#include "reconcile/account.h"

namespace recount {

/// Takes away the reports that are out and gives them with the reason. `days`: one a report, of all of them, as
/// resolve_days() gives them.
AsOf leave_out_later(std::vector<AnnotatedReport>& reports, const std::vector<ReportDay>& days, Day day,
                     const AddressSettings& addresses);

}  // namespace recount
