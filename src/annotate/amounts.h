// One amount in running words, without what bounds it: "6,700", "2.3 million", "two and a half thousand", "3,50,000",
// "a quarter of a million", "several hundred". It is read by a small grammar, tried from left to right:
//
//   amount   = vague { multiplier } | part | count
//   vague    = "dozens" | "several" | ... [ "of" plural ]          "tens of thousands"
//   part     = fraction [ "of" ] [ "a" ] multiplier                "half a million", "a quarter of a million"
//   count    = ( digits | small ) [ mixed ] { multiplier } { [ "and" ] less } [ "and a half" ]
//   small    = tens [ "point" tens ] | [ tens | "a" ] "hundred" [ [ "and" ] tens ]
//   mixed    = "and a half" | "1/2" | "½" | ...
//   fraction = "half" | "a third" | "two-thirds" | "3/4" | "½"
//
// Every rule takes a bounded number of words, so that reading at each word of a text is linear in it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "codebook/codebook.h"
#include "text/token.h"

namespace recount {

/// An amount as tokens [first, end) of its sentence, and what it may be: low == high unless its words are vague.
struct Amount {
    std::uint32_t first = 0, end = 0;
    double low = 0, high = 0;
    bool vague = false;
    bool bare = false;      // a number alone, which may share the multiplier of what follows ("two to three million")
    double multiplier = 1;  // what it ends in: 1,000,000 in "three million"
    double last_multiplier = 1;  // the last of them: 1,000 in "three hundred thousand"
};

/// A part of a whole, as tokens that end before `end`; 2/3 in "two-thirds".
struct Fraction {
    std::uint32_t end = 0;
    double value = 0;
};

/// Reads amounts by a codebook's numbers.toml. Immutable once made; any number of threads may use it.
class AmountReader {
public:
    explicit AmountReader(Codebook& codebook);

    /// The amount whose first token is `at`. With `sums` "a hundred and fifty" is one amount; without, its "and" joins
    /// nothing. `text` is what the tokens point into.
    std::optional<Amount> amount_at(std::string_view text, Tokens sentence, std::uint32_t at, bool sums = true) const;

    /// The fraction of "half a million", no amount of "half of the 40".
    std::optional<Amount> part_at(std::string_view text, Tokens sentence, std::uint32_t at) const;

    /// The fraction whose first token is `at`.
    std::optional<Fraction> fraction_at(std::string_view text, Tokens sentence, std::uint32_t at) const;

    /// "seventh", "twenty-third", "23rd", from the second to the ninety-ninth.
    std::optional<Amount> ordinal_at(std::string_view text, Tokens sentence, std::uint32_t at) const;

    /// A noun for people, or one that is counted as they are, at `at` or one of the two tokens behind it.
    bool counted_noun_near(Tokens sentence, std::uint32_t at) const;

    bool is_currency(Tokens sentence, std::uint32_t at) const {
        return at < sentence.size() && currencies_.contains(sentence[at].word);
    }

private:
    struct Digits;
    struct Small;
    std::optional<Amount> vague_at(Tokens sentence, std::uint32_t at) const;
    std::optional<Digits> digits_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    void take_groups(std::string_view text, Tokens sentence, std::uint32_t at, std::uint32_t& end,
                     std::string& plain) const;
    std::optional<Amount> count_in_digits_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Amount> count_in_words_at(std::string_view text, Tokens sentence, std::uint32_t at, bool sums) const;
    void add_mixed(std::string_view text, Tokens sentence, Amount& amount) const;
    bool add_half(Tokens sentence, Amount& amount) const;
    std::optional<Small> tens_at(Tokens sentence, std::uint32_t at) const;
    std::optional<Small> small_at(Tokens sentence, std::uint32_t at, bool sums) const;
    std::optional<Fraction> written_fraction_at(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Fraction> mixed_behind(std::string_view text, Tokens sentence, std::uint32_t at) const;
    std::optional<Fraction> half_behind(Tokens sentence, std::uint32_t at) const;
    std::optional<double> suffix_at(std::string_view text, Tokens sentence, const Amount& amount) const;
    void add_point(Tokens sentence, Amount& amount) const;
    void multiply(Tokens sentence, Amount& amount) const;
    void add_less(Tokens sentence, Amount& amount) const;
    bool stands_by_itself(Tokens sentence, std::uint32_t at) const;
    bool is_decimal_unit(Tokens sentence, std::uint32_t at) const;

    double value(const PhraseTable& table, Tokens sentence, std::uint32_t at) const;
    std::uint32_t behind_hyphen(Tokens sentence, std::uint32_t at) const;
    std::uint32_t behind_and(Tokens sentence, std::uint32_t at) const;
    bool is(Tokens sentence, std::uint32_t at, const WordSet& set) const {
        return at < sentence.size() && set.contains(sentence[at].word);
    }

    // Each table gives the place of its value in values_.
    PhraseTable cardinals_, multipliers_, plural_multipliers_, suffixes_, letters_, denominators_, plural_denominators_,
        signs_, ordinals_, groups_, vague_, counted_, units_;
    std::vector<double> values_;
    std::vector<std::pair<double, double>> vague_bounds_;
    WordSet articles_, definite_, and_, of_, hyphen_, point_, slash_, apostrophes_, currencies_;
};

}  // namespace recount
