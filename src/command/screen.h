// The terminal that text is written for.
#pragma once

#include "command/options.h"
#include "show/overview.h"

namespace recount {

/// The terminal that standard output is; where it is none, 80 columns, and lines without end.
Screen screen_of(const Options& options);

}  // namespace recount
