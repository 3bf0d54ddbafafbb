// recount account: the account of all stories, as page, JSON, CSV, all of them in a folder, or a summary in the
// terminal.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command/messages.h"
#include "command/run.h"
#include "gather/gather.h"
#include "reconcile/reconcile.h"
#include "show/csv.h"
#include "show/page.h"
#include "show/terminal.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

enum class Format { terminal, page, json, csv, folder };

/// By the ending of -o. Throws Failure when it tells none.
Format format_of(const std::string& output) {
    std::error_code error;
    if (output.empty())
        return Format::terminal;
    if (output.ends_with('/') || fs::is_directory(output, error))
        return Format::folder;
    const std::string ending = fs::path(output).extension().string();
    if (ending == ".html" || ending == ".htm")
        return Format::page;
    if (ending == ".json")
        return Format::json;
    if (ending == ".csv")
        return Format::csv;
    throw Failure{messages::unknown_output(output)};
}

/// Columns of the terminal that standard output is; 80 where it is none.
std::size_t terminal_width() {
    constexpr std::size_t usual = 80, widest = 140;
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return std::min<std::size_t>(size.ws_col, widest);
    return usual;
}

void write_folder(const Run& run, const std::string& json, const Account& account) {
    const fs::path folder(run.options().output);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Failure{messages::cannot_write(folder.string(), error.message())};
    run.write_file((folder / "account.json").string(), [&](std::ostream& out) { out << json; });
    run.write_file((folder / "account.csv").string(), [&](std::ostream& out) { write_csv(account, out); });
    run.write_file((folder / "account.html").string(), [&](std::ostream& out) { write_page(out, json); });
}

}  // namespace

Account make_account(Run& run) {
    const ReconcileRules rules(run.codebook());
    std::vector<AnnotatedReport> reports = run.annotate_inputs();
    std::vector<Story> stories = gather(reports, run.codebook());
    const auto executor = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
        run.in_parallel("reconciling story", count, work);
    };
    return reconcile(std::move(reports), std::move(stories), {rules, run.names(), run.gazetteer()}, executor);
}

ExitStatus run_account(Run& run) {
    const Format format = format_of(run.options().output);
    const Account account = make_account(run);
    const auto json = [&] {
        std::ostringstream out;
        write_account(account, run.provenance(), run.unread(), out);
        return std::move(out).str();
    };
    switch (format) {
    case Format::terminal:
        run.write_output([&](std::ostream& out) { write_terminal(account, run.left_out(), terminal_width(), out); });
        break;
    case Format::csv: run.write_output([&](std::ostream& out) { write_csv(account, out); }); break;
    case Format::json:
        run.write_output([&](std::ostream& out) { write_account(account, run.provenance(), run.unread(), out); });
        break;
    case Format::page: run.write_output([&](std::ostream& out) { write_page(out, json()); }); break;
    case Format::folder: write_folder(run, json(), account); break;
    }
    return run.status();
}

}  // namespace recount
