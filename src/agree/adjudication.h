// From what several coders marked to what an adjudicator kept: rows of claims as each of them has it, and the links
// between the two. It is the way in which mpeds-coder keeps candidate events, canonical events and the links between
// them, but for one thing: a row is a claim with its words, not an event with its variables.
//
// A row is linked with those of the same words of the same report; what is like in both is told by values, never by
// ids, since every coder's account has its own.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace recount {

/// A claim as a coder, the machine or the adjudicator has it.
struct CodedRow {
    std::uint32_t report = 0;  // into the account's reports
    Span words;
    std::string coder, round;      // of the last decision on it; the machine has no coder and no round
    std::string at, reason;        // of the last decision, and of the last that gives one
    std::vector<std::string> ids;  // of the decisions on it, in the order of the log

    std::string quantity, scope, modifier, standing;
    std::optional<double> low, high;
    std::string source, source_name;  // as worded, and as resolved over the story; empty: the report itself

    std::string story, claim, figure;  // ids in the account that has it; the last two are empty where it is no figure's
    std::optional<double> best;        // of the figure
    std::string best_rule;
    std::string event, event_type, event_date, event_date_end, event_place;  // all are empty where it has none
};

/// Words that the adjudicator does not take for a claim; none: the whole report is left out.
struct Rejection {
    std::uint32_t report = 0;
    Span words;
    std::string by, at, reason;
};

/// How a row that was kept comes from a candidate.
enum class LinkKind : std::uint8_t {
    taken,     // as it is
    changed,   // the words are the same, and some value is another
    added,     // nobody had it
    rejected,  // a candidate that the adjudicator does not take for a claim
    open,      // a candidate on which the adjudicator has decided nothing
};
std::string_view name_of(LinkKind kind);

struct AdjudicationLink {
    std::optional<std::size_t> kept, candidate;  // into the two lists of rows
    LinkKind kind = LinkKind::open;
    std::vector<std::string> changed = {};      // the values that differ: "quantity", "low" ...
    std::string by = {}, at = {}, reason = {};  // of the adjudicator; empty where nothing is decided
};

/// What an adjudicator had before him, what he kept, and how these hang together.
struct Adjudication {
    std::vector<CodedRow> candidates, kept;
    std::vector<AdjudicationLink> links;  // by report and place; of one place those that are kept first
};

/// All three, with the rows in the order of reports, places and rounds, the machine's first.
Adjudication adjudicate(std::vector<CodedRow> candidates, std::vector<CodedRow> kept,
                        std::span<const Rejection> rejections);

/// Takes away the rows for which `is_kept` does not hold, and their links.
void keep_rows(Adjudication& adjudication, const std::function<bool(const CodedRow&)>& is_kept);

}  // namespace recount
