// Which claims an account does without, because whoever asked for it wants only those that were read surely enough.
#pragma once

#include <cstddef>

namespace recount {

struct LeftOut {
    double least_confidence = 0;  // that a claim must have; 0: all are used
    std::size_t claims = 0;       // that have less
};

}  // namespace recount
