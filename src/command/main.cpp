// The program: reads the command line, calls one command, turns what goes wrong into one line and an exit status.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <iostream>
#include <new>
#include <thread>
#include <utility>

#include "command/heap.h"
#include "command/messages.h"
#include "command/run.h"

namespace {

using namespace recount;

struct Command {
    const char* name;
    const char* help;
    ExitStatus (*run)(Run&);
    bool reads_reports = true;  // else standard input alone
    CLI::App* app = nullptr;
};

std::string help_of_paths() {
    return "files, folders (searched through) or - (standard input); pages, texts, JSON, feeds, mails, archives of "
           "them, told by their content";
}

/// What is wrong with a number that should be one from 0 to 1; empty when nothing is.
std::string check_probability(const std::string& given) {
    double value = -1;
    const char* end = given.data() + given.size();
    const auto [read_to, problem] = std::from_chars(given.data(), end, value);
    const bool is_one = problem == std::errc() && read_to == end && value >= 0 && value <= 1;
    return is_one ? "" : messages::not_a_probability(given);
}

void add_check_options(CLI::App& app, Options& options) {
    app.add_option("sentence", options.sentence, "what is claimed, as one argument: \"at least 7,000 were arrested\"")
        ->type_name("SENTENCE");
    app.add_option("path", options.paths, help_of_paths())->type_name("PATH");
    app.add_option("--sentences", options.sentences,
                   "check the sentences of this file, one a line, instead of SENTENCE; - is standard input")
        ->type_name("FILE");
    app.add_flag("--json", options.json, "give JSON, a line for each number of a sentence");
    app.footer(
        "Exit status: 0 all supported or refined, 3 some are not, 1 some inputs could not be read, 2 nothing done.");
}

/// Reads the command line into options; the command that was named, or nullptr with the exit status set.
Command* parse(int argc, char** argv, std::vector<Command>& commands, Options& options, int& status) {
    CLI::App app{"Reads many reports of the same happenings and writes one account of them."};
    app.set_version_flag("--version", "recount " RECOUNT_VERSION);
    app.require_subcommand(1);
    for (Command& command : commands) {
        command.app = app.add_subcommand(command.name, command.help);
        if (command.run == run_check)
            add_check_options(*command.app, options);
        else if (command.reads_reports)
            command.app->add_option("path", options.paths, help_of_paths())->required()->type_name("PATH");
        command.app->add_option("-o,--output", options.output, "write to this file instead of standard output")
            ->type_name("FILE");
        command.app->add_option("--threads", options.threads, "how many threads work; all there are if not given")
            ->check(CLI::Range(1, 1024))
            ->type_name("N");
        command.app->add_option("--codebook", options.codebook, "use the codebook in this folder")->type_name("DIR");
        if (command.name == std::string("annotate"))
            command.app->add_flag("--tokens", options.tokens, "give the tokens too");
        if (command.run == run_account)
            command.app
                ->add_option("--profile", options.profile,
                             "give the table of events as others code it: ucdp, acled, ccc, or a .toml file")
                ->type_name("NAME");
        if (command.run == run_account || command.run == run_annotate || command.run == run_check)
            command.app
                ->add_option("--confidence", options.confidence,
                             "use only claims that are read right with this probability, 0 to 1, or a higher one; all "
                             "if not given")
                ->check(check_probability)
                ->type_name("P");
        if (command.run != run_extract)
            command.app->add_option("--model", options.model, "use this language model")->type_name("FILE");
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& problem) {
        status = app.exit(problem) == 0 ? all_read : nothing_done;
        return nullptr;
    }
    // With a file of sentences, the first argument is a path like the others.
    if (!options.sentences.empty() && !options.sentence.empty())
        options.paths.insert(options.paths.begin(), std::exchange(options.sentence, {}));
    const auto named =
        std::find_if(commands.begin(), commands.end(), [](const Command& command) { return command.app->parsed(); });
    return &*named;
}

int fail(const std::string& message) {
    std::cerr << "recount: " << message << "\n";
    return nothing_done;
}

}  // namespace

int main(int argc, char** argv) {
    use_large_pages();
    std::ios::sync_with_stdio(false);
    std::vector<Command> commands{
        {"account", "the account of all stories; -o FILE.html, .json, .csv or a folder; without -o a summary to read",
         run_account},
        {"extract", "reports as JSON lines", run_extract},
        {"annotate", "each report with its layers, as JSON lines", run_annotate},
        {"stories", "which reports tell one story, as JSON", run_stories},
        {"check", "whether reports bear a sentence out: supported, refined, outdated, contradicted or absent",
         run_check},
        {"parse", "CoNLL-U on standard input, CoNLL-U out with tags and trees filled in", run_parse, false},
    };
    Options options;
    options.threads = std::max(1u, std::thread::hardware_concurrency());
    int status = all_read;
    Command* command = parse(argc, argv, commands, options, status);
    if (!command)
        return status;
    try {
        Run run(std::move(options));
        return command->run(run);
    } catch (const Failure& failure) {
        return fail(failure.message);
    } catch (const CodebookError& problem) {
        return fail(problem.what());
    } catch (const std::bad_alloc&) {
        return fail(messages::out_of_memory());
    }
}
