// What changed from one account to another, as JSON and as text for people. The sentences stand here; the page shows
// them as they are.
#pragma once

#include <cstddef>
#include <ostream>

#include "compare/differences.h"
#include "text/json_stream.h"

namespace recount {

/// The members of the object that is open (docs/changes.md lists them).
void write_differences_members(JsonStream& json, const Comparison& comparison);

/// The same as one line of JSON.
void write_differences_json(const Comparison& comparison, std::ostream& out);

/// The same to read. `width` is in columns, 40 at least.
void write_differences(const Comparison& comparison, std::size_t width, std::ostream& out);

}  // namespace recount
