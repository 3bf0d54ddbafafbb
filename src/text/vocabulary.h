// Words as numbers. All codebooks put their words into one vocabulary when they are loaded; a token then carries the
// number of its word (0 when no codebook knows it), and every later look-up compares numbers instead of letters.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

using WordId = std::uint32_t;
constexpr WordId unknown_word = 0;

/// Lower-case words numbered from 1 in the order they come. Filled while codebooks load (one thread), then only read
/// (any number of threads).
class Vocabulary {
public:
    /// The number of a lower-case word, given to it now if it is new.
    WordId add(std::string_view lowered);

    /// The number of a lower-case word, or unknown_word.
    WordId find(std::string_view lowered) const;

    /// The letters of a word; lives as long as the vocabulary. REQUIRES: id came from this vocabulary.
    std::string_view text(WordId id) const { return words_[id - 1]; }

    std::size_t size() const { return words_.size(); }

    /// Forgets the words behind the first `size`, as if they had never come.
    void truncate(std::size_t size);

private:
    /// A place of an open table of words: eight to a line of the processor's memory, looked at before any letters are.
    struct Slot {
        std::uint32_t hash = 0;  // the upper half
        WordId id = unknown_word;
    };
    std::size_t slot_of(std::string_view lowered, std::size_t hash) const;
    void grow();

    std::deque<std::string> words_;      // a deque keeps its strings in place, so that views of them stay good
    std::vector<Slot> slots_{1u << 12};  // a power of two, at most half of them taken
};

/// A set of words for quick membership tests by number.
class WordSet {
public:
    void add(WordId id) {
        if (id >= bits_.size())
            bits_.resize(id + 1);
        bits_[id] = true;
    }
    bool contains(WordId id) const { return id < bits_.size() && bits_[id]; }

private:
    std::vector<bool> bits_;
};

/// Phrases of one word or more, each with a value, found by the words that stand in a row. The longest phrase wins.
/// Filled while codebooks load, then only read (any number of threads).
class PhraseTable {
public:
    static constexpr std::uint32_t none = UINT32_MAX;

    /// A phrase found: its value (none if there was none) and how many words it took.
    struct Match {
        std::uint32_t value = none;
        std::uint32_t length = 0;
        explicit operator bool() const { return value != none; }
    };

    /// Adds a phrase as a tokenizer would cut it: words parted by blanks ("at least", "year - old"). A phrase added
    /// twice keeps its first value.
    void add(Vocabulary& vocabulary, std::string_view phrase, std::uint32_t value);

    /// The longest phrase that starts at words[at]; words need only have a member `word`.
    template <class Token>
    Match longest(std::span<const Token> words, std::size_t at) const {
        return at < words.size() && begins_.contains(words[at].word) ? longest_of_some(words, at) : Match{};
    }

    /// The longest phrase that ends right before words[end] and starts at words[first] or later.
    template <class Token>
    Match ending_at(std::span<const Token> words, std::size_t end, std::size_t first = 0) const {
        if (end == first || !ends_.contains(words[end - 1].word))
            return {};
        for (std::size_t length = std::min<std::size_t>(most_words_, end - first); length >= 1; --length)
            if (const Match found = longest(words.first(end), end - length); found && found.length == length)
                return found;
        return {};
    }

    bool empty() const { return values_.size() == 1; }

private:
    /// A place of an open table: the node that follows a node by a word. Node 0 is the root, which follows none.
    struct Child {
        std::uint32_t node = 0;
        WordId word = unknown_word;
        std::uint32_t child = 0;
    };

    /// The child's place, or the free one that it would have.
    std::size_t slot_of(std::uint32_t node, WordId word) const {
        const std::size_t mask = children_.size() - 1;
        const std::uint64_t hash = ((std::uint64_t{node} << 32) | word) * 0x9E3779B97F4A7C15;
        std::size_t at = (hash >> 32) & mask;
        while (children_[at].child != 0 && (children_[at].node != node || children_[at].word != word))
            at = (at + 1) & mask;
        return at;
    }
    std::uint32_t child(std::uint32_t node, WordId word) const { return children_[slot_of(node, word)].child; }
    std::uint32_t add_child(std::uint32_t node, WordId word);

    template <class Token>
    Match longest_of_some(std::span<const Token> words, std::size_t at) const {
        Match best;
        std::uint32_t node = 0;
        for (std::size_t i = at; i < words.size(); ++i) {
            node = child(node, words[i].word);
            if (node == 0)
                break;
            if (values_[node] != none)
                best = {values_[node], static_cast<std::uint32_t>(i - at + 1)};
        }
        return best;
    }

    std::vector<Child> children_ = std::vector<Child>(4);  // a power of two, at most half of them taken
    std::vector<std::uint32_t> values_{none};
    WordSet begins_,
        ends_;  // first and last words: nearly every other word of a text is passed over by a look at these
    std::uint32_t most_words_ = 0;  // of a phrase
};

}  // namespace recount
