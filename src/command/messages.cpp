#include "command/messages.h"

#include <algorithm>
#include <cmath>

#include "report/calendar.h"
#include "show/wording.h"

namespace recount::messages {

namespace {

/// What was probably meant, and where all words stand.
std::string hint(std::string_view nearest, const std::string& help) {
    return (nearest.empty() ? "; " : "; did you mean '" + std::string(nearest) + "'? ") + "see " + help;
}

/// "1 report", "2,000 reports".
std::string counted(std::size_t count, const std::string& what) {
    return grouped_number(static_cast<double>(count)) + " " + what + (count == 1 ? "" : "s");
}

std::string counted_stories(std::size_t count) {
    return grouped_number(static_cast<double>(count)) + (count == 1 ? " story" : " stories");
}

std::string help_of(const std::string& command) {
    return "recount " + command + " --help";
}

}  // namespace

std::string no_command_given() {
    return "say what to do: recount account REPORTS gives the account of reports; see recount --help";
}

std::string no_command(const std::string& given, const std::string& nearest) {
    return "there is no command '" + given + "'" + hint(nearest, "recount --help");
}

std::string option_before_command(const std::string& given) {
    return "the command comes first: recount account " + given + " ...; see recount --help";
}

std::string no_option(const std::string& given, const std::string& command, const std::string& nearest) {
    return "recount " + command + " has no option '" + given + "'" + hint(nearest, help_of(command));
}

std::string option_without_value(const std::string& option) {
    return option + " takes no value";
}

std::string value_missing(const std::string& option, const std::string& value) {
    return "--" + option + " wants a value: --" + option + " " + value;
}

std::string no_arguments(const std::string& command, const std::string& given) {
    return "recount " + command + (command == "parse" ? " reads standard input alone; '" : " takes no PATH; '") +
           given + "' is one too many; see " + help_of(command);
}

std::string path_missing(const std::string& command) {
    return "recount " + command + " wants reports: files, folders, or - for standard input; see " + help_of(command);
}

std::string not_a_number(const std::string& given, unsigned most) {
    return "\"" + given + "\" is no number from 1 to " + std::to_string(most);
}

std::string no_format(const std::string& given, std::string_view nearest) {
    return "there is no format '" + given + "'" +
           (nearest.empty() ? "" : "; did you mean '" + std::string(nearest) + "'?") +
           "; there are text, html, json, csv, folder and tables";
}

std::string nothing_to_generate(const std::string& given) {
    return "--generate makes man, bash, zsh or fish, not '" + given + "'";
}

std::string nothing_read() {
    return "no report could be read; give files, folders or - with texts, JSON, feeds, or archives of them";
}

std::string read_summary(std::size_t reports, std::size_t unread) {
    return std::to_string(reports) + (reports == 1 ? " report" : " reports") + " read, " + std::to_string(unread) +
           (unread == 1 ? " input" : " inputs") + " could not be read";
}

std::string not_annotated(std::size_t reports, const std::string& languages) {
    return std::to_string(reports) + (reports == 1 ? " report is" : " reports are") + " not annotated (" + languages +
           "): the codebook does not know the language; " + (reports == 1 ? "it is" : "they are") + " listed";
}

std::string cannot_write(const std::string& file, const std::string& why) {
    return file + ": cannot be written (" + why + "); check the folder, its permissions and the room on the disk";
}

std::string unknown_output(const std::string& file) {
    if (file.ends_with(".parquet"))
        return file + ": Parquet is written by Recount's Python module: python -m recount account PATH... -o " + file +
               "; --format tables writes the same tables as CSV";
    return file +
           ": the ending does not tell a format; use .html, .json, .csv, or a folder (its name ending with /) for all "
           "of them";
}

std::string no_profile(const std::string& name, const std::string& names) {
    return "no profile is called '" + name + "'; there are " + names + ", or name a .toml file of your own";
}

std::string profile_without_table() {
    return "--profile makes a table: name a .csv file or a folder (its name ending with /) with -o";
}

std::string output_is_input(const std::string& file, const std::string& input) {
    return file + ": is one of the inputs" + (input == file ? "" : " (" + input + ")") +
           " and is not written over; name another file";
}

std::string folder_not_named(const std::string& format) {
    return "--format " + format + " wants the folder's name: -o FOLDER/";
}

std::string no_two_coders(const std::string& file) {
    return file + ": has neither two rounds nor two coders; give two logs, or one that has";
}

std::string logs_missing() {
    return "recount agreement wants one log or two; see " + help_of("agreement");
}

std::string no_account_named() {
    return "recount verify wants the account first: recount verify account.json PATH...; see " + help_of("verify");
}

std::string cannot_verify(const std::string& file, const std::string& why) {
    return file + ": " + why;
}

std::string signature_without_key() {
    return "--signature wants --key FILE, the public key, and --key wants --signature";
}

std::string names_need_list(const std::string& file) {
    return file + ": its reports' fingerprints are made with a key; give --redact FILE and --redact-key FILE";
}

std::string no_group(const std::string& given) {
    return "there is no group '" + given + "'; there are victims and witnesses";
}

std::string no_names(const std::string& file) {
    return file + ": has no names to take out; write one a line";
}

std::string names_without_redaction() {
    return "--redacted-names wants --redact FILE or --redact-people";
}

std::string no_key(const std::string& file) {
    return file + ": is no key; 16 bytes at least are needed: openssl rand -out KEY 32";
}

std::string since_without_names() {
    return "--since cannot be used with --redact: the older account may hold names; compare two redacted ones with "
           "recount diff";
}

std::string key_without_redaction() {
    return "--redact-key wants --redact FILE or --redact-people";
}

std::string no_such_story(const std::string& given, std::size_t stories) {
    return "no story is called '" + given + "'; there " +
           (stories == 1 ? "is one, s1" : "are " + std::to_string(stories) + ", s1 to s" + std::to_string(stories)) +
           "; without --story all are listed";
}

std::string gives_no(const std::string& command, const std::string& format) {
    return command + " gives text or json, no " + format;
}

std::string no_account(const std::string& file, const std::string& why) {
    return file + ": cannot be read: " + why + "; give an account that `recount account PATH... -o FILE.json` wrote";
}

std::string diff_takes_two(std::size_t given) {
    return "diff compares two accounts, OLD.json and NEW.json; " +
           (given == 0 ? std::string("none was given") : counted(given, "file") + " given");
}

std::string standard_input_twice() {
    return "standard input can be the reports or the account of --since, not both; put one into a file";
}

std::string not_a_day(const std::string& given) {
    return "\"" + given + "\" is no day; write it as year, month and day: 2020-08-17";
}

std::string left_out_as_of(const std::string& day, const std::vector<LeftOutReport>& reports) {
    const auto because = [&](LeaveOutReason reason) {
        return static_cast<std::size_t>(std::ranges::count(reports, reason, &LeftOutReport::reason));
    };
    std::vector<std::string> parts;
    const auto tell = [&](LeaveOutReason reason, const char* why) {
        if (const std::size_t count = because(reason); count > 0)
            parts.push_back(grouped_number(static_cast<double>(count)) + why);
    };
    tell(LeaveOutReason::later, " published later");
    tell(LeaveOutReason::changed_later, " changed later");
    tell(LeaveOutReason::day_unknown, " whose day is not known closely enough");
    return "as of " + day + ": " + counted(reports.size(), "report") + " left out, " + joined(parts, ", ");
}

std::string out_of_memory() {
    return "there is not enough memory for these reports; give fewer at a time";
}

std::string store_not_named(const std::string& command) {
    return "recount " + command + " wants a store: recount " + command + " --store FILE; see " + help_of(command);
}

std::string paths_and_store() {
    return "give reports or a store, not both; recount add --store FILE PATH... puts reports into a store";
}

std::string confidence_of_store() {
    return "--confidence is for reports alone: the accounts of a store use all claims, each with its confidence";
}

std::string store_as_path() {
    return "the address of a server stands where a PATH is wanted; --store takes it: --store postgresql://...";
}

std::string store_is_written(const std::string& file) {
    return file + ": another program is writing it; waiting until it has done so";
}

std::string store_among_inputs(const std::string& file) {
    return file + ": the store itself is among the reports to add; put it into another folder, or name other PATHs";
}

std::string store_is_empty(const std::string& file) {
    return file + ": there is no report in it yet; see " + help_of("add");
}

std::string reports_not_yet_in(const std::string& file) {
    return file + ": reports are being added; those that are in no story yet are left out";
}

std::string packed_otherwise(const std::string& file) {
    return file + ": an older Recount made its accounts; recount add --store " + file + " makes them anew";
}

std::string made_by_another(const std::string& file) {
    return file + ": another program, codebook or model made its accounts; recount add --store " + file +
           " makes them anew";
}

std::string decisions_added(const std::string& file, std::size_t added, std::size_t known) {
    return file + ": " + counted(added, "decision") + " added" +
           (known > 0 ? ", " + std::to_string(known) + " there already" : "");
}

std::string no_decision(const std::string& file, std::size_t line, const std::string& why) {
    return file + ":" + std::to_string(line) + ": left out: " + why;
}

namespace {

/// The beginning of words, in one line.
std::string cut_short(std::string_view words) {
    constexpr std::size_t most = 60;
    const std::string line = in_one_line(words);
    if (line.size() <= most)
        return line;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0) == 0x80)
        --end;
    return line.substr(0, end) + "...";
}

}  // namespace

