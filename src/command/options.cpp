#include "command/options.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <thread>
#include <utility>

#include "command/messages.h"
#include "command/nearest.h"
#include "command/run.h"
#include "report/calendar.h"
#include "store/store_name.h"

namespace recount {

namespace {

/// What is wrong with a number that should be one from 0 to 1; empty when nothing is.
std::string take_probability(Options& options, const std::string& given) {
    double value = -1;
    const char* end = given.data() + given.size();
    const auto [read_to, problem] = std::from_chars(given.data(), end, value);
    if (problem != std::errc() || read_to != end || !(value >= 0 && value <= 1))
        return messages::not_a_probability(given);
    options.confidence = value;
    return "";
}

/// Takes a number from 1 to `most`; gives what is wrong with it.
std::string take_number(unsigned& number, const std::string& given, unsigned most) {
    unsigned value = 0;
    const char* end = given.data() + given.size();
    const auto [read_to, problem] = std::from_chars(given.data(), end, value);
    if (problem != std::errc() || read_to != end || value < 1 || value > most)
        return messages::not_a_number(given, most);
    number = value;
    return "";
}

std::string take_day(Options& options, const std::string& given) {
    constexpr std::size_t length_of_day = 10;
    if (given.size() != length_of_day || !parse_iso_day(given))
        return messages::not_a_day(given);
    options.as_of = given;
    return "";
}

std::string take_threads(Options& options, const std::string& given) {
    constexpr unsigned most = 1024;
    return take_number(options.threads, given, most);
}

std::string take_batch(Options& options, const std::string& given) {
    constexpr unsigned most = 1'000'000;
    return take_number(options.batch, given, most);
}

std::string take_format(Options& options, const std::string& given) {
    static const std::array<std::string_view, 6> formats{"text", "html", "json", "csv", "folder", "tables"};
    if (std::ranges::find(formats, given) == formats.end())
        return messages::no_format(given, nearest(given, formats));
    options.format = given;
    return "";
}

std::string take_every(Options& options, const std::string& given) {
    constexpr unsigned most = 24 * 60 * 60;
    return take_number(options.every, given, most);
}

std::string take_port(Options& options, const std::string& given) {
    constexpr unsigned most = 65535;
    if (given == "0") {
        options.port = 0;
        return "";
    }
    return take_number(options.port, given, most);
}

auto one_more_of(std::vector<std::string> Options::*member) {
    return [member](Options& options, const std::string& given) {
        (options.*member).push_back(given);
        return std::string();
    };
}

std::string take_people(Options& options, const std::string& given) {
    std::string_view rest = given;
    while (!rest.empty()) {
        const std::string_view group = rest.substr(0, rest.find(','));
        if (group != "victims" && group != "witnesses")
            return messages::no_group(std::string(group));
        rest.remove_prefix(std::min(rest.size(), group.size() + 1));
    }
    options.redact_people = given;
    return "";
}

auto text_into(std::string Options::*member) {
    return [member](Options& options, const std::string& given) {
        options.*member = given;
        return std::string();
    };
}

auto switch_of(bool Options::*member) {
    return [member](Options& options, const std::string&) {
        options.*member = true;
        return std::string();
    };
}

}  // namespace

std::span<const Command> commands() {
    static const std::vector<Command> table{
        {"account",
         "PATH...",
         "the account of all stories: what happened, who says so, where the sources differ",
         "Without -o or --format it writes a summary to read in the terminal; --story shows one story of it in full. "
         "With "
         "-o it writes a page (.html) that needs no network, JSON (.json), a table with a row a claim (.csv), or a "
         "folder "
         "(its name ends with /) with all of them and the tables of events.",
         {{"recount account reports/", "what needs a look first, in the terminal"},
          {"recount account reports/ --story s1", "one story of it in full"},
          {"recount account reports/ -o account.html", "one page, to open in a browser"},
          {"recount account reports/ --as-of 2020-08-17", "what was known at the end of that day"},
          {"recount account reports/ --since monday.json -o account.html", "the page, with what changed since"},
          {"recount account reports/ --redact names.txt -o account/", "the same without the names of a list"},
          {"recount account march.zip -o account/", "page, JSON, CSV and tables of events, in a folder"},
          {"recount account march.zip -o tables/ --format tables", "tables that join, for R, Stata and databases"},
          {"curl -s FEED | recount account - --format json", "JSON on standard output"}},
         run_account,
         outputs_of_account},
        {"extract",
         "PATH...",
         "the reports alone, as JSON lines: text, blocks, day, outlet, agencies",
         "Reading streams: an archive of any size takes no more memory than its largest page.",
         {{"recount extract CC-NEWS.warc.gz -o reports.jsonl", "the news of a web archive as JSON lines"}},
         run_extract},
        {"annotate",
         "PATH...",
         "each report with its layers, as JSON lines",
         "The layers are sentences, names, times, happenings, attributions and claims; their spans count code points "
         "of the text. Reports come in the order of the inputs, each as soon as it is done; any number goes through in "
         "flat memory.",
         {{"recount annotate report.html --tokens", "the layers, and words with tags and trees"}},
         run_annotate},
        {"stories", "PATH...", "which reports tell one story, as JSON", "", {}, run_stories},
        {"add",
         "[PATH...]",
         "puts reports into a store, and brings its stories and accounts up to date",
         "A store is one file that grows (SQLite), or a database of a PostgreSQL server; see docs/store.md. A report "
         "that it has already is passed over. What add has said is stored stays, whatever happens then; after a break, "
         "the same command goes on. Without PATH "
         "only what is unfinished, or was made by another model or codebook, is made anew.",
         {{"recount add --store news.store today/", "adds the reports of a folder, and makes the store if need be"},
          {"recount account --store news.store -o account.html", "the account of all that is stored"}},
         run_add},
        {"export",
         "",
         "the reports of a store, as JSON lines",
         "",
         {{"recount export --store news.store -o reports.jsonl", "all reports, for any other run"}},
         run_export},
        {"decide",
         "[LOG...]",
         "puts decisions into a store, and gives them back",
         "The account of the store goes by its decisions (see docs/decisions.md). Without LOG, or with -o, all "
         "decisions "
         "of the store are written as JSON lines.",
         {{"recount decide --store news.store decisions.jsonl", "adds the decisions of a log"},
          {"recount decide --store news.store -o decisions.jsonl", "all decisions of the store"}},
         run_decide},
        {"check",
         "SENTENCE PATH...",
         "whether the reports bear a sentence out",
         "Each number of the sentence is supported, refined, outdated, contradicted or absent, with the words that say "
         "so. With --sentences, all arguments are PATHs.",
         {{"recount check \"At least 7,000 were arrested.\" reports/", "one sentence"},
          {"recount check --sentences draft.txt reports/ --format json", "each line of a file, as JSON"}},
         run_check},
        {"serve",
         "[PATH...]",
         "the account as a live page on this machine, which new reports join",
         "It prints an address that lets one browser in, once. The page is that of account -o FILE.html; reports that "
         "come "
         "in by --watch and --feed join their stories without a restart, and decisions (--decisions) show at once. "
         "Nobody "
         "else's machine can reach it; docs/serve.md tells how to put accounts and TLS in front for a team. It ends "
         "with Ctrl+C.",
         {{"recount serve reports/", "the page of a folder of reports"},
          {"recount serve --store news.store --watch incoming/", "of a store, with what comes into a folder"},
          {"recount serve --store news.store --feed https://example.org/rss.xml", "and with what a feed brings"}},
         run_serve},
        {"diff",
         "OLD.json NEW.json",
         "what changed from one account to another",
         "Figures that moved, verdicts that turned, claims, statements, events and reports that came or went, each "
         "with "
         "its reason. The two are what `recount account -o FILE.json` wrote; - is standard input.",
         {{"recount diff monday.json tuesday.json", "what moved since, to read"},
          {"recount diff monday.json tuesday.json --format json", "the same for programs"}},
         run_diff},
        {"verify",
         "ACCOUNT PATH...",
         "whether an account is what its reports give, and whether it is signed",
         "The account is made again from the reports, with the options that it names, and compared: what it was made "
         "by, the reports by their fingerprints, every cell. Of a redacted one the list is needed for that; without "
         "it all is compared but what pseudonyms stand for. Without PATH only the signature is looked at.",
         {{"recount verify account.json reports/", "the same cells, or which differ"},
          {"recount verify account.json reports/ --redact names.txt", "the same for one without names"},
          {"recount verify account.json --signature account.json.sig --key public.pem", "signed by who has the key"}},
         run_verify},
        {"agreement",
         "LOG...",
         "how far two coders agree, from their logs of decisions",
         "Give two logs, or one in which there are two rounds or two coders. Claims found are measured by F1, values "
         "by Krippendorff's alpha, figures by B-cubed: in all, by quantity and by report; then what they disagree in.",
         {{"recount agreement ana.jsonl ben.jsonl", "two coders, a log each"},
          {"recount agreement decisions.jsonl --format json", "two rounds of one log, as JSON"}},
         run_agreement},
        {"parse",
         "",
         "CoNLL-U on standard input, CoNLL-U out with tags and trees filled in",
         "Parts of speech, features, lemmas and trees come from the language model; all else is kept.",
         {{"recount parse < words.conllu > trees.conllu", ""}},
         run_parse},
    };
    return table;
}

std::span<const Option> options() {
    static const std::vector<Option> table{
        {"output",
         'o',
         "FILE",
         "write to FILE instead of standard output",
         {"account", "extract", "annotate", "stories", "export", "decide", "check", "diff", "agreement", "parse"},
         {},
         text_into(&Options::output)},
        {"store",
         0,
         "FILE",
         "the store to add to, or to give the account or the reports of, instead of PATH: a file, or a database of a "
         "PostgreSQL server, postgresql://USER@HOST/DATABASE",
         {"account", "add", "export", "decide", "check", "serve", "verify"},
         {},
         text_into(&Options::store)},
        {"watch",
         0,
         "DIR",
         "take new files of this folder as they come; may be given several times",
         {"serve"},
         {},
         one_more_of(&Options::watched)},
        {"feed",
         0,
         "URL",
         "follow this feed, RSS or Atom; may be given several times",
         {"serve"},
         {},
         one_more_of(&Options::feeds)},
        {"every",
         0,
         "SECONDS",
         "ask for a feed so often, each 900 seconds if not given; others' servers once a minute at most",
         {"serve"},
         {},
         take_every},
        {"port", 0, "N", "serve at this port, 8765 if not given; 0: any that is free", {"serve"}, {}, take_port},
        {"listen",
         0,
         "ADDRESS",
         "serve at this address of the machine, 127.0.0.1 if not given; beyond loopback only behind a proxy: --origin",
         {"serve"},
         {},
         text_into(&Options::listen)},
        {"origin",
         0,
         "URL",
         "how browsers ask through the proxy that has accounts and TLS: https://news.example",
         {"serve"},
         {},
         text_into(&Options::origin)},
        {"format",
         0,
         "FORMAT",
         "write in this format: text, html, json, csv, folder or tables (check, diff and agreement: text or json); if "
         "not given, the ending of FILE tells it",
         {"account", "check", "diff", "agreement"},
         {"text", "html", "json", "csv", "folder", "tables"},
         take_format},
        {"decisions",
         0,
         "FILE",
         "follow the decisions of this log (docs/decisions.md); what no longer fits is told; serve keeps new ones "
         "there",
         {"account", "check", "serve", "verify"},
         {},
         text_into(&Options::decisions)},
        {"round",
         0,
         "NAME",
         "of the decisions, follow those of this round of coding; those of no round if not given",
         {"account", "check", "serve", "verify"},
         {},
         text_into(&Options::round)},
        {"story",
         0,
         "ID",
         "only the story with this id, s12 or 12; in the terminal it is shown in full",
         {"account"},
         {},
         text_into(&Options::story)},
        {"as-of",
         0,
         "DAY",
         "use only what was published until the end of this day, 2020-08-17; what is left out is named with its reason",
         {"account", "check"},
         {},
         take_day},
        {"since",
         0,
         "FILE",
         "tell too what changed since this account, a .json file that was written before",
         {"account"},
         {},
         text_into(&Options::since)},
        {"profile",
         0,
         "NAME",
         "write the table of events as others code it: ucdp, acled, ccc, or as your own .toml file says",
         {"account"},
         {"recount", "ucdp", "acled", "ccc"},
         text_into(&Options::profile)},
        {"batch",
         0,
         "N",
         "store after each N reports that are new; after each 256 if not given",
         {"add", "serve"},
         {},
         take_batch},
        {"redact",
         0,
         "FILE",
         "pseudonyms for the names in FILE, one a line, in all that is written (docs/redaction.md)",
         {"account", "verify"},
         {},
         text_into(&Options::redact)},
        {"redact-people",
         0,
         "GROUPS",
         "pseudonyms for these people too, as far as they are told: victims, witnesses, or victims,witnesses",
         {"account", "verify"},
         {"victims", "witnesses", "victims,witnesses"},
         take_people},
        {"redact-key",
         0,
         "FILE",
         "make the fingerprints of redacted reports with the secret in FILE, so that nobody can try names by them",
         {"account", "verify"},
         {},
         text_into(&Options::redact_key)},
        {"redacted-names",
         0,
         "FILE",
         "write which name each pseudonym stands for to FILE, which --redact takes again; keep it secret",
         {"account"},
         {},
         text_into(&Options::redacted_names)},
        {"signature",
         0,
         "FILE",
         "the account's signature, by OpenSSL or minisign; wants --key",
         {"verify"},
         {},
         text_into(&Options::signature)},
        {"key",
         0,
         "FILE",
         "the public key of --signature: PEM, or minisign's",
         {"verify"},
         {},
         text_into(&Options::key)},
        {"tokens", 0, "", "give the tokens too", {"annotate"}, {}, switch_of(&Options::tokens)},
        {"sentences",
         0,
         "FILE",
         "check the sentences of FILE, one a line, instead of SENTENCE; - is standard input",
         {"check"},
         {},
         text_into(&Options::sentences)},
        {"json", 0, "", "the same as --format json", {"check"}, {}, switch_of(&Options::json)},
        {"confidence",
         0,
         "P",
         "use only claims that are read right with this probability, 0 to 1, or a higher one; all if not given",
         {"account", "annotate", "check"},
         {},
         take_probability},
        {"threads", 0, "N", "how many threads work; as many as the machine has if not given", {}, {}, take_threads},
        {"codebook", 0, "DIR", "use the codebook in this folder", {}, {}, text_into(&Options::codebook)},
        {"model",
         0,
         "FILE",
         "use this language model",
         {"account", "annotate", "stories", "add", "check", "serve", "verify", "parse"},
         {},
         text_into(&Options::model)},
        {"quiet",
         'q',
         "",
         "no progress and no notes on standard error; what could not be read is still named",
         {},
         {},
         switch_of(&Options::quiet)},
    };
    return table;
}

std::span<const ExitMeaning> exit_meanings() {
    static constexpr std::array<ExitMeaning, 4> table{{
        {0, "all was read"},
        {1, "some inputs could not be read; each is named with its reason, the others are done"},
        {2, "nothing could be done; the reason is on standard error"},
        {3, "check: a sentence is not supported; verify: something differs, or the signature is not good"},
    }};
    return table;
}

bool Option::is_of(std::string_view command) const {
    return commands.empty() || std::ranges::find(commands, command) != commands.end();
}

namespace {

/// Goes through the arguments of one command.
class Reader {
public:
    Reader(const Command& command, std::span<const std::string> arguments, Request& request)
        : command_(command), rest_(arguments), request_(request) {}

