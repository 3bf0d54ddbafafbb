// Runs the built program as a user does: arguments and standard input in; exit status, both outputs and files out.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace recount::test {

/// A new folder under the system's temporary folder; it goes, with all that is in it, when this value does.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Writes a file of these bytes, making the folders above it; gives its path.
    std::filesystem::path write(std::string_view name, std::string_view bytes) const;

private:
    std::filesystem::path path_;
};

/// All bytes of a file. Throws std::runtime_error when it cannot be read.
std::string read_bytes(const std::filesystem::path& path);

struct Outcome {
    int status = -1;  // the exit status; 128 + the signal's number when a signal ended it
    std::string out, err;

    /// The lines of standard error.
    std::vector<std::string> messages() const;

    /// The one line of standard error that holds `part`; empty when none or several do.
    std::string message_with(std::string_view part) const;
};

/// Runs `recount` with these arguments. Throws std::runtime_error when it cannot be started.
Outcome run_recount(const std::vector<std::string>& arguments, std::string_view input = {});

/// The same, and once `until` holds (asked every millisecond) the signal is sent.
Outcome run_recount_until(const std::vector<std::string>& arguments, const std::function<bool()>& until, int signal);

/// Runs a command of the shell, in which $RECOUNT is the program. Throws std::runtime_error when it cannot be started.
Outcome run_shell(const std::string& command);

}  // namespace recount::test
