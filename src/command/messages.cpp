#include "command/messages.h"

#include <cmath>

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
           "; there are text, html, json, csv and folder";
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

std::string folder_not_named() {
    return "--format folder wants the folder's name: -o FOLDER/";
}

std::string no_such_story(const std::string& given, std::size_t stories) {
    return "no story is called '" + given + "'; there " +
           (stories == 1 ? "is one, s1" : "are " + std::to_string(stories) + ", s1 to s" + std::to_string(stories)) +
           "; without --story all are listed";
}

std::string check_gives_no(const std::string& format) {
    return "check gives text or json, no " + format;
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

std::string made_by_another(const std::string& file) {
    return file + ": another program, codebook or model made its accounts; recount add --store " + file +
           " makes them anew";
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
