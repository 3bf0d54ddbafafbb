// The words that attribution goes by, as codebook/attributions.toml gives them: cue verbs in all their forms with what
// may follow them, and the small words that tell where a subject begins and a clause ends. No tagger stands behind
// this: a word has the roles that the codebook gives it, whatever the sentence.
#pragma once

#include <string>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// What a word can be in a sentence; a word may have several roles.
enum WordRole : std::uint32_t {
    role_determiner = 1u << 0,
    role_possessive = 1u << 1,  // "his", "their"
    role_pronoun = 1u << 2,     // as a subject: "he", "who"
    role_object = 1u << 3,      // "him", "themselves"
    role_relative = 1u << 4,
    role_preposition = 1u << 5,
    role_attaching = 1u << 6,      // a preposition that can join two noun phrases into one
    role_joining = 1u << 7,        // "and"
    role_contrasting = 1u << 8,    // "but", "though"
    role_subordinating = 1u << 9,  // "after", "when"
    role_auxiliary = 1u << 10,
    role_being = 1u << 11,
    role_negation = 1u << 12,
    role_adverb = 1u << 13,
    role_not_adverb = 1u << 14,  // ends like an adverb and is none
    role_day = 1u << 15,         // "Monday", "May"
    role_noun_too = 1u << 16,    // a cue verb that is as often a noun: "claims"
    role_placard = 1u << 17,
    role_epithet = 1u << 18,  // "the 65-year-old leader"
    role_office = 1u << 19,   // "the minister"
    role_he = 1u << 20,
    role_she = 1u << 21,
    role_picture = 1u << 22,
    role_naming = 1u << 23,    // "called"
    role_body = 1u << 24,      // "the group"
    role_one = 1u << 25,       // a determiner of one thing: "a"
    role_teller = 1u << 26,    // "police"
    role_plural = 1u << 27,    // of several, though it has no "s": "people"
    role_pointing = 1u << 28,  // a determiner that can point back: "this"
    role_aged = 1u << 29,      // "old"
    role_document = 1u << 30,  // "the statement"
};

/// One cue verb or phrase.
struct Cue {
    std::string class_name;
    std::string lemma;
    bool parenthetical = false;    // may stand behind what it introduces
    bool addressee = false;        // names its hearer before what is said
    bool negated = false;          // what is said not to be so
    bool told = true;              // stated, not thought, wanted, judged or shown
    bool with_that = false;        // told only where "that", a colon or a quotation follows
    bool thought = false;          // of a mind rather than a mouth
    bool manner = false;           // a way of speaking: quotations only
    bool cites = false;            // names somebody else's words: "citing officials"
    bool precedes_source = false;  // "according to"
    std::vector<WordId> needs;     // one of these words must follow in the clause
    std::vector<WordId> unless;    // none of these may
};

enum class CueForm : std::uint8_t { base, third, past, participle, ing };
constexpr std::uint32_t cue_forms = 5;

/// Read once from the codebook; immutable after.
class AttributionWords {
public:
    /// Throws CodebookError when attributions.toml is missing or wrong.
    explicit AttributionWords(Codebook& codebook);

    /// The roles that the codebook gives a word by itself.
    std::uint32_t roles(WordId word) const { return word < roles_.size() ? roles_[word] : 0; }

    /// Whether a word that no list knows has the ending of an adverb.
    bool ends_like_adverb(std::string_view lowered) const {
        return lowered.size() > adverb_ending_.size() + 2 && lowered.ends_with(adverb_ending_);
    }

    /// The same of a past: "marched".
    bool ends_like_past(std::string_view lowered) const {
        return lowered.size() > past_ending_.size() + 2 && lowered.ends_with(past_ending_);
    }

    /// The longest cue that starts at words[at]: its index among cues() and form; length 0 when there is none.
    struct Match {
        std::uint32_t cue = 0, length = 0;
        CueForm form = CueForm::base;
    };
    template <class Word>
    Match cue_at(std::span<const Word> words, std::size_t at) const {
        const PhraseTable::Match match = forms_.longest(words, at);
        if (!match)
            return {};
        return {match.value / cue_forms, match.length, static_cast<CueForm>(match.value % cue_forms)};
    }

    /// How many words the adjunct that starts at words[at] has ("in a statement"), 0 when there is none.
    template <class Word>
    std::uint32_t adjunct_at(std::span<const Word> words, std::size_t at) const {
        return adjuncts_.longest(words, at).length;
    }

    /// How many words from words[at] on tell that a name follows which its bearer gave ("identified herself as"), 0
    /// when none do.
    template <class Word>
    std::uint32_t name_given_at(std::span<const Word> words, std::size_t at) const {
        return given_names_.longest(words, at).length;
    }

    const Cue& cue(std::uint32_t index) const { return cues_[index]; }
    WordId that() const { return that_; }
    WordId to() const { return to_; }
    /// How many of those that a report spoke of its later words may point to.
    std::size_t remembered() const { return remembered_; }
    WordId he() const { return he_; }
    WordId she() const { return she_; }
    WordId it() const { return it_; }
    WordId they() const { return they_; }
    WordId by() const { return by_; }
    WordId who() const { return who_; }

private:
    void read_cues(Codebook& codebook, const CodebookNode& file);
    void read_roles(Codebook& codebook, const CodebookNode& file);
    void give_role(Codebook& codebook, const std::vector<std::string>& words, std::uint32_t role);
    void add_forms(Codebook& codebook, const std::string& verb, std::uint32_t cue);

    std::vector<Cue> cues_;
    PhraseTable forms_, adjuncts_, given_names_;
    std::size_t remembered_ = 0;
    std::vector<std::uint32_t> roles_;
    std::string adverb_ending_, past_ending_;
    WordId that_ = 0, to_ = 0, he_ = 0, she_ = 0, it_ = 0, they_ = 0, by_ = 0, who_ = 0;
};

}  // namespace recount
