// How alike two words are in use, and how rare a word is, by the language model's word vectors: words that stand among
// the same words have like vectors (GloVe: Pennington et al. 2014), "country" and "nation" as well as "stay" and
// "leave", so likeness is no sameness. The vectors stand in the order of how often the words are met, so the number of
// a row tells how rare its word is (Zipf's law).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "language/language_model.h"
#include "language/word_features.h"

namespace recount {

/// Immutable: any number of threads may use one. The model must outlive it.
class WordVectors {
public:
    /// Those of a model; nullopt where there is none. Throws ModelError.
    static std::optional<WordVectors> of(const LanguageModel* model);

    /// The row of a word in lower case, 0 where it has no vector. Takes constant time.
    std::uint32_t row(std::string_view lower) const { return index_.row(lower); }

    /// 0 for the most frequent word of all to 1 for one without a vector: the logarithm of the row's number.
    double rarity(std::uint32_t row) const;

    /// The cosine of two words' vectors, -1 to 1; 0 where one has none. The same on every processor: the products are
    /// summed as integers.
    double likeness(std::uint32_t a, std::uint32_t b) const;

private:
    explicit WordVectors(const ModelFile& file);

    Matrix<std::int8_t> vectors_;
    WordIndex index_;
};

}  // namespace recount
