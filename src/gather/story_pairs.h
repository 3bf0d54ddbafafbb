// Whether two reports tell one story: questions about their items, whose answers a small network weighs
// (models/stories.md). What is asked depends on the two alone, never on what else is read, so that a pair is judged
// the same in every run.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "gather/story_item.h"
#include "language/language_model.h"

namespace recount {

constexpr std::size_t story_questions = 42;
using StoryAnswers = std::array<float, story_questions>;

/// An item with what is worked out of it once for all its pairs. The item must outlive it.
struct ItemView {
    explicit ItemView(const StoryItem& item, const StockFormSettings& forms);

    static constexpr std::size_t kinds = 4;  // of words, by Blank

    const StoryItem& item;
    std::array<double, kinds> norm{}, lead_norm{};  // of the weights of its words of each kind: sums of squares
    std::array<double, kinds> lead_sum{};
    std::vector<Form> opening;
};

/// The answers to what train/story_pairs.py names one by one, each from 0 to 1. Symmetric.
StoryAnswers compare(const ItemView& a, const ItemView& b);

/// Weighs the answers: one hidden layer of rectified units, summed in a fixed order, so that the result is the same on
/// every processor. Immutable: any number of threads may use one. The model must outlive it.
class StoryScorer {
public:
    /// Throws ModelError where the model was trained without it, or for other questions.
    explicit StoryScorer(const LanguageModel& model);

    /// How likely two reports are of one story, from 0 to 1 in steps of 2^-16. Reports that tell of different things in
    /// one stock form are not.
    double likeness(const ItemView& a, const ItemView& b, const StockFormSettings& forms) const;

    /// By the answers alone.
    double likeness(const StoryAnswers& answers) const;

private:
    Matrix<float> hidden_;           // a row a unit: a weight a question, and one that is always added
    std::span<const float> output_;  // a weight a unit, and one that is always added
};

}  // namespace recount
