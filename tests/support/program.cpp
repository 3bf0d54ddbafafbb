#include "support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace recount::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "recount-test-XXXXXX").string();
    if (!mkdtemp(name.data()))
        throw std::runtime_error("cannot make a folder " + name);
    path_ = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
}

fs::path TemporaryFolder::write(std::string_view name, std::string_view bytes) const {
    const fs::path file = path_ / name;
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file;
}

std::string read_bytes(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::vector<std::string> Outcome::messages() const {
    std::vector<std::string> lines;
    std::istringstream all(err);
    for (std::string line; std::getline(all, line);)
        lines.push_back(line);
    return lines;
}

std::string Outcome::message_with(std::string_view part) const {
    std::string found;
    for (const std::string& line : messages()) {
        if (line.find(part) == std::string::npos)
            continue;
        if (!found.empty())
            return {};
        found = line;
    }
    return found;
}

namespace {

/// Starts a program, waits for it, and meanwhile asks `each_millisecond`, where there is one, with its process id.
Outcome run_program(const std::string& program, std::vector<std::string> words, std::string_view input,
                    const std::function<void(pid_t)>& each_millisecond) {
    // Files rather than pipes: no output, however long, can block either side.
    const TemporaryFolder folder;
    const std::string in = folder.write("in", input), out = folder.path() / "out", err = folder.path() / "err";
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, in.c_str(), O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);

    words.insert(words.begin(), program);
    std::vector<char*> argv;
    for (std::string& word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    pid_t child = 0;
    const int failed = posix_spawn(&child, program.c_str(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed)
        throw std::runtime_error("cannot start " + program);
    int state = 0;
    if (each_millisecond)
        while (waitpid(child, &state, WNOHANG) == 0) {
            each_millisecond(child);
            usleep(1000);
        }
    else
        waitpid(child, &state, 0);
    return {WIFEXITED(state) ? WEXITSTATUS(state) : 128 + WTERMSIG(state), read_bytes(out), read_bytes(err)};
}

}  // namespace

Outcome run_recount(const std::vector<std::string>& arguments, std::string_view input) {
    return run_program(RECOUNT_PROGRAM, arguments, input, {});
}

Outcome run_recount_until(const std::vector<std::string>& arguments, const std::function<bool()>& until, int signal) {
    bool is_sent = false;
    return run_program(RECOUNT_PROGRAM, arguments, {}, [&](pid_t program) {
        if (!is_sent && until()) {
            kill(program, signal);
            is_sent = true;
        }
    });
}

Outcome run_shell(const std::string& command) {
    return run_program("/bin/sh", {"-c", "RECOUNT='" RECOUNT_PROGRAM "'; " + command}, {}, {});
}

}  // namespace recount::test
