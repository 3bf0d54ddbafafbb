// The command line as one table: which commands there are, which options each takes, and the words that tell of them.
// The program reads its arguments by this table; help, manual and completions are written from it (command/help.h).
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

class Run;

enum ExitStatus { all_read = 0, some_unread = 1, nothing_done = 2, some_not_supported = 3 };

/// What the command line says.
struct Options {
    std::vector<std::string> paths;
    std::string output;     // -o; empty: standard output
    std::string format;     // --format; empty: by the ending of `output`
    std::string story;      // --story: the id of one story, or the beginning of it; empty: all
    std::string codebook;   // --codebook; empty: the built-in one
    std::string profile;    // --profile: a name, or a .toml file; empty: none
    std::string model;      // --model; empty: the one that comes with the program
    std::string store;      // --store; empty: none
    std::string decisions;  // --decisions: a log of decisions; empty: none
    std::string round;      // --round: of coding; empty: what stands for all
    std::string as_of;      // --as-of: an ISO day; empty: all is used
    std::string since;      // --since: an account that was written before; empty: none
    unsigned batch = 256;   // --batch: how many reports are stored at once
    unsigned threads = 1;
    double confidence = 0;  // --confidence: of claims, the least that is used
    bool tokens = false;
    bool quiet = false;
    std::string account;         // of verify: the file
    std::string signature, key;  // --signature, --key: of verify; empty: none
    std::string redact;          // --redact: a list of names (redact/name_list.h); empty: none
    std::string redact_people;   // --redact-people: "victims", "witnesses", or both with a comma
    std::string redact_key;      // --redact-key: a file whose bytes are a secret key; empty: none
    std::string redacted_names;  // --redacted-names: where the names that were taken out are written; empty: nowhere
    std::string sentence;        // of check; empty: those of `sentences`
    std::string sentences;       // --sentences: a file of them, one a line
    bool json = false;
    std::vector<std::string> watched;  // --watch: folders
    std::vector<std::string> feeds;    // --feed: addresses
    unsigned every = 900;              // --every: seconds between two questions for a feed
    unsigned port = 8765;              // --port; 0: any that is free
    std::string listen;                // --listen; empty: loopback
    std::string origin;                // --origin: how browsers ask through a proxy; empty: directly
};

/// The file of -o, where one is named: what all commands write but those that say otherwise. Throws Failure where its
/// folder is not there.
std::vector<std::string> output_file(const Run& run);

struct Example {
    std::string_view line, does;
};

/// One command: `recount NAME ARGUMENTS`.
struct Command {
    std::string_view name, arguments;
    std::string_view gives;  // one line
    std::string_view about;  // a paragraph
    std::vector<Example> examples;
    ExitStatus (*run)(Run&);
    /// The files that it will write. Throws Failure where the options do not say, or name a folder that is not there.
    std::vector<std::string> (*outputs)(const Run&) = output_file;
};

/// One option of some commands.
struct Option {
    std::string_view name;   // "output"
    char letter;             // 'o'; 0: none
    std::string_view value;  // "FILE"; empty: a switch
    std::string_view does;
    std::vector<std::string_view> commands;  // empty: all
    std::vector<std::string_view> choices;   // for completions; empty: any value
    /// Takes the value; gives what is wrong with it, as a sentence, or nothing.
    std::function<std::string(Options&, const std::string&)> take;

    bool is_of(std::string_view command) const;
};

std::span<const Command> commands();
std::span<const Option> options();

/// What the exit statuses mean, a row each.
struct ExitMeaning {
    int status;
    std::string_view means;
};
std::span<const ExitMeaning> exit_meanings();

/// What the command line asks for.
struct Request {
    enum class Kind { run, help, version, generate };
    Kind kind = Kind::run;
    const Command* command = nullptr;  // to run, or to help with; null: help with all
    std::string generate;              // "man", "bash", "zsh" or "fish"
    Options options;
};

/// Reads the arguments behind the program's name. Throws Failure with what is wrong, the nearest right word, and where
/// to read more.
Request read_command_line(std::span<const std::string> arguments);

}  // namespace recount
