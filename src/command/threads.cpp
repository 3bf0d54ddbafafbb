#include "command/threads.h"

#include <exception>
#include <sys/mman.h>

namespace recount {

namespace {

/// True when there is address space for one more thread, and for what it works on: under a limit (ulimit -v) stacks
/// could take all of it.
bool is_room_for_thread() {
    constexpr std::size_t room = 256u << 20;
    void* probe = mmap(nullptr, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return probe != MAP_FAILED && munmap(probe, room) == 0;
}

}  // namespace

std::vector<std::thread> start_threads(std::size_t most, const std::function<void()>& work) {
    std::vector<std::thread> threads;
    try {
        while (threads.size() < most && is_room_for_thread())
            threads.emplace_back(work);
    } catch (const std::exception&) {
        // The system gives no more of them: the work is done by those that are there.
    }
    return threads;
}

}  // namespace recount
