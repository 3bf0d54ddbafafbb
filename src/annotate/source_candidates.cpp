#include "annotate/source_candidates.h"

#include <algorithm>
#include <ranges>

namespace recount {

namespace {

constexpr std::uint32_t sentences_before = 3, sentences_behind = 1;  // whose attributions may reach a number

class SourceFinder {
public:
    SourceFinder(const ClaimRules& rules, const ClaimSentence& sentence, const ClaimCandidate& claim)
        : rules_(rules), sentence_(sentence), claim_(claim), layers_(sentence.report().layers) {}

    std::vector<SourceCandidate> find() {
        found_.emplace_back();
        const std::uint32_t index = sentence_.index();
        add_attributions(index);
        add_words_over();
        for (std::uint32_t before = 1; before <= sentences_before && before <= index; ++before)
            add_attributions(index - before);
        const auto count = static_cast<std::uint32_t>(layers_.sentences.size());
        for (std::uint32_t next = index + 1; next <= index + sentences_behind && next < count; ++next)
            add_attributions(next);
        name_pronouns();
        return std::move(found_);
    }

private:
    void add_attributions(std::uint32_t sentence);
    void add_words_over();
    void add_words_of(std::uint32_t over, std::uint32_t from);
    void add_word(std::uint32_t head, std::uint32_t verb, SourceTie tie);
    void name_pronouns();
    std::string_view name_in(Span phrase) const;
    std::string_view last_speaker() const;
    std::uint32_t word_at(std::uint32_t byte) const;
    std::uint32_t top_of(Span span) const;
    std::uint32_t subject_of(std::uint32_t verb) const;
    Span whole(Span source) const;

