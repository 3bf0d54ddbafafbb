// Where sentences end: a linear classifier that is asked about every gap between two tokens behind a mark that can end
// a sentence (a full stop, also an abbreviation's, ! ? and dots), with the quotation marks, brackets and note numbers
// that close behind it. It looks at two tokens on either side and at what the sentence holds so far; each feature is
// a row of one hashed table, and the sum of its rows decides. In no other gap does a sentence end.
//
// Logistic regression over hashed features: K. Weinberger et al., Feature Hashing for Large Scale Multitask Learning
// (2009). train/sentences.py trains it and holds the same features, function by function.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "language/model_file.h"
#include "text/tokenizer.h"

namespace recount {

/// Immutable once made: any number of threads may use one. Time is linear in the tokens; nothing is allocated but
/// `ends`.
class SentenceSplitter {
public:
    /// Uses the model's sections "sentences/weights" and "sentences/habits". Throws ModelError when they do not fit.
    explicit SentenceSplitter(ModelFile model);

    /// Tables that the caller owns. REQUIRES: their sizes are powers of two, 2 at the least.
    SentenceSplitter(std::span<const std::int16_t> weights, std::span<const std::uint32_t> habits);

    /// Appends the sentences of tokens[first, tokens.size()), which are one block of text, to `ends`, each as the index
    /// behind its last token. `lowered` is lowered_in_place(text); the tokens are those that `tokenizer` gave.
    void split(const Tokenizer& tokenizer, std::string_view text, std::string_view lowered,
               const std::vector<Token>& tokens, std::size_t first, std::vector<std::uint32_t>& ends) const;

private:
    class Walk;
    void use(std::span<const std::int16_t> weights, std::span<const std::uint32_t> habits);

    std::optional<ModelFile> model_;
    std::span<const std::int16_t> weights_;  // a row a feature; a positive sum ends the sentence
    std::span<const std::uint32_t> habits_;  // by the first bits of a form's hash: 30 more bits of it, and in the last
                                             // two 1 for mostly lower-case words, 2 for mostly capitalised ones
    int weight_shift_ = 0, habit_shift_ = 0;
};

}  // namespace recount