    void read() {
        bool options_may_follow = true;
        while (!rest_.empty() && request_.kind == Request::Kind::run) {
            const std::string argument = next();
            if (options_may_follow && argument == "--")
                options_may_follow = false;
            else if (options_may_follow && argument.starts_with("--"))
                read_long(argument.substr(2));
            else if (options_may_follow && argument.size() > 1 && argument[0] == '-')
                read_letters(argument.substr(1));
            else
                arguments_.push_back(argument);
        }
        if (request_.kind == Request::Kind::run)
            hand_out_arguments();
    }

private:
    std::string next() {
        std::string first = rest_.front();
        rest_ = rest_.subspan(1);
        return first;
    }

    /// "output=x" or "output", whose value is then the next argument.
    void read_long(const std::string& argument) {
        const std::size_t equals = argument.find('=');
        const std::string name = argument.substr(0, equals);
        if (name == "help" || name == "version")
            return ask(name == "help" ? Request::Kind::help : Request::Kind::version);
        const auto found = std::ranges::find_if(
            options(), [&](const Option& option) { return option.name == name && option.is_of(command_.name); });
        if (found == options().end())
            throw Failure{messages::no_option("--" + name, std::string(command_.name), nearest_option(name))};
        if (equals == std::string::npos)
            take(*found);
        else if (found->value.empty())
            throw Failure{messages::option_without_value("--" + name)};
        else
            take(*found, argument.substr(equals + 1));
    }