std::string decision_does_not_fit(const DecisionResult& result) {
    const Decision& decision = result.decision;
    std::string words;
    if (!decision.on.empty())
        words = decision.on.front().whole ? " of report " + decision.on.front().report.substr(0, 12)
                                          : " of \"" + cut_short(decision.on.front().quote) + "\"";
    return "decision " + decision.id + " (" + std::string(name_of(decision.verb)) + words +
           ") does not fit: " + result.why;
}

std::string annotated_by_another(std::size_t reports) {
    return counted(reports, "report") + " annotated by another program, codebook or model: annotated again";
}

std::string stored_so_far(std::size_t reports) {
    return "stored " + counted(reports, "report");
}

std::string store_summary(const std::string& file, std::size_t added, std::size_t known, std::size_t reports,
                          std::size_t stories, std::size_t changed) {
    return file + ": " + counted(added, "new report") + ", " +
           (known > 0 ? grouped_number(static_cast<double>(known)) + " that were there already, " : "") +
           counted(reports, "report") + " in all, " + counted_stories(stories) + ", " +
           grouped_number(static_cast<double>(changed)) + " of them new or changed";
}

std::string not_a_probability(const std::string& given) {
    return "\"" + given + "\" is no number from 0 to 1; 0.8 uses what is right in eight of ten cases or more";
}

