// Stories to read in a terminal, in full: what each is and how solid, where its sources disagree and who says what,
// what happened when, which reports are copies. Plain text, wrapped to the width that is there; control characters of
// reports never reach the terminal. show/overview.h is what leads there.
#pragma once

#include <cstddef>
#include <ostream>

#include "reconcile/account.h"
#include "show/left_out.h"

namespace recount {

/// `width` is in columns, 40 at least.
void write_terminal(const Account& account, const LeftOut& left_out, std::size_t width, std::ostream& out);

}  // namespace recount
