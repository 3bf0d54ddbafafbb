// Who gives a number: by the attribution that tells it, else by the words around it.
#include "annotate/claim_reader.h"

#include "annotate/attributions.h"

namespace recount {

/// When the claim was said, where the words tell: "said in September that ...".
std::uint32_t ClaimReader::time_of_saying(const Attribution& attribution) const {
    for (const Time& time : report_.layers.times_of(index_))
        if (time.type != TimeType::duration && tells_when_said(report_, attribution, time))
            return static_cast<std::uint32_t>(&time - report_.layers.times.data());
    return no_index;
}

/// The source that stands at tokens_[first, end), named by the person or body that its words hold.
void ClaimReader::set_source(Claim& claim, std::uint32_t first, std::uint32_t end) const {
    ClaimSource source;
    source.span = span_of(first, end);
    for (const Entity& entity : report_.layers.entities_in(source.span))
        if (source.name.empty() && source.span.contains(entity.span) &&
            (entity.type == EntityType::person || entity.type == EntityType::organisation))
            source.name = entity.name;
    claim.source = source;
}

/// "The police put the march at 3,500", "the organisers gave a figure of 12,000": the subject of a verb that gives
/// estimates.
bool ClaimReader::give_estimator(Claim& claim) const {
    constexpr std::uint32_t farthest_verb = 12, longest_subject = 14;
    const std::uint32_t number = claim.first_token - sentence_.first_token;
    for (std::uint32_t verb = number; verb-- > 1 && number - verb <= farthest_verb;) {
        const auto found = rules_.estimates.longest(tokens_, verb);
        if (!found || verb + found.length > number)
            continue;
        std::uint32_t first = verb;
        while (first > 0 && !is(first - 1, words_.conjunctions) && tokens_[first - 1].kind != TokenKind::quote &&
               lowered(first - 1) != ";")
            --first;
        std::uint32_t end = verb;
        while (end > first && (is(end - 1, words_.adverbs) || is(end - 1, words_.auxiliaries) || is_mark(end - 1)))
            --end;
        if (end <= first || end - first > longest_subject || is(first, words_.pronouns) ||
            is(end - 1, words_.relatives))
            return false;
        set_source(claim, first, end);
        return true;
    }
    return false;
}

/// "She dismissed posts on social media that said two children had died": what stands before "that said" says it, and
/// the verb before that may deny it.
void ClaimReader::give_relative_source(Claim& claim) const {
    const std::uint32_t number = claim.first_token - sentence_.first_token;
    for (std::uint32_t verb = number; verb-- > 2 && number - verb <= 4;) {
        if (!is(verb, rules_.saying) || !is(verb - 1, words_.relatives))
            continue;
        const std::uint32_t end = verb - 1;
        std::uint32_t first = end;
        while (first > 0 && tokens_[first - 1].kind == TokenKind::word && !is(first - 1, words_.pronouns) &&
               !is(first - 1, words_.conjunctions) && !is(first - 1, words_.auxiliaries) &&
               !lowered(first - 1).ends_with("ed") && !is(first - 1, rules_.denials))
            --first;
        if (first == end)
            return;
        set_source(claim, first, end);
        claim.denied = first > 0 && is(first - 1, rules_.denials);
        return;
    }
}

/// The attribution that tells the claim.
void ClaimReader::give_source(Claim& claim, const QuantityReading& reading) const {
    const Attribution* best = attribution_of(report_.layers, claim.span);
    // "The war has claimed 20,000 lives" tells nothing: its verb is the count's own.
    const auto own_verb = [&](Span cue) {
        return reading.cue_first < reading.cue_end && cue.overlaps(span_of(reading.cue_first, reading.cue_end));
    };
    if (best && std::any_of(best->cue.begin(), best->cue.end(), own_verb))
        best = nullptr;
    if (!best) {
        if (!give_estimator(claim))
            give_relative_source(claim);
        return;
    }
    claim.denied = best->negated;
    if (best->source.empty() && best->speaker.empty())
        return;
    claim.said_time = time_of_saying(*best);
    ClaimSource source;
    source.span = best->source.empty() ? Span{} : best->source.front();
    source.name = best->speaker;
    for (const Span relay : best->relays)
        source.chain.emplace_back(report_.words(relay));
    claim.source = source;
}

}  // namespace recount
