#include "language/word_vectors.h"

#include <cmath>

namespace recount {

namespace {

std::int32_t product(std::span<const std::int8_t> a, std::span<const std::int8_t> b) {
    std::int32_t sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += a[i] * b[i];
    return sum;
}

}  // namespace

std::optional<WordVectors> WordVectors::of(const LanguageModel* model) {
    if (!model || !model->file().has("words/vectors"))
        return std::nullopt;
    return WordVectors(model->file());
}

WordVectors::WordVectors(const ModelFile& file)
    : vectors_(file.matrix<std::int8_t>("words/vectors")), index_(file, "words", vectors_.rows) {}

double WordVectors::rarity(std::uint32_t row) const {
    return row == 0 ? 1.0 : std::log2(static_cast<double>(row)) / std::log2(static_cast<double>(vectors_.rows));
}

double WordVectors::likeness(std::uint32_t a, std::uint32_t b) const {
    if (a == 0 || b == 0)
        return 0;
    const std::int32_t norms_a = product(vectors_.row(a), vectors_.row(a));
    const std::int32_t norms_b = product(vectors_.row(b), vectors_.row(b));
    if (norms_a == 0 || norms_b == 0)
        return 0;
    return product(vectors_.row(a), vectors_.row(b)) /
           std::sqrt(static_cast<double>(norms_a) * static_cast<double>(norms_b));
}

}  // namespace recount
