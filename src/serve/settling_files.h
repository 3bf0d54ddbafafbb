// Which files of a folder are whole. A file that somebody is writing must not be read yet: it is when it was closed and
// has stayed as it is for a moment, or, where nobody tells of its being closed, for a long while. Each is told once for
// each form that it takes.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace recount {

/// A file as it stands now.
struct FileStamp {
    std::uint64_t size = 0;
    std::int64_t changed = 0;  // when, in whatever unit the system has
    bool operator==(const FileStamp&) const = default;
};

class SettlingFiles {
public:
    using Clock = std::chrono::steady_clock;

    SettlingFiles(Clock::duration settle, Clock::duration unclosed) : settle_(settle), unclosed_(unclosed) {}

    /// What a look at the folder found; `open`: it was written and not closed since. Gives the files that are whole
    /// now, in the order of their names. Those that are no longer there are forgotten.
    struct Look {
        FileStamp stamp;
        bool open = false;
    };
    std::vector<std::string> whole(const std::map<std::string, Look>& found, Clock::time_point now);

    /// Whether a file is waited for.
    bool is_waiting() const { return waiting_ > 0; }

private:
    struct Known {
        FileStamp stamp;
        Clock::time_point since;
        bool told = false;
    };

    const Clock::duration settle_, unclosed_;
    std::map<std::string, Known> known_;
    std::size_t waiting_ = 0;
};

}  // namespace recount
