// The account on one screen: how many stories there are and how many need a person, then the stories, those with
// contradictions first, each with its worst disagreements in a sentence, and how to read on. Plain text; control
// characters of reports never reach the terminal.
#pragma once

#include <cstddef>
#include <ostream>

#include "reconcile/account.h"
#include "show/left_out.h"

namespace recount {

/// The screen that there is.
struct Screen {
    std::size_t width = 80;  // columns, 40 at least
    std::size_t height = 0;  // lines; 0: as many as the account takes
};

void write_overview(const Account& account, const LeftOut& left_out, Screen screen, std::ostream& out);

}  // namespace recount
