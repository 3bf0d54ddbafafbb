// Which part of a whole a count is of, in words that are the same across reports: a label of the codebook where its
// phrases stand by the count, else the counted noun where the scorer says that it is a part.
#include "annotate/claim_reader.h"

namespace recount {

/// The label of the first of the codebook's phrases among the words that belong to the candidate: from its number to
/// the next word that hangs neither on it nor on the verb over it.
static std::string labelled_scope(const ClaimRules& rules, const ClaimSentence& sentence,
                                  const ClaimCandidate& candidate) {
    const std::uint32_t link = sentence.first_conjunct(candidate.top);
    const std::uint32_t governor = sentence.word(link).head;
    const auto belongs = [&](std::uint32_t at) {
        for (std::uint32_t steps = 0; at != no_index && steps < 4; at = sentence.word(at).head, ++steps)
            if (at == candidate.top || at == candidate.core || (at == governor && steps <= 2))
                return true;
        return false;
    };
    for (std::uint32_t at = 0; at < sentence.size(); ++at)
        if (const auto found = rules.scopes.longest(sentence.tokens(), at); found && belongs(at))
            return rules.scope_labels[found.value];
    return {};
}

std::string ClaimReader::scope_of(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                                  const CandidateScores& scores) const {
    if (std::string label = labelled_scope(rules_, sentence, candidate); !label.empty())
        return label;
    constexpr float even = 0.5F;
    if (scores.part < even)
        return whole_scope;
    const Counted& counted = candidate.counted;
    if (counted.omitted() || counted.general)
        return part_of_a_whole;
    return std::string(report_.lowered(sentence.span_of(counted.first, counted.end)));
}

}  // namespace recount
