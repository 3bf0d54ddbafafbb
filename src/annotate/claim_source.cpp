// Who gives a number: the likeliest of its candidates (source_candidates.h), and what the words tell of the saying.
#include "annotate/attributions.h"
#include "annotate/claim_reader.h"
#include "annotate/source_features.h"

namespace recount {

/// When the claim was said, where the words tell: "said in September that ...".
std::uint32_t ClaimReader::time_of_saying(const ClaimSentence& sentence, const Attribution& attribution) const {
    for (const Time& time : report_.layers.times_of(sentence.index()))
        if (time.type != TimeType::duration && tells_when_said(report_, attribution, time))
            return static_cast<std::uint32_t>(&time - report_.layers.times.data());
    return no_index;
}

SourceCandidate ClaimReader::likeliest_source(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                                              const Claim& claim) const {
    const std::vector<SourceCandidate> sources = find_sources(rules_, sentence, candidate);
    std::size_t best = 0;
    std::int32_t most = INT32_MIN;
    for (std::size_t i = 0; sources.size() > 1 && i < sources.size(); ++i) {
        std::vector<std::uint32_t>& features = scratch_.source_features;
        make_source_features(rules_, sentence, candidate, claim.span, claim.quantity, sources, i, features);
        const std::int32_t score = source_scorer_.score(features);
        if (score > most) {
            most = score;
            best = i;
        }
    }
    return sources[best];
}

/// Whether the words say that it is not so: "denied that", "denied reports that", "dismissed posts that said".
bool ClaimReader::is_denied(const ClaimSentence& sentence, const Claim& claim, const SourceCandidate& source) const {
    const auto denies = [&](std::uint32_t index) {
        const Attribution& telling = report_.layers.attributions[index];
        return telling.negated &&
               std::ranges::any_of(telling.content, [&](Span content) { return content.contains(claim.span); });
    };
    if (std::ranges::any_of(report_.layers.attributions_of(claim.sentence), denies))
        return true;
    if (source.tie != SourceTie::relative || source.head == no_index)
        return false;
    const std::uint32_t over = sentence.word(source.head).head;
    return over != no_index && sentence.is(over, rules_.denials);
}

void ClaimReader::give_source(const ClaimSentence& sentence, const ClaimCandidate& candidate, Claim& claim) const {
    const SourceCandidate best = likeliest_source(sentence, candidate, claim);
    claim.denied = is_denied(sentence, claim, best);
    if (best.own_voice())
        return;
    ClaimSource source;
    source.span = best.source;
    source.name = best.name;
    if (best.attribution) {
        claim.said_time = time_of_saying(sentence, *best.attribution);
        for (const Span relay : best.attribution->relays)
            source.chain.emplace_back(report_.words(relay));
    }
    claim.source = source;
}

}  // namespace recount
