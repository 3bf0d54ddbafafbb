// Tables as Python holds them.
#pragma once

#include "module.h"
#include "show/table.h"

namespace recount::python {

/// Immutable; what Arrow took over of it stays when Python lets it go.
struct HeldTable {
    std::shared_ptr<const Table> table;
};

std::vector<HeldTable> held(std::vector<Table> tables);

}  // namespace recount::python
