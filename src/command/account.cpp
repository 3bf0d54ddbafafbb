// recount account: the account of all stories, as page, JSON, CSV, all of them in a folder with the tables of events,
// as tables that join, or in the terminal: a screen that leads on, and one story in full.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command/deciding.h"
#include "command/messages.h"
#include "command/output_file.h"
#include "command/run.h"
#include "command/storing.h"
#include "gather/gather.h"
#include "reconcile/reconcile.h"
#include "show/account_tables.h"
#include "show/annotations.h"
#include "show/csv.h"
#include "show/event_tables.h"
#include "show/linked_data.h"
#include "show/overview.h"
#include "show/page.h"
#include "show/story_tables.h"
#include "show/table_csv.h"
#include "show/terminal.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

enum class Format { terminal, page, json, csv, folder, tables };

/// By --format, else by the ending of -o. Throws Failure when these tell none.
Format format_of(const Options& options) {
    static const std::map<std::string, Format> by_name{
        {"text", Format::terminal}, {"html", Format::page},     {"json", Format::json}, {"csv", Format::csv},
        {"folder", Format::folder}, {"tables", Format::tables}, {"", Format::terminal}};
    const std::string& output = options.output;
    if ((options.format == "folder" || options.format == "tables") && output.empty())
        throw Failure{messages::folder_not_named(options.format)};
    std::error_code error;
    if (output.empty() || !options.format.empty())
        return by_name.at(options.format);
    if (output.ends_with('/') || fs::is_directory(output, error))
        return Format::folder;
    static const std::map<std::string, Format> by_ending{{".html", Format::page},
                                                         {".htm", Format::page},
                                                         {".json", Format::json},
                                                         {".csv", Format::csv},
                                                         {".txt", Format::terminal}};
    const auto found = by_ending.find(fs::path(output).extension().string());
    if (found == by_ending.end())
        throw Failure{messages::unknown_output(output)};
    return found->second;
}

/// The terminal that standard output is; where it is none, 80 columns, and lines without end.
Screen screen_of(const Options& options) {
    constexpr std::size_t widest = 140;
    Screen screen;
    winsize size{};
    if (options.output.empty() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        screen.width = std::min<std::size_t>(size.ws_col, widest);
        screen.height = size.ws_row;
    }
    return screen;
}

/// Takes away all stories but one. Throws Failure where it is not there.
void keep_story(Account& account, const std::string& id) {
    const std::size_t all = account.stories.size();
    std::erase_if(account.stories,
                  [&](const StoryAccount& story) { return story.id != id && story.id.substr(1) != id; });
    if (account.stories.empty())
        throw Failure{messages::no_such_story(id, all)};
}

void write_text(const Run& run, const Account& account, std::ostream& out) {
    const Screen screen = screen_of(run.options());
    if (run.options().story.empty())
        write_overview(account, run.left_out(), screen, out);
    else
        write_terminal(account, run.left_out(), screen.width, out);
}

/// The tables that one run writes: Recount's own, and that of --profile where one is named.
struct Profiles {
    EventProfile own;
    std::optional<EventProfile> named;
};

/// Throws CodebookError and Failure.
Profiles profiles_of(const Run& run) {
    Profiles profiles{run.profile("recount"), std::nullopt};
    if (!run.options().profile.empty())
        profiles.named = run.profile(run.options().profile);
    return profiles;
}

void write_account_page(Run& run, const Account& account, std::ostream& out) {
    std::ostringstream lines;
    const ReviewRules rules(run.codebook());
    write_page_data(account, run.provenance(), run.unread(), {rules, run.options().round}, lines);
    write_page(out, lines.view());
}

/// The names of what write_tables() writes.
std::vector<std::string> names_of_tables() {
    std::vector<std::string> names{"columns.csv"};
    for (const std::string& name : account_table_names())
        names.push_back(name + ".csv");
    return names;
}

void write_tables(const Run& run, const Account& account) {
    const fs::path folder(run.options().output);
    const std::vector<Table> tables = account_tables(account);
    std::vector<OutputFile> files;
    write_columns(tables, files.emplace_back((folder / "columns.csv").string()).stream());
    for (const Table& table : tables)
        write_table(table, files.emplace_back((folder / (table.name + ".csv")).string()).stream());
    OutputFile::put_in_place(files);
}

