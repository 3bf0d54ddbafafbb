#include "annotate/speakers.h"

#include <algorithm>
#include <limits>

namespace recount {

Speakers::Speakers(const AttributionWords& words, const Gazetteer& gazetteer, const AnnotatedReport& report,
                   const std::vector<Quotation>& quotations, const LanguageModel* model, CandidateWatcher watcher)
    : words_(words),
      gazetteer_(gazetteer),
      report_(report),
      quotations_(quotations),
      tokens_(report.layers.tokens),
      scorer_(model),
      watcher_(std::move(watcher)) {}

/// The last entity that ends where the token range ends, or no_index.
std::uint32_t Speakers::entity_in(std::uint32_t begin, std::uint32_t end) const {
    const auto& entities = report_.layers.entities;
    auto found =
        std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.first_token < begin; });
    std::uint32_t best = no_index;
    for (; found != entities.end() && found->first_token < end; ++found)
        if (found->end_token == end)
            best = static_cast<std::uint32_t>(found - entities.begin());
    return best;
}

/// Whether a name stands for itself behind a preposition: "the brother of Ali Orlo" is not Ali Orlo, "the envoy to
/// France Ali Orlo" is.
bool Speakers::is_governed(std::uint32_t begin, const Entity& name) const {
    const auto& entities = report_.layers.entities;
    for (std::uint32_t at = begin; at < name.first_token; ++at) {
        if (!(words_.roles(tokens_[at].word) & role_preposition))
            continue;
        const std::uint32_t beside = entity_in(at + 1, name.first_token);
        return beside == no_index || entities[beside].type == EntityType::person || name.type != EntityType::person;
    }
    return false;
}

/// The person who is named before the preposition that governs a name: "Ali Orlo of France"; no_index for none.
std::uint32_t Speakers::person_before_preposition(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t at = begin; at < end; ++at)
        if (words_.roles(tokens_[at].word) & role_preposition) {
            const std::uint32_t before = entity_in(begin, at);
            return before != no_index && report_.layers.entities[before].type == EntityType::person ? before : no_index;
        }
    return no_index;
}

/// The name of an office's holder that stands in apposition: "Police Commissioner, Ada Orlo," or "the mayor of Gent,
/// Ada Orlo,"; no_index where there is none.
std::uint32_t Speakers::holder_of(const SourceWords& source) const {
    constexpr std::uint32_t longest = 6;  // tokens of what may stand between: "of Gent"
    constexpr std::uint32_t holders = role_office | role_epithet;
    if (!(words_.roles(tokens_[head_of(source)].word) & holders) &&
        !(words_.roles(tokens_[source.core_end - 1].word) & holders))
        return no_index;
    const std::uint32_t end = sentence_of(source.core_begin).end_token;
    std::uint32_t comma = source.core_end;
    if (comma < end && (words_.roles(tokens_[comma].word) & role_preposition))
        while (comma < end && comma < source.core_end + longest && tokens_[comma].kind == TokenKind::word &&
               !ends_subject(comma))
            ++comma;
    if (comma + 1 >= end || report_.words(tokens_[comma].span()) != ",")
        return no_index;
    const auto& entities = report_.layers.entities;
    const auto found =
        std::partition_point(entities.begin(), entities.end(), [&](const Entity& e) { return e.first_token <= comma; });
    if (found == entities.end() || found->first_token != comma + 1 || found->type == EntityType::place ||
        found->end_token >= end)
        return no_index;
    const bool closed = report_.words(tokens_[found->end_token].span()) == "," || found->end_token == source.end;
    return closed ? static_cast<std::uint32_t>(found - entities.begin()) : no_index;
}

/// The entity that names the source: the head of its noun phrase, else one in apposition; no_index where it has none.
std::uint32_t Speakers::naming_entity(const SourceWords& source) const {
    const auto& entities = report_.layers.entities;
    const std::uint32_t head = entity_in(source.core_begin, source.core_end);
    const std::uint32_t holder = holder_of(source);
    if (holder != no_index && (head == no_index || entities[head].type != EntityType::person))
        return holder;
    if (head != no_index) {
        if (!is_governed(source.core_begin, entities[head]))
            return head;
        const std::uint32_t before = person_before_preposition(source.core_begin, entities[head].first_token);
        if (before != no_index)
            return before;
        const std::uint32_t last = source.end > source.core_end ? entity_in(source.core_end + 1, source.end) : no_index;
        return last != no_index && is_governed(source.core_end + 1, entities[last]) ? no_index : last;
    }
    for (auto found = std::partition_point(entities.begin(), entities.end(),
                                           [&](const Entity& e) { return e.first_token < source.core_end; });
         found != entities.end() && found->first_token < source.end; ++found)
        if (found->type == EntityType::person &&
            (found->first_token == source.core_end + 1 || found->end_token == source.end))
            return static_cast<std::uint32_t>(found - entities.begin());
    return no_index;
}

