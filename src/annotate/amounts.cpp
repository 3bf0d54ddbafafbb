#include "annotate/amounts.h"

#include <charconv>
#include <cmath>
#include <string>

namespace recount {

/// Digits as they stand: their value, and what makes it doubtful.
struct AmountReader::Digits {
    std::uint32_t end = 0;
    double value = 0;
    bool decimal_comma = false;  // "1,2": nothing but "1,2 million" means that
    bool dotted = false;         // "1.200": a thousand and two hundred, or a little more than one
};

/// A number of words below the thousands.
struct AmountReader::Small {
    std::uint32_t end = 0;
    double value = 0;
    double multiplier = 1;  // 100 where "hundred" ends it
};

namespace {

constexpr double hundred = 100, thousand = 1000;
constexpr std::size_t most_digits = 24;

bool is_digits(std::string_view word) {
    return !word.empty() && word.find_first_not_of("0123456789") == std::string_view::npos;
}

double value_of(const std::string& digits) {
    double value = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
}

/// The digits of "6,700", "3,50,000" or "1.234.567" without their marks: behind the first group all are of three
/// digits, or of two up to the last (India's). Empty when the groups are others.
std::string grouped(std::string_view word, char mark) {
    std::string digits;
    bool threes = true, twos = true;
    for (std::size_t start = 0, groups = 0; start <= word.size(); ++groups) {
        const std::size_t end = std::min(word.find(mark, start), word.size());
        const std::string_view group = word.substr(start, end - start);
        if (!is_digits(group) || (groups == 0 && group.size() > 3))
            return "";
        const bool last = end == word.size();
        threes = threes && (groups == 0 || group.size() == 3);
        twos = twos && group.size() <= 3 && (groups == 0 ? group.size() <= 2 : group.size() == (last ? 3U : 2U));
        digits += group;
        start = end + 1;
    }
    return threes || twos ? digits : "";
}

bool looks_like_year(double value) {
    return value >= 1500 && value < 2100 && value == std::floor(value);
}

bool is_glued(Tokens sentence, std::uint32_t at) {
    return at < sentence.size() && !sentence[at].space_before;
}

/// A high bound of nines reaches to the next power of ten: "several hundred" ends at 999, "a few hundred" at 500.
double upper(double high, double multiplier) {
    const bool nines = high == 9 || high == 99 || high == 999 || high == 9999;
    return nines ? (high + 1) * multiplier - 1 : high * multiplier;
}

}  // namespace

AmountReader::AmountReader(Codebook& codebook) {
    const CodebookNode file = codebook.file("numbers");
    const auto add = [&](PhraseTable& table, std::string_view words, double value) {
        codebook.add_phrase(table, words, static_cast<std::uint32_t>(values_.size()));
        values_.push_back(value);
    };
    const auto load = [&](std::string_view name, PhraseTable& table, PhraseTable* plurals = nullptr) {
        const CodebookNode node = file.table(name);
        for (const std::string& word : node.keys()) {
            add(table, word, node.number(word));
            if (plurals)
                for (const std::string& form : codebook.noun_forms(word))
                    if (form != word)
                        add(*plurals, form, node.number(word));
        }
    };
    load("cardinals", cardinals_);
    load("multipliers", multipliers_, &plural_multipliers_);
    load("suffixes", suffixes_);
    load("letters", letters_);
    load("fractions", denominators_, &plural_denominators_);
    load("fraction_signs", signs_);
    load("ordinals", ordinals_);
    load("groups", groups_);
    for (const CodebookNode& node : file.tables("vague")) {
        for (const std::string& words : node.texts("words"))
            codebook.add_phrase(vague_, words, static_cast<std::uint32_t>(vague_bounds_.size()));
        vague_bounds_.emplace_back(node.number("low"), node.number("high"));
    }
    const CodebookNode marks = file.table("marks");
    articles_ = codebook.words(marks.texts("articles"));
    definite_ = codebook.words(marks.texts("definite"));
    and_ = codebook.words(marks.texts("and"));
    of_ = codebook.words(marks.texts("of"));
    hyphen_ = codebook.words(marks.texts("hyphens"));
    point_ = codebook.words(marks.texts("point"));
    slash_ = codebook.words(marks.texts("slash"));
    apostrophes_ = codebook.words(marks.texts("apostrophes"));
    currencies_ = codebook.words(marks.texts("currencies"));
    const CodebookNode quantities = codebook.file("quantities");
    const CodebookNode people = quantities.table("people");
    for (const std::string_view key : {"general", "nouns"})
        for (const std::string& noun : people.texts(key))
            for (const std::string& form : codebook.noun_forms(noun))
                codebook.add_phrase(counted_, form, 0);
    for (const CodebookNode& quantity : quantities.tables("quantity"))
        for (const std::string& noun : quantity.texts("people"))
            for (const std::string& form : codebook.noun_forms(noun))
                codebook.add_phrase(counted_, form, 0);
    for (const std::string& noun : marks.texts("counted"))
        codebook.add_phrase(counted_, noun, 0);
    for (const CodebookNode& unit : quantities.tables("unit"))
        for (const std::string& words : unit.texts("after"))
            codebook.add_phrase(units_, words, 0);
}

/// The value of the one word at `at` in a table, NaN when it is not there.
double AmountReader::value(const PhraseTable& table, Tokens sentence, std::uint32_t at) const {
    if (at >= sentence.size())
        return std::nan("");
    const auto found = table.longest(sentence.first(at + 1), at);
    return found ? values_[found.value] : std::nan("");
}

/// Behind the hyphen that joins the words around `at`; `at` itself when there is none.
std::uint32_t AmountReader::behind_hyphen(Tokens sentence, std::uint32_t at) const {
    return is(sentence, at, hyphen_) && is_glued(sentence, at) && is_glued(sentence, at + 1) ? at + 1 : at;
}

/// Behind "and", "-and-" or a hyphen; `at` itself when there is none.
std::uint32_t AmountReader::behind_and(Tokens sentence, std::uint32_t at) const {
    const std::uint32_t next = behind_hyphen(sentence, at);
    return is(sentence, next, and_) ? behind_hyphen(sentence, next + 1) : next;
}

bool AmountReader::counted_noun_near(Tokens sentence, std::uint32_t at) const {
    for (std::uint32_t i = at; i < sentence.size() && i < at + 3; ++i) {
        if (counted_.longest(sentence, i))
            return true;
        if (sentence[i].kind != TokenKind::word)
            break;
    }
    return false;
}

bool AmountReader::is_decimal_unit(Tokens sentence, std::uint32_t at) const {
    return at < sentence.size() && static_cast<bool>(units_.longest(sentence, at));
}

/// "dozens", "several hundred", "tens of thousands".
std::optional<Amount> AmountReader::vague_at(Tokens sentence, std::uint32_t at) const {
    const auto found = vague_.longest(sentence, at);
    if (!found)
        return std::nullopt;
    const auto [low, high] = vague_bounds_[found.value];
    Amount amount{at, at + found.length, low, high, true};
    if (is(sentence, amount.end, of_))
        if (const double many = value(plural_multipliers_, sentence, amount.end + 1); many > 0) {
            amount.low *= many;
            amount.high = upper(amount.high, many);
            amount.end += 2;
        }
    multiply(sentence, amount);
    return amount;
}

/// Adds the groups of three digits behind those at `at` that are set apart by a blank or an apostrophe. A number in a
/// name ("Boeing 737 200") goes on in none.
void AmountReader::take_groups(std::string_view text, Tokens sentence, std::uint32_t at, std::uint32_t& end,
                               std::string& plain) const {
    const bool named = at > 0 && sentence[at].space_before && sentence[at - 1].capitalised &&
                       sentence[at - 1].kind == TokenKind::word && !sentence[at - 1].before_name && at > 1;
    if (plain.size() > 3 || plain[0] == '0')
        return;
    while (end < sentence.size() && plain.size() < most_digits) {
        const std::uint32_t group = end + (is(sentence, end, apostrophes_) && is_glued(sentence, end) ? 1 : 0);
        if (group >= sentence.size() || sentence[group].kind != TokenKind::number)
            break;
        const std::string_view next = slice(text, sentence[group].span());
        const std::size_t gap = sentence[group].start - sentence[group - 1].end;
        const bool blank = group == end && gap > 0 && gap <= 3 &&
                           text.substr(sentence[group - 1].end, gap).find_first_of("\n\r\t") == std::string::npos &&
                           (gap > 1 || !named) && (gap == 1 || text[sentence[group - 1].end] != ' ');
        if (next.size() != 3 || !is_digits(next) || !(blank || (group > end && gap == 0)))
            break;
        plain += next;
        end = group + 1;
    }
}

/// "6,700", "2.3", "3,50,000", "816 000", "1’200".
std::optional<AmountReader::Digits> AmountReader::digits_at(std::string_view text, Tokens sentence,
                                                            std::uint32_t at) const {
    const std::string_view word = slice(text, sentence[at].span());
    if (word.size() > most_digits)
        return std::nullopt;
    Digits digits{at + 1};
    std::string plain;
    if (is_digits(word)) {
        plain = word;
        take_groups(text, sentence, at, digits.end, plain);
    } else if (const std::string by_comma = grouped(word.substr(0, word.find('.')), ','); !by_comma.empty()) {
        const std::size_t point = word.find('.');
        plain = by_comma;
        if (point != std::string_view::npos && is_digits(word.substr(point + 1))) {
            plain += word.substr(point);
            digits.dotted = word.size() - point == 4 && word[0] != '0' && point <= 3 && by_comma.size() == point;
        } else if (point != std::string_view::npos) {
            plain = grouped(word, '.');
        }
    } else if (word[0] == '.' && is_digits(word.substr(1))) {
        plain = "0" + std::string(word);
    } else if (const std::size_t comma = word.find(','); comma != std::string_view::npos &&
                                                         is_digits(word.substr(0, comma)) &&
                                                         is_digits(word.substr(comma + 1))) {
        plain = std::string(word);
        plain[comma] = '.';
        digits.decimal_comma = true;
    }
    if (plain.empty())
        return std::nullopt;
    digits.value = value_of(plain);
    return digits;
}

/// "two", "twelve", "twenty-one", "twenty one".
std::optional<AmountReader::Small> AmountReader::tens_at(Tokens sentence, std::uint32_t at) const {
    const double first = value(cardinals_, sentence, at);
    if (std::isnan(first))
        return std::nullopt;
    if (first >= 20) {
        const std::uint32_t next = behind_hyphen(sentence, at + 1);
        if (const double unit = value(cardinals_, sentence, next); unit >= 1 && unit < 10)
            return Small{next + 1, first + unit};
    }
    return Small{at + 1, first};
}

/// Whether the multiplier at `at` counts without a number before it: "the hundred or so", "hundred and twenty", a
/// headline's "Dozen killed".
bool AmountReader::stands_by_itself(Tokens sentence, std::uint32_t at) const {
    const bool goes_on = is(sentence, at + 1, and_) && tens_at(sentence, at + 2);
    return goes_on || at == 0 || is(sentence, at - 1, definite_);
}

/// "two", "twelve hundred", "a hundred and twenty"; of other multipliers what counts them: the "a" of "a million".
std::optional<AmountReader::Small> AmountReader::small_at(Tokens sentence, std::uint32_t at, bool sums) const {
    std::optional<Small> small = tens_at(sentence, at);
    if (!small && is(sentence, at, articles_))
        small = Small{at + 1, 1};
    else if (!small && value(multipliers_, sentence, at) > 0 && stands_by_itself(sentence, at))
        small = Small{at, 1};
    if (!small)
        return std::nullopt;
    const std::uint32_t next = behind_hyphen(sentence, small->end);
    const double multiplier = value(multipliers_, sentence, next);
    if (std::isnan(multiplier) && (small->end == at || is(sentence, at, articles_)))
        return std::nullopt;
    if (multiplier != hundred)
        return small;
    small = Small{next + 1, small->value * hundred, hundred};
    const std::uint32_t rest = sums ? behind_and(sentence, small->end) : behind_hyphen(sentence, small->end);
    if (const auto tens = tens_at(sentence, rest); tens && tens->value > 0)
        small = Small{tens->end, small->value + tens->value};
    return small;
}

/// "one point two".
void AmountReader::add_point(Tokens sentence, Amount& amount) const {
    constexpr int most_places = 6;
    if (!is(sentence, amount.end, point_))
        return;
    double place = 1, fraction = 0;
    std::uint32_t at = amount.end + 1;
    for (int places = 0; places < most_places; ++places, ++at) {
        const double digit = value(cardinals_, sentence, at);
        if (!(digit >= 0 && digit < 10))
            break;
        place *= 10;
        fraction = fraction * 10 + digit;
    }
    if (place > 1) {
        amount.low += fraction / place;
        amount.end = at;
    }
}

/// "1/2", "½".
std::optional<Fraction> AmountReader::written_fraction_at(std::string_view text, Tokens sentence,
                                                          std::uint32_t at) const {
    if (const double sign = value(signs_, sentence, at); sign > 0)
        return Fraction{at + 1, sign};
    if (at + 2 >= sentence.size() || !is(sentence, at + 1, slash_) || !is_glued(sentence, at + 1) ||
        !is_glued(sentence, at + 2))
        return std::nullopt;
    const std::string_view above = slice(text, sentence[at].span()), below = slice(text, sentence[at + 2].span());
    if (above.size() != 1 || below.size() != 1 || !is_digits(above) || !is_digits(below) || above >= below)
        return std::nullopt;
    return Fraction{at + 3, static_cast<double>(above[0] - '0') / (below[0] - '0')};
}

/// "half", "a third", "two-thirds", "one quarter", "1/2".
std::optional<Fraction> AmountReader::fraction_at(std::string_view text, Tokens sentence, std::uint32_t at) const {
    if (const auto written = written_fraction_at(text, sentence, at))
        return written;
    const double alone = value(denominators_, sentence, at);
    if (alone == 2)
        return Fraction{at + 1, 0.5};
    if (is(sentence, at, articles_)) {
        const double below = value(denominators_, sentence, at + 1);
        const bool said = below == 2 || is(sentence, at + 2, of_);  // "a third person" is one more
        return below > 0 && said ? std::optional(Fraction{at + 2, 1 / below}) : std::nullopt;
    }
    double above = value(cardinals_, sentence, at);
    if (std::isnan(above) && sentence[at].kind == TokenKind::number)
        if (const std::string_view digit = slice(text, sentence[at].span()); digit.size() == 1 && is_digits(digit))
            above = digit[0] - '0';
    const std::uint32_t next = behind_hyphen(sentence, at + 1);
    const double below = value(above == 1 ? denominators_ : plural_denominators_, sentence, next);
    if (!(above >= 1 && above < below) || is(sentence, next + 1, hyphen_))  // "one fifth-grade pupil"
        return std::nullopt;
    return Fraction{next + 1, above / below};
}

/// What a number goes on with: "two and a half", "5 1/2", "2½". Thirds and the like only where a multiplier follows:
/// in "killed three and a third was hurt" the third is a man.
std::optional<Fraction> AmountReader::mixed_behind(std::string_view text, Tokens sentence, std::uint32_t at) const {
    if (at >= sentence.size())
        return std::nullopt;
    if (const auto written = written_fraction_at(text, sentence, behind_hyphen(sentence, at)))
        return written;
    std::uint32_t next = behind_hyphen(sentence, at);
    if (!is(sentence, next, and_))
        return std::nullopt;
    next = behind_hyphen(sentence, next + 1);
    if (next >= sentence.size())
        return std::nullopt;
    std::optional<Fraction> fraction;
    if (is(sentence, next, articles_)) {
        const std::uint32_t noun = behind_hyphen(sentence, next + 1);
        if (const double below = value(denominators_, sentence, noun); below > 0)
            fraction = Fraction{noun + 1, 1 / below};
    } else {
        fraction = fraction_at(text, sentence, next);
    }
    if (!fraction || is(sentence, fraction->end, of_))
        return std::nullopt;
    const std::uint32_t behind = behind_hyphen(sentence, fraction->end);
    const bool half = fraction->value == 0.5 && is(sentence, next, articles_);
    return half || value(multipliers_, sentence, behind) > 0 ? fraction : std::nullopt;
}

/// Takes in what mixed_behind reads.
void AmountReader::add_mixed(std::string_view text, Tokens sentence, Amount& amount) const {
    if (const auto mixed = mixed_behind(text, sentence, amount.end)) {
        amount.low += mixed->value;
        amount.end = mixed->end;
    }
    amount.high = amount.low;
}

/// "a million and a half", "a dozen and a half".
std::optional<Fraction> AmountReader::half_behind(Tokens sentence, std::uint32_t at) const {
    const std::uint32_t and_at = behind_hyphen(sentence, at);
    if (!is(sentence, and_at, and_))
        return std::nullopt;
    const std::uint32_t article = behind_hyphen(sentence, and_at + 1);
    if (!is(sentence, article, articles_))
        return std::nullopt;
    const std::uint32_t noun = behind_hyphen(sentence, article + 1);
    const double below = value(denominators_, sentence, noun);
    if (!(below == 2 || below == 4) || is(sentence, noun + 1, of_))
        return std::nullopt;
    return Fraction{noun + 1, 1 / below};
}

/// Takes in what half_behind reads: half of the last multiplier.
bool AmountReader::add_half(Tokens sentence, Amount& amount) const {
    const auto half = half_behind(sentence, amount.end);
    if (!half || amount.last_multiplier == 1)
        return false;
    amount.low = amount.high = amount.low + half->value * amount.last_multiplier;
    amount.end = half->end;
    return true;
}

/// "250K", "1.2m". A letter that is a unit of length too ("40m high") multiplies where money or people are counted.
std::optional<double> AmountReader::suffix_at(std::string_view text, Tokens sentence, const Amount& amount) const {
    const std::uint32_t at = amount.end;
    if (at >= sentence.size() || sentence[at].kind != TokenKind::word)
        return std::nullopt;
    const bool glued = is_glued(sentence, at);
    const bool counts = (amount.first > 0 && is_currency(sentence, amount.first - 1)) ||
                        (at + 1 < sentence.size() && counted_noun_near(sentence, at + 1));
    if (const double known = value(suffixes_, sentence, at); known > 0)
        return glued || counts ? std::optional(known) : std::nullopt;
    if (const double letter = value(letters_, sentence, at); letter > 0) {
        const std::uint32_t join = at + 1;  // "1.2m-1.5m people"
        const bool range = glued && join + 2 < sentence.size() && is(sentence, join, hyphen_) &&
                           value(letters_, sentence, join + 2) == letter && counted_noun_near(sentence, join + 3);
        const bool capital = glued && sentence[at].capitalised && text[sentence[at].start] != 'm';
        return counts || range || capital ? std::optional(letter) : std::nullopt;
    }
    return std::nullopt;
}

/// "2.3 million", "three hundred thousand": multipliers in a row only grow.
void AmountReader::multiply(Tokens sentence, Amount& amount) const {
    for (double before = 1;;) {
        const std::uint32_t at = behind_hyphen(sentence, amount.end);
        double by = value(multipliers_, sentence, at);
        if (std::isnan(by) && !looks_like_year(amount.low) && !is(sentence, at + 1, of_))
            by = value(plural_multipliers_, sentence, at);  // "100 thousands people"; "in 2005 thousands fled"
        if (!(by > before))
            return;
        amount.low *= by;
        amount.high = amount.vague ? upper(amount.high, by) : amount.low;
        amount.multiplier *= by;
        amount.last_multiplier = before = by;
        amount.end = at + 1;
        amount.bare = false;
    }
}

/// "a thousand and one", "two million three hundred thousand": what follows has a smaller multiplier each time.
void AmountReader::add_less(Tokens sentence, Amount& amount) const {
    double limit = amount.last_multiplier;
    while (limit >= thousand) {
        const std::uint32_t at = behind_and(sentence, amount.end);
        const auto small =
            at < sentence.size() && !is(sentence, at, articles_) && value(multipliers_, sentence, at) != hundred
                ? small_at(sentence, at, true)
                : std::nullopt;
        if (!small || small->end == at)
            return;
        Amount less{at, small->end, small->value, small->value};
        multiply(sentence, less);
        if (less.low >= limit || less.low == 0)
            return;
        amount.low = amount.high = amount.low + less.low;
        amount.end = less.end;
        amount.multiplier = amount.last_multiplier = 1;
        limit = less.last_multiplier;
    }
}

std::optional<Amount> AmountReader::part_at(std::string_view text, Tokens sentence, std::uint32_t at) const {
    std::optional<Fraction> fraction;
    const double alone = value(denominators_, sentence, at);
    if (alone == 2 || alone == 4)
        fraction = Fraction{at + 1, 1 / alone};  // "half a million", "quarter of a million"
    else if (const double named = value(denominators_, sentence, at + 1); is(sentence, at, articles_) && named > 0)
        fraction = Fraction{at + 2, 1 / named};
    else
        fraction = fraction_at(text, sentence, at);
    if (!fraction)
        return std::nullopt;
    const bool of = is(sentence, fraction->end, of_);
    if (!of && fraction->value != 0.5 && fraction->value != 0.25)
        return std::nullopt;
    std::uint32_t next = behind_hyphen(sentence, fraction->end + (of ? 1 : 0));
    if (is(sentence, next, articles_))
        next = behind_hyphen(sentence, next + 1);
    else if (of)
        return std::nullopt;
    const double multiplier = value(multipliers_, sentence, next);
    if (std::isnan(multiplier))
        return std::nullopt;
    const double whole = fraction->value * multiplier;
    Amount amount{at, next + 1, whole, whole, false, false, multiplier, multiplier};
    multiply(sentence, amount);
    return amount;
}

/// A count in digits: "6,700", "5 1/2 million", "250K".
std::optional<Amount> AmountReader::count_in_digits_at(std::string_view text, Tokens sentence, std::uint32_t at) const {
    const auto digits = digits_at(text, sentence, at);
    if (!digits)
        return std::nullopt;
    Amount amount{at, digits->end, digits->value};
    amount.bare = true;
    add_mixed(text, sentence, amount);
    if (const auto by = suffix_at(text, sentence, amount)) {
        amount.low = amount.high = amount.low * *by;
        amount.multiplier = amount.last_multiplier = *by;
        amount.bare = false;
        ++amount.end;
    }
    multiply(sentence, amount);
    if (amount.multiplier == 1 && (digits->decimal_comma || (digits->dotted && !is_decimal_unit(sentence, amount.end))))
        return std::nullopt;  // "1.200 people": a thousandfold apart, and nothing tells which
    add_half(sentence, amount);
    return amount;
}

/// A count in words: "two and a half thousand", "a thousand and one".
std::optional<Amount> AmountReader::count_in_words_at(std::string_view text, Tokens sentence, std::uint32_t at,
                                                      bool sums) const {
    const auto small = small_at(sentence, at, sums);
    if (!small)
        return std::nullopt;
    Amount amount{at, small->end, small->value};
    amount.multiplier = amount.last_multiplier = small->multiplier;
    amount.bare = small->value < hundred;
    add_point(sentence, amount);
    add_mixed(text, sentence, amount);
    multiply(sentence, amount);
    if (!add_half(sentence, amount) && sums)
        add_less(sentence, amount);
    return amount.end > at ? std::optional(amount) : std::nullopt;
}

std::optional<Amount> AmountReader::amount_at(std::string_view text, Tokens sentence, std::uint32_t at,
                                              bool sums) const {
    if (at >= sentence.size())
        return std::nullopt;
    if (const auto vague = vague_at(sentence, at))
        return vague;
    if (const auto group = groups_.longest(sentence, at))
        return Amount{at, at + group.length, values_[group.value], values_[group.value]};
    if (const auto part = part_at(text, sentence, at))
        return part;
    return sentence[at].kind == TokenKind::number ? count_in_digits_at(text, sentence, at)
                                                  : count_in_words_at(text, sentence, at, sums);
}

std::optional<Amount> AmountReader::ordinal_at(std::string_view text, Tokens sentence, std::uint32_t at) const {
    double number = value(ordinals_, sentence, at);
    std::uint32_t end = at + 1;
    if (sentence[at].kind == TokenKind::number) {
        const std::string_view word = slice(text, sentence[at].span());
        const std::size_t digits = word.find_first_not_of("0123456789");
        const bool letters =
            digits != std::string_view::npos && word.find_first_of("0123456789.,", digits) == std::string_view::npos;
        if (!letters || digits == 0 || digits > 2 || word.size() != digits + 2)
            return std::nullopt;
        number = value_of(std::string(word.substr(0, digits)));
    } else if (const double tens = value(cardinals_, sentence, at); tens >= 20) {
        const std::uint32_t next = behind_hyphen(sentence, at + 1);
        const double unit = value(ordinals_, sentence, next);
        const bool first = std::isnan(unit) && next < sentence.size() &&
                           slice(text, sentence[next].span()) == "first";  // "twenty-first"
        number = tens + (first ? 1 : unit);
        if (!first && !(unit < 10))
            return std::nullopt;
        end = next + 1;
    }
    if (!(number >= 2 && number < hundred))
        return std::nullopt;
    return Amount{at, end, number, number};
}

}  // namespace recount
