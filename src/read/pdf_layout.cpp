#include "read/pdf_layout.h"

#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <system_error>

#include "read/encoding.h"
#include "read/limits.h"

namespace recount {

namespace {

/// A file without a name, in memory.
class MemoryFile {
public:
    explicit MemoryFile(const char* name) : file_(memfd_create(name, MFD_CLOEXEC)) {
        if (file_ < 0)
            throw std::system_error(errno, std::generic_category(), "memfd_create");
    }
    ~MemoryFile() { close(file_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    int number() const { return file_; }

    void fill(std::string_view bytes) {
        while (!bytes.empty()) {
            const ssize_t count = write(file_, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR)
                throw std::system_error(errno, std::generic_category(), "write");
            bytes.remove_prefix(count < 0 ? 0 : static_cast<std::size_t>(count));
        }
        lseek(file_, 0, SEEK_SET);
    }

    std::string take() {
        std::string bytes(static_cast<std::size_t>(std::max<off_t>(0, lseek(file_, 0, SEEK_END))), '\0');
        std::size_t at = 0;
        while (at < bytes.size()) {
            const ssize_t count = pread(file_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
            if (count == 0 || (count < 0 && errno != EINTR))
                break;
            at += count < 0 ? 0 : static_cast<std::size_t>(count);
        }
        bytes.resize(at);
        return bytes;
    }

private:
    int file_;
};

void limit(pid_t process, __rlimit_resource what, rlim_t most) {
    const rlimit bound{most, most};
    prlimit(process, what, &bound, nullptr);
}

/// Runs pdftotext from one file to others; the status that wait gives, or the error that it could not be started for.
struct Ended {
    int error = 0, status = 0;
};
Ended run_pdftotext(const MemoryFile& from, const MemoryFile& to, const MemoryFile& complaints) {
    posix_spawn_file_actions_t files;
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, from.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, to.number(), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, complaints.number(), STDERR_FILENO);
    std::array<std::string, 6> words{"pdftotext", "-enc", "UTF-8", "-bbox-layout", "-", "-"};
    std::array<char*, 7> arguments{};
    for (std::size_t i = 0; i < words.size(); ++i)
        arguments[i] = words[i].data();
    std::string language = "LC_ALL=C.UTF-8";
    std::array<char*, 2> environment{language.data(), nullptr};
    pid_t process = 0;
    Ended ended;
    ended.error = posix_spawnp(&process, "pdftotext", &files, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    if (ended.error != 0)
        return ended;
    limit(process, RLIMIT_CPU, max_pdf_seconds);
    limit(process, RLIMIT_AS, max_pdf_memory);
    limit(process, RLIMIT_FSIZE, max_pdf_layout_bytes);
    limit(process, RLIMIT_CORE, 0);
    while (waitpid(process, &ended.status, 0) < 0 && errno == EINTR) {
    }
    return ended;
}

/// The text with a blank for each character that XML may not have.
std::string fit_for_xml(std::string_view bytes) {
    bool damaged = false;
    std::string text = decoded(bytes, "UTF-8", damaged).value_or(std::string());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r')
            text[i] = ' ';
        else if (text.compare(i, 3, "\xEF\xBF\xBE") == 0 || text.compare(i, 3, "\xEF\xBF\xBF") == 0)
            text.replace(i, 3, "   ");
    }
    return text;
}

}  // namespace

std::variant<std::string, Problem> pdf_layout(std::string_view document) {
    MemoryFile from("document"), to("layout"), complaints("complaints");
    from.fill(document);
    const Ended ended = run_pdftotext(from, to, complaints);
    if (ended.error == ENOENT)
        return Problem{ProblemKind::pdf_without_program, {}, 0, 0, {}};
    if (ended.error != 0)
        return Problem{ProblemKind::pdf_broken, {}, 0, 0, std::strerror(ended.error)};
    if (WIFSIGNALED(ended.status))
        return Problem{ProblemKind::pdf_costly, {}, 0, max_pdf_seconds, {}};
    if (WEXITSTATUS(ended.status) == 127)  // where posix_spawnp tells it so
        return Problem{ProblemKind::pdf_without_program, {}, 0, 0, {}};
    if (WEXITSTATUS(ended.status) == 0)
        return fit_for_xml(to.take());
    const std::string said = complaints.take();
    if (said.find("ncorrect password") != std::string::npos)
        return Problem{ProblemKind::pdf_encrypted, {}, 0, 0, {}};
    return Problem{ProblemKind::pdf_broken, {}, 0, 0, "no page can be found in it"};
}

}  // namespace recount
