// recount account: the account of all stories, as page, JSON, CSV, all of them in a folder with the tables of events,
// as tables that join, or in the terminal: a screen that leads on, and one story in full.
#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>

#include "command/deciding.h"
#include "command/diff.h"
#include "command/kept_inputs.h"
#include "command/messages.h"
#include "command/output_file.h"
#include "command/redacting.h"
#include "command/run.h"
#include "command/screen.h"
#include "command/storing.h"
#include "gather/gather.h"
#include "reconcile/as_of.h"
#include "reconcile/days.h"
#include "reconcile/reconcile.h"
#include "show/account_tables.h"
#include "show/adjudication_tables.h"
#include "show/annotations.h"
#include "show/csv.h"
#include "show/differences.h"
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

/// What differs in one story, as it is now.
void keep_story(Differences& differences, std::uint32_t kept) {
    const auto is_of_another = [&](const auto& one) { return one.story.after != kept; };
    std::erase_if(differences.stories, [&](const Counterparts& story) { return story.after != kept; });
    std::erase_if(differences.figures, is_of_another);
    std::erase_if(differences.events, is_of_another);
    std::erase_if(differences.statements, is_of_another);
}

/// Takes away all stories but one, and what differs in others. Throws Failure where it is not there.
void keep_story(Account& account, Comparison* since, const std::string& id) {
    const std::size_t all = account.stories.size();
    const auto is_it = [&](const StoryAccount& story) { return story.id == id || story.id.substr(1) == id; };
    const auto found = std::ranges::find_if(account.stories, is_it);
    if (found != account.stories.end() && since)
        keep_story(since->differences, static_cast<std::uint32_t>(found - account.stories.begin()));
    std::erase_if(account.stories, std::not_fn(is_it));
    if (account.stories.empty())
        throw Failure{messages::no_such_story(id, all)};
}

void keep_story(Adjudication& adjudication, const StoryAccount& story) {
    const std::vector<std::uint32_t> reports = all_reports(story);
    keep_rows(adjudication, [&](const CodedRow& row) {
        return row.story.empty() ? std::ranges::binary_search(reports, row.report) : row.story == story.id;
    });
}

void write_text(const Run& run, const Account& account, const Comparison* since, std::ostream& out) {
    const Screen screen = screen_of(run.options());
    if (since) {
        write_differences(*since, screen.width, out);
        out << "\n";
    }
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

void write_json(Run& run, const Account& account, const Comparison* since, std::ostream& out) {
    write_account(account, provenance_of(run, account), run.unread(), out, since);
}

void write_account_page(Run& run, const Account& account, const Comparison* since, std::ostream& out) {
    std::ostringstream lines;
    const ReviewRules rules(run.codebook());
    write_page_data(account, provenance_of(run, account), run.unread(), {rules, run.options().round}, lines, since);
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

/// What is told of coders' rounds.
constexpr std::array<const char*, 3> coding_tables{"candidates.csv", "adjudicated.csv", "candidate_links.csv"};

/// The names of what write_folder() writes. What is told of coders' rounds is, where there may be decisions.
std::vector<std::string> names_in_folder(const Profiles& profiles, bool coded) {
    std::vector<std::string> names{"account.json",   "account.html",      "account.csv", "claims.csv",
                                   "statements.csv", "lineages.csv",      "events.csv",  "crosswalk.csv",
                                   "claims.jsonld",  "annotations.jsonld"};
    if (profiles.named)
        names.push_back("events-" + profiles.named->name + ".csv");
    if (coded)
        names.insert(names.end(), coding_tables.begin(), coding_tables.end());
    return names;
}

/// Takes away the tables of coders that an earlier run wrote: they have the names that this one takes out. Throws
/// Failure.
void remove_coding_tables(const fs::path& folder) {
    for (const char* name : coding_tables) {
        const std::string file = (folder / name).string();
        std::error_code error;
        if (is_own_file(file) && !fs::remove(file, error))
            throw Failure{messages::cannot_write(file, error.message())};
    }
}

/// What is written besides the account.
struct Beside {
    const Comparison* since = nullptr;           // what changed; none where that is not asked for
    const Adjudication* adjudication = nullptr;  // what coders marked; none where nobody decided anything
};

void write_folder(Run& run, const Account& account, const Beside& beside, const Profiles& profiles) {
    const fs::path folder(run.options().output);
    std::vector<OutputFile> files;
    const auto write = [&](const std::string& name, const std::function<void(std::ostream&)>& content) {
        content(files.emplace_back((folder / name).string()).stream());
    };
    write("account.json", [&](std::ostream& out) { write_json(run, account, beside.since, out); });
    write("account.html", [&](std::ostream& out) { write_account_page(run, account, beside.since, out); });
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
    if (beside.adjudication) {
        const Adjudication& adjudication = *beside.adjudication;
        write("candidates.csv", [&](std::ostream& out) { write_candidates(account, adjudication, out); });
        write("adjudicated.csv", [&](std::ostream& out) { write_adjudicated(account, adjudication, out); });
        write("candidate_links.csv", [&](std::ostream& out) { write_candidate_links(account, adjudication, out); });
    }
    if (account.redaction)
        remove_coding_tables(folder);
    OutputFile::put_in_place(files);
}

void write_account_as(Run& run, const Account& account, const Beside& beside, Format format, const Profiles& profiles) {
    const Comparison* const since = beside.since;
    switch (format) {
    case Format::terminal: run.write_output([&](std::ostream& out) { write_text(run, account, since, out); }); break;
    case Format::csv:
        run.write_output([&](std::ostream& out) {
            profiles.named ? write_events(account, *profiles.named, out) : write_csv(account, out);
        });
        break;
    case Format::json: run.write_output([&](std::ostream& out) { write_json(run, account, since, out); }); break;
    case Format::page:
        run.write_output([&](std::ostream& out) { write_account_page(run, account, since, out); });
        break;
    case Format::folder: write_folder(run, account, beside, profiles); break;
    case Format::tables: write_tables(run, account); break;
    }
}

}  // namespace

namespace {

/// Leaves out what was published later, and says how much that is.
AsOf keep_published(Run& run, std::vector<AnnotatedReport>& reports, const std::vector<ReportDay>& days, Day day) {
    AsOf as_of = leave_out_later(reports, days, day, GatherRules(run.codebook()).versions.addresses);
    if (!as_of.left_out.empty())
        run.note(messages::left_out_as_of(iso_day(day), as_of.left_out));
    return as_of;
}

/// Gathers and reconciles annotated reports, or those of them that were published until a day.
Account account_of(Run& run, std::vector<AnnotatedReport> reports, std::optional<AsOf> as_of) {
    const ReconcileRules rules(run.codebook());
    std::vector<Story> stories = gather(reports, run.codebook(), run.language());
    const auto executor = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
        run.in_parallel("reconciling story", count, work);
    };
    const ReconcileScorers scorers(&run.language());
    Account account =
        reconcile(std::move(reports), std::move(stories), {rules, run.names(), run.gazetteer(), scorers}, executor);
    account.as_of = std::move(as_of);
    return account;
}

/// The account of the reports by themselves; the days that were decided tell what was published until a day.
Account machine_account(Run& run, std::span<const Decision> decisions) {
    const std::optional<Day> day = parse_iso_day(run.options().as_of);
    const bool stored = !run.options().store.empty();
    if (stored && !day)
        return account_of_store(run);
    Account all = stored ? account_of_store(run) : Account{run.annotate_inputs(), {}, {}};
    if (!day)
        return account_of(run, std::move(all.reports), std::nullopt);
    if (!stored)
        all.days = resolve_days(all.reports, gather(all.reports, run.codebook(), run.language()));
    follow_decided_days(place_decisions(decisions, run.options().round, all.reports), all.days);
    AsOf as_of = keep_published(run, all.reports, all.days, *day);
    return account_of(run, std::move(all.reports), std::move(as_of));
}

}  // namespace

