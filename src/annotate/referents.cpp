#include "annotate/referents.h"

#include <algorithm>

#include "annotate/attribution_words.h"

namespace recount {

namespace {

using enum ReferentQuestion;

/// The words of a lower-case text, without what parts them.
template <class Visit>
void each_word(std::string_view text, const Visit& visit) {
    constexpr std::string_view blanks = " -,.'\"";
    for (std::size_t at = text.find_first_not_of(blanks); at != std::string_view::npos;) {
        const std::size_t end = std::min(text.find_first_of(blanks, at), text.size());
        visit(text.substr(at, end - at));
        at = text.find_first_not_of(blanks, end);
    }
}

/// Whether two words are one, whatever the case of ASCII letters.
bool same_word(std::string_view a, std::string_view b) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return low(x) == low(y); });
}

bool has_noun(const Reference& reference, const Referent& referent) {
    if (std::any_of(referent.nouns.begin(), referent.nouns.end(),
                    [&](const Referent::Noun& noun) { return noun.word == reference.noun; }))
        return true;
    bool named = false;
    if (referent.type != EntityType::person)
        each_word(referent.name, [&](std::string_view word) { named = named || same_word(word, reference.noun); });
    return named;
}

/// "the defence minister" is not the foreign minister.
bool of_that_kind(const Reference& reference, const Referent& referent) {
    return reference.of_kind.empty() ||
           std::any_of(referent.nouns.begin(), referent.nouns.end(), [&](const Referent::Noun& noun) {
               return noun.word == reference.noun && noun.kind == reference.of_kind;
           });
}

/// Whether one can be called by the noun. A body and a document point to organisations and to those who spoke; whatever
/// else does to persons ("the leader") or to those who were introduced with it.
bool fits_noun(const Reference& reference, const Referent& referent) {
    if (reference.roles & role_office)
        return (referent.type == EntityType::person || referent.type == EntityType::other) &&
               has_noun(reference, referent) && of_that_kind(reference, referent);
    if (reference.roles & role_epithet)
        return referent.type == EntityType::person ||
               (referent.type == EntityType::other && has_noun(reference, referent));
    if (reference.roles & role_document)
        return referent.spoke.token != 0;
    if (reference.roles & role_body)
        return referent.type == EntityType::organisation || has_noun(reference, referent);
    return has_noun(reference, referent);
}

/// The answers of one candidate.
class ReferentDescription {
public:
    ReferentDescription(const Reference& reference, const Referent& referent)
        : reference_(reference), referent_(referent) {}

    void set(ReferentQuestion question, float answer) { answers_[static_cast<std::size_t>(question)] = answer; }
    void set(ReferentQuestion question, bool answer) { set(question, answer ? 1.0F : 0.0F); }

    void describe_kind() {
        set(gender_agrees, reference_.gender != Gender::unknown && referent_.gender == reference_.gender);
        set(gender_open, reference_.gender != Gender::unknown && referent_.gender == Gender::unknown);
        set(is_person, referent_.type == EntityType::person);
        set(is_organisation, referent_.type == EntityType::organisation);
        set(is_place, referent_.type == EntityType::place);
        set(is_nameless, referent_.bearer == no_index);
        set(is_nameless_teller, referent_.bearer == no_index && referent_.tells);
        set(is_nameless_person, referent_.bearer == no_index && referent_.type == EntityType::person);
        set(is_plural, referent_.plural);
        set(number_agrees, referent_.plural == reference_.plural);
        set(is_outlet, referent_.outlet);
    }

    void describe_distance() {
        const Stand &seen = referent_.seen, &at = reference_.at;
        const std::uint32_t sentences = at.sentence - seen.sentence, blocks = at.block - seen.block;
        set(in_sentence, sentences == 0);
        set(in_sentence_before, sentences == 1);
        set(in_three_sentences, sentences == 2 || sentences == 3);
        set(in_paragraph, blocks == 0);
        set(in_paragraph_before, blocks == 1);
        set(tokens_away, part_of(at.token - seen.token, 100));
        set(far_tokens_away, part_of(at.token - seen.token, 500));
    }

