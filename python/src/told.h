// Tells a Python object how a run goes: what could not be read, what is worth a word, how far it is. Each call takes
// the interpreter's lock; progress is told by the thread that started the run alone, some times a second, so that other
// threads never wait for the lock, and Ctrl-C is heard there.
#pragma once

#include <chrono>
#include <thread>

#include "command/listener.h"
#include "module.h"

namespace recount::python {

class Told : public Listener {
public:
    /// `listener` has the methods unread(input, reason), note(message) and advanced(step, done, all, share). Made on
    /// the thread that runs.
    explicit Told(nb::object listener) : listener_(std::move(listener)) {}

    void unread(const Problem& problem) override;
    void note(const std::string& message) override;
    void advanced(const std::string& step, std::size_t done, std::size_t all, double share) override;

private:
    using Clock = std::chrono::steady_clock;

    nb::object listener_;
    std::thread::id runner_ = std::this_thread::get_id();
    Clock::time_point next_ = Clock::now();
};

}  // namespace recount::python