/// "Ada Orlo 24" is Ada Orlo.
SourceWords Speakers::without_age(SourceWords source) const {
    if (source.core_end - source.core_begin > 1 && tokens_[source.core_end - 1].kind == TokenKind::number) {
        source.end -= source.end == source.core_end ? 1 : 0;
        --source.core_end;
    }
    return source;
}

/// Whether the words can point back: "the minister", "this group"; not a body that is told by its owner ("the city's
/// heating company").
bool Speakers::is_description(const SourceWords& source) const {
    if (source.several || source.core_end - source.core_begin < 2 ||
        !(words_.roles(tokens_[source.core_begin].word) & role_pointing))
        return false;
    const std::uint32_t head = head_of(source);
    bool owned = false;
    for (std::uint32_t at = source.core_begin + 1; at < head; ++at)
        owned = owned || is_possessive_mark(at);
    return !owned || !(words_.roles(tokens_[head].word) & role_body);
}

Reference Speakers::reference_of(const SourceWords& source) const {
    Reference reference;
    const Token& first = tokens_[source.core_begin];
    reference.at = stand_of(source.core_begin);
    reference.opens = sentence_of(source.core_begin).first_token == source.core_begin;
    if (words_.roles(first.word) & role_pronoun) {
        reference.kind = first.word == words_.it()     ? ReferenceKind::thing
                         : first.word == words_.they() ? ReferenceKind::several
                                                       : ReferenceKind::person;
        reference.gender = first.word == words_.he()    ? Gender::he
                           : first.word == words_.she() ? Gender::she
                                                        : Gender::unknown;
        reference.plural = first.word == words_.they();
        return reference;
    }
    const std::uint32_t head = head_of(source);
    reference.roles = words_.roles(tokens_[head].word);
    reference.noun = report_.lowered(tokens_[head].span());
    if (head > source.core_begin + 1 && !tokens_[head - 1].capitalised)
        reference.of_kind = word_before(head);
    reference.words = report_.lowered({first.start, tokens_[source.core_end - 1].end});
    reference.gender = (reference.roles & role_he)    ? Gender::he
                       : (reference.roles & role_she) ? Gender::she
                                                      : Gender::unknown;
    reference.age = age_in(source.core_begin, source.core_end);
    reference.plural = is_plural(head);
    for (std::uint32_t at = source.core_begin + 1; at < source.core_end; ++at) {
        reference.names = reference.names || tokens_[at].capitalised;
        reference.qualified =
            reference.qualified || is_possessive_mark(at) || (words_.roles(tokens_[at].word) & role_preposition);
    }
    return reference;
}

/// "The minister went further when he said": the subject of the sentence itself, where it has no name and nobody else
/// is named in the sentence; null where there is none.
Referent* Speakers::bound_by_sentence(const Reference& reference) {
    Referent* bound = nullptr;
    for (Referent& one : referents_) {
        if (!can_mean(reference, one) || one.seen.sentence != reference.at.sentence)
            continue;
        if (bound || one.bearer != no_index || one.type != EntityType::person ||
            one.subject.sentence != reference.at.sentence)
            return nullptr;
        bound = &one;
    }
    return bound;
}

/// The referent that scores highest of those above 0, the first one of equals; null where there is none.
Referent* Speakers::meant_by(const SourceWords& source, bool watched) {
    forget();
    const Reference reference = reference_of(source);
    const ReferentComparison comparison(reference, referents_);
    Referent* best = reference.kind == ReferenceKind::person ? bound_by_sentence(reference) : nullptr;
    float most = best ? std::numeric_limits<float>::max() : 0;
    for (Referent& one : referents_) {
        if (!can_mean(reference, one))
            continue;
        const ReferentAnswers answers = comparison.answers(one);
        if (watched && watcher_)
            watcher_(source, reference.kind, one, answers);
        const float score = scorer_.score(reference.kind, answers);
        if (score > most) {
            best = &one;
            most = score;
        }
    }
    return best;
}

std::string Speakers::own_words(const SourceWords& source) const {
    return std::string(report_.words({tokens_[source.core_begin].start, tokens_[source.core_end - 1].end}));
}

/// Notes that the referent spoke here; gives its name.
std::string Speakers::speaks(Referent& referent, const SourceWords& source) {
    if (referent.type == EntityType::person && !referent.titled && referent.spoke.token == 0)
        if (const Gender told = gender_behind(source.end); told != Gender::unknown) {
            referent.gender = told;
            referent.titled = true;
        }
    referent.subject = referent.seen = referent.spoke = stand_of(source.end - 1);
    referent.role = MentionRole::subject;
    referent.quoted = referent.in_margin = false;
    last_entity_ = referent.entity;
    take_nouns(referent, source.begin, source.end);
    if (referent.bearer != no_index && referent.type != EntityType::person && holder_of(source) != no_index)
        referent.type = EntityType::person;  // whoever holds an office is one, whatever the name looks like
    return referent.name;
}

