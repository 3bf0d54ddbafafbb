// Who gives a number: by the attribution that tells it, else by the verb over it that gives numbers ("put the march at
// 3,500", "posts that said two children had died").
#include "annotate/attributions.h"
#include "annotate/claim_reader.h"

namespace recount {

/// When the claim was said, where the words tell: "said in September that ...".
std::uint32_t ClaimReader::time_of_saying(const ClaimSentence& sentence, const Attribution& attribution) const {
    for (const Time& time : report_.layers.times_of(sentence.index()))
        if (time.type != TimeType::duration && tells_when_said(report_, attribution, time))
            return static_cast<std::uint32_t>(&time - report_.layers.times.data());
    return no_index;
}

/// The source that stands at words [first, end), named by the person or body that they hold.
void ClaimReader::set_source(const ClaimSentence& sentence, std::uint32_t first, std::uint32_t end,
                             Claim& claim) const {
    ClaimSource source;
    source.span = sentence.span_of(first, end);
    for (const Entity& entity : report_.layers.entities_in(source.span))
        if (source.name.empty() && source.span.contains(entity.span) &&
            (entity.type == EntityType::person || entity.type == EntityType::organisation))
            source.name = entity.name;
    claim.source = source;
}

/// The subject of a verb over the number that gives numbers: "the police put the march at 3,500". The verb of a relative
/// clause has the noun before it for a subject: "posts that said two had died", which a verb over these may deny.
bool ClaimReader::give_subject(const ClaimSentence& sentence, const ClaimCandidate& candidate, Claim& claim) const {
    for (std::uint32_t verb = sentence.predicate_over(candidate.top); verb != no_index;
         verb = sentence.predicate_over(verb)) {
        if (!rules_.estimates.longest(sentence.tokens(), verb) && !sentence.is(verb, rules_.saying))
            continue;
        std::uint32_t subject = sentence.child(verb, Relation::subject);
        const bool relative = sentence.word(verb).relation == Relation::relative_clause;
        if (relative && (subject == no_index || sentence.is(subject, rules_.words.relatives)))
            subject = sentence.word(verb).head;
        if (subject == no_index || subject >= verb || sentence.is(subject, rules_.words.pronouns) ||
            sentence.is(subject, rules_.words.relatives))
            continue;
        const auto [first, end] = sentence.phrase_of(subject, relative ? verb : no_index);
        if (candidate.core >= first && candidate.core < end)
            continue;
        set_source(sentence, first, end, claim);
        const std::uint32_t over = sentence.word(subject).head;
        claim.denied = relative && over != no_index && sentence.is(over, rules_.denials);
        return true;
    }
    return false;
}

void ClaimReader::give_source(const ClaimSentence& sentence, const ClaimCandidate& candidate, Claim& claim) const {
    const Attribution* best = attribution_of(report_.layers, claim.span);
    // "The war has claimed 20,000 lives" tells nothing: its verb is what counts.
    const std::uint32_t verb = sentence.word(sentence.first_conjunct(candidate.top)).head;
    const auto is_own = [&](Span cue) { return verb != no_index && cue.overlaps(sentence.token(verb).span()); };
    const auto counts = [&](const QuantityCues::At& cue) { return cue.first <= verb && verb < cue.end; };
    if (best && std::ranges::any_of(best->cue, is_own) && std::ranges::any_of(sentence.cues(), counts))
        best = nullptr;
    if (!best) {
        give_subject(sentence, candidate, claim);
        return;
    }
    claim.denied = best->negated;
    if (best->source.empty() && best->speaker.empty())
        return;
    claim.said_time = time_of_saying(sentence, *best);
    ClaimSource source;
    source.span = best->source.empty() ? Span{} : best->source.front();
    source.name = best->speaker;
    for (const Span relay : best->relays)
        source.chain.emplace_back(report_.words(relay));
    claim.source = source;
}

}  // namespace recount