/// The names of what write_folder() writes.
std::vector<std::string> names_in_folder(const Profiles& profiles) {
    std::vector<std::string> names{"account.json",   "account.html",      "account.csv", "claims.csv",
                                   "statements.csv", "lineages.csv",      "events.csv",  "crosswalk.csv",
                                   "claims.jsonld",  "annotations.jsonld"};
    if (profiles.named)
        names.push_back("events-" + profiles.named->name + ".csv");
    return names;
}

void write_folder(Run& run, const Account& account, const Profiles& profiles) {
    const fs::path folder(run.options().output);
    std::vector<OutputFile> files;
    const auto write = [&](const std::string& name, const std::function<void(std::ostream&)>& content) {
        content(files.emplace_back((folder / name).string()).stream());
    };
    write("account.json", [&](std::ostream& out) { write_account(account, run.provenance(), run.unread(), out); });
    write("account.html", [&](std::ostream& out) { write_account_page(run, account, out); });
    std::ostringstream claims;
    write_csv(account, claims);
    for (const char* name : {"account.csv", "claims.csv"})
        write(name, [&](std::ostream& out) { out << claims.view(); });
    write("statements.csv", [&](std::ostream& out) { write_statements(account, out); });
    write("lineages.csv", [&](std::ostream& out) { write_lineages(account, out); });
    write("events.csv", [&](std::ostream& out) { write_events(account, profiles.own, out); });
    write("crosswalk.csv", [&](std::ostream& out) { write_crosswalk(account, out); });
    write("claims.jsonld", [&](std::ostream& out) { write_linked_data(account, out); });
    write("annotations.jsonld", [&](std::ostream& out) { write_annotations(account, out); });
    if (profiles.named)
        write("events-" + profiles.named->name + ".csv",
              [&](std::ostream& out) { write_events(account, *profiles.named, out); });
    OutputFile::put_in_place(files);
}

void write_account_as(Run& run, const Account& account, Format format, const Profiles& profiles) {
    switch (format) {
    case Format::terminal: run.write_output([&](std::ostream& out) { write_text(run, account, out); }); break;
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
    case Format::tables: write_tables(run, account); break;
    }
}

}  // namespace

namespace {

/// The account of the reports by themselves.
Account machine_account(Run& run) {
    if (!run.options().store.empty())
        return account_of_store(run);
    const ReconcileRules rules(run.codebook());
    std::vector<AnnotatedReport> reports = run.annotate_inputs();
    std::vector<Story> stories = gather(reports, run.codebook(), run.language());
    const auto executor = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
        run.in_parallel("reconciling story", count, work);
    };
    const ReconcileScorers scorers(&run.language());
    return reconcile(std::move(reports), std::move(stories), {rules, run.names(), run.gazetteer(), scorers}, executor);
}

}  // namespace

Account make_account(Run& run) {
    return follow_decisions(run, machine_account(run));
}

std::vector<std::string> outputs_of_account(const Run& run) {
    const Options& options = run.options();
    const Format format = format_of(options);
    if (format != Format::folder && format != Format::tables)
        return output_file(run);
    std::vector<std::string> files;
    for (const std::string& name : format == Format::tables ? names_of_tables() : names_in_folder(profiles_of(run)))
        files.push_back((fs::path(options.output) / name).string());
    return files;
}

ExitStatus run_account(Run& run) {
    const Format format = format_of(run.options());
    if (!run.options().profile.empty() && format != Format::csv && format != Format::folder)
        throw Failure{messages::profile_without_table()};
    const Profiles profiles = profiles_of(run);
    Account account = make_account(run);
    if (!run.options().story.empty())
        keep_story(account, run.options().story);
    write_account_as(run, account, format, profiles);
    return run.status();
}

void write_made_account(Run& run, const Account& account) {
    write_account_as(run, account, format_of(run.options()), profiles_of(run));
}

}  // namespace recount
