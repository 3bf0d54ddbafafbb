// A number as people and tables read it.
#pragma once

#include <string>

namespace recount {

/// "6700", "53.1": digits alone, the shortest that reads back as the same number.
std::string plain_number(double value);

}  // namespace recount
