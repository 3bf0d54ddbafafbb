// What a person decided about an account: who, when, on which words of which report, what was there and what is right.
// A decision points at words, never at a place in an account, so that it can be replayed on any later run. Written as
// one line of JSON (docs/decisions.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "text/json_stream.h"

namespace recount {

/// What is decided. The comments say what Decision::on holds, and `value`.
enum class Verb : std::uint8_t {
    quantity,     // a claim: the codebook's name
    scope,        // a claim: the words
    bounds,       // a claim: DecidedClaim with low, high, modifier
    source,       // a claim, maybe the source's words: the words; empty: the report itself
    event,        // a claim, a mention of the event that it is of
    not_a_claim,  // a claim
    claim,        // words that count something: DecidedClaim
    one_event,    // mentions of events that are one
    two_events,   // a mention, then those that are of another event
    event_day,    // a mention of an event: its days in ISO 8601; empty: they are not known
    event_type,   // a mention of an event: a type of the codebook
    event_place,  // a mention of an event: a place that the story names; empty: none is known
    one_figure,   // claims of one figure
    two_figures,  // a claim, then those that are of another figure
    speaker,      // a statement: the name
    one_name,     // mentions of one bearer
    two_names,    // a mention, then those of another bearer
    day,          // a report: its day in ISO 8601
    outlet,       // a report: its outlet
    copy,         // two reports
    not_a_copy,   // two reports
    leave_out,    // a report
    final_value,  // the claims that it rests on: a number
    redact,       // a name: its pseudonym; empty: one is given
    right,        // a claim: looked at, and right as it is
    undo,         // nothing; `undoes` names the decision
};
constexpr std::size_t verb_count = static_cast<std::size_t>(Verb::undo) + 1;

/// "quantity", "not_a_claim", "final" ...: the word of the JSON.
std::string_view name_of(Verb verb);
std::optional<Verb> verb_of(std::string_view name);

/// Whether it says something of the claims that it is on, one by one, other than that they are none.
bool marks_claims(Verb verb);

/// Words of a report, or a report as a whole.
struct DecisionTarget {
    std::string report = {};  // the SHA-256 of its input
    bool whole = false;       // the report itself; then nothing below is used
    bool in_title = false;    // the words stand in the title, else in the text
    std::uint32_t start = 0;  // code points of title or text
    std::uint32_t end = 0;
    std::string quote = {};  // the words
    auto operator<=>(const DecisionTarget&) const = default;
};

/// What a person says of a number; what is left out stays as it was read.
struct DecidedClaim {
    std::optional<std::string> quantity = {}, scope = {}, source = {};
    std::optional<std::string> modifier = {};   // of Modifier, by name
    std::optional<double> low = {}, high = {};  // both are used where `bounded`
    bool bounded = false;
    auto operator<=>(const DecidedClaim&) const = default;
};

using DecidedValue = std::variant<std::monostate, std::string, double, DecidedClaim>;

struct Decision {
    std::string id = {};       // unique within a log
    std::string at = {};       // when: ISO 8601, UTC
    std::string by = {};       // who
    std::string version = {};  // of the program that was decided with
    std::string round = {};    // of coding; empty: it stands for all
    Verb verb = Verb::right;
    std::vector<DecisionTarget> on = {};
    std::string undoes = {};  // of `undo`
    std::string old = {};     // what was there, as it was shown
    DecidedValue value = {};
    std::string reason = {};

    bool operator==(const Decision&) const = default;

    /// The value's text; empty where it has none.
    std::string_view text() const;
};

/// What a line says, or the sentence that tells what is wrong with it. Longer lines than this are refused unread.
constexpr std::size_t longest_decision = std::size_t{1} << 20;
std::variant<Decision, std::string> read_decision(std::string_view line);

/// What is right, as the member "new" of the object that is open; nothing where the decision has no value.
void write_decided_value(JsonStream& json, const DecidedValue& value);

/// The line of a decision, without a line end. Where it has no id it is given one by its content: "d" and 16 digits.
std::string write_decision(Decision& decision);

}  // namespace recount
