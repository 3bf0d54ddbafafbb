// Numbers in running words: digits and words ("6,700", "2.3 million", "two dozen"), vague words with their bounds
// ("tens of thousands"), ranges, and the modifiers that bound them ("at least", "closer to"). What they count is not
// decided here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "report/layers.h"

namespace recount {

/// A number with its modifier, as tokens of one sentence.
struct Number {
    std::uint32_t first_token = 0, end_token = 0;  // with its modifier, indices into the tokens given
    std::uint32_t first_digit = 0, end_digit = 0;  // without it
    std::optional<double> low, high;
    double value = 0;  // the number itself, or the lower end of what is vague or a range
    Modifier modifier = Modifier::exact;

    /// Takes the modifier's words out again.
    void drop_modifier() {
        first_token = first_digit;
        low = value;
        high = plain_high;
        modifier = value == plain_high ? Modifier::exact : Modifier::vague;
    }
    double plain_high = 0;     // the upper end without the modifier
    bool zero_people = false;  // "no one", "nobody": counts people by itself
};

/// Finds numbers by a codebook's numbers.toml. Immutable once made; any number of threads may use it.
class NumberFinder {
public:
    explicit NumberFinder(Codebook& codebook);

    /// The numbers of one sentence in their order, never overlapping. `text` is what the tokens point into.
    std::vector<Number> find(std::string_view text, Tokens sentence) const;

private:
    struct Core;
    std::optional<Core> core_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Core> multiplied(Tokens sentence, Core core) const;
    Number with_range(std::string_view text, Tokens sentence, const Core& first) const;
    void bound(Tokens sentence, std::uint32_t not_before, Number& number) const;

    PhraseTable cardinals_, multipliers_, suffixes_, vague_, before_, after_, zero_;
    std::vector<double> cardinal_values_, multiplier_values_, suffix_values_;
    std::vector<std::pair<double, double>> vague_bounds_;
    WordSet between_, between_and_, joins_, articles_, and_, half_;
};

}  // namespace recount
