#include "command/heap.h"

#include <cstdint>
#include <cstdlib>

#if defined(__GLIBC__) && defined(__linux__)
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

namespace recount {

void use_large_pages() {
#if defined(__GLIBC__) && defined(__linux__) && defined(MADV_HUGEPAGE)
    constexpr std::uintptr_t large_page = 1 << 21;
    constexpr int step = 1 << 26;              // bytes that the heap grows by; what is not touched costs nothing
    constexpr int own_mapping_from = 1 << 25;  // bytes of a block that stays outside of the heap
    mallopt(M_TOP_PAD, step);
    mallopt(M_TRIM_THRESHOLD, 2 * step);
    mallopt(M_MMAP_THRESHOLD, own_mapping_from);
    const auto before = reinterpret_cast<std::uintptr_t>(sbrk(0));
    void* volatile grown = std::malloc(large_page);  // more than the heap has yet
    std::free(grown);
    const std::uintptr_t first = (before + large_page - 1) / large_page * large_page;
    const std::uintptr_t end = reinterpret_cast<std::uintptr_t>(sbrk(0)) / large_page * large_page;
    if (first < end)
        madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
#endif
}

}  // namespace recount
