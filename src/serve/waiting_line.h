// The line of connections that wait for a thread, and the threads. Both are bounded: where the line is full, no other
// connection is taken until there is room, and waits with the system meanwhile, which turns away what is too much.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <httplib.h>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace recount {

class WaitingLine : public httplib::TaskQueue {
public:
    WaitingLine(unsigned threads, std::size_t places);
    ~WaitingLine() override;

    /// Nothing in older versions of the library, true in newer ones.
    using Taken = decltype(std::declval<httplib::TaskQueue&>().enqueue(std::function<void()>()));

    Taken enqueue(std::function<void()> work) override;

    /// Returns when all that was taken is done.
    void shutdown() override;

private:
    void work_on();

    const std::size_t places_;
    std::mutex mutex_;
    std::condition_variable has_work_, has_room_;
    std::deque<std::function<void()>> line_;
    bool is_over_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace recount