std::string nothing_to_check() {
    return "there is no sentence to check; give one in quotation marks before the reports, or a file of them with "
           "--sentences FILE";
}

std::string no_paths_to_check() {
    return "there are no reports to check against; give files, folders or - behind the sentence";
}

std::string no_sentences(const std::string& file) {
    return file + ": cannot be read; --sentences takes a file with a sentence a line";
}

std::string sentence_not_utf8(const std::string& where) {
    return where + ": is not UTF-8; give sentences in that encoding";
}

std::string sentence_too_long(const std::string& where, std::size_t most) {
    return where + ": is longer than " + std::to_string(most) + " bytes; give one sentence at a time, or one a line";
}

std::string no_data(const std::string& what, const std::string& path, const std::string& option) {
    return "the " + what + " is missing: there is no " + path +
           "; install Recount again, or build it where it was unpacked (make)" +
           (option.empty() ? "" : ", or name another with " + option);
}

std::string nothing_to_serve() {
    return "recount serve wants reports: PATHs, --store FILE, --watch DIR or --feed URL; see " + help_of("serve");
}

std::string served_account(std::size_t reports, std::size_t stories) {
    return counted(reports, "report") + ", " + counted_stories(stories);
}

std::string served_at(const std::string& address, bool is_first) {
    return (is_first ? "open " : "for another browser: ") + address;
}

