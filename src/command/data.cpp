#include "command/data.h"

#include <sys/auxv.h>

#include <filesystem>
#include <vector>

namespace recount {

namespace fs = std::filesystem;

namespace {

/// The folder of the running program; its links followed. Where /proc is not there, as the program was called.
fs::path program_folder() {
    std::error_code error;
    fs::path program = fs::read_symlink("/proc/self/exe", error);
    if (error) {
        const auto* called = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
        program = called ? fs::canonical(called, error) : fs::path();
    }
    return program.parent_path();
}

/// Where all data stand; empty: beside the program.
std::string& named_folder() {
    static std::string folder;
    return folder;
}

}  // namespace

void set_data_folder(std::string folder) {
    named_folder() = std::move(folder);
}

std::string data_path(std::string_view name) {
    if (!named_folder().empty())
        return (fs::path(named_folder()) / name).string();
    const fs::path here = program_folder(), checkout = here / RECOUNT_CHECKOUT_FROM_BUILD;
    const fs::path installed = here.parent_path() / "share/recount" / name;
    const fs::path built = name == "gazetteer.bin" ? here / name
                           : name == "codebook"    ? checkout / name
                                                   : checkout / "models" / name;
    std::error_code error;
    if (fs::exists(installed, error))
        return installed.string();
    const bool in_checkout = fs::exists(checkout / "CMakeLists.txt", error);
    return (fs::exists(built, error) || in_checkout ? built : installed).lexically_normal().string();
}

}  // namespace recount
