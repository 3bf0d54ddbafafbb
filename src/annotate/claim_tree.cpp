// What a number counts, by the tree of its sentence: the verb whose subject or object the counted people are, however
// far from them it stands ("84 people, ten of them children, were killed"). Asked last, of counts of people that no
// word nearby explains.
#include "annotate/claim_reader.h"

namespace recount {

namespace {

constexpr int deepest = 3;  // verbs that hang on one another: "are believed to have died"

}  // namespace

/// The cue that the word `at` is part of: the longest.
const QuantityCues::At* ClaimReader::cue_over(std::uint32_t at) const {
    const QuantityCues::At* longest = nullptr;
    for (const auto& cue : cues_)
        if (cue.first <= at && at < cue.end && (!longest || cue.end - cue.first > longest->end - longest->first))
            longest = &cue;
    return longest;
}

/// What a verb (or what stands for one: "were dead", "remain hostages") says of the people that stand to it as `part`:
/// by itself, by a phrase that hangs on it ("remain in captivity"), or by a verb that goes on from it ("believed to
/// have died", "beaten and arrested").
QuantityReading ClaimReader::of_predicate(const SentenceTree& tree, std::uint32_t verb, Relation part,
                                          const Counted& counted, int depth) const {
    bool being = false, negated = false, linking = tree.relation(verb) == Relation::complement;
    for (std::uint32_t child = tree.next_child(verb, 0); child != no_index; child = tree.next_child(verb, child + 1)) {
        being = being || (child < verb && is(child, words_.be));
        negated = negated || is(child, words_.negations);
        linking = linking && !is_word(child, words_.to);
    }
    if (negated)
        return {};
    // A participle behind a verb that links it: "found injured".
    const bool passive = part == Relation::passive_subject || (part == Relation::subject && (being || linking));
    if (const auto* cue = cue_over(verb); cue && takes_people(*cue, counted)) {
        const auto roles = cue->cue.roles;
        const bool patient = (roles & cue_done_to_past) && (passive || (part == Relation::object && linking));
        const bool agent = part == Relation::subject && (roles & (cue_done_by | cue_state | cue_people | cue_beside));
        const bool state = (roles & cue_state) && (passive || linking);
        const bool object = part == Relation::object && (roles & cue_done_to) && !linking;
        if (patient || agent || state || object)
            return reading(*cue);
    }
    for (std::uint32_t child = tree.next_child(verb, 0); child != no_index; child = tree.next_child(verb, child + 1)) {
        if (const auto* cue = cue_over(child); cue && (cue->cue.roles & cue_beside) && part != Relation::object &&
                                               cue->first == verb + 1 && takes_people(*cue, counted))
            return reading(*cue);
        const Relation relation = tree.relation(child);
        const bool goes_on = relation == Relation::complement ||
                             (relation == Relation::object && is(verb, words_.be)) ||  // "remain hostages"
                             (relation == Relation::conjunct && child > 0 && is_word(child - 1, words_.and_));
        if (depth == deepest || child < verb || !goes_on || tree.own_subject_of(child) != no_index)
            continue;
        const Relation carried = part == Relation::object                    ? part
                                 : relation == Relation::conjunct && passive ? Relation::passive_subject
                                                                             : Relation::subject;
        if (const QuantityReading found = of_predicate(tree, child, carried, counted, depth + 1); found.named())
            return found;
    }
    return {};
}

/// "the 197 girls who remain in captivity", "the women they abducted": what a relative clause says of the noun `at`.
QuantityReading ClaimReader::of_relative_clause(const SentenceTree& tree, std::uint32_t at,
                                                const Counted& counted) const {
    for (std::uint32_t verb = tree.next_child(at, at); verb != no_index; verb = tree.next_child(at, verb + 1)) {
        if (tree.relation(verb) != Relation::relative_clause)
            continue;
        Relation part = Relation::object;  // where nothing stands for the noun: "the women they abducted"
        for (std::uint32_t child = tree.next_child(verb, at + 1); child != no_index && child < verb;
             child = tree.next_child(verb, child + 1))
            if (is(child, words_.relatives))
                part = tree.relation(child);
        QuantityReading found = of_predicate(tree, verb, part, counted, 0);
        found.finite = false;
        if (found.named())
            return found;
    }
    return {};
}

/// What the clause, or failing that a relative clause, says of the counted people.
QuantityReading ClaimReader::by_tree(const Number& number, const Counted& counted) const {
    const bool counts_people = number.high != 0.0 && (counted.people || counted.omitted());
    if (!trees_ || !counts_people || cues_.empty())
        return {};
    const std::optional<SentenceTree> parsed = trees_->of(report_, index_);
    if (!parsed)
        return {};
    const SentenceTree& tree = *parsed;
    const std::uint32_t first = number.first_token, end = std::max(counted.end, number.end_token);
    std::uint32_t top = counted.omitted() ? number.first_digit : counted.head;
    while (tree.head(top) != no_index && tree.head(top) >= first && tree.head(top) < end)
        top = tree.head(top);
    const std::uint32_t verb = tree.head(top);
    Relation part = tree.relation(top);
    const bool stands_alone = first == 0 || !is(first - 1, words_.prepositions);
    if (part == Relation::other && verb != no_index && top < verb && stands_alone &&
        tree.own_subject_of(verb) == no_index)
        part = Relation::subject;  // "at least 84" can look like "at school", but the verb wants a subject
    if (verb != no_index &&
        (part == Relation::subject || part == Relation::passive_subject || part == Relation::object))
        if (QuantityReading found = of_predicate(tree, verb, part, counted, 0); found.named()) {
            found.finite = verb == 0 || !is_word(verb - 1, words_.to);  // "committed to freeing 20": not yet done
            return found;
        }
    return of_relative_clause(tree, top, counted);
}

}  // namespace recount
