// What the codebook knows of the spellings of names (codebook/names.toml): which letters stand for one sound when a
// name is carried over from another script, which first names are one, which words of a name say nothing of whose it
// is, and which words of an organisation's name are only another spelling. All of it is asked by folded words
// (recount::folded).
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "codebook/codebook.h"

namespace recount {

/// Immutable once made; any number of threads may read it.
class NameSpellings {
public:
    /// Reads the part of names.toml that is about spellings. Throws CodebookError.
    explicit NameSpellings(const CodebookNode& file);

    /// The sounds of a word that other spellings of it have too: its consonants in classes, a vowel only in front.
    std::string sounds(std::string_view word) const;

    /// What a word may sound like however loosely it was carried over, in the coarsest classes: a letter that is read
    /// in two ways gives two of them. Sorted; a long word of many such letters gives the first few only.
    std::vector<std::string> loose_sounds(std::string_view word) const;

    /// True where the only sound that one has and the other lacks is one that is often dropped.
    bool is_weak(char sound) const { return weak_sounds_.find(sound) != std::string::npos; }

    /// True when two words are forms of one first name ("bill" and "william", "nikolai" and "mikalai").
    bool same_first_name(std::string_view a, std::string_view b) const { return share_line(first_names_, a, b); }

    /// True when two words are one surname carried over in two ways ("zhou" and "chou").
    bool same_surname(std::string_view a, std::string_view b) const { return share_line(surnames_, a, b); }

    /// True for a word inside of a name that spellings of it leave out: the article of "al-Assad".
    bool is_article(std::string_view word) const { return articles_.contains(std::string(word)); }

    /// What follows an article that is written as one word with its name ("el" + "baradei"); empty where none does.
    std::string_view behind_article(std::string_view word) const { return behind(tied_articles_, word); }

    /// True for a first half of a name that is written with the rest as one word or as two: "Abdel Aziz".
    bool is_first_half(std::string_view word) const { return std::ranges::count(first_halves_, word) > 0; }

    /// What follows such a first half within one word; empty where none does.
    std::string_view behind_first_half(std::string_view word) const { return behind(first_halves_, word); }

    /// The word with its rarer letters as plain ones.
    std::string plain(std::string word) const { return replaced(plain_letters_, word); }

    /// The word with its vowels as they are written most plainly, for counting letters that differ.
    std::string plain_vowels(std::string_view word) const { return replaced(like_vowels_, word); }

    /// True when two short words differ in how a vowel is written alone ("moon" and "mun").
    bool same_vowels(std::string_view a, std::string_view b) const {
        return replaced(same_vowels_, a) == replaced(same_vowels_, b);
    }

    /// True for "jr" and "iii".
    bool is_suffix(std::string_view word) const { return suffixes_.contains(std::string(word)); }

    /// What the ending of a surname says of its bearer's sex: 'f', 'm', or 0 where it says nothing.
    char sex_of_surname(std::string_view word) const;

    /// True for what a company's name ends with and is called without: "inc".
    bool is_company_ending(std::string_view word) const { return company_endings_.contains(std::string(word)); }

    /// True for a head that stands before its name or behind it: "Ministry of Finance", "Finance Ministry".
    bool is_turned(std::string_view word) const { return turned_heads_.contains(std::string(word)); }

    /// True for a word that is a body's whole name: "congress" is not short for another one's name.
    bool is_whole_name(std::string_view word) const { return whole_names_.contains(std::string(word)); }

    /// True for a noun at a name's end that it is called without: "mosque".
    bool is_kind(std::string_view word) const { return kinds_.contains(std::string(word)); }

    /// True for what makes an adjective of the place before it, as in "London-based": no part of a name.
    bool is_compound_ending(std::string_view word) const { return compound_endings_.contains(std::string(word)); }

    /// The one spelling under which a word of an organisation's name, or two of them parted by a blank, is compared:
    /// "organisation" as "organization", "united states" as "us".
    std::string_view usual(std::string_view word) const;

    /// True for a small word that an organisation's name is compared without: "of", "the".
    bool is_small(std::string_view word) const { return small_words_.contains(std::string(word)); }

private:
    struct Letters {
        std::string from;
        std::vector<std::string> to;  // how it may be read; "" where it is silent
    };
    using Words = std::unordered_set<std::string>;
    using Lines = std::unordered_map<std::string, std::vector<std::uint32_t>>;  // the numbers of a word's lines
    static Lines lines_of(const CodebookNode& file, std::string_view list);
    static bool share_line(const Lines& lines, std::string_view a, std::string_view b);
    static std::string_view behind(const std::vector<std::string>& starts, std::string_view word);
    static std::string replaced(const std::vector<Letters>& rules, std::string_view word);
    static std::vector<Letters> letters_of(const CodebookNode& file, std::string_view list);
    static const Letters* longest(const std::vector<Letters>& rules, std::string_view rest);
    bool is_silent(char letter) const { return silent_letters_.find(letter) != std::string::npos; }

    std::vector<Letters> same_sounds_, loose_sounds_, plain_letters_, same_vowels_, like_vowels_;  // longest first
    std::string silent_letters_, weak_sounds_;
    Lines first_names_, surnames_;
    std::unordered_map<std::string, std::string> usual_;
    std::vector<std::string> tied_articles_, first_halves_;  // longest first
    Words articles_, suffixes_, company_endings_, turned_heads_, small_words_, whole_names_, kinds_, compound_endings_;
    std::vector<std::pair<std::string, char>> surname_endings_;  // longest first
};

}  // namespace recount
