// Work on a stream of things, on many threads, whose results come out in the order in which the things came in. It
// holds a bounded number of them: who hands on more than the threads can take works on them too, or waits, so that
// memory stays flat however long the stream is.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "report/report.h"

namespace recount {

/// One thread makes a pipeline, calls add() for each report and then finish(); no other may call it. Whatever the
/// number of threads, it gives the same results in the same order.
class Pipeline {
public:
    /// What is left to do with a result when those of all reports before it have been done.
    using Then = std::function<void()>;

    /// `work` is called on any of the threads, for several reports at once; what it gives is called on the thread that
    /// owns the pipeline. `threads`: how many work, the owner among them; at least 1.
    Pipeline(unsigned threads, std::function<Then(Report&&)> work);

    /// What has not been done is left undone.
    ~Pipeline();
    Pipeline(const Pipeline&) = delete;
    Pipeline& operator=(const Pipeline&) = delete;

    /// Takes a report in, and does what is left to do with those before it that are worked on. Throws what work or its
    /// Then threw; then nothing more can be added.
    void add(Report&& report);

    /// Returns when all is done. Throws as add() does.
    void finish();

private:
    struct Slot {
        Report report;
        std::size_t size = 0;  // bytes of the report
        Then then;
        bool is_worked_on = false;
    };

    bool is_full() const;
    bool work_on_one(std::unique_lock<std::mutex>& lock);
    void do_first(std::unique_lock<std::mutex>& lock);
    void drain(std::unique_lock<std::mutex>& lock, const std::function<bool()>& is_enough);
    void run();

    const std::function<Then(Report&&)> work_;
    std::mutex mutex_;
    std::condition_variable has_work_, has_result_;
    std::deque<Slot> slots_;  // in the order of the stream; a slot never moves
    std::size_t next_ = 0;    // the first slot that nobody works on
    std::size_t bytes_ = 0;   // of the reports of all slots
    std::exception_ptr failure_;
    bool is_over_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace recount
