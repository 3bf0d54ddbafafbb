// Numbers in running words: amounts (amounts.h) alone or as ranges ("two to three hundred"), shares of a number that is
// named right behind ("half of the 40"), none at all ("no one"), ordinals ("the seventh"), and the modifiers that bound
// them ("at least", "closer to"). What they count is not decided here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "annotate/amounts.h"
#include "codebook/codebook.h"
#include "report/layers.h"

namespace recount {

/// A number with its modifier, as tokens of one sentence.
struct Number {
    std::uint32_t first_token = 0, end_token = 0;  // with its modifier, indices into the tokens given
    std::uint32_t first_digit = 0, end_digit = 0;  // without it
    std::uint32_t idle_tokens = 0;                 // of them at the beginning, those that bound nothing ("a total of")
    std::optional<double> low, high;
    double value = 0;  // the number itself, or the lower end of what is vague or a range
    Modifier modifier = Modifier::exact;

    /// Where a claim's span begins: with what bounds it, not with "another", "a total of", "all".
    std::uint32_t first_bound() const { return first_token + idle_tokens; }

    /// Takes the modifier's words out again.
    void drop_modifier() {
        first_token = first_digit;
        idle_tokens = 0;
        low = value;
        high = plain_high;
        modifier = plain_modifier;
    }
    double plain_high = 0;                      // the upper end without the modifier
    Modifier plain_modifier = Modifier::exact;  // exact, vague or range: what it is without the modifier
    bool zero_people = false;                   // "no one", "nobody": counts people by itself
    bool ordinal = false;  // "the seventh", "23rd": low and high are 7; a count only where its caller says so
    bool share = false;    // a part of what has no number ("two-thirds of voters"): low and high are per cent, 66.7
};

/// Finds numbers by a codebook's numbers.toml. Immutable once made; any number of threads may use it.
class NumberFinder {
public:
    explicit NumberFinder(Codebook& codebook);

    /// The numbers of one sentence in their order, never overlapping. `text` is what the tokens point into.
    std::vector<Number> find(std::string_view text, Tokens sentence) const;

private:
    /// Tokens that were read: a number, or nothing where they give none.
    struct Reading {
        std::uint32_t end = 0;
        std::optional<Number> number;
    };
    Reading read_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Reading> share_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Reading> one_in_several_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Reading> all_but_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Number> both_at(Tokens sentence, std::uint32_t at) const;
    Reading part_of(std::string_view text, Tokens sentence, std::uint32_t first, std::uint32_t end, double share) const;
    std::optional<Amount> whole_behind(std::string_view text, Tokens sentence, std::uint32_t at) const;

    Number with_range(std::string_view text, Tokens sentence, std::uint32_t at, const Amount& alone) const;
    std::optional<Number> range_from(std::string_view text, Tokens sentence, const Amount& first) const;
    std::uint32_t opening(Tokens sentence, std::uint32_t at) const;
    std::uint32_t behind_join(Tokens sentence, std::uint32_t at, bool opened, bool vague) const;
    void bound(Tokens sentence, std::uint32_t not_before, Number& number) const;

    AmountReader amounts_;
    PhraseTable before_, after_, zero_, none_, between_, except_, all_of_;
    WordSet joins_, vague_joins_, between_joins_, hyphens_, changes_, of_, in_, wholes_, not_a_share_, both_, and_,
        verbs_, more_;
};

}  // namespace recount
