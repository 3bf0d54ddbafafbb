// The options of a run: those of the command line that Python's functions have too.
#include <algorithm>
#include <nanobind/stl/string.h>
#include <thread>

#include "module.h"

namespace recount::python {

void bind_options(nb::module_& module) {
    nb::class_<Options>(module, "Options")
        .def(
            "__init__",
            [](Options* self, unsigned threads, double confidence, const std::string& codebook,
               const std::string& model, const std::string& store, const std::string& decisions,
               const std::string& round, const std::string& as_of, const std::string& redact,
               const std::string& redact_people) {
                new (self) Options();
                self->threads = threads > 0 ? threads : std::max(1U, std::thread::hardware_concurrency());
                self->confidence = confidence;
                self->codebook = codebook;
                self->model = model;
                self->store = store;
                self->decisions = decisions;
                self->round = round;
                self->as_of = as_of;
                self->redact = redact;
                self->redact_people = redact_people;
            },
            nb::arg("threads"), nb::arg("confidence"), nb::arg("codebook"), nb::arg("model"), nb::arg("store") = "",
            nb::arg("decisions") = "", nb::arg("round") = "", nb::arg("as_of") = "", nb::arg("redact") = "",
            nb::arg("redact_people") = "");
}

}  // namespace recount::python
