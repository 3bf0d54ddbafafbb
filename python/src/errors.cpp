// What goes wrong, as Python's exceptions.
#include "codebook/codebook.h"
#include "command/messages.h"
#include "decide/decision_log.h"
#include "module.h"
#include "store/database.h"

namespace recount::python {

namespace {

void raise(const char* message) {
    PyErr_SetString(nb::module_::import_("recount.errors").attr("RecountError").ptr(), message);
}

void translate(const std::exception_ptr& thrown, void*) {
    try {
        std::rethrow_exception(thrown);
    } catch (const Failure& failure) {
        raise(failure.message.c_str());
    } catch (const CodebookError& problem) {
        raise(problem.what());
    } catch (const DecisionLogError& problem) {
        raise(problem.what());
    } catch (const StoreError& problem) {
        raise(problem.what());
    }
}

}  // namespace

void bind_errors(nb::module_&) {
    nb::register_exception_translator(translate);
}

}  // namespace recount::python
