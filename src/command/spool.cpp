#include "command/spool.h"

#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "command/messages.h"
#include "command/run.h"

namespace recount {

namespace {

[[noreturn]] void fail() {
    throw Failure{messages::no_room_for_waiting(std::strerror(errno))};
}

}  // namespace

Spool::Spool() {
    std::error_code ignored;
    std::string name = (std::filesystem::temp_directory_path(ignored) / "recount-XXXXXX").string();
    const int descriptor = mkstemp(name.data());
    if (descriptor < 0)
        fail();
    unlink(name.c_str());
    file_.reset(fdopen(descriptor, "w+b"));
    if (!file_)
        fail();
}

void Spool::add(std::string_view line) {
    if (std::fwrite(line.data(), 1, line.size(), file_.get()) != line.size())
        fail();
    ends_.push_back((ends_.empty() ? 0 : ends_.back()) + line.size());
}

std::string Spool::line(std::size_t number) {
    const std::uint64_t start = number == 0 ? 0 : ends_[number - 1];
    std::string line(ends_[number] - start, '\0');
    if (fseeko(file_.get(), static_cast<off_t>(start), SEEK_SET) != 0 ||
        std::fread(line.data(), 1, line.size(), file_.get()) != line.size())
        fail();
    return line;
}

}  // namespace recount
