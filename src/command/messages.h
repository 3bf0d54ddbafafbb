// What the program says to people on standard error, apart from what is wrong with an input (read/problem.h): every
// sentence in one place. `nearest`, where it is asked for, is the word that was probably meant; empty: none is near.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "command/conllu.h"
#include "decide/placing.h"
#include "reconcile/account.h"

namespace recount {

/// A reason to stop at once, worded for people.
struct Failure {
    std::string message;
};

}  // namespace recount

namespace recount::messages {

std::string no_command_given();
std::string no_command(const std::string& given, const std::string& nearest);
std::string option_before_command(const std::string& given);
std::string no_option(const std::string& given, const std::string& command, const std::string& nearest);
std::string option_without_value(const std::string& option);
std::string value_missing(const std::string& option, const std::string& value);
std::string no_arguments(const std::string& command, const std::string& given);
std::string path_missing(const std::string& command);
std::string not_a_number(const std::string& given, unsigned most);
std::string no_format(const std::string& given, std::string_view nearest);
std::string nothing_to_generate(const std::string& given);

std::string nothing_read();
std::string read_summary(std::size_t reports, std::size_t unread);
std::string not_annotated(std::size_t reports, const std::string& languages);
std::string cannot_write(const std::string& file, const std::string& why);
std::string unknown_output(const std::string& file);
std::string no_profile(const std::string& name, const std::string& names);
std::string profile_without_table();
std::string output_is_input(const std::string& file, const std::string& input);
std::string folder_not_named(const std::string& format);
std::string no_account_named();
std::string no_two_coders(const std::string& file);
std::string logs_missing();
std::string cannot_verify(const std::string& file, const std::string& why);
std::string signature_without_key();
std::string names_need_list(const std::string& file);
std::string no_group(const std::string& given);
std::string no_names(const std::string& file);
std::string names_without_redaction();
std::string no_key(const std::string& file);
std::string key_without_redaction();
std::string since_without_names();
std::string no_such_story(const std::string& given, std::size_t stories);
std::string gives_no(const std::string& command, const std::string& format);
std::string no_account(const std::string& file, const std::string& why);
std::string diff_takes_two(std::size_t given);
std::string standard_input_twice();
std::string not_a_day(const std::string& given);
/// How many reports are left out of the account as of a day, and why.
std::string left_out_as_of(const std::string& day, const std::vector<LeftOutReport>& reports);
std::string out_of_memory();
std::string store_not_named(const std::string& command);
std::string paths_and_store();
std::string confidence_of_store();
std::string store_as_path();
std::string store_is_written(const std::string& file);
std::string store_among_inputs(const std::string& file);
std::string store_is_empty(const std::string& file);
std::string reports_not_yet_in(const std::string& file);
std::string packed_otherwise(const std::string& file);
std::string made_by_another(const std::string& file);
std::string decisions_added(const std::string& file, std::size_t added, std::size_t known);
std::string no_decision(const std::string& file, std::size_t line, const std::string& why);
std::string decision_does_not_fit(const DecisionResult& result);
std::string annotated_by_another(std::size_t reports);
std::string stored_so_far(std::size_t reports);
std::string store_summary(const std::string& file, std::size_t added, std::size_t known, std::size_t reports,
                          std::size_t stories, std::size_t changed);
std::string not_a_probability(const std::string& given);
std::string nothing_to_check();
std::string no_paths_to_check();
std::string no_sentences(const std::string& file);
std::string sentence_not_utf8(const std::string& where);
std::string sentence_too_long(const std::string& where, std::size_t most);
std::string no_data(const std::string& what, const std::string& path, const std::string& option);
std::string nothing_to_serve();
std::string served_account(std::size_t reports, std::size_t stories);
std::string served_at(const std::string& address, bool is_first);
std::string served_no_more();
std::string not_beyond_loopback(const std::string& address);
std::string no_origin(const std::string& given);
std::string no_feed(const std::string& given);
std::string feed_problem(const std::string& feed, const std::string& why);
std::string folder_is_gone(const std::string& folder);
std::string folder_is_back(const std::string& folder);
/// The reason alone, for the page.
std::string why_folder_is_gone();
std::string store_is_lost(const std::string& why);
std::string store_is_back(const std::string& store);
/// The reason alone, for the page.
std::string why_store_is_lost();
std::string reports_came(std::size_t reports, const std::string& from);
std::string bad_row(std::size_t line, ConlluProblem problem);
std::string more_bad_rows(std::size_t count);

/// "annotating report 340 of 1,200, 85 a second, 10 s left"; `all`: 0 where nobody knows. The time left then goes by
/// `share`, how much of the work is done; 0: nobody knows that either.
std::string progress(const std::string& step, std::size_t done, std::size_t all, double share, double seconds);

}  // namespace recount::messages