/// What a speaker is called right behind: "Orlo said she had left".
Gender Speakers::gender_behind(std::uint32_t token) const {
    constexpr std::uint32_t farthest = 4;  // tokens: "told reporters that she"
    const std::uint32_t end = std::min(sentence_of(token - 1).end_token, token + farthest);
    if (token < end && report_.words(tokens_[token].span()) == ",")
        ++token;
    for (std::uint32_t at = token; at < end && tokens_[at].kind == TokenKind::word; ++at)
        if (words_.roles(tokens_[at].word) & role_pronoun)
            return tokens_[at].word == words_.he()    ? Gender::he
                   : tokens_[at].word == words_.she() ? Gender::she
                                                      : Gender::unknown;
    return Gender::unknown;
}

/// Each one who is named among several spoke, for the pronouns that follow.
void Speakers::take_each(const SourceWords& source) {
    const auto& entities = report_.layers.entities;
    const auto first = std::partition_point(entities.begin(), entities.end(),
                                            [&](const Entity& e) { return e.first_token < source.core_begin; });
    for (auto at = first; at != entities.end() && at->end_token <= source.core_end; ++at) {
        Referent& one = referent_of(*at, static_cast<std::uint32_t>(at - entities.begin()));
        one.subject = one.seen = one.spoke = stand_of(source.end - 1);
    }
}

std::string Speakers::pronoun(const SourceWords& source) {
    const WordId word = tokens_[source.core_begin].word;
    const bool points = word == words_.he() || word == words_.she() || word == words_.it() || word == words_.they();
    Referent* meant = points ? meant_by(source, true) : nullptr;
    if (!meant)
        return {};
    if (meant->gender == Gender::unknown && meant->type == EntityType::person)
        meant->gender = word == words_.he() ? Gender::he : word == words_.she() ? Gender::she : Gender::unknown;
    return speaks(*meant, source);
}

std::string Speakers::resolve(const SourceWords& source) {
    constexpr std::size_t farthest = 8;  // sources; cues that share one follow each other
    for (std::size_t i = resolved_sources_.size(); i-- > 0 && resolved_sources_.size() - i <= farthest;)
        if (const Resolved& earlier = resolved_sources_[i];
            earlier.begin == source.core_begin && earlier.end == source.core_end) {
            last_entity_ = earlier.entity;
            return earlier.name;
        }
    std::string name = name_of_new(source);
    resolved_sources_.push_back({source.core_begin, source.core_end, last_entity_, name});
    return name;
}

std::string Speakers::name_of_new(const SourceWords& source) {
    advance(source.begin);
    last_entity_ = no_index;
    resolved_ = std::max(resolved_, source.end);
    if (source.core_end - source.core_begin == 1 && (words_.roles(tokens_[source.core_begin].word) & role_pronoun))
        return pronoun(source);
    if (const GivenName given = given_name(source); given.end > given.begin)
        return speaks(bearer_of(given, source), source);
    const std::uint32_t named = source.several ? no_index : naming_entity(without_age(source));
    if (named != no_index) {
        advance(source.end);
        return speaks(referent_of(report_.layers.entities[named], named), source);
    }
    const bool described = is_description(source);
    Referent* const meant = described ? meant_by(source, true) : nullptr;
    const std::size_t place = meant ? static_cast<std::size_t>(meant - referents_.data()) : 0;
    holds_one_ = meant != nullptr;
    advance(source.end);
    holds_one_ = false;
    if (meant)
        return speaks(referents_[place], source);
    if (source.several)
        take_each(source);
    return speaks(unnamed(source), source);
}

/// "a man, who gave his name as Orlo", "a student surnamed Orlo": the words of the name; empty where none is given.
Speakers::GivenName Speakers::given_name(const SourceWords& source) const {
    constexpr std::uint32_t farthest = 2;  // tokens between the source and what gives the name: ", who"
    const std::uint32_t end = sentence_of(source.begin).end_token;
    for (std::uint32_t at = source.core_begin + 1; at < end && at <= source.end + farthest; ++at) {
        const std::uint32_t length = words_.name_given_at(tokens_, at);
        if (length == 0)
            continue;
        std::uint32_t behind = at + length;
        while (behind < end && tokens_[behind].capitalised && tokens_[behind].kind == TokenKind::word)
            ++behind;
        return {at + length, behind};
    }
    return {};
}

/// Whoever bears a name that is given so is nobody who was named otherwise: "a student surnamed Lam" is not Ada Lam.
Referent& Speakers::bearer_of(const GivenName& given, const SourceWords& source) {
    const std::string_view words = report_.words({tokens_[given.begin].start, tokens_[given.end - 1].end});
    const std::uint32_t named = entity_in(given.begin, given.end);
    advance(std::max(source.end, given.end));
    if (named != no_index && report_.layers.entities[named].name == words)
        return referent_of(report_.layers.entities[named], named);
    Referent& one = unnamed({source.core_begin, given.end, source.core_begin, given.end});
    if (named == no_index && one.name != words) {
        const auto place = static_cast<std::uint32_t>(&one - referents_.data());
        by_own_words_.erase(one.name);
        one.name = words;
        by_own_words_.try_emplace(one.name, place);
    }
    return one;
}

}  // namespace recount
