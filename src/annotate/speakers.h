// Gives the words of a source its bearer's name: "the 65-year-old leader" and "he" stand for somebody whom the report
// has named. A name in the words wins; for a pronoun and a description, those whom the report has introduced so far are
// compared (referents.h). What means none of them keeps its own words.
#pragma once

#include <functional>
#include <string>
#include <unordered_map>
#include <vector>

#include "annotate/attribution_words.h"
#include "annotate/quotations.h"
#include "annotate/referents.h"
#include "gazetteer/gazetteer.h"
#include "report/layers.h"

namespace recount {

/// The words of one source, as token ranges: the noun phrase that names it, and all of it with what stands in
/// apposition.
struct SourceWords {
    std::uint32_t core_begin = 0, core_end = 0;
    std::uint32_t begin = 0, end = 0;
    bool several = false;  // joined ones, whom none of their names stands for
};

/// Sees each candidate of each source that is a pronoun or a description, for training.
using CandidateWatcher =
    std::function<void(const SourceWords&, ReferenceKind, const Referent&, const ReferentAnswers&)>;

/// Follows one report from its beginning: sources must be asked for in the order of the text. The arguments must
/// outlive it; `model` may be null.
class Speakers {
public:
    Speakers(const AttributionWords& words, const Gazetteer& gazetteer, const AnnotatedReport& report,
             const std::vector<Quotation>& quotations, const LanguageModel* model, CandidateWatcher watcher = {});

    /// The fullest name that the report gives the source's bearer; the source's own words where it has no name; empty
    /// where a pronoun points to nobody.
    std::string resolve(const SourceWords& source);

    /// The entity that `resolve` found last, no_index where it found none.
    std::uint32_t last_entity() const { return last_entity_; }

private:
    // Whom the report introduces (introductions.cpp)
    void advance(std::uint32_t token);
    void take_mention(std::uint32_t index);
    void take_sentence(const Sentence& sentence);
    SourceWords subject_phrase(const Sentence& sentence) const;
    bool ends_subject(std::uint32_t token) const;
    void take_nouns_around(Referent& referent, const Entity& entity) const;
    void take_nouns(Referent& referent, std::uint32_t begin, std::uint32_t end) const;
    MentionRole role_of(const Entity& entity, const Sentence& sentence) const;
    void take_gender(Referent& referent, const Entity& entity) const;
    Referent& referent_of(const Entity& entity, std::uint32_t index);
    void forget();
    Referent& unnamed(const SourceWords& source);
    std::string_view word_before(std::uint32_t token) const;
    std::uint32_t head_of(const SourceWords& source) const;
    std::uint32_t age_in(std::uint32_t begin, std::uint32_t end) const;
    bool is_quoted(std::uint32_t token) const;
    bool is_plural(std::uint32_t head) const;
    bool is_possessive_mark(std::uint32_t token) const;
    const Sentence& sentence_of(std::uint32_t token) const;
    Stand stand_of(std::uint32_t token) const;

    // Who is meant (speakers.cpp)
    struct GivenName {
        std::uint32_t begin = 0, end = 0;  // tokens
    };
    std::uint32_t entity_in(std::uint32_t begin, std::uint32_t end) const;
    bool is_governed(std::uint32_t begin, const Entity& name) const;
    std::uint32_t person_before_preposition(std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t holder_of(const SourceWords& source) const;
    Gender gender_behind(std::uint32_t token) const;
    std::uint32_t naming_entity(const SourceWords& source) const;
    std::string name_of_new(const SourceWords& source);
    GivenName given_name(const SourceWords& source) const;
    Referent& bearer_of(const GivenName& given, const SourceWords& source);
    Reference reference_of(const SourceWords& source) const;
    SourceWords without_age(SourceWords source) const;
    bool is_description(const SourceWords& source) const;
    Referent* bound_by_sentence(const Reference& reference);
    Referent* meant_by(const SourceWords& source, bool watched);
    std::string pronoun(const SourceWords& source);
    void take_each(const SourceWords& source);
    std::string own_words(const SourceWords& source) const;
    std::string speaks(Referent& referent, const SourceWords& source);

    const AttributionWords& words_;
    const Gazetteer& gazetteer_;
    const AnnotatedReport& report_;
    const std::vector<Quotation>& quotations_;
    Tokens tokens_;
    ReferentScorer scorer_;
    CandidateWatcher watcher_;
    std::vector<Referent> referents_;
    std::unordered_map<std::uint32_t, std::uint32_t> by_bearer_;   // into referents_: those with a name
    std::unordered_map<std::string, std::uint32_t> by_own_words_;  // and those without, by what they are called
    bool holds_one_ = false;                                       // a place in referents_ is in use
    std::uint32_t next_entity_ = 0, next_sentence_ = 0;            // the first ones that have not been looked at
    /// A source whose bearer was found.
    struct Resolved {
        std::uint32_t begin = 0, end = 0, entity = no_index;
        std::string name;
    };
    std::vector<Resolved> resolved_sources_;
    std::uint32_t resolved_ = 0;  // behind the last source
    std::uint32_t last_entity_ = no_index;
};

}  // namespace recount
