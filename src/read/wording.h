// The wording of reports that read.toml gives, made ready for matching: which phrases begin a caption, how a post ends,
// how a text credits an agency.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "read/html/wording.h"
#include "read/lines.h"
#include "read/pattern.h"

namespace recount {

/// Phrases by where they stand in a line; lower-case, in canonical characters.
struct LinePhrases {
    std::vector<std::string> whole, starts, ends, contains;
    std::size_t most_words = 0;        // lines with more words are never meant ...
    std::size_t most_start_words = 0;  // ... but by how they start, up to these

    bool match(const Line& line) const;
};

/// A line's words for comparison: lower-case, every dash, blank and quotation mark in its ASCII form, runs of blanks
/// or dashes as one.
std::string canonical_line(std::string_view lowered);

/// Immutable once made from the codebook. Throws CodebookError when read.toml is wrong.
struct ReadWording {
    explicit ReadWording(const Codebook& codebook);

    std::string language;  // the one that the codebook is for
    Lexicon lexicon;
    html::PageWording pages;

    std::vector<Pattern> date_heads, date_lines, dated_heads;

    std::size_t heading_most_words, heading_most_bytes;

    LinePhrases captions, links, furniture;
    std::vector<std::string> caption_credits;
    std::vector<Pattern> caption_endings, caption_patterns, link_patterns, furniture_patterns;
    std::size_t caption_credit_words;
    std::vector<Pattern> caption_sources;               // the whole of a line that is not at the end
    std::vector<std::string> caption_unstopped_starts;  // of a line without a stop
    std::size_t caption_unstopped_words;                // a line without a stop has so many at most ...
    std::size_t caption_alone_words;                    // ... or so many, where there are fewer such lines ...
    std::size_t caption_unstopped_lines;                // ... than these ...
    std::size_t caption_stopped_lines;                  // ... and so many long lines at least end with one
    std::size_t gallery_words, gallery_lines;           // so many lines in a row that begin with the same so many words

    std::vector<Pattern> post_ends, post_silent_ends;
    std::vector<std::string> post_opens, post_marks, post_tells;
    std::size_t post_most_characters, post_earlier_characters, post_tail_characters, post_line_characters,
        post_most_lines;
    Day post_earlier_until;

    std::vector<Pattern> credit_lines, credits_within, credit_tails, datelines, outlet_heads, bylines;
    std::vector<Pattern> republished, republished_ends;  // where the text was before: within a line; up to its end
    std::vector<std::string> republished_marks, agency_words, second_levels, not_outlets;

    std::vector<std::string> document_printers, document_not_titles;  // of a document's properties

    std::vector<std::string> mail_verbs, mail_forwards;  // what introduces a mail within a mail
};

}  // namespace recount
