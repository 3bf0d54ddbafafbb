// A folder, with all below it, that new files are put into. The system tells when something happens there; what is
// there then is looked at, and the files that are whole (settling_files.h) are given. Where the system cannot tell, as
// of a folder on another machine, the folder is looked at now and then.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "serve/settling_files.h"

namespace recount {

/// One thread at a time.
class FolderWatch {
public:
    struct Settings {
        std::chrono::milliseconds settle{500};       // a closed file must stay as it is for so long
        std::chrono::milliseconds unclosed{60'000};  // and one that was not closed
        std::chrono::milliseconds look{30'000};      // the folder is looked at so often, whatever is told
    };

    /// Throws std::runtime_error, what() a sentence, where the folder cannot be watched.
    FolderWatch(const std::string& folder, Settings settings);
    ~FolderWatch();
    FolderWatch(const FolderWatch&) = delete;
    FolderWatch& operator=(const FolderWatch&) = delete;

    /// Files that became whole since the last call; those that stood there first. Waits `longest` where there is none.
    std::vector<std::string> wait(std::chrono::milliseconds longest);

    /// Whether the folder stood there at the last look. One that was moved or deleted is looked for by its name, and
    /// another one that comes in its place is watched.
    bool is_there() const { return identity_.has_value(); }

private:
    using Identity = std::pair<std::uint64_t, std::uint64_t>;  // device and number, as the system has them

    void follow_identity();
    void forget_folders();
    void watch_below(const std::string& folder);
    bool take_events(std::chrono::milliseconds longest);
    std::map<std::string, SettlingFiles::Look> look() const;

    using Clock = SettlingFiles::Clock;

    const std::string folder_;
    const Settings settings_;
    int notifier_;
    std::optional<Identity> identity_;
    std::map<int, std::string> folders_;  // watched, by the system's number
    std::set<std::string> open_;          // written, and not closed since
    SettlingFiles settling_;
    bool is_told_ = true;  // something happened since the last look
    Clock::time_point looked_;
};

}  // namespace recount