    void describe_standing() {
        const Stand &subject = referent_.subject, &spoke = referent_.spoke, &at = reference_.at;
        const bool nameless_person = referent_.bearer == no_index && referent_.type == EntityType::person;
        set(was_subject, subject.token != 0);
        set(subject_tokens_away, 1.0F);
        set(spoke_tokens_away, 1.0F);
        if (subject.token != 0) {
            set(subject_in_sentence, subject.sentence == at.sentence);
            set(subject_in_sentence_before, subject.sentence + 1 == at.sentence);
            set(nameless_subject_here, nameless_person && subject.sentence == at.sentence);
            set(nameless_subject_before, nameless_person && subject.sentence + 1 == at.sentence);
            set(subject_tokens_away, part_of(at.token - subject.token, 100));
            set(opens_behind_subject, reference_.opens && subject.sentence + 1 == at.sentence);
        }
        set(has_spoken, spoke.token != 0);
        if (spoke.token != 0) {
            set(spoke_in_sentence, spoke.sentence == at.sentence);
            set(spoke_in_sentence_before, spoke.sentence + 1 == at.sentence);
            set(spoke_tokens_away, part_of(at.token - spoke.token, 100));
            set(opens_behind_speaker, reference_.opens && spoke.sentence + 1 == at.sentence);
        }
        set(named_as_subject, referent_.role == MentionRole::subject);
        set(named_as_object, referent_.role == MentionRole::object);
        set(named_as_hearer, referent_.role == MentionRole::hearer);
        set(named_as_possessor, referent_.role == MentionRole::possessor);
        set(named_in_quotation, referent_.quoted);
        set(named_in_margin, referent_.in_margin);
        set(named_once, referent_.times == 1);
        set(named_often, static_cast<float>(referent_.times) / static_cast<float>(referent_.times + 5));
    }

    void describe_noun() {
        if (reference_.noun.empty())
            return;
        bool noun = false, kind = false, other_kind = false;
        for (const Referent::Noun& known : referent_.nouns) {
            noun = noun || known.word == reference_.noun;
            if (known.word != reference_.noun || reference_.of_kind.empty())
                continue;
            kind = kind || known.kind == reference_.of_kind;
            other_kind = other_kind || (!known.kind.empty() && known.kind != reference_.of_kind);
        }
        set(shares_noun, noun);
        set(shares_kind, kind);
        set(differs_in_kind, other_kind && !kind && (reference_.roles & role_office));
        set(shares_other_word, shares_word());
        set(names_another, reference_.names && !shares_word());
        set(is_qualified, reference_.qualified);
        const bool person = referent_.type == EntityType::person, body = referent_.type == EntityType::organisation;
        std::string_view last;
        each_word(referent_.name, [&](std::string_view word) {
            set_if(noun_in_name, same_word(word, reference_.noun));
            last = word;
        });
        set(noun_ends_name, same_word(last, reference_.noun));
        set(epithet_of_person, person && (reference_.roles & role_epithet));
        set(epithet_of_other, !noun && (reference_.roles & role_epithet));
        set(office_of_person, person && (reference_.roles & role_office));
        set(body_of_organisation, body && (reference_.roles & role_body));
        set(document_of_organisation, body && (reference_.roles & role_document));
        set(document_of_person, person && (reference_.roles & role_document));
        set(document_of_nameless, referent_.bearer == no_index && (reference_.roles & role_document));
        set(age_agrees, reference_.age != 0 && reference_.age == referent_.age);
        set(age_differs, reference_.age != 0 && referent_.age != 0 && reference_.age != referent_.age);
    }

    const ReferentAnswers& answers() const { return answers_; }

private:
    static float part_of(std::uint32_t distance, std::uint32_t whole) {
        return static_cast<float>(std::min(distance, whole)) / static_cast<float>(whole);
    }

    void set_if(ReferentQuestion question, bool answer) {
        if (answer)
            set(question, true);
    }

    /// Whether another word of the description than its noun was used for the candidate: "the Bolivian president".
    bool shares_word() const {
        constexpr std::size_t shortest = 4;
        bool shared = false;
        each_word(reference_.words, [&](std::string_view word) {
            if (word.size() < shortest || word == reference_.noun)
                return;
            each_word(referent_.name, [&](std::string_view of_name) { shared = shared || same_word(of_name, word); });
            for (const Referent::Noun& noun : referent_.nouns)
                shared = shared || noun.word == word || noun.kind == word;
        });
        return shared;
    }

    const Reference& reference_;
    const Referent& referent_;
    ReferentAnswers answers_{};
};

/// What a few answers weigh where nothing was learned.
struct PlainWeight {
    ReferentQuestion question;
    float weight;
};
constexpr std::array<PlainWeight, 6> plain_person{
    {{is_person, 1}, {is_nameless, 1}, {has_spoken, 1}, {subject_last, 4}, {was_subject, 1}, {seen_last, 2}}};
