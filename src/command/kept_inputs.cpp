#include "command/kept_inputs.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <utility>

#include "command/messages.h"
#include "read/files.h"
#include "read/own_output.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

/// What all names of one file share.
using Identity = std::pair<dev_t, ino_t>;

/// None for what is no file.
std::optional<Identity> identity(const struct stat& info) {
    return S_ISREG(info.st_mode) ? std::optional(Identity(info.st_dev, info.st_ino)) : std::nullopt;
}

std::optional<Identity> identity(const std::string& file) {
    struct stat info {};
    return stat(file.c_str(), &info) == 0 ? identity(info) : std::nullopt;
}

std::optional<Identity> identity(int descriptor) {
    struct stat info {};
    return fstat(descriptor, &info) == 0 ? identity(info) : std::nullopt;
}

std::map<Identity, std::string> files_of(const std::vector<std::string>& outputs) {
    std::map<Identity, std::string> files;
    for (const std::string& output : outputs)
        if (const auto file = identity(output))
            files.emplace(*file, output);
    struct stat info {};
    if (outputs.empty() && fstat(STDOUT_FILENO, &info) == 0 && info.st_size > 0)
        if (const auto file = identity(info))
            files.emplace(*file, "standard output");
    return files;
}

bool is_path(const std::string& one, const std::string& other) {
    std::error_code error;
    return fs::absolute(one, error).lexically_normal() == fs::absolute(other, error).lexically_normal();
}

}  // namespace

bool is_own_file(const std::string& file) {
    std::string head(1024, '\0');
    std::ifstream in(file, std::ios::binary);
    in.read(head.data(), static_cast<std::streamsize>(head.size()));
    head.resize(static_cast<std::size_t>(in.gcount()));
    return is_own_output(head);
}

void require_no_input(const std::vector<std::string>& outputs, const std::vector<std::string>& paths,
                      const std::vector<std::string>& besides) {
    const std::map<Identity, std::string> files = files_of(outputs);
    if (files.empty())
        return;
    const auto require = [&](const std::optional<Identity>& input, const std::string& name, bool found) {
        const auto output = input ? files.find(*input) : files.end();
        if (output != files.end() && !(found && is_own_file(name)))
            throw Failure{
                messages::output_is_input(output->second, is_path(output->second, name) ? output->second : name)};
    };
    if (paths.empty() || std::ranges::find(paths, "-") != paths.end())
        require(identity(STDIN_FILENO), "standard input", false);
    for (const auto* given : {&paths, &besides}) {
        for (const std::string& path : *given)
            require(identity(path), path, false);
        std::vector<Problem> told_when_read;
        for (const fs::path& file : find_files(*given, told_when_read))
            require(identity(file.string()), file.string(), true);
    }
}

}  // namespace recount
