// Whom "he", "the agency" or "they" stands for: of those whom the report has introduced, the one that answers plain
// questions best. Is it of that sex and number, how far back was it named, did it stand as a subject, did it speak
// last, was it introduced with that noun? The answers, weighed by what train/referents.py learned, add up to a score
// for each; where all lie below zero, the words stand for themselves.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "language/learned_weights.h"
#include "report/layers.h"

namespace recount {

enum class Gender : std::uint8_t { unknown, he, she };

/// Somewhere in a report. `token` counts from 1; 0: nowhere.
struct Stand {
    std::uint32_t token = 0, sentence = 0, block = 0;
};

/// As what somebody was named.
enum class MentionRole : std::uint8_t { other, subject, object, hearer, possessor };

/// Somebody, or something, that can be meant again.
struct Referent {
    /// A noun that it was introduced with ("minister"), and the word before it ("defence"); lower-case, of the report.
    struct Noun {
        std::string_view word, kind;
    };

    std::string name;
    std::uint32_t bearer = no_index;  // of Entity; no_index for one without a name
    std::uint32_t entity = no_index;
    EntityType type = EntityType::other;
    Gender gender = Gender::unknown;
    bool titled = false;  // a title or a pronoun of its own tells the gender, not a first name
    bool plural = false;
    bool tells = false;          // without a name: its noun is one for those who speak
    bool outlet = false;         // the report's own, or an agency that it credits
    Stand seen, subject, spoke;  // where it was spoken of last, stood as a subject last, spoke last
    std::uint32_t times = 0;     // how often it was named
    std::uint32_t age = 0;       // 0: not told
    MentionRole role{};          // when it was named last
    bool quoted = false;         // then: within a quotation
    bool in_margin = false;      // then: in a headline or a caption
    std::vector<Noun> nouns;
};

enum class ReferenceKind : std::uint8_t {
    person,     // "he", "she"
    thing,      // "it"
    several,    // "they"
    described,  // "the minister"
};
constexpr std::size_t reference_kinds = 4;

/// Words that may stand for a referent.
struct Reference {
    ReferenceKind kind = ReferenceKind::described;
    Stand at;
    Gender gender = Gender::unknown;
    bool opens = false;              // its sentence
    std::string_view noun, of_kind;  // of a description: its head and the word before it, lower-case
    std::string_view words;          // all of it, lower-case
    std::uint32_t roles = 0;         // of the noun (WordRole)
    std::uint32_t age = 0;
    bool plural = false;
    bool names = false;      // it has a name in it: "the Polish president"
    bool qualified = false;  // it has a preposition or a possessive in it: "the mother of the girl"
};

/// The questions. Answers lie in 0 ... 1.
enum class ReferentQuestion : std::uint8_t {
    // what it is
    gender_agrees,
    gender_open,
    is_person,
    is_organisation,
    is_place,
    is_nameless,
    is_nameless_teller,
    is_nameless_person,
    is_plural,
    number_agrees,
    is_outlet,
    // how far back it was spoken of
    in_sentence,
    in_sentence_before,
    in_three_sentences,
    in_paragraph,
    in_paragraph_before,
    tokens_away,      // of 100
    far_tokens_away,  // of 500
    seen_last,        // of those who can be meant
    // as what
    was_subject,
    subject_last,  // of those who can be meant
    subject_in_sentence,
    subject_in_sentence_before,
    subject_tokens_away,  // of 100
    named_as_subject,     // when it was named last
    named_as_object,
    named_as_hearer,
    named_as_possessor,
    named_in_quotation,
    named_in_margin,
    // what it did
    has_spoken,
    spoke_last,  // of those who can be meant
    spoke_in_sentence,
    spoke_in_sentence_before,
    spoke_tokens_away,  // of 100
    opens_behind_subject,
    opens_behind_speaker,
    nameless_subject_last,    // of those who can be meant, a person without a name
    nameless_subject_here,    // in the sentence itself, likewise
    nameless_subject_before,  // in the one before it
    // how often it was named
    named_once,
    named_most,  // of those who can be meant
    named_often,
    // a description
    shares_noun,
    shares_kind,
    differs_in_kind,  // of an office
    shares_other_word,
    names_another,  // than this one was introduced with
    is_qualified,
    only_one_with_noun,
    last_with_noun,
    noun_ends_name,
    noun_in_name,
    epithet_of_person,
    epithet_of_other,  // who was not introduced with it
    office_of_person,
    body_of_organisation,
    document_of_organisation,
    document_of_person,
    document_of_nameless,
    age_agrees,
    age_differs,
    count_,
};

constexpr std::size_t referent_questions = static_cast<std::size_t>(ReferentQuestion::count_);
using ReferentAnswers = std::array<float, referent_questions>;

/// Whether the words can stand for the referent at all: it was named before, and sex, number and type allow it.
bool can_mean(const Reference& reference, const Referent& referent);

/// The answers of those who can be meant, one after the other. Refers to what it is made of.
class ReferentComparison {
public:
    ReferentComparison(const Reference& reference, const std::vector<Referent>& referents);

    /// REQUIRES: can_mean.
    ReferentAnswers answers(const Referent& referent) const;

private:
    const Reference& reference_;
    std::uint32_t seen_ = 0, subject_ = 0, spoke_ = 0, with_noun_ = 0;  // the last tokens
    std::uint32_t times_ = 0, sharers_ = 0;
};

/// Scores candidates. Immutable: any number of threads may use one. The model must outlive it.
class ReferentScorer {
public:
    /// By the weights of a model; where there is none, or it was trained without them, by a plain order: the last
    /// subject, the last one with that noun. Throws ModelError.
    explicit ReferentScorer(const LanguageModel* model);

    /// Above 0 where the candidate is likelier meant than nobody.
    float score(ReferenceKind kind, const ReferentAnswers& answers) const;

private:
    std::array<std::optional<LearnedWeights>, reference_kinds> weights_;
};

}  // namespace recount
