// recount account: the account of all stories, as page, JSON, CSV, all of them in a folder with the tables of events,
// or in the terminal: a screen that leads on, and one story in full.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <sstream>
#include <sys/ioctl.h>
#include <unistd.h>

#include "command/messages.h"
#include "command/output_file.h"
#include "command/redacting.h"
#include "command/run.h"
#include "command/storing.h"
#include "gather/gather.h"
#include "reconcile/reconcile.h"
#include "show/annotations.h"
#include "show/csv.h"
#include "show/event_tables.h"
#include "show/linked_data.h"
#include "show/overview.h"
#include "show/page.h"
#include "show/story_tables.h"
#include "show/terminal.h"

namespace recount {

namespace fs = std::filesystem;

namespace {

enum class Format { terminal, page, json, csv, folder };

/// By --format, else by the ending of -o. Throws Failure when these tell none.
Format format_of(const Options& options) {
    static const std::map<std::string, Format> by_name{{"text", Format::terminal}, {"html", Format::page},
                                                       {"json", Format::json},     {"csv", Format::csv},
                                                       {"folder", Format::folder}, {"", Format::terminal}};
    const std::string& output = options.output;
    if (options.format == "folder" && output.empty())
        throw Failure{messages::folder_not_named()};
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

/// What the account says of itself.
Provenance provenance_of(Run& run, const Account& account) {
    Provenance provenance = run.provenance();
    if (!run.options().story.empty())
        provenance.story = account.stories.front().id;
    return provenance;
}

void write_json(Run& run, const Account& account, std::ostream& out) {
    write_account(account, provenance_of(run, account), run.unread(), out);
}

void write_account_page(Run& run, const Account& account, std::ostream& out) {
    std::ostringstream lines;
    write_page_data(account, provenance_of(run, account), run.unread(), lines);
    write_page(out, lines.view());
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
    write("account.json", [&](std::ostream& out) { write_json(run, account, out); });
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

}  // namespace

namespace {

Account account_of_reports(Run& run) {
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
    require_redaction(run.options());
    return redacted(run, run.options().store.empty() ? account_of_reports(run) : account_of_store(run));
}

std::string account_as_json(Run& run) {
    Account account = make_account(run);
    if (!run.options().story.empty())
        keep_story(account, run.options().story);
    std::ostringstream out;
    write_json(run, account, out);
    return std::move(out).str();
}

std::vector<std::string> outputs_of_account(const Run& run) {
    const Options& options = run.options();
    std::vector<std::string> files;
    if (!options.redacted_names.empty())
        files.push_back(options.redacted_names);
    if (format_of(options) != Format::folder) {
        for (const std::string& file : output_file(run))
            files.push_back(file);
        return files;
    }
    for (const std::string& name : names_in_folder(profiles_of(run)))
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
    switch (format) {
    case Format::terminal: run.write_output([&](std::ostream& out) { write_text(run, account, out); }); break;
    case Format::csv:
        run.write_output([&](std::ostream& out) {
            profiles.named ? write_events(account, *profiles.named, out) : write_csv(account, out);
        });
        break;
    case Format::json: run.write_output([&](std::ostream& out) { write_json(run, account, out); }); break;
    case Format::page: run.write_output([&](std::ostream& out) { write_account_page(run, account, out); }); break;
    case Format::folder: write_folder(run, account, profiles); break;
    }
    return run.status();
}

}  // namespace recount
