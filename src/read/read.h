// The read stage: paths in, reports out. Files, folders (searched through) and standard input; the format of each is
// told by its content. One input that cannot be read never keeps the others from being read.
#pragma once

#include <functional>
#include <istream>
#include <string>
#include <vector>

#include "read/catalogue.h"
#include "read/problem.h"
#include "read/wording.h"
#include "report/report.h"

namespace recount {

struct ReadResult {
    std::vector<Report> reports;    // by id; ids are unique, no two have the same bytes
    std::vector<Problem> problems;  // by input, in the order of their places in it
};

/// Reads every path; "-" is `standard_input`. The result does not depend on the order of the paths. Throws nothing but
/// std::bad_alloc. `each` is called after each report.
ReadResult read(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording,
                const std::function<void()>& each = {});

struct Listing {
    std::vector<Listed> reports;  // by id
    std::vector<Problem> problems;
};

/// Reads as read() does, but keeps no report: each goes to `take` as soon as it is read, still without its id, which
/// stands fast only when all are read. Memory stays the same however many reports an input holds, but for what the
/// catalogue keeps of each.
Listing read_each(const std::vector<std::string>& paths, std::istream& standard_input, const ReadWording& wording,
                  const std::function<void(Report)>& take);

}  // namespace recount
