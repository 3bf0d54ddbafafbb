// Threads as far as the system gives them: under a limit fewer do the work, and nothing ends.
#pragma once

#include <cstddef>
#include <functional>
#include <thread>
#include <vector>

namespace recount {

/// Starts up to `most` threads that run `work`, fewer where the system gives no more of them or there is no address
/// space for what they work on; the caller joins them. `work` must not throw.
std::vector<std::thread> start_threads(std::size_t most, const std::function<void()>& work);

}  // namespace recount
