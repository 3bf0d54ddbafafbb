// The read stage: paths in, reports out. Files, folders (searched through) and standard input; the format of each is
// told by its content. One input that cannot be read never keeps the others from being read.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "read/problem.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

struct ReadResult {
    std::vector<Report> reports;    // by id; ids are unique, no two have the same bytes
    std::vector<Problem> problems;  // by input, in the order of their places in it
};

/// Reads every path; "-" is `standard_input`. The result does not depend on the order of the paths. Throws nothing but
/// std::bad_alloc. `each` is called after each report, with the share of read_each().
ReadResult read(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording,
                const std::function<void(double)>& each = {});

/// Reads as read() does, but keeps no report: each goes to `take` with its id as soon as it is read. They come file by
/// file, in the order of the absolute paths, standard input last, and of one file as they stand in it. `share` is how
/// much of all given bytes is read, in [0, 1]; 0 where that is not known. Memory stays the same however many reports an
/// input holds, but for what the catalogue keeps of each. Gives the problems, in the order of ReadResult. Throws what
/// `take` throws, and std::bad_alloc.
std::vector<Problem> read_each(const std::vector<std::string>& paths, std::istream& standard_input,
                               const ReadWording& wording, const std::function<void(Report, double share)>& take);

}  // namespace recount
