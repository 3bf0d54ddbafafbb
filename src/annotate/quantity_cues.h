// The wording of quantities, as a codebook gives it, compiled for look-up by token: which words may say that people
// were killed, gathered, or are missing, and in which role they say it.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "text/token.h"

namespace recount {

/// How a phrase says a quantity; a phrase may have several roles.
enum CueRole : std::uint16_t {
    cue_done_to_past = 1 << 0,  // "killed": participle or past of a verb whose object is counted
    cue_done_to = 1 << 1,       // any form of such a verb
    cue_done_by = 1 << 2,       // any form of a verb whose subject is counted
    cue_state = 1 << 3,
    cue_count = 1 << 4,
    cue_total = 1 << 5,
    cue_of = 1 << 6,
    cue_beside = 1 << 7,
    cue_people = 1 << 8,
    cue_claimed = 1 << 9,
    cue_claimed_people = 1 << 10,
    cue_weak = 1 << 11,  // beside another role: a word that is common elsewhere ("street", "line")
};

struct QuantityCue {
    std::uint16_t quantity = 0;  // into QuantityCues::quantities()
    std::uint16_t roles = 0;
};

struct Quantity {
    std::string name;
    bool moves = false;     // changes while an event unfolds
    bool animate = false;   // its verbs take people alone
    bool is_share = false;  // of a vote, in per cent
    double at_least = 0;    // how many it takes: "two protesters" are no attendance
};

/// Immutable once made; any number of threads may use it.
class QuantityCues {
public:
    explicit QuantityCues(Codebook& codebook);

    /// A cue that stands at sentence[first, end).
    struct At {
        std::uint32_t first = 0, end = 0;
        QuantityCue cue;
    };

    /// The longest cue at every place of a sentence where one starts, in order; cues may overlap.
    void find(Tokens sentence, std::vector<At>& cues) const;

    const std::vector<Quantity>& quantities() const { return quantities_; }

private:
    void add(Codebook& codebook, const CodebookNode& node, std::string_view key, std::uint16_t quantity,
             std::uint16_t roles, char inflection);

    PhraseTable phrases_;
    std::vector<QuantityCue> cues_;
    std::map<std::string, std::uint32_t> numbers_;  // phrase -> index into cues_, while loading
    std::vector<Quantity> quantities_;
};

}  // namespace recount
