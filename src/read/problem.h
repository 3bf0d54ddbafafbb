// What can be wrong with an input, and how a person is told. Every message of the read stage stands here: what is
// wrong, where, and what to do, in one line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

enum class ProblemKind : std::uint8_t {
    // An input could not be read.
    missing,
    unreadable,  // detail: the system's reason
    not_a_file,
    pipe_without_writer,  // at: seconds that were waited
    folder_empty,
    empty,
    blank,
    binary,    // detail: what it is, where its first bytes tell
    nul_byte,  // at: byte
    page_without_report,
    invalid_utf8,   // at: byte
    invalid_utf16,  // at: byte
    too_large,      // at: bytes that one report may have
    pdf_without_program,
    pdf_broken,  // detail: what failed
    pdf_encrypted,
    pdf_costly,  // at: seconds that it may take
    office_document,
    document_without_text,
    other_archive,    // detail: what it is
    packed_cut,       // at: byte
    packed_broken,    // at: byte; detail: the library's reason
    packing_unknown,  // detail: its name
    bomb,             // at: the ratio that is allowed
    too_deep,         // at: how many containers may lie within one another
    archive_broken,   // at: byte; detail: the library's reason
    archive_empty,
    nothing_within,
    entry_encrypted,
    record_lost,     // at: byte
    record_cut,      // at: byte
    chunks_broken,   // at: byte
    header_endless,  // at: bytes that it may have
    xml_cut,         // at: byte; detail: the parser's reason
    xml_broken,      // at: byte; detail: the parser's reason
    xml_entities,    // at: byte
    xml_too_deep,    // at: elements that may be open
    xml_unknown,     // detail: its root element
    feed_empty,
    mail_without_text,
    more_problems,    // at: how many
    json_cut,         // at: byte
    json_broken,      // at: byte; detail: the parser's reason
    json_not_report,  // detail: what stands there instead
    json_without_text,
    json_blank_text,
    own_output_given,
    // All was read, but something is worth a word.
    same_report,  // detail: the input that it equals
    same_path,
    own_output,
    own_outputs,  // at: how many more
    folder_loop,
    other_encoding,    // detail: its name
    likely_encoding,   // detail: its name
    damaged_encoding,  // detail: its name
    not_a_date,        // detail: what date_publish holds
    entry_not_a_file,
    entry_renamed,        // detail: its name
    records_passed_over,  // at: how many
    items_passed_over,    // at: how many
    item_withdrawn,
    attachments,  // at: how many
    kinds         // how many there are
};

/// One problem with one input.
struct Problem {
    ProblemKind kind;
    std::string input;       // the file as it was given or found; "standard input"
    std::uint64_t line = 0;  // from 1 where the input holds many reports; 0: all of it
    std::uint64_t at = 0;    // a byte from 0, or a number as the kind says
    std::string detail;
    std::string within = {};  // the place in a container: "a/one.html", "record 17 (https://news.example/1)"

    /// True when a report is missing from the result because of it; false for a mere remark.
    bool is_error() const { return kind < ProblemKind::same_report; }
};

/// The problem in words, without the input's name: one sentence in one line, valid UTF-8 without control characters.
std::string reason(const Problem& problem);

/// "news.zip, a/one.jsonl, line 7": the input and the place in it, valid UTF-8 without control characters.
std::string place(const Problem& problem);

/// "news.jsonl, line 7: ..." : the place and the reason.
std::string message(const Problem& problem);

}  // namespace recount
