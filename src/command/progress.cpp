#include "command/progress.h"

#include <unistd.h>

#include <iostream>
#include <utility>

#include "command/messages.h"

namespace recount {

namespace {

constexpr auto first_after = std::chrono::milliseconds(500);  // what is done sooner needs no line
constexpr auto again_after = std::chrono::milliseconds(200);

}  // namespace

Progress::Progress(std::string step, std::size_t all, bool quiet, Listener* listener)
    : step_(std::move(step)),
      all_(all),
      shown_(!quiet && !listener && !step_.empty() && isatty(STDERR_FILENO) == 1),
      listener_(step_.empty() ? nullptr : listener),
      next_(start_ + first_after) {}

void Progress::advance(double share) {
    const std::size_t done = ++done_;
    if (listener_)
        listener_->advanced(step_, done, all_, share);
    if (!shown_)
        return;
    const std::lock_guard lock(mutex_);
    const Clock::time_point now = Clock::now();
    if (now < next_)
        return;
    next_ = now + again_after;
    const std::chrono::duration<double> passed = now - start_;
    std::cerr << "\r\033[K" << messages::progress(step_, done, all_, share, passed.count()) << std::flush;
}

void Progress::end() {
    take_away();
    if (Listener* listener = std::exchange(listener_, nullptr))
        listener->advanced(step_, done_, done_, 1);
}

void Progress::take_away() {
    if (std::exchange(shown_, false))
        std::cerr << "\r\033[K" << std::flush;
}

}  // namespace recount