    /// Switches one after another, and an option whose value stands right behind it or is the next argument.
    void read_letters(const std::string& letters) {
        for (std::size_t i = 0; i < letters.size(); ++i) {
            const char letter = letters[i];
            if (letter == 'h' || letter == 'V')
                return ask(letter == 'h' ? Request::Kind::help : Request::Kind::version);
            const auto found = std::ranges::find_if(options(), [&](const Option& option) {
                return option.letter == letter && option.is_of(command_.name);
            });
            if (found == options().end())
                throw Failure{messages::no_option("-" + letters.substr(i, 1), std::string(command_.name), "")};
            if (found->value.empty() || i + 1 == letters.size()) {
                take(*found);
            } else {
                take(*found, letters.substr(i + 1));
                return;
            }
        }
    }

    void ask(Request::Kind kind) { request_.kind = kind; }

    void take(const Option& option) {
        if (!option.value.empty() && rest_.empty())
            throw Failure{messages::value_missing(std::string(option.name), std::string(option.value))};
        take(option, option.value.empty() ? "" : next());
    }

    void take(const Option& option, const std::string& value) {
        if (const std::string problem = option.take(request_.options, value); !problem.empty())
            throw Failure{"--" + std::string(option.name) + ": " + problem};
    }

    std::string nearest_option(const std::string& name) const {
        std::vector<std::string_view> names{"help", "version"};
        for (const Option& option : options())
            if (option.is_of(command_.name))
                names.push_back(option.name);
        const std::string_view found = nearest(name, names);
        return found.empty() ? "" : "--" + std::string(found);
    }

