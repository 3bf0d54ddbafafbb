// What stands where on the pages of a PDF document, as pdftotext (poppler) finds it. It runs as a process of its own,
// because the documents come from strangers: it may use so much processor time, memory and output (limits.h), and what
// makes it fail costs that document alone.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "read/problem.h"

namespace recount {

/// The pages as XHTML with places for each block, line and word (pdftotext -bbox-layout), in valid UTF-8 that XML may
/// have; else the problem.
std::variant<std::string, Problem> pdf_layout(std::string_view document);

}  // namespace recount
