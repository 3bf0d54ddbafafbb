// What a word looks like apart from its neighbours: the rows that its form selects in the embedding tables. Mirrors
// train/features.py, to the bit; a test holds the two together.
//
// A form is folded first: quotation marks straight, every code point lower-cased by itself, and (but for the word
// vectors) digits made 0. Prefixes of 1 to 3 and suffixes of 1 to 4 code points and the shape are hashed into one table
// of affixes, the form into another. So a word that was never seen still has its endings.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "language/model_file.h"

namespace recount {

/// 64-bit FNV-1a over a tag byte and bytes (http://www.isthe.com/chongo/tech/comp/fnv/).
std::uint64_t feature_hash(char tag, std::string_view bytes);

/// Row of a feature in a table of `rows` rows. REQUIRES: rows is a power of two.
std::uint32_t feature_row(char tag, std::string_view bytes, std::uint32_t rows);

/// Rows of the affixes and the shape of a form: of the shape, prefixes of 1 to 3, suffixes of 1 to 4 code points.
inline constexpr std::size_t affix_count = 8;
using AffixRows = std::array<std::uint32_t, affix_count>;

/// The rows of one form. Row 0 of the word vectors is that of words that have none.
struct WordRows {
    std::uint32_t vector = 0, form = 0;
    AffixRows affixes{};
};

/// The strings that a form is looked up by.
struct FoldedForm {
    std::string lower;  // quotation marks straight, lower case
    std::string plain;  // and digits 0
    std::string shape;  // "Xxx", "dd-dd"

    /// Takes time linear in the form. REQUIRES: valid UTF-8.
    void assign(std::string_view form);
};

/// Which words have a vector: an open table of hashes, as train/pack.py writes it. The words themselves are not kept:
/// two words are taken for one when 64 bits of their hashes agree on the 32 + log2(slots) that are compared.
class WordIndex {
public:
    WordIndex() = default;

    /// Reads PREFIX/hashes and PREFIX/rows. Throws ModelError.
    WordIndex(const ModelFile& model, const std::string& prefix, std::size_t vectors);

    /// Row of the vector of a folded word in lower case; 0 when it has none.
    std::uint32_t row(std::string_view lower) const;

private:
    std::span<const std::uint32_t> hashes_, rows_;
};

/// The rows of a form. REQUIRES: the tables' sizes are powers of two.
AffixRows affix_rows_of(const FoldedForm& form, std::uint32_t affix_table);
WordRows rows_of(const FoldedForm& form, const WordIndex& index, std::uint32_t form_table, std::uint32_t affix_table);

}  // namespace recount
