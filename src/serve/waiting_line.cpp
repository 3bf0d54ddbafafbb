#include "serve/waiting_line.h"

namespace recount {

WaitingLine::WaitingLine(unsigned threads, std::size_t places) : places_(places) {
    for (unsigned i = 0; i < threads; ++i)
        threads_.emplace_back([this] { work_on(); });
}

WaitingLine::~WaitingLine() {
    shutdown();
}

WaitingLine::Taken WaitingLine::enqueue(std::function<void()> work) {
    {
        std::unique_lock lock(mutex_);
        has_room_.wait(lock, [this] { return line_.size() < places_ || is_over_; });
        line_.push_back(std::move(work));
    }
    has_work_.notify_one();
    return Taken(true);
}

void WaitingLine::shutdown() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
    }
    has_work_.notify_all();
    has_room_.notify_all();
    for (std::thread& thread : threads_)
        thread.join();
    threads_.clear();
}

void WaitingLine::work_on() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock(mutex_);
            has_work_.wait(lock, [this] { return !line_.empty() || is_over_; });
            if (line_.empty())
                return;
            work = std::move(line_.front());
            line_.pop_front();
        }
        has_room_.notify_one();
        work();
    }
}

}  // namespace recount
