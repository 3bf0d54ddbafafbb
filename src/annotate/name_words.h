// What the codebook knows of names (codebook/names.toml), as flags of words and as phrases: read once, then shared by
// the annotator of names and by the joining of names over a story.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/name_spellings.h"
#include "codebook/codebook.h"
#include "text/token.h"

namespace recount {

/// The lists of names.toml that a single word can stand in; a word may stand in several.
enum NameWord : std::uint32_t {
    courtesy_title = 1U << 0,
    female_title = 1U << 1,
    male_title = 1U << 2,
    role_word = 1U << 3,  // of one word; longer ones are phrases
    role_link = 1U << 4,
    person_verb = 1U << 5,
    person_pronoun = 1U << 6,
    particle = 1U << 7,
    name_suffix = 1U << 8,
    organisation_word = 1U << 9,
    organisation_head = 1U << 10,
    link_word = 1U << 11,
    article_word = 1U << 12,
    conjunction_word = 1U << 13,
    organisation_noun = 1U << 14,
    place_word = 1U << 15,
    place_start = 1U << 16,
    place_head = 1U << 17,
    direction_word = 1U << 18,
    place_noun = 1U << 19,
    place_preposition = 1U << 20,
    weak_place_preposition = 1U << 21,
    not_name = 1U << 22,
    adjective_word = 1U << 23,
    compound_ending = 1U << 24,
    possessive_start = 1U << 25,
    label_word = 1U << 26,
    event_word = 1U << 27,
    region_word = 1U << 28,
    surname_month = 1U << 30,
    lower_case_name = 1U << 29,  // begins a well-known name that is written so ("dpa")
};

/// Immutable once made; any number of threads may read it.
class NameWords {
public:
    /// Reads names.toml. Throws CodebookError.
    explicit NameWords(Codebook& codebook);

    /// The lists that a token's word stands in.
    std::uint32_t flags(const Token& token) const { return token.word < flags_.size() ? flags_[token.word] : 0; }
    bool is(const Token& token, std::uint32_t any_of) const { return (flags(token) & any_of) != 0; }

    /// How many tokens from tokens[at] on are one role ("deputy prime minister"); 0 when none begins there.
    std::uint32_t role_at(Tokens tokens, std::size_t at) const { return roles_.longest(tokens, at).length; }

    /// The same of the offices that are written with a name, in capitals ("Prime Minister").
    std::uint32_t office_at(Tokens tokens, std::size_t at) const { return offices_.longest(tokens, at).length; }

    /// How many tokens at the end of `tokens`, written with a capital, are one such office; of several the longest, 0
    /// when none ends there.
    std::uint32_t office_ending(Tokens tokens) const;

    /// The well-known organisation whose name begins at tokens[at], written as a name: its number and the tokens of the
    /// name. `lowered` is `text` in lower case, at the same offsets.
    PhraseTable::Match organisation_at(std::string_view text, std::string_view lowered, Tokens tokens,
                                       std::size_t at) const;

    /// What a country has one of ("government", "ministry of defence") whose words begin at tokens[at]: its number and
    /// the tokens.
    PhraseTable::Match institution_at(Tokens tokens, std::size_t at) const { return institutions_.longest(tokens, at); }

    /// What the codebook knows of spellings of names.
    const NameSpellings& spellings() const { return spellings_; }

private:
    struct Organisation {
        std::vector<std::string> names;
        std::vector<std::string> abbreviations;  // lower-case; those names that are all capitals
    };
    void add(Codebook& codebook, const CodebookNode& file, std::string_view list, std::uint32_t flag);
    /// True when a name of an organisation is one only as it is written in the codebook ("IS", "WHO"): in capitals.
    bool needs_capitals(std::uint32_t organisation, std::string_view lowered) const;
    void add_word(Codebook& codebook, const std::string& word, std::uint32_t flag);

    std::vector<std::uint32_t> flags_;  // by word number
    PhraseTable roles_, offices_, known_, institutions_;
    NameSpellings spellings_;
    std::vector<Organisation> organisations_;
};

}  // namespace recount
