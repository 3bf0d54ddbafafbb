// Gives the words of a source its bearer's name: "the 65-year-old leader" and "he" stand for somebody whom the report
// has named. The rules are few and can be read off: a name in the words wins; a pronoun takes whoever the report is
// speaking of; a noun for one person takes the last one who was introduced with that noun. What they cannot tell keeps
// its own words.
#pragma once

#include <string>
#include <vector>

#include "annotate/attribution_words.h"
#include "annotate/quotations.h"
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

/// Follows one report from its beginning: sources must be asked for in the order of the text. The arguments must
/// outlive it.
class Speakers {
public:
    Speakers(const AttributionWords& words, const Gazetteer& gazetteer, const AnnotatedReport& report,
             const std::vector<Quotation>& quotations);

    /// The fullest name that the report gives the source's bearer; the source's own words where it has no name; empty
    /// where a pronoun points to nobody.
    std::string resolve(const SourceWords& source);

    /// The entity that `resolve` found last, no_index where it found none.
    std::uint32_t last_entity() const { return last_entity_; }

private:
    enum class Gender : std::uint8_t { unknown, he, she };

    /// Somebody who can be meant again.
    struct Referent {
        std::string name;
        std::uint32_t bearer = no_index;  // of Entity; no_index for one without a name
        std::uint32_t entity = no_index;
        EntityType type = EntityType::other;
        Gender gender = Gender::unknown;
        bool plural = false;
        bool spoke = false;
        std::uint32_t last_token = 0;    // where it was spoken of last
        std::uint32_t last_subject = 0;  // where it last stood where a subject stands, or spoke; 0: never
        std::uint32_t times = 0;         // how often
        struct Noun {
            WordId word;
            std::string_view kind;  // the word before it ("defence"), lower-case
        };
        std::vector<Noun> nouns;  // that it was introduced with ("minister")
    };

    void advance(std::uint32_t token);
    void take_mention(std::uint32_t index);
    void take_sentence(const Sentence& sentence);
    void take_nouns_around(Referent& referent, const Entity& entity) const;
    void take_nouns(Referent& referent, std::uint32_t begin, std::uint32_t end) const;
    Gender gender_of(const Entity& entity) const;
    Referent& referent_of(const Entity& entity, std::uint32_t index);
    std::uint32_t entity_in(std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t naming_entity(const SourceWords& source) const;
    Referent* pronoun(WordId word, std::uint32_t token);
    bool fits(const Referent& referent, std::uint32_t begin, std::uint32_t head) const;
    std::string_view word_before(std::uint32_t token) const;
    std::uint32_t head_of(const SourceWords& source) const;
    bool is_quoted(std::uint32_t token) const;
    bool is_possessive(std::uint32_t token) const;
    Referent* last_body();
    void take_each(const SourceWords& source);
    Referent& unnamed(const SourceWords& source);
    BlockKind block_kind(std::uint32_t token) const;
    Referent* described(const SourceWords& source);
    std::string own_words(const SourceWords& source) const;
    std::string speaks(Referent& referent, const SourceWords& source);

    const AttributionWords& words_;
    const Gazetteer& gazetteer_;
    const AnnotatedReport& report_;
    const std::vector<Quotation>& quotations_;
    Tokens tokens_;
    std::vector<Referent> referents_;
    std::uint32_t next_entity_ = 0, next_sentence_ = 0;  // the first ones that have not been looked at
    std::uint32_t last_entity_ = no_index;
};

}  // namespace recount