constexpr std::array<PlainWeight, 4> plain_thing{
    {{was_subject, 2}, {subject_last, 4}, {seen_last, 1}, {is_person, -8}}};
constexpr std::array<PlainWeight, 4> plain_several{
    {{is_plural, 2}, {is_organisation, 2}, {subject_last, 4}, {was_subject, 1}}};
constexpr std::array<PlainWeight, 8> plain_described{{{shares_noun, 4},
                                                      {last_with_noun, 2},
                                                      {has_spoken, 1},
                                                      {differs_in_kind, -16},
                                                      {epithet_of_person, 1},
                                                      {body_of_organisation, 2},
                                                      {seen_last, 1},
                                                      {subject_last, 1}}};

float plain_score(ReferenceKind kind, const ReferentAnswers& answers) {
    constexpr std::array<std::span<const PlainWeight>, reference_kinds> weights{plain_person, plain_thing,
                                                                                plain_several, plain_described};
    constexpr std::array<float, reference_kinds> least{1, 4, 4, 3};
    float sum = -least[static_cast<std::size_t>(kind)];
    for (const PlainWeight& entry : weights[static_cast<std::size_t>(kind)])
        sum += answers[static_cast<std::size_t>(entry.question)] * entry.weight;
    return sum;
}

}  // namespace

bool can_mean(const Reference& reference, const Referent& referent) {
    if (referent.seen.token == 0 || referent.seen.token > reference.at.token)
        return false;
    if (reference.gender != Gender::unknown && referent.gender != Gender::unknown &&
        referent.gender != reference.gender)
        return false;
    const bool person = referent.type == EntityType::person;
    switch (reference.kind) {
    case ReferenceKind::person:
        return !referent.plural && (person || (referent.type == EntityType::other &&
                                               (referent.bearer == no_index || referent.spoke.token != 0)));
    case ReferenceKind::thing: return !referent.plural && !person;
    case ReferenceKind::several: return !person || referent.plural;
    case ReferenceKind::described:
        return (referent.bearer != no_index || referent.plural == reference.plural) && fits_noun(reference, referent);
    }
    return false;
}

ReferentComparison::ReferentComparison(const Reference& reference, const std::vector<Referent>& referents)
    : reference_(reference) {
    for (const Referent& one : referents) {
        if (!can_mean(reference, one))
            continue;
        seen_ = std::max(seen_, one.seen.token);
        subject_ = std::max(subject_, one.subject.token);
        spoke_ = std::max(spoke_, one.spoke.token);
        times_ = std::max(times_, one.times);
        if (!reference.noun.empty() && has_noun(reference, one)) {
            ++sharers_;
            with_noun_ = std::max(with_noun_, one.seen.token);
        }
    }
}

ReferentAnswers ReferentComparison::answers(const Referent& referent) const {
    ReferentDescription description(reference_, referent);
    description.describe_kind();
    description.describe_distance();
    description.describe_standing();
    description.describe_noun();
    const bool shares = !reference_.noun.empty() && has_noun(reference_, referent);
    description.set(seen_last, referent.seen.token == seen_);
    const bool stood_last = referent.subject.token != 0 && referent.subject.token == subject_;
    const bool nameless_person = referent.bearer == no_index && referent.type == EntityType::person;
    description.set(subject_last, stood_last);
    description.set(nameless_subject_last, stood_last && nameless_person);
    description.set(spoke_last, referent.spoke.token != 0 && referent.spoke.token == spoke_);
    description.set(named_most, referent.times == times_);
    description.set(only_one_with_noun, shares && sharers_ == 1);
    description.set(last_with_noun, shares && referent.seen.token == with_noun_);
    return description.answers();
}

ReferentScorer::ReferentScorer(const LanguageModel* model) {
    constexpr std::array<const char*, reference_kinds> sections{"referents/person", "referents/thing",
                                                                "referents/several", "referents/described"};
    for (std::size_t kind = 0; kind < reference_kinds; ++kind)
        weights_[kind] = LearnedWeights::of(model, sections[kind], referent_questions);
}

float ReferentScorer::score(ReferenceKind kind, const ReferentAnswers& answers) const {
    const std::optional<LearnedWeights>& weights = weights_[static_cast<std::size_t>(kind)];
    return weights ? weights->sum(answers) : plain_score(kind, answers);
}

}  // namespace recount
