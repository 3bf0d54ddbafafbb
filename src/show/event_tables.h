// The account as coders of events keep it: a table with a row for each event, in the columns of a profile, and the
// crosswalk from events to the reports that tell of them, with the words. Rows are written as csv_rows.h writes them.
#pragma once

#include <ostream>

#include "reconcile/account.h"
#include "show/event_profile.h"

namespace recount {

/// A header row, then the events that the profile takes, in the order of stories and days.
void write_events(const Account& account, const EventProfile& profile, std::ostream& out);

/// A header row, then a row for each event and report that tells of it. Offsets are those of the JSON.
void write_crosswalk(const Account& account, std::ostream& out);

}  // namespace recount