    const ClaimRules& rules_;
    const ClaimSentence& sentence_;
    const ClaimCandidate& claim_;
    const Layers& layers_;
    std::vector<SourceCandidate> found_;
};

/// The word of the sentence that holds a byte; no_index where none does.
std::uint32_t SourceFinder::word_at(std::uint32_t byte) const {
    const Tokens tokens = sentence_.tokens();
    const auto behind = std::ranges::upper_bound(tokens, byte, {}, [](const Token& token) { return token.start; });
    if (behind == tokens.begin() || std::prev(behind)->end <= byte)
        return no_index;
    return static_cast<std::uint32_t>(std::prev(behind) - tokens.begin());
}

/// The word of a span that hangs on none of its others; no_index where the span is not of the sentence.
std::uint32_t SourceFinder::top_of(Span span) const {
    std::uint32_t top = word_at(span.start);
    for (std::uint32_t steps = 0; top != no_index && steps < sentence_.size(); ++steps) {
        const std::uint32_t over = sentence_.word(top).head;
        if (over == no_index || !span.contains(sentence_.token(over).span()))
            break;
        top = over;
    }
    return top;
}

void SourceFinder::add_attributions(std::uint32_t sentence) {
    for (const std::uint32_t index : layers_.attributions_of(sentence)) {
        const Attribution& attribution = layers_.attributions[index];
        if (attribution.source.empty() && attribution.speaker.empty())
            continue;
        if (std::ranges::any_of(found_, [&](const auto& other) { return other.attribution == &attribution; }))
            continue;
        SourceCandidate& candidate = found_.emplace_back();
        candidate.attribution = &attribution;
        candidate.name = attribution.speaker;
        if (!attribution.source.empty()) {
            candidate.source = whole(attribution.source.front());
            candidate.head = top_of(candidate.source);
            if (candidate.source != attribution.source.front())
                candidate.name = name_in(candidate.source);
        }
        if (!attribution.cue.empty())
            candidate.verb = top_of(attribution.cue.front());
        const Span place = !attribution.cue.empty() ? attribution.cue.front() : attribution.content.front();
        const std::uint32_t stands = layers_.sentence_at(place.start);
        if (stands != no_index)
            candidate.sentences = static_cast<std::int32_t>(stands) - static_cast<std::int32_t>(sentence_.index());
    }
}

/// The subject of a verb, of a passive one too; no_index where it has none but "who", "that".
std::uint32_t SourceFinder::subject_of(std::uint32_t verb) const {
    std::uint32_t subject = no_index;
    sentence_.each_child(verb, [&](std::uint32_t child) {
        const Relation by = sentence_.word(child).relation;
        const bool stands_for_one = sentence_.is(child, rules_.words.relatives);
        if ((by == Relation::subject || by == Relation::passive_subject) && !stands_for_one)
            subject = child;
    });
    return subject;
}

/// A source of the sentence to the end of its noun phrase, where the attribution has it only in part: "according to
/// Khyber" of "Khyber province minister Ghani".
Span SourceFinder::whole(Span source) const {
    std::uint32_t end = word_at(source.end - 1);
    if (end == no_index)
        return source;
    const auto goes_on = [&](std::uint32_t at) {
        const PartOfSpeech part = sentence_.word(at).part;
        return (part == PartOfSpeech::noun || part == PartOfSpeech::name) && !sentence_.time_over(at) &&
               !sentence_.is_mark(at);
    };
    if (!goes_on(end))
        return source;
    while (end + 1 < sentence_.size() && goes_on(end + 1))
        ++end;
    return {source.start, std::max(source.end, sentence_.token(end).end)};
}

/// Looks at each word that the number hangs on, and what stands by it; and at verbs that tell of what it counts ("girls
/// who, fighters said, were killed").
void SourceFinder::add_words_over() {
    sentence_.each_child(claim_.counted.omitted() ? claim_.top : claim_.counted.head, [&](std::uint32_t child) {
        if (sentence_.word(child).relation == Relation::relative_clause)
            add_word(subject_of(child), child, SourceTie::below);
    });
    std::uint32_t from = claim_.top;
    for (std::uint32_t over = sentence_.word(from).head; over != no_index;
         from = over, over = sentence_.word(over).head)
        add_words_of(over, from);
}

void SourceFinder::add_words_of(std::uint32_t over, std::uint32_t from) {
    const Relation by = sentence_.word(over).relation;
    if ((by == Relation::relative_clause && subject_of(over) == no_index) || by == Relation::clause)
        add_word(sentence_.word(over).head, over, SourceTie::relative);
    sentence_.each_child(over, [&](std::uint32_t child) {
        if (child == from)
            return;
        switch (sentence_.word(child).relation) {
        case Relation::subject: add_word(child, over, SourceTie::subject); break;
        case Relation::passive_subject: add_word(child, over, SourceTie::passive); break;
        case Relation::object:
        case Relation::indirect_object: add_word(child, over, SourceTie::object); break;
        case Relation::agent: add_word(child, over, SourceTie::agent); break;
        case Relation::conjunct:
        case Relation::loose:
        case Relation::adverbial_clause:
        case Relation::clause_complement: add_word(subject_of(child), child, SourceTie::beside); break;
        default: break;
        }
    });
}

/// Adds what the tree has, to the attributions with that source where there are such.
void SourceFinder::add_word(std::uint32_t head, std::uint32_t verb, SourceTie tie) {
    if (head == no_index || sentence_.is(head, rules_.words.relatives))
        return;
    const PartOfSpeech part = sentence_.word(head).part;
    if (part != PartOfSpeech::noun && part != PartOfSpeech::name && part != PartOfSpeech::pronoun)
        return;
    const Span phrase = source_phrase(sentence_, head);
    if (phrase.contains(sentence_.token(claim_.core).span()))
        return;
    bool told = false;
    for (SourceCandidate& candidate : found_) {
        if (candidate.head == no_index || !candidate.source.overlaps(phrase))
            continue;
        told = true;
        if (candidate.attribution && candidate.tie == SourceTie::none) {
            candidate.tie = tie;
            candidate.verb = verb;
        }
    }
    if (!told)
        found_.push_back({nullptr, phrase, name_in(phrase), head, verb, tie, 0});
}

/// The name of the first person or body within a phrase.
std::string_view SourceFinder::name_in(Span phrase) const {
    for (const Entity& entity : layers_.entities_in(phrase))
        if (phrase.contains(entity.span) &&
            (entity.type == EntityType::person || entity.type == EntityType::organisation))
            return entity.name;
    return {};
}

/// Names what a pronoun stands for that the attributions leave open: who spoke last before.
void SourceFinder::name_pronouns() {
    for (SourceCandidate& candidate : found_)
        if (candidate.name.empty() && candidate.head != no_index &&
            sentence_.is(candidate.head, rules_.words.person_pronouns))
            candidate.name = last_speaker();
}

/// The person who spoke last in the sentences before; empty where it was no person.
std::string_view SourceFinder::last_speaker() const {
    for (std::uint32_t before = 1; before <= sentences_before && before <= sentence_.index(); ++before) {
        const auto near = layers_.attributions_of(sentence_.index() - before);
        for (const std::uint32_t index : std::views::reverse(near)) {
            const Attribution& attribution = layers_.attributions[index];
            if (attribution.speaker.empty())
                continue;
            const bool body = attribution.speaker_entity != no_index &&
                              layers_.entities[attribution.speaker_entity].type != EntityType::person;
            return body ? std::string_view() : std::string_view(attribution.speaker);
        }
    }
    return {};
}

}  // namespace

std::vector<SourceCandidate> find_sources(const ClaimRules& rules, const ClaimSentence& sentence,
                                          const ClaimCandidate& claim) {
    return SourceFinder(rules, sentence, claim).find();
}

Span source_phrase(const ClaimSentence& sentence, std::uint32_t head) {
    std::uint32_t first = head, end = head + 1;
    sentence.each_child(head, [&](std::uint32_t child) {
        switch (sentence.word(child).relation) {
        case Relation::relative_clause:
        case Relation::clause:
        case Relation::adverbial_clause:
        case Relation::clause_complement:
        case Relation::complement:
        case Relation::apposition:
        case Relation::copula:
        case Relation::auxiliary:
        case Relation::mark:
        case Relation::case_marking:
        case Relation::loose: return;
        default: break;
        }
        if (sentence.is_mark(child))
            return;
        const auto [child_first, child_end] = sentence.phrase_of(child);
        first = std::min(first, child_first);
        end = std::max(end, child_end);
    });
    return sentence.span_of(first, end);
}

}  // namespace recount
