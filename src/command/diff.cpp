// recount diff: what changed from one account to another, both as `recount account -o FILE.json` wrote them.
#include "command/diff.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <utility>

#include "command/messages.h"
#include "command/screen.h"
#include "show/differences.h"
#include "show/json.h"

namespace recount {

namespace {

std::string bytes_of(const std::string& file) {
    if (file == "-")
        return {std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>()};
    std::error_code error;
    std::ifstream in(file, std::ios::binary);
    if (!in || std::filesystem::is_directory(file, error))
        throw Failure{messages::no_account(file, in ? "it is a folder" : std::strerror(errno))};
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    if (in.bad())
        throw Failure{messages::no_account(file, "it broke off")};
    return bytes;
}

}  // namespace

FiledAccount filed_account(const std::string& file) {
    try {
        return read_account(bytes_of(file), file == "-" ? "standard input" : file);
    } catch (const AccountFileError& problem) {
        throw Failure{problem.what()};
    }
}

Comparison changes_since(Run& run, const Account& account) {
    Comparison comparison;
    comparison.before = filed_account(run.options().since);
    comparison.before.name = std::filesystem::path(run.options().since).filename().string();
    std::ostringstream written;
    write_account(account, run.provenance(), run.unread(), written);
    comparison.after = read_account(written.view(), "this account");
    comparison.differences = compare(comparison.before, comparison.after);
    return comparison;
}

ExitStatus run_diff(Run& run) {
    const Options& options = run.options();
    if (options.paths.size() != 2)
        throw Failure{messages::diff_takes_two(options.paths.size())};
    if (!options.format.empty() && options.format != "json" && options.format != "text")
        throw Failure{messages::gives_no("diff", options.format)};
    const bool json = options.format == "json" || (options.format.empty() && options.output.ends_with(".json"));
    Comparison comparison{filed_account(options.paths[0]), filed_account(options.paths[1]), {}};
    comparison.differences = compare(comparison.before, comparison.after);
    run.write_output([&](std::ostream& out) {
        json ? write_differences_json(comparison, out) : write_differences(comparison, screen_of(options).width, out);
    });
    return all_read;
}

}  // namespace recount
