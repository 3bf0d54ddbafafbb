// What this program writes of reports may lie among them: an account's page, tables and JSON. Read as reports, they
// would say everything once more. They are told by how they open, as every format is; what `extract` and `annotate`
// write holds the reports themselves and is read as such.
#pragma once

#include <string_view>

namespace recount {

/// True when an input that begins with `head` is an output that holds no report. A table of a profile of one's own
/// (docs/event_tables.md) opens as that says and is not known.
bool is_own_output(std::string_view head);

}  // namespace recount
