// How far a step is, in one line of a terminal that is written over: how many are done, how many a second, and how much
// time is left. Elsewhere than on a terminal it is silent.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>

#include "command/listener.h"

namespace recount {

/// advance() may be called on any thread; the line goes with the value.
class Progress {
public:
    /// `step` is what is done with one thing: "reading report"; empty: nothing is shown. `all`: how many there are; 0
    /// where nobody knows yet. Where there is a listener, it is told instead; it must outlive this.
    Progress(std::string step, std::size_t all, bool quiet, Listener* listener = nullptr);
    ~Progress() { take_away(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// One more is done; `share`, where the number of all is not known: how much of all the work that is, in [0, 1]; 0
    /// where nobody knows.
    void advance(double share = 0);

    /// All is done: takes the line away, so that others may be written, or tells the listener.
    void end();

private:
    void take_away();

    using Clock = std::chrono::steady_clock;

    std::string step_;
    std::size_t all_;
    bool shown_;
    Listener* listener_;
    std::atomic<std::size_t> done_ = 0;
    std::mutex mutex_;
    Clock::time_point start_ = Clock::now(), next_;
};

}  // namespace recount
