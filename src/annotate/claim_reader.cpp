#include "annotate/claim_reader.h"

#include <algorithm>

namespace recount {

namespace {

constexpr float sure_standing = 0.6F;  // probability from which a claim is told as anything but asserted

}  // namespace

void ClaimReader::read() {
    CandidateScores scores;
    each_candidate(rules_, trees_, report_, scratch_.features, [&](const SeenCandidate& seen) {
        scorer_.score(seen, scratch_.scorer, scores);
        add_claim(seen.sentence, seen.candidate, scores);
    });
}

/// What the claim counts, with the probability of that; false where the number counts nothing that an account tells.
bool ClaimReader::name_quantity(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                                const CandidateScores& scores, Claim& claim) const {
    const std::size_t best = scores.best();
    claim.confidence = candidate.kind == CandidateKind::measured ? 1 : scores.quantities[best];
    if (best + 1 < scores.quantities.size()) {
        claim.quantity = rules_.cues.quantities()[best].name;
        claim.unit = candidate.kind == CandidateKind::share ? rules_.share_unit : "";
        return true;
    }
    claim.unit = candidate.unit;
    if (candidate.kind == CandidateKind::measured) {
        claim.quantity = candidate.quantity;
        return true;
    }
    if (candidate.kind == CandidateKind::share) {
        claim.quantity = rules_.share_quantity;
        return !candidate.unit.empty();
    }
    const Number& number = candidate.number;
    const bool one =
        number.first_digit + 1 == number.end_digit && sentence.is_word(number.first_digit, rules_.words.one);
    if (candidate.kind == CandidateKind::victim || candidate.counted.omitted() || number.high == 0.0 ||
        number.ordinal || number.zero_people || one)
        return false;
    claim.quantity = "other:" + std::string(sentence.lowered(candidate.counted.head));
    return true;
}

Span ClaimReader::span_of(const ClaimSentence& sentence, const ClaimCandidate& candidate) {
    const Number& number = candidate.number;
    std::uint32_t first = number.first_bound(), end = number.end_token;
    if (candidate.unit_end > candidate.unit_first) {
        end = std::max(end, candidate.kind == CandidateKind::share ? candidate.unit_first + 1 : candidate.unit_end);
        if (candidate.unit_stands_before)
            first = std::min(first, candidate.unit_first);
    }
    return sentence.span_of(first, end);
}

void ClaimReader::add_claim(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                            const CandidateScores& scores) {
    Claim claim;
    if (!name_quantity(sentence, candidate, scores, claim))
        return;
    const Number& number = candidate.number;
    const bool counts = scores.best() + 1 < scores.quantities.size();
    claim.span = span_of(sentence, candidate);
    claim.evidence = sentence.sentence().span;
    claim.sentence = sentence.index();
    claim.first_token = sentence.sentence().first_token + number.first_bound();
    claim.end_token = sentence.sentence().first_token + number.end_token;
    claim.low = number.low;
    claim.high = number.high;
    claim.modifier = number.modifier;
    claim.implicit = candidate.kind == CandidateKind::victim;
    claim.scope = counts ? scope_of(sentence, candidate, scores) : std::string(whole_scope);
    claim.general = candidate.counted.omitted() || candidate.counted.general;
    if (!candidate.counted.omitted())
        claim.counted = sentence.span_of(candidate.counted.first, candidate.counted.end);
    claim.earlier = was_so_before(sentence, candidate);
    give_source(sentence, candidate, claim);
    if (counts) {
        const auto standing = std::ranges::max_element(scores.standings);
        if (*standing >= sure_standing)
            claim.standing = static_cast<Standing>(standing - scores.standings.begin());
    }
    // "He denied that the 21 were exchanged" denies the exchange, not that there are 21; "that 21 were exchanged" tells
    // of none.
    const auto opens_clause = [&](std::uint32_t at) {
        return sentence.has_tree() && sentence.word(at).relation == Relation::mark;
    };
    const bool presupposed = candidate.counted.partitive ||
                             (number.first_token > 0 && sentence.is(number.first_token - 1, rules_.words.determiners) &&
                              !opens_clause(number.first_token - 1));
    claim.denied = (claim.denied && !presupposed) || claim.standing == Standing::denied ||
                   (counts && is_negated(sentence, candidate));
    if (claim.denied)
        claim.standing = Standing::denied;
    report_.layers.claims.push_back(std::move(claim));
}

/// "Some 300 villagers have not been evacuated": the verb that the counted people are subject or object of is negated.
bool ClaimReader::is_negated(const ClaimSentence& sentence, const ClaimCandidate& candidate) const {
    const std::uint32_t link = sentence.first_conjunct(candidate.top), verb = sentence.word(link).head;
    const Relation by = sentence.word(link).relation;
    if (verb == no_index || (by != Relation::subject && by != Relation::passive_subject && by != Relation::object))
        return false;
    bool negated = false;
    sentence.each_child(verb,
                        [&](std::uint32_t child) { negated = negated || sentence.is(child, rules_.words.negations); });
    return negated;
}

/// Whether the words say that it was so before: "up from 58", "had earlier put the toll at 58".
bool ClaimReader::was_so_before(const ClaimSentence& sentence, const ClaimCandidate& candidate) const {
    std::uint32_t end = candidate.number.first_token;
    if (end > 0 && sentence.is(end - 1, rules_.words.determiners))
        --end;
    if (rules_.moved_from.ending_at(sentence.tokens(), end))
        return true;
    bool before = false;
    for (std::uint32_t predicate = sentence.predicate_over(candidate.top), steps = 0;
         predicate != no_index && steps < 2; predicate = sentence.predicate_over(predicate), ++steps)
        sentence.each_child(predicate,
                            [&](std::uint32_t child) { before = before || sentence.is(child, rules_.words.earlier); });
    return before;
}

}  // namespace recount
