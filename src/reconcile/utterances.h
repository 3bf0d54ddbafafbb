// What is said in a story, as the search for statements looks at it: every quotation, every embedded post and every
// piece of indirect speech, with whose voice it is and its words as numbers.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "language/word_vectors.h"
#include "reconcile/voices.h"

namespace recount {

/// One word of an utterance: its number within the story, and where it stands.
struct UtteranceWord {
    std::uint32_t number = 0;
    std::uint32_t part = 0;      // which of the variant's spans
    std::uint32_t sentence = 0;  // of the report
    Span span;
};

struct Utterance {
    Variant variant;  // without differences and changes
    Voice voice;
    std::vector<UtteranceWord> words;
    double weight = 0;                    // of all words
    std::vector<std::uint32_t> passages;  // of the story's lineages that it stands in, numbered through, sorted

    bool quoted() const { return variant.relation != VariantRelation::paraphrase; }
};

/// The words of a story's utterances, each once. What it is given must outlive it.
class UtteranceWords {
public:
    /// `vectors`: null where there is no language model; then words are alike when they are the same.
    UtteranceWords(const WordVectors* vectors, const StatementRules& rules) : vectors_(vectors), rules_(rules) {}

    /// The number of a word in lower case, given to it now if it is new. A clitic is the word that it stands for ("n't"
    /// is "not").
    std::uint32_t number(std::string_view lowered);

    /// Counts the words of one utterance; to be called for each before any weight is asked for.
    void count(const std::vector<UtteranceWord>& words);

    /// How much a word tells of what is said, 0 to 1: the square of its rarity in everyday English, less the more
    /// utterances of the story have it.
    double weight(std::uint32_t number) const;

    /// The square of its rarity alone.
    double rarity(std::uint32_t number) const { return words_[number].rarity; }

    /// How alike two words are: 1 for the same, else how far the cosine of their vectors lies above what any two
    /// everyday words have, as a share.
    double likeness(std::uint32_t a, std::uint32_t b) const;

    std::size_t size() const { return words_.size(); }

private:
    struct Word {
        std::uint32_t row = 0;  // of its vector
        double rarity = 0;
        std::uint32_t utterances = 0;  // that have it
    };
    /// The likeness of two words that was worked out last of those that share a place: a story's speeches have the same
    /// words again and again.
    struct Remembered {
        std::uint64_t pair = 0;
        double likeness = 0;
    };
    static constexpr std::size_t remembered_likenesses = std::size_t{1} << 18;

    const WordVectors* vectors_;
    const StatementRules& rules_;
    mutable std::vector<Remembered> likenesses_;  // of one thread alone, as all of this
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<Word> words_;
    std::uint32_t utterances_ = 0;
};

/// All utterances of a story, by report, then by place in it; those without words are left out. `voices` are the
/// story's.
std::vector<Utterance> find_utterances(const StoryView& view, const VoiceFinder& voices, UtteranceWords& words);

}  // namespace recount
