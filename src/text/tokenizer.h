// Cuts text into tokens and tokens into sentences, in one pass over the bytes. Which letters with a full stop are
// abbreviations is data (codebook/tokens.toml); the rest follows the conventions of Universal Dependencies for English.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "text/token.h"

namespace recount {

/// What an abbreviation's full stop can mean.
enum class AbbreviationKind : std::uint8_t {
    before_name,    // never ends a sentence ("Mr.", "Gen.")
    before_number,  // is one only before a number ("No. 10"; else "no" is a word)
    anywhere,       // ends one when a capital follows that is no name's ("p.m.", "Inc.")
};

/// Immutable once its abbreviations are in; any number of threads may then use it. Time is linear in the text.
class Tokenizer {
public:
    /// Adds a lower-case abbreviation with its full stops ("mr.", "u.s.").
    void add_abbreviation(std::string_view lowered, AbbreviationKind kind);

    /// Adds a lower-case word that goes on with the sentence behind an abbreviation ("5 p.m. Monday").
    void add_continuation(std::string_view lowered) { continuations_.emplace(lowered); }

    /// True for such a word.
    bool continues(std::string_view lowered) const { return continuations_.contains(lowered); }

    /// Adds a lower-case clitic that begins with an apostrophe ("'s") or is "n't".
    void add_clitic(std::string_view lowered);

    /// Adds a lower-case part that stays with its word across a hyphen ("non" in "non-profit").
    void add_prefix(std::string_view lowered) { prefixes_.emplace(lowered); }

    /// Appends the tokens of text[within] to `tokens`. `lowered` is lowered_in_place(text). Word numbers are looked up,
    /// never added.
    void tokenize(std::string_view text, std::string_view lowered, Span within, const Vocabulary& vocabulary,
                  std::vector<Token>& tokens) const;

    /// Appends the sentences of tokens[first, tokens.size()) to `ends`, each as the index behind its last token. Tokens
    /// that stand together in one block are given together: a sentence never crosses a block.
    void split_sentences(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                         std::vector<std::uint32_t>& ends) const;

    /// The number of a token's word, known by its straight form, however the text draws its apostrophe.
    static WordId number_of(std::string_view lowered, const Vocabulary& vocabulary);

    /// The lower-case words of a phrase as this tokenizer cuts it, parted by blanks: the form that PhraseTable::add
    /// takes.
    std::string phrase_words(std::string_view phrase) const;

private:
    class Cutter;
    bool stands_before_name(std::string_view lowered) const;
    bool ends_sentence(std::string_view text, const std::vector<Token>& tokens, std::size_t at,
                       std::size_t& behind) const;

    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_map<std::string, AbbreviationKind, Hash, std::equal_to<>> abbreviations_;
    std::unordered_set<std::string, Hash, std::equal_to<>> continuations_, prefixes_;
    std::vector<std::string> clitics_;  // longest first
};

}  // namespace recount
