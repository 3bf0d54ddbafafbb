#include "told.h"

namespace recount::python {

namespace {

constexpr auto again_after = std::chrono::milliseconds(100);

}  // namespace

void Told::unread(const Problem& problem) {
    const nb::gil_scoped_acquire lock;
    listener_.attr("unread")(place(problem).c_str(), reason(problem).c_str());
}

void Told::note(const std::string& message) {
    const nb::gil_scoped_acquire lock;
    listener_.attr("note")(message.c_str());
}

void Told::advanced(const std::string& step, std::size_t done, std::size_t all, double share) {
    if (std::this_thread::get_id() != runner_)
        return;
    const Clock::time_point now = Clock::now();
    if (now < next_ && done != all)
        return;
    next_ = now + again_after;
    const nb::gil_scoped_acquire lock;
    if (PyErr_CheckSignals() != 0)
        throw nb::python_error();
    listener_.attr("advanced")(step.c_str(), done, all, share);
}

}  // namespace recount::python
