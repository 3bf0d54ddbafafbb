#include "store/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "store/database.h"

namespace recount {

WriterLock::WriterLock(const std::string& file, const std::function<void()>& waiting)
    : descriptor_(open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    const auto fail = [&] {
        const std::string why = std::strerror(errno);
        if (descriptor_ >= 0)
            close(descriptor_);
        throw StoreError(file + ": opening it to write: " + why);
    };
    if (descriptor_ < 0)
        fail();
    if (flock(descriptor_, LOCK_EX | LOCK_NB) == 0)
        return;
    if (errno != EWOULDBLOCK)
        fail();
    if (waiting)
        waiting();
    while (flock(descriptor_, LOCK_EX) != 0)
        if (errno != EINTR)
            fail();
}

bool WriterLock::is_held(const std::string& file) {
    const int descriptor = open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool held = flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
    close(descriptor);
    return held;
}

WriterLock::WriterLock(WriterLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock::~WriterLock() {
    if (descriptor_ >= 0)
        close(descriptor_);
}

}  // namespace recount
