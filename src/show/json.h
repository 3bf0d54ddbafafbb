// The contract's JSON: reports as a reader gave them, annotated reports, stories, the account. Offsets leave the
// program here, as Unicode code points into `text`, or into the title where a span carries "field": "title". Written
// straight to the stream, member after member in the contract's order, so that the same values give the same bytes.
#pragma once

#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compare/differences.h"
#include "language/language_model.h"
#include "reconcile/account.h"
#include "report/layers.h"
#include "show/left_out.h"
#include "show/review_queue.h"

namespace recount {

/// What an output rests on besides its reports.
struct Provenance {
    std::string program;  // "recount 0.1.0"
    std::string codebook, codebook_version, codebook_sha256;
    std::string model;  // the word lists' versions, as one string; empty where there are none
    LeftOut left_out;
    std::string story = {};  // the one that alone is told; empty: all are
};

/// An input that could not be read, and why, in a sentence.
struct Unread {
    std::string input, reason;
};

/// What a page needs so that people can decide on what it shows.
struct Deciding {
    const ReviewRules& rules;
    std::string round = {};  // of coding: decisions get it
    bool is_kept = false;    // by who serves the page
};

/// One line: the report with its blocks.
void write_extracted(const Report& report, std::ostream& out);

/// One line, from which the very same report is read again (read/exported_reader.cpp).
void write_exported(const Report& report, std::ostream& out);

/// One line: the report with its layers; tokens only when asked for, with their tags and trees where the report has
/// them and `language`, which gave them, is there (else null).
void write_annotated(const AnnotatedReport& annotated, bool tokens, const LanguageModel* language, std::ostream& out);

/// `{"stories": [{"id", "reports": [id]}], "not_annotated": [id]}`. `reports` are all that the stories were gathered
/// from.
void write_stories(std::span<const Story> stories, std::span<const AnnotatedReport> reports, std::ostream& out);

/// The account, in one line; with what changed since another, where that is given.
void write_account(const Account& account, const Provenance& provenance, std::span<const Unread> unread,
                   std::ostream& out, const Comparison* since = nullptr);

/// The same account in pieces, a line each, so that a page can show its front before it has read a story. The first
/// line has "provenance", "unread", "as_of" and "since" where there are such, "deciding", "reports" (those of no story)
/// and "stories": of each its "id", "title" and "summary", its "reports" with their outlets and days, what show/front.h
/// chooses of its events and figures, and how many things are "to_review". "deciding", which an account without names
/// lacks, has the "quantities", "modifiers" and types of "events" that can be chosen, the "round", whether decisions
/// are "kept", and where they are not, one fingerprint of all "reports". Each further line is one story with its
/// reports and what is to be looked at, the gravest first: {"reports", "story", "queue"}.
void write_page_data(const Account& account, const Provenance& provenance, std::span<const Unread> unread,
                     const Deciding& deciding, std::ostream& out, const Comparison* since = nullptr);

/// The pieces of these lines one by one, for an account that changes: what the front tells of a story, the front around
/// such heads, what became of decisions, and a story with its reports, each without a line end. `others` holds the
/// reports of no story.
void write_front_story(const Account& account, const StoryAccount& story, const ReviewRules& rules, std::ostream& out);
void write_front(const Account& others, std::span<const std::string_view> decisions,
                 std::span<const std::string_view> heads, const Provenance& provenance, std::span<const Unread> unread,
                 const Deciding& deciding, std::ostream& out);
/// One for each of the account's decisions.
std::vector<std::string> decisions_as_json(const Account& account);
void write_story(const Account& account, const StoryAccount& story, const ReviewRules& rules, std::ostream& out);

}  // namespace recount
