// Expressions of time over the tokens: found by the grammar of codebook/times.toml, kept as they are said (an anchor
// and an offset, a weekday and whether it is past), and given the TIMEX3 value that this report alone supports. Which
// happening an expression counts from or dates is noted too: the days of other reports hang on it.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "report/time_value.h"

namespace recount {

/// Needs tokens and sentences; adds times, in text order, not overlapping. Puts the words of times.toml into the
/// codebook's vocabulary; the codebook must outlive it. Throws CodebookError.
std::unique_ptr<Annotator> make_time_annotator(Codebook& codebook);

}  // namespace recount
