// Reports that Python makes: from the JSON of one, as docs/inputs.md has it, by the reader that the program reads such
// JSON with.
#pragma once

#include <variant>

#include "command/run.h"
#include "module.h"
#include "read/read.h"

namespace recount::python {

/// The report, or why it is none. `name` is what it is called where it states no id, and in messages.
std::variant<Report, Problem> report_of(const std::string& json, const std::string& name, const ReadWording& wording);

/// Makes one after another.
class ReportReader {
public:
    /// Throws CodebookError and Failure.
    explicit ReportReader(const Options& options);

    /// The report; None where it cannot be read, which the listener is told.
    nb::object read(const std::string& json, const std::string& name, const nb::object& listener) const;

private:
    Run run_;
    ReadWording wording_;
};

}  // namespace recount::python
