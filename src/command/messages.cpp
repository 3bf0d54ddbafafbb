#include "command/messages.h"

namespace recount::messages {

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

std::string no_room_for_waiting(const std::string& why) {
    return "the folder for temporary files does not take what waits to be written (" + why +
           "); make room there, or name another by TMPDIR";
}

std::string output_is_input(const std::string& file) {
    return file + ": is one of the inputs and is not written over; name another file";
}

std::string written(const std::string& file) {
    return "written: " + file;
}

std::string out_of_memory() {
    return "there is not enough memory for these reports; give fewer at a time";
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

std::string no_gazetteer(const std::string& why) {
    return why + "; build the program with its gazetteer (make)";
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

std::string progress(const std::string& step, std::size_t done, std::size_t all) {
    return step + " " + std::to_string(done) + (all > 0 ? " of " + std::to_string(all) : "");
}

}  // namespace recount::messages
