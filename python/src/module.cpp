// The compiled part of the Python module: the program's own functions, without its command line in between.
#include "module.h"

#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "command/data.h"
#include "command/output_file.h"
#include "command/program.h"

namespace recount::python {

NB_MODULE(_core, module) {
    module.doc() = "The compiled part of recount.";
    bind_errors(module);
    bind_options(module);
    bind_tables(module);
    bind_reports(module);
    bind_portable(module);
    bind_annotator(module);
    bind_account(module);
    bind_spread(module);
    module.def("set_data_folder", &set_data_folder, nb::arg("folder"),
               "The folder that codebook, language model and gazetteer stand in.");
    module.def(
        "run_program",
        [](const std::vector<std::string>& arguments) {
            const nb::gil_scoped_release others_may_run;
            OutputFile::clean_up_on_signals();
            return static_cast<int>(run_program(arguments));
        },
        nb::arg("arguments"), "Does what the program does with these arguments; gives the exit status.");
}

}  // namespace recount::python
