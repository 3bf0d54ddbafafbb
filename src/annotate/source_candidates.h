// Who may give a number: nobody but the report itself, the sources of the attributions in the number's sentence and
// those around it, and what stands as subject or object by a verb over the number ("the Observatory counted 24 dead").
// Candidates are many and most are wrong; which one it is, is the scorer's to say (feature_weights.h).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/claim_candidates.h"

namespace recount {

/// How the tree ties a source to the verb by which it may give a number.
enum class SourceTie : std::uint8_t {
    none,      // only an attribution has it
    subject,   // of a verb over the number
    passive,   // likewise, of a passive verb: "officials were quoted as saying"
    object,    // "quoted officials as saying"
    agent,     // "said by officials"
    relative,  // what a clause over the number tells of: "posts that said two had died"
    below,     // of a verb that tells of what is counted: "girls who, fighters said, were killed"
    beside,    // the subject of a verb that stands loose beside one over the number: "two died, officials said"
};

struct SourceCandidate {
    const Attribution* attribution = nullptr;        // none: the tree alone has it
    Span source;                                     // as worded; empty for an attribution that names nobody here
    std::string_view name;                           // as the report resolves it; may be empty
    std::uint32_t head = no_index, verb = no_index;  // words of the number's sentence; no_index: in another one
    SourceTie tie = SourceTie::none;
    std::int32_t sentences = 0;  // from the number's sentence to the cue's; negative: before

    /// The report's own voice.
    bool own_voice() const { return !attribution && head == no_index; }
};

/// The candidates of one number, the report's own voice first. Names are views into the report's layers.
/// REQUIRES: the sentence is parsed; the report has its attributions.
std::vector<SourceCandidate> find_sources(const ClaimRules& rules, const ClaimSentence& sentence,
                                          const ClaimCandidate& claim);

/// The words of a source as the tree has them: the noun phrase around `head`, without clauses and appositions.
Span source_phrase(const ClaimSentence& sentence, std::uint32_t head);

}  // namespace recount
