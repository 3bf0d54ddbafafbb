// recount account: the account of all stories, as page, JSON, CSV, all of them in a folder with the tables of events,
// or a summary in the terminal.
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
#include "show/annotations.h"
#include "show/csv.h"
#include "show/event_tables.h"
#include "show/linked_data.h"
#include "show/page.h"
#include "show/story_tables.h"
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

/// The tables that one run writes: Recount's own, and that of --profile where one is named.
struct Profiles {
    EventProfile own;
    std::optional<EventProfile> named;
};

void write_account_page(Run& run, const Account& account, std::ostream& out) {
    std::ostringstream lines;
    write_page_data(account, run.provenance(), run.unread(), lines);
    write_page(out, lines.view());
}

void write_folder(Run& run, const Account& account, const Profiles& profiles) {
    const fs::path folder(run.options().output);
    std::error_code error;
    fs::create_directories(folder, error);
    if (error)
        throw Failure{messages::cannot_write(folder.string(), error.message())};
    const auto write = [&](const std::string& name, const std::function<void(std::ostream&)>& content) {
        run.write_file((folder / name).string(), content);
    };
    write("account.json", [&](std::ostream& out) { write_account(account, run.provenance(), run.unread(), out); });
    write("account.html", [&](std::ostream& out) { write_account_page(run, account, out); });
    for (const char* name : {"account.csv", "claims.csv"})
        write(name, [&](std::ostream& out) { write_csv(account, out); });
    write("statements.csv", [&](std::ostream& out) { write_statements(account, out); });
    write("lineages.csv", [&](std::ostream& out) { write_lineages(account, out); });
    write("events.csv", [&](std::ostream& out) { write_events(account, profiles.own, out); });
    write("crosswalk.csv", [&](std::ostream& out) { write_crosswalk(account, out); });
    write("claims.jsonld", [&](std::ostream& out) { write_linked_data(account, out); });
    write("annotations.jsonld", [&](std::ostream& out) { write_annotations(account, out); });
    if (profiles.named)
        write("events-" + profiles.named->name + ".csv",
              [&](std::ostream& out) { write_events(account, *profiles.named, out); });
}

}  // namespace

Account make_account(Run& run) {
    const ReconcileRules rules(run.codebook());
    std::vector<AnnotatedReport> reports = run.annotate_inputs();
    std::vector<Story> stories = gather(reports, run.codebook());
    const auto executor = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
        run.in_parallel("reconciling story", count, work);
    };
    const ReconcileScorers scorers(run.find_language());
    return reconcile(std::move(reports), std::move(stories), {rules, run.names(), run.gazetteer(), scorers}, executor);
}

ExitStatus run_account(Run& run) {
    const Format format = format_of(run.options().output);
    if (!run.options().profile.empty() && format != Format::csv && format != Format::folder)
        throw Failure{messages::profile_without_table()};
    Profiles profiles{run.profile("recount"), std::nullopt};
    if (!run.options().profile.empty())
        profiles.named = run.profile(run.options().profile);
    const Account account = make_account(run);
    switch (format) {
    case Format::terminal:
        run.write_output([&](std::ostream& out) { write_terminal(account, run.left_out(), terminal_width(), out); });
        break;
    case Format::csv:
        run.write_output([&](std::ostream& out) {
            profiles.named ? write_events(account, *profiles.named, out) : write_csv(account, out);
        });
        break;
    case Format::json:
        run.write_output([&](std::ostream& out) { write_account(account, run.provenance(), run.unread(), out); });
        break;
    case Format::page: run.write_output([&](std::ostream& out) { write_account_page(run, account, out); }); break;
    case Format::folder: write_folder(run, account, profiles); break;
    }
    return run.status();
}

}  // namespace recount
