// One program at a time writes a store: a lock on its file, which goes with the program, however it ends. Readers need
// none. (SQLite's own locks are for one transaction; adding reports takes many.)
#pragma once

#include <functional>
#include <string>
#include <utility>

namespace recount {

class WriterLock {
public:
    /// Makes the file where there is none. Where another program holds the lock, calls `waiting` once and waits. Throws
    /// StoreError.
    WriterLock(const std::string& file, const std::function<void()>& waiting);
    /// Whether a program holds the lock of the file. Not to be asked while this program has the file's database open.
    static bool is_held(const std::string& file);

    WriterLock(WriterLock&& other) noexcept;
    WriterLock(const WriterLock&) = delete;
    WriterLock& operator=(WriterLock&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }

    /// Must come after the file's database is closed: closing any descriptor of a file drops SQLite's locks on it.
    ~WriterLock();

private:
    int descriptor_;
};

}  // namespace recount
