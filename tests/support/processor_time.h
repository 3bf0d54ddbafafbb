// The processor's time of this thread, which other work on the machine disturbs less than the clock's.
#pragma once

#include <ctime>

namespace recount::test {

/// Seconds since some moment of the thread's life.
inline double processor_seconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace recount::test
