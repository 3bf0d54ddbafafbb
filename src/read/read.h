// The read stage: paths in, reports out. Files, folders (searched through) and standard input; the format of each is
// told by its content. One input that cannot be read never keeps the others from being read.
#pragma once

#include <istream>
#include <string>
#include <vector>

#include "read/problem.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

struct ReadResult {
    std::vector<Report> reports;    // by id; ids are unique, no two have the same bytes
    std::vector<Problem> problems;  // by input, then line
};

/// Reads every path; "-" is `standard_input`. The result does not depend on the order of the paths. Throws nothing but
/// std::bad_alloc.
ReadResult read(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording);

}  // namespace recount
