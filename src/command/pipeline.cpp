#include "command/pipeline.h"

#include <utility>

namespace recount {

namespace {

// Enough that all threads have work while one of them is busy with a long report; layers take some fifteen times the
// bytes of their report.
constexpr std::size_t most_reports = 1024;
constexpr std::size_t most_bytes = 4u << 20;

}  // namespace

Pipeline::Pipeline(unsigned threads, std::function<Then(Report&&)> work) : work_(std::move(work)) {
    for (unsigned i = 1; i < threads; ++i)
        threads_.emplace_back([this] { run(); });
}

Pipeline::~Pipeline() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    has_work_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
}

bool Pipeline::is_full() const {
    return slots_.size() >= most_reports || bytes_ >= most_bytes;
}

void Pipeline::add(Report&& report) {
    std::unique_lock lock(mutex_);
    bytes_ += report.content.size();
    Slot slot;
    slot.size = report.content.size();
    slot.report = std::move(report);
    slots_.push_back(std::move(slot));
    has_work_.notify_one();
    drain(lock, [this] { return threads_.empty() ? slots_.empty() : !is_full(); });
}

void Pipeline::finish() {
    std::unique_lock lock(mutex_);
    drain(lock, [this] { return slots_.empty(); });
}

/// Does what can be done in order, and goes on working or waiting until it is enough.
void Pipeline::drain(std::unique_lock<std::mutex>& lock, const std::function<bool()>& is_enough) {
    for (;;) {
        while (!failure_ && !slots_.empty() && slots_.front().is_worked_on)
            do_first(lock);
        if (failure_)
            std::rethrow_exception(failure_);
        if (is_enough())
            return;
        if (!work_on_one(lock))
            has_result_.wait(lock, [this] { return failure_ || slots_.front().is_worked_on; });
    }
}

void Pipeline::do_first(std::unique_lock<std::mutex>& lock) {
    const Then then = std::move(slots_.front().then);
    bytes_ -= slots_.front().size;
    slots_.pop_front();
    --next_;
    lock.unlock();
    try {
        then();
    } catch (...) {
        lock.lock();
        failure_ = std::current_exception();
        return;
    }
    lock.lock();
}

/// False where all reports are worked on already.
bool Pipeline::work_on_one(std::unique_lock<std::mutex>& lock) {
    if (failure_ || next_ == slots_.size())
        return false;
    Slot& slot = slots_[next_++];
    Report report = std::move(slot.report);
    lock.unlock();
    Then then;
    std::exception_ptr failure;
    try {
        then = work_(std::move(report));
    } catch (...) {
        failure = std::current_exception();
    }
    lock.lock();
    if (failure && !failure_)
        failure_ = failure;
    slot.then = std::move(then);
    slot.is_worked_on = true;
    if (failure_ || &slot == &slots_.front())
        has_result_.notify_one();
    return true;
}

void Pipeline::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        has_work_.wait(lock, [this] { return is_over_ || next_ < slots_.size(); });
        if (is_over_)
            return;
        if (!work_on_one(lock))  // another one failed: nothing more is to be done
            has_work_.wait(lock, [this] { return is_over_; });
    }
}

}  // namespace recount