std::string served_no_more() {
    return "the account is served no more";
}

std::string not_beyond_loopback(const std::string& address) {
    return "--listen " + address +
           " would let other machines in, without accounts and readable on the way; put a proxy that has both in front "
           "and name its address with --origin https://...; see docs/serve.md";
}

std::string no_origin(const std::string& given) {
    return "--origin wants the address of the proxy, https://news.example, not '" + given + "'";
}

std::string no_feed(const std::string& given) {
    return "--feed wants an address, http:// or https://, without a password in it, not '" + given + "'";
}

std::string feed_problem(const std::string& feed, const std::string& why) {
    return feed + ": " + why + "; it is asked for again later";
}

std::string why_folder_is_gone() {
    return "is not there any more: nothing new is taken from this folder until one of its name stands there again";
}

std::string folder_is_gone(const std::string& folder) {
    return folder + ": " + why_folder_is_gone();
}

std::string folder_is_back(const std::string& folder) {
    return folder + ": is there again, and is watched";
}

std::string why_store_is_lost() {
    return "the server that keeps the account is away: nothing new comes and no decision is kept until it is back";
}

std::string store_is_lost(const std::string& why) {
    return why + "; it is tried again each second";
}

std::string store_is_back(const std::string& store) {
    return store + ": the server is there again";
}

std::string reports_came(std::size_t reports, const std::string& from) {
    return counted(reports, "new report") + " from " + from;
}

std::string bad_row(std::size_t line, ConlluProblem problem) {
    const auto what = [&]() -> std::string {
        switch (problem) {
        case ConlluProblem::not_ten_columns: return "a row of CoNLL-U has ten columns parted by tabs";
        case ConlluProblem::not_an_id:
            return "the first column is no number of a word (3), multiword token (3-4) or empty node (3.1)";
        case ConlluProblem::id_out_of_order:
            return "the words of a sentence are numbered upwards; a blank line parts sentences";
        case ConlluProblem::no_form: return "the word has no form";
        case ConlluProblem::not_utf8: return "the row is not UTF-8";
        case ConlluProblem::row_too_long:
            return "the row is longer than " + std::to_string(ConlluReader::longest_row) + " bytes";
        case ConlluProblem::sentence_too_long:
            return "the sentence has more than " + std::to_string(ConlluReader::longest_sentence) +
                   " rows; the rest of it is left out";
        }
        return "";
    };
    return "standard input, line " + std::to_string(line) + ": left out: " + what();
}

std::string more_bad_rows(std::size_t count) {
    return "standard input: " + std::to_string(count) + " more rows left out";
}

std::string progress(const std::string& step, std::size_t done, std::size_t all, double share, double seconds) {
    std::string line = step + " " + grouped_number(static_cast<double>(done));
    if (all > 0)
        line += " of " + grouped_number(static_cast<double>(all));
    if (done == 0 || seconds <= 0)
        return line;
    const double rate = static_cast<double>(done) / seconds;
    line +=
        ", " + (rate >= 10 ? grouped_number(std::round(rate)) : plain_number(std::round(rate * 10) / 10)) + " a second";
    if (all > 0)
        share = static_cast<double>(done) / static_cast<double>(all);
    if (share <= 0 || share >= 1)
        return line;
    const auto left = static_cast<std::size_t>(std::ceil(seconds * (1 - share) / share));
    constexpr std::size_t minute = 60;
    return line + ", " +
           (left < 2 * minute ? std::to_string(left) + " s" : std::to_string((left + minute / 2) / minute) + " min") +
           " left";
}

}  // namespace recount::messages
