// What the program says to people on standard error, apart from what is wrong with an input (read/problem.h): every
// sentence in one place.
#pragma once

#include <cstddef>
#include <string>

#include "command/conllu.h"

namespace recount::messages {

std::string nothing_read();
std::string read_summary(std::size_t reports, std::size_t unread);
std::string not_annotated(std::size_t reports, const std::string& languages);
std::string cannot_write(const std::string& file, const std::string& why);
std::string unknown_output(const std::string& file);
std::string no_profile(const std::string& name, const std::string& names);
std::string profile_without_table();
std::string no_room_for_waiting(const std::string& why);
std::string output_is_input(const std::string& file);
std::string written(const std::string& file);
std::string out_of_memory();
std::string not_a_probability(const std::string& given);
std::string nothing_to_check();
std::string no_paths_to_check();
std::string no_sentences(const std::string& file);
std::string sentence_not_utf8(const std::string& where);
std::string sentence_too_long(const std::string& where, std::size_t most);
std::string no_gazetteer(const std::string& why);
std::string bad_row(std::size_t line, ConlluProblem problem);
std::string more_bad_rows(std::size_t count);
std::string progress(const std::string& step, std::size_t done, std::size_t all);

}  // namespace recount::messages
