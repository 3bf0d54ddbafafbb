// The heap on large pages: a run fills tens of megabytes, and a system that hands them out by 4 kilobytes is asked ten
// thousand times.
#pragma once

namespace recount {

/// Has the C library's heap grow in large steps, and asks the system for large pages where the heap will begin. Call
/// it once, before memory is allocated in number; elsewhere than under glibc and Linux it does nothing.
void use_large_pages();

}  // namespace recount
