// Which part of a whole a count is of, in words that are the same across reports: a label of the codebook where its
// phrases stand by the count, else the counted noun where the scorer says that it is a part.
#include <algorithm>

#include "annotate/claim_reader.h"

namespace recount {

/// The label of the first of the codebook's phrases that hangs on the candidate or on what it hangs on, and stands
/// nearer to it than to another number.
static std::string labelled_scope(const ClaimRules& rules, const ClaimSentence& sentence,
                                  const ClaimCandidate& candidate) {
    constexpr std::uint32_t deepest = 4;
    const std::uint32_t link = sentence.first_conjunct(candidate.top), governor = sentence.word(link).head;
    const auto belongs = [&](std::uint32_t at) {
        for (std::uint32_t steps = 0; at != no_index && steps < deepest; at = sentence.word(at).head, ++steps)
            if (at == candidate.top || at == candidate.core || at == governor)
                return true;
        return false;
    };
    const auto other_number_before = [&](std::uint32_t at) {
        const std::uint32_t first = std::min(at, candidate.number.end_token);
        for (std::uint32_t between = first; between < std::max(at, candidate.number.first_token); ++between)
            if (sentence.word(between).part == PartOfSpeech::number &&
                (between < candidate.number.first_token || between >= candidate.number.end_token))
                return true;
        return false;
    };
    for (std::uint32_t at = 0; at < sentence.size(); ++at)
        if (const auto found = rules.scopes.longest(sentence.tokens(), at);
            found && belongs(at) && !other_number_before(at))
            return rules.scope_labels[found.value];
    return {};
}

std::string ClaimReader::scope_of(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                                  const CandidateScores& scores) const {
    if (std::string label = labelled_scope(rules_, sentence, candidate); !label.empty())
        return label;
    constexpr float sure = 0.6F;  // chosen on stories left out
    if (scores.part < sure)
        return std::string(whole_scope);
    const Counted& counted = candidate.counted;
    const bool named = !counted.omitted() && !counted.general && !counted.partitive &&
                       sentence.word(counted.head).part != PartOfSpeech::pronoun;
    if (!named)
        return std::string(part_of_a_whole);
    return std::string(report_.lowered(sentence.span_of(counted.first, counted.end)));
}

}  // namespace recount
