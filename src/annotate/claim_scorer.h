// The learned part of reading claims: a small network that says what a candidate counts, how it is told, and whether it
// counts a part of a whole. train/claims.py trains it; models/claims.md is its card.
//
// It is one hidden layer. Its input is the sum of the rows that the candidate's features have in a table, and a product
// of what the parser's network knows of three words: the number, what it counts, and the verb over it. To the score of
// a quantity the codebook's cues of that quantity add a weight each for their role and place, the same for all
// quantities: so a quantity that a user adds to the codebook is scored by its cues, though no text taught it.
//
// Tables and products are of 8-bit integers with exact sums, and what is float is plain arithmetic in a fixed order:
// the same numbers on every processor.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/claim_features.h"
#include "annotate/feature_keys.h"
#include "language/language_model.h"

namespace recount {

/// What a candidate was scored.
struct CandidateScores {
    std::vector<float> quantities;                // probability of each of the codebook's, then that it counts none
    std::array<float, standing_count> standings;  // probabilities, if it counts one
    float part = 0;                               // probability that it counts a part ("children"), not the whole

    /// The likeliest quantity; quantities.size() - 1: none.
    std::size_t best() const;
};

/// Memory of one thread.
struct ClaimScratch {
    Lines<std::int8_t> row;
    Lines<std::int32_t> sums, table_sums;
    Lines<float> hidden, logits;
    std::vector<const std::int8_t*> feature_rows;
};

/// One network. Immutable: any number of threads may use one, each with its own scratch.
class ClaimScorer {
public:
    /// Reads the sections below PREFIX/ of the model's file. `quantities` are the codebook's, in its order. Throws
    /// ModelError.
    ClaimScorer(const LanguageModel& model, const std::string& prefix, std::span<const Quantity> quantities);

    /// A number of a sentence without a tree counts none of the quantities: nothing there told that it may.
    void score(const SeenCandidate& seen, ClaimScratch& scratch, CandidateScores& out) const;

private:
    /// A layer that maps hidden numbers to some outputs, column after column.
    struct Output {
        std::span<const float> weights, bias;  // [inputs][outputs]
        Output() = default;
        Output(const ModelFile& file, const std::string& prefix, std::size_t inputs);
        void run(std::span<const float> x, float* out) const;
    };

    CandidateScores counts_none() const;
    bool can_be(const ClaimCandidate& candidate, std::size_t quantity) const;
    void run_hidden(std::span<const std::uint32_t> features, const ContextRows& contexts, ClaimScratch& scratch) const;

    FeatureKeys keys_;  // of the features that have a row
    Matrix<std::int8_t> rows_;
    float row_scale_ = 0;
    Linear contexts_;
    std::size_t context_size_ = 0;
    Output quantities_, standings_, part_;
    std::span<const float> cue_weights_;  // by CueFeature::sign
    float unknown_ = 0;                   // score of a quantity that no text taught, before its cues
    float temperature_ = 1;
    std::vector<double> at_least_;          // of each quantity of the codebook
    std::vector<std::uint32_t> output_of_;  // of each quantity of the codebook: an output of quantities_, or no_index
    std::size_t share_ = SIZE_MAX;          // the quantity that is a share of a vote
};

}  // namespace recount