    /// Puts what is no option where the command wants it.
    void hand_out_arguments() {
        Options& given = request_.options;
        given.paths = std::move(arguments_);
        if (command_.arguments.empty() && !given.paths.empty())
            throw Failure{messages::no_arguments(std::string(command_.name), given.paths.front())};
        if (command_.arguments.starts_with("SENTENCE") && given.sentences.empty() && !given.paths.empty()) {
            given.sentence = given.paths.front();
            given.paths.erase(given.paths.begin());
        }
        if (std::ranges::any_of(given.paths, is_on_server))
            throw Failure{messages::store_as_path()};
        if (command_.arguments.starts_with("ACCOUNT")) {
            if (given.paths.empty())
                throw Failure{messages::no_account_named()};
            given.account = given.paths.front();
            given.paths.erase(given.paths.begin());
            if (given.paths.empty() && given.store.empty() && given.signature.empty())
                throw Failure{messages::path_missing(std::string(command_.name))};
        }
        const bool adds = command_.arguments.starts_with("[");
        if (!given.store.empty() && !adds && !given.paths.empty())
            throw Failure{messages::paths_and_store()};
        if (!given.store.empty() && given.confidence > 0)
            throw Failure{messages::confidence_of_store()};
        if (command_.arguments == "PATH..." && given.paths.empty() && given.store.empty())
            throw Failure{messages::path_missing(std::string(command_.name))};
    }

