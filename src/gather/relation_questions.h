// What is asked of two reports, and of two sentences, to tell whether they descend from one: the questions and what
// each answer weighs. The answers are worked out in relations.h; the weights are learned (train/lineages.py) and stand
// in codebook/gather.toml.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "codebook/codebook.h"

namespace recount {

/// What is asked of two reports; the names are those of the codebook's table [related].
enum class RelationQuestion : std::uint8_t {
    narration,  // log2 of the bits of their narration that is aligned in order, each pair of sentences by its share
    clear,      // the same of what is beyond chance in each pair
    sentences,  // log2 of how many sentences of the one are aligned
    order,      // of those, the share that goes on where the one before went
    size,       // log2 of how many pairs their sentences make: the more, the more are alike by chance
    own_lines,  // where both are of one outlet: how much of what is the same in both has words that nothing else in the
                // story has, as what an outlet prints under all its reports
    third,      // how surely a third report is related to both: the log-odds of the less sure of the two, 0 or more
    count_
};

/// What is asked of two sentences of related reports; the table [aligned].
enum class SentenceQuestion : std::uint8_t {
    evidence,  // log2 of its bits
    share,     // of the shorter sentence that is shared
    longer,    // of the longer one
    best,      // 1 where no other pair of either sentence has more evidence, 0.5 where none of one of them has
    behind,    // how much less its evidence is than that of the better pair that its sentences have: 0..1
    beside,    // log2 of the heaviest pair that stands up to two sentences away
    same,      // 1 where both are of the same words
    rest,      // log2 of the bits of the other pairs
    quoted,    // the share of its bits that is quoted
    order,     // 1 where it stands in order with its neighbours, 0 where it crosses them
    count_
};

template <class Question>
using Answers = std::array<double, static_cast<std::size_t>(Question::count_)>;

/// The names of the questions in the codebook, in their order.
std::span<const std::string_view> names_of(RelationQuestion question);
std::span<const std::string_view> names_of(SentenceQuestion question);

/// The weights of questions, and what is always added.
template <class Question>
struct Weights {
    Answers<Question> of{};
    double always = 0;

    Weights() = default;
    explicit Weights(const CodebookNode& table) : always(table.number("always")) {
        const auto names = names_of(Question{});
        for (std::size_t i = 0; i < of.size(); ++i)
            of[i] = table.number(names[i]);
    }
    double sum(const Answers<Question>& answers) const {
        double sum = always;
        for (std::size_t i = 0; i < of.size(); ++i)
            sum += of[i] * answers[i];
        return sum;
    }
};

/// The tables [related] and [aligned] of the codebook's gather.toml.
struct RelationWeights {
    Weights<RelationQuestion> related;
    Weights<SentenceQuestion> aligned;

    explicit RelationWeights(const Codebook& codebook);
};

}  // namespace recount