Account make_account(Run& run, std::optional<Adjudication>* adjudication) {
    require_redaction(run);
    DecisionsRead decisions = read_decisions(run);
    const KeptNotes kept(run, decisions);
    Account account = machine_account(run, decisions.log);
    account = redacted(run, follow_decisions(run, std::move(account), std::move(decisions), adjudication));
    if (adjudication && account.redaction)
        adjudication->reset();  // coders' words are as the reports have them
    return account;
}

std::string account_as_json(Run& run) {
    Account account = make_account(run);
    if (!run.options().story.empty())
        keep_story(account, nullptr, run.options().story);
    std::ostringstream out;
    write_json(run, account, nullptr, out);
    return std::move(out).str();
}

namespace {

bool may_be_coded(const Options& options) {
    return !options.decisions.empty() || !options.store.empty();
}

}  // namespace

std::vector<std::string> outputs_of_account(const Run& run) {
    const Options& options = run.options();
    const Format format = format_of(options);
    std::vector<std::string> files;
    if (!options.redacted_names.empty())
        files.push_back(options.redacted_names);
    if (format != Format::folder && format != Format::tables) {
        for (const std::string& file : output_file(run))
            files.push_back(file);
        return files;
    }
    for (const std::string& name :
         format == Format::tables ? names_of_tables() : names_in_folder(profiles_of(run), may_be_coded(options)))
        files.push_back((fs::path(options.output) / name).string());
    return files;
}

ExitStatus run_account(Run& run) {
    const Format format = format_of(run.options());
    if (run.options().since == "-" && std::ranges::find(run.options().paths, "-") != run.options().paths.end())
        throw Failure{messages::standard_input_twice()};
    if (!run.options().profile.empty() && format != Format::csv && format != Format::folder)
        throw Failure{messages::profile_without_table()};
    const Profiles profiles = profiles_of(run);
    std::optional<Adjudication> adjudication;
    Account account = make_account(run, format == Format::folder ? &adjudication : nullptr);
    std::optional<Comparison> compared;
    if (!run.options().since.empty())
        compared = changes_since(run, account);
    Comparison* const since = compared ? &*compared : nullptr;
    if (!run.options().story.empty())
        keep_story(account, since, run.options().story);
    if (!run.options().story.empty() && adjudication)
        keep_story(*adjudication, account.stories.front());
    write_account_as(run, account, {since, adjudication ? &*adjudication : nullptr}, format, profiles);
    return run.status();
}

void write_made_account(Run& run, const Account& account) {
    write_account_as(run, account, {}, format_of(run.options()), profiles_of(run));
}

}  // namespace recount