    const Command& command_;
    std::span<const std::string> rest_;
    Request& request_;
    std::vector<std::string> arguments_;
};

const Command& command_named(const std::string& name) {
    const auto found = std::ranges::find(commands(), name, &Command::name);
    if (found != commands().end())
        return *found;
    std::vector<std::string_view> names{"help"};
    for (const Command& command : commands())
        names.push_back(command.name);
    if (name.starts_with("-"))
        throw Failure{messages::option_before_command(name)};
    throw Failure{messages::no_command(name, std::string(nearest(name, names)))};
}

}  // namespace

Request read_command_line(std::span<const std::string> arguments) {
    Request request;
    request.options.threads = std::max(1U, std::thread::hardware_concurrency());
    if (arguments.empty())
        throw Failure{messages::no_command_given()};
    const std::string& first = arguments.front();
    if (first == "-h" || first == "--help" || first == "help") {
        request.kind = Request::Kind::help;
        if (first == "help" && arguments.size() > 1)
            request.command = &command_named(arguments[1]);
    } else if (first == "-V" || first == "--version") {
        request.kind = Request::Kind::version;
    } else if (first == "--generate") {
        request.kind = Request::Kind::generate;
        request.generate = arguments.size() > 1 ? arguments[1] : "";
    } else {
        request.command = &command_named(first);
        Reader(*request.command, arguments.subspan(1), request).read();
    }
    return request;
}

}  // namespace recount
