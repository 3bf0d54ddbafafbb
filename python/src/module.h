// What the files of the compiled part share: each binds one thing, all into the module recount._core, which the Python
// files beside it (python/recount) are written over.
#pragma once

#include <memory>
#include <nanobind/nanobind.h>
#include <string>
#include <vector>

#include "command/options.h"
#include "report/report.h"

namespace recount::python {

namespace nb = nanobind;

/// A report as Python holds it. Immutable.
struct HeldReport {
    Report report;
};

/// What goes in: paths, or reports that are there already.
struct Inputs {
    std::vector<std::string> paths;
    std::vector<Report> reports;
};

/// Turns what the program throws into the exceptions of recount/errors.py.
void bind_errors(nb::module_& module);
void bind_options(nb::module_& module);
void bind_tables(nb::module_& module);
void bind_reports(nb::module_& module);
void bind_annotator(nb::module_& module);
void bind_account(nb::module_& module);
void bind_portable(nb::module_& module);
void bind_spread(nb::module_& module);

}  // namespace recount::python
