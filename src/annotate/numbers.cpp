#include "annotate/numbers.h"

#include <cmath>

namespace recount {

namespace {

Modifier modifier_named(const CodebookNode& node) {
    const std::string name = node.text("name");
    for (int i = 0; i <= static_cast<int>(Modifier::vague); ++i)
        if (name_of(static_cast<Modifier>(i)) == name)
            return static_cast<Modifier>(i);
    throw node.error("'" + name + "' is no modifier");
}

/// What stands before a range: a word of its span ("between"), one that may tell of a change instead ("from"), or one
/// outside of its span ("ranging from").
enum Opening : std::uint32_t { opens_range, opens_range_or_change, opens_range_outside };

Number number_of(std::uint32_t first, std::uint32_t end, double low, double high, Modifier modifier) {
    Number number;
    number.first_token = number.first_digit = first;
    number.end_token = number.end_digit = end;
    number.low = number.value = low;
    number.high = number.plain_high = high;
    number.modifier = number.plain_modifier = modifier;
    return number;
}

Number number_of(const Amount& amount) {
    return number_of(amount.first, amount.end, amount.low, amount.high,
                     amount.vague ? Modifier::vague : Modifier::exact);
}

/// Bounds a number; the modifier nearest to it was applied first, so that "at least about 50" stays open above.
void apply(Modifier modifier, Number& number) {
    switch (modifier) {
    case Modifier::at_least:
    case Modifier::more_than: number.high.reset(); break;
    case Modifier::at_most:
    case Modifier::up_to:
    case Modifier::less_than: number.low.reset(); break;
    case Modifier::approx:
        if (number.modifier != Modifier::exact)
            return;  // "some thousands" are vague, "an estimated 20 to 30" a range
        break;
    default: return;
    }
    number.modifier = modifier;
}

/// Of "two to three million" the first may count millions too, of "6-8,000" thousands: the largest multiplier that
/// leaves it below the second.
double shared(const Amount& first, const Amount& second) {
    if (!first.bare)
        return first.low;
    std::vector<double> multipliers{second.multiplier, second.last_multiplier};
    if (second.multiplier == 1 && first.low < 1000)
        for (const double round : {1e6, 1e3})
            if (second.low >= round && std::fmod(second.low, round) == 0)
                multipliers.push_back(round);
    for (const double multiplier : multipliers)
        if (multiplier > 1 && first.low * multiplier < second.low)
            return first.low * multiplier;
    return first.low;
}

bool is_year(const Amount& amount, Tokens sentence) {
    return amount.low >= 1500 && amount.low < 2100 && amount.end == amount.first + 1 &&
           sentence[amount.first].kind == TokenKind::number &&
           sentence[amount.first].end - sentence[amount.first].start == 4;
}

bool is(Tokens sentence, std::uint32_t at, const WordSet& words) {
    return at < sentence.size() && words.contains(sentence[at].word);
}

}  // namespace

NumberFinder::NumberFinder(Codebook& codebook) : amounts_(codebook) {
    const CodebookNode file = codebook.file("numbers");
    const auto add = [&](PhraseTable& table, const std::vector<std::string>& phrases, std::uint32_t value) {
        for (const std::string& words : phrases)
            codebook.add_phrase(table, words, value);
    };
    for (const CodebookNode& node : file.tables("modifier")) {
        const auto value = static_cast<std::uint32_t>(modifier_named(node));
        add(before_, node.texts("before"), value);
        add(after_, node.texts("after"), value);
    }
    const CodebookNode zero = file.table("zero"), range = file.table("range"), share = file.table("share"),
                       both = file.table("both"), marks = file.table("marks");
    add(zero_, zero.texts("whole"), 0);
    add(none_, zero.texts("one"), 0);
    add(between_, range.texts("between"), opens_range);
    add(between_, range.texts("from"), opens_range_or_change);
    add(between_, range.texts("spread"), opens_range_outside);
    between_joins_ = codebook.words(range.texts("and"));
    joins_ = codebook.words(range.texts("joins"));
    vague_joins_ = codebook.words(range.texts("vague_joins"));
    changes_ = codebook.words(range.texts("changes"));
    wholes_ = codebook.words(share.texts("before_whole"));
    not_a_share_ = codebook.words(share.texts("not_behind"));
    in_ = codebook.words(share.texts("in"));
    add(except_, share.texts("except"), 0);
    add(all_of_, share.texts("all_of"), 0);
    both_ = codebook.words(both.texts("words"));
    verbs_ = codebook.words(both.texts("verbs"));
    of_ = codebook.words(marks.texts("of"));
    and_ = codebook.words(marks.texts("and"));
    hyphens_ = codebook.words(marks.texts("hyphens"));
    more_ = codebook.words(marks.texts("more"));
}

/// The number that a share may be of: "the 40", "all 300", "its 2,000"; no year.
std::optional<Amount> NumberFinder::whole_behind(std::string_view text, Tokens sentence, std::uint32_t at) const {
    constexpr int most_words = 3;
    std::uint32_t first = at;
    for (int words = 0; words < most_words && is(sentence, first, wholes_); ++words)
        ++first;
    const auto whole = amounts_.amount_at(text, sentence, first);
    if (!whole || whole->vague || (first == at && is_year(*whole, sentence)))
        return std::nullopt;
    return whole;
}

/// The part [first, end) of what stands behind it: its number where the whole has one, else per cent.
NumberFinder::Reading NumberFinder::part_of(std::string_view text, Tokens sentence, std::uint32_t first,
                                            std::uint32_t end, double share) const {
    const std::uint32_t behind = end + (is(sentence, end, of_) ? 1 : 0);
    if (behind == end && !is(sentence, behind, wholes_))
        return {end, std::nullopt};
    if (const auto whole = whole_behind(text, sentence, behind)) {
        // People come whole: a third of 40 is about 13.
        const double part = std::round(share * whole->low);
        const bool even = std::abs(part - share * whole->low) < 1e-6 * part;
        return {end, number_of(first, end, part, part, even ? Modifier::exact : Modifier::approx)};
    }
    if (behind == end)
        return {end, std::nullopt};
    const double percent = std::round(share * 1000) / 10;
    Number number = number_of(first, end, percent, percent, Modifier::exact);
    number.share = true;
    return {end, number};
}

/// "half of the 40", "two-thirds of voters"; "the first half of 2012" is time.
std::optional<NumberFinder::Reading> NumberFinder::share_at(std::string_view text, Tokens sentence,
                                                            std::uint32_t at) const {
    const auto fraction = amounts_.fraction_at(text, sentence, at);
    if (!fraction || amounts_.part_at(text, sentence, at))
        return std::nullopt;
    if (at > 0 && is(sentence, at - 1, not_a_share_))
        return Reading{fraction->end, std::nullopt};
    return part_of(text, sentence, at, fraction->end, fraction->value);
}

/// "1 in 5 of the 300 people", "one in four people".
std::optional<NumberFinder::Reading> NumberFinder::one_in_several_at(std::string_view text, Tokens sentence,
                                                                     std::uint32_t at) const {
    if (at + 2 >= sentence.size() || !is(sentence, at + 1, in_))
        return std::nullopt;
    const auto part = amounts_.amount_at(text, sentence, at);
    if (!part || part->end != at + 1 || part->vague)
        return std::nullopt;
    const auto whole = amounts_.amount_at(text, sentence, at + 2);
    if (!whole || whole->vague || whole->low <= part->low || is_year(*whole, sentence))
        return std::nullopt;
    if (is(sentence, whole->end, of_))
        return part_of(text, sentence, at, whole->end, part->low / whole->low);
    if (amounts_.counted_noun_near(sentence, whole->end))
        return Reading{whole->end, std::nullopt};
    return std::nullopt;
}

/// "all but three of the 21" are 18; "all but three" alone is no number that is known here.
std::optional<NumberFinder::Reading> NumberFinder::all_but_at(std::string_view text, Tokens sentence,
                                                              std::uint32_t at) const {
    if (const auto all = all_of_.longest(sentence, at)) {  // "almost all of the 31,000"
        const auto whole = amounts_.amount_at(text, sentence, at + all.length);
        if (!whole || whole->vague || is_year(*whole, sentence))
            return std::nullopt;
        return Reading{whole->end, number_of(at, whole->end, whole->low, whole->high, Modifier::approx)};
    }
    const auto except = except_.longest(sentence, at);
    if (!except)
        return std::nullopt;
    const auto left = amounts_.amount_at(text, sentence, at + except.length);
    if (!left)
        return std::nullopt;
    const auto whole = is(sentence, left->end, of_) ? whole_behind(text, sentence, left->end + 1) : std::nullopt;
    if (!whole || whole->low <= left->low)
        return Reading{left->end, std::nullopt};
    const double rest = whole->low - left->low;
    return Reading{left->end, number_of(at, left->end, rest, rest, Modifier::exact)};
}

/// "Both men", "both were hurt", "both of them"; in "both soldiers and civilians" it counts nothing.
std::optional<Number> NumberFinder::both_at(Tokens sentence, std::uint32_t at) const {
    if (!is(sentence, at, both_) || at + 1 >= sentence.size())
        return std::nullopt;
    const std::uint32_t next = at + 1;
    if (!is(sentence, next, verbs_) && !is(sentence, next, of_) && !amounts_.counted_noun_near(sentence, next))
        return std::nullopt;
    for (std::uint32_t i = next; i < sentence.size() && i < next + 4 && !is(sentence, i, verbs_); ++i)
        if (is(sentence, i, and_))
            return std::nullopt;
    return number_of(at, next, 2, 2, Modifier::exact);
}

/// How many tokens before `at` open a range: "between", "from", "between the ages of". "Rose from 58 to 59" tells of
/// two numbers, one after the other.
std::uint32_t NumberFinder::opening(Tokens sentence, std::uint32_t at) const {
    constexpr std::uint32_t look_back = 8;
    const auto found = between_.ending_at(sentence, at);
    if (!found || found.value != opens_range_or_change)
        return found.length;
    for (std::uint32_t i = at - found.length; i-- > 0 && i + look_back >= at;) {
        if (is(sentence, i, changes_))
            return 0;
        if (sentence[i].kind == TokenKind::punctuation && !is(sentence, i, hyphens_))
            break;
    }
    return found.length;
}

/// Behind what joins two ends of a range, `at` itself when nothing does: "to", "-", "-to-", "to $".
std::uint32_t NumberFinder::behind_join(Tokens sentence, std::uint32_t at, bool opened, bool vague) const {
    std::uint32_t next = at;
    const bool hyphen_first = is(sentence, next, hyphens_);
    if (hyphen_first && is(sentence, next + 1, vague_joins_))
        ++next;
    const bool joined =
        is(sentence, next, vague ? vague_joins_ : joins_) || (opened && is(sentence, next, between_joins_));
    if (!joined)
        return at;
    ++next;
    if (hyphen_first && next > at + 1 && is(sentence, next, hyphens_))
        ++next;
    constexpr int most_signs = 2;  // "US$"
    for (int signs = 0; signs < most_signs && amounts_.is_currency(sentence, next); ++signs)
        ++next;
    return next;
}

std::optional<Number> NumberFinder::range_from(std::string_view text, Tokens sentence, const Amount& first) const {
    const std::uint32_t opened = opening(sentence, first.first);
    const auto from = between_.ending_at(sentence, first.first);
    if (from && !opened)
        return std::nullopt;  // "rose from 58 to 59"
    const std::uint32_t next = behind_join(sentence, first.end, opened > 0, first.vague);
    if (next == first.end)
        return std::nullopt;
    const auto second = amounts_.amount_at(text, sentence, next);
    if (!second || (second->vague && !first.vague))
        return std::nullopt;
    const double low = shared(first, *second);
    if (low >= second->high)
        return std::nullopt;
    Number number = number_of(first.first, second->end, low, second->high, Modifier::range);
    if (from.value != opens_range_outside)
        number.first_token = first.first - opened;
    return number;
}

/// The amount at `at`, or the range that begins with it. In "between a hundred and two hundred" the "and" joins the
/// range, in "between a hundred and fifty and two hundred" the first one does not.
Number NumberFinder::with_range(std::string_view text, Tokens sentence, std::uint32_t at, const Amount& alone) const {
    if (opening(sentence, at) > 0)
        if (const auto plain = amounts_.amount_at(text, sentence, at, false); plain && plain->end < alone.end)
            if (const auto range = range_from(text, sentence, *plain))
                return *range;
    if (const auto range = range_from(text, sentence, alone))
        return *range;
    return number_of(alone);
}

/// Takes the modifiers before and behind the number into it. What bounds nothing ("another", "a total of") belongs to
/// it, but its span begins with what does: "at least another 15", "(a total of) more than 120".
void NumberFinder::bound(Tokens sentence, std::uint32_t not_before, Number& number) const {
    constexpr int most_modifiers = 3;
    for (int taken = 0; taken < most_modifiers; ++taken) {
        std::uint32_t end = number.first_token;
        if (end > not_before && is(sentence, end - 1, hyphens_) && !sentence[end - 1].space_before &&
            !sentence[end].space_before)
            --end;  // "some-500"
        const auto found = before_.ending_at(sentence, end, not_before);
        if (!found)
            break;
        const auto modifier = static_cast<Modifier>(found.value);
        number.idle_tokens = modifier == Modifier::exact ? number.first_bound() - end + found.length : 0;
        number.first_token = end - found.length;
        if (modifier == Modifier::exact)
            continue;
        apply(modifier, number);
        if (modifier != Modifier::approx)
            return;  // "handed over at least 25"
    }
    const auto found = after_.longest(sentence, number.end_token);
    const std::uint32_t end = number.end_token + found.length;
    if (!found || (end < sentence.size() && sentence[end].kind == TokenKind::number))
        return;  // "in 2017 at least 126": that bounds what follows
    number.end_token = end;
    apply(static_cast<Modifier>(found.value), number);
}

/// What the tokens from `at` on give; an end of `at` when they begin no number.
NumberFinder::Reading NumberFinder::read_at(std::string_view text, Tokens sentence, std::uint32_t at) const {
    for (const PhraseTable* zeros : {&zero_, &none_})
        if (const auto found = zeros->longest(sentence, at)) {
            Number number = number_of(at, at + found.length, 0, 0, Modifier::exact);
            number.zero_people = zeros == &zero_;
            return {number.end_token, number};
        }
    if (const auto both = both_at(sentence, at))
        return {both->end_token, both};
    if (const auto all_but = all_but_at(text, sentence, at))
        return *all_but;
    if (const auto share = share_at(text, sentence, at))
        return *share;
    if (const auto ordinal = amounts_.ordinal_at(text, sentence, at)) {
        Number number = number_of(*ordinal);
        number.ordinal = true;
        return {ordinal->end, number};
    }
    if (const auto part = one_in_several_at(text, sentence, at))
        return *part;
    const auto amount = amounts_.amount_at(text, sentence, at);
    if (!amount)
        return {at, std::nullopt};
    const Number number = with_range(text, sentence, at, *amount);
    return {number.end_token, number};
}

std::vector<Number> NumberFinder::find(std::string_view text, Tokens sentence) const {
    std::vector<Number> numbers;
    std::uint32_t not_before = 0;
    for (std::uint32_t at = 0; at < sentence.size();) {
        auto [end, number] = read_at(text, sentence, at);
        if (end == at) {
            ++at;
            continue;
        }
        if (number) {
            if (!number->ordinal && !number->zero_people)
                bound(sentence, not_before, *number);
            end = number->end_token;
            numbers.push_back(*number);
        }
        at = not_before = end;
        if (is(sentence, at, more_))  // "12 more": that bounds no number behind it
            not_before = at + 1;
    }
    return numbers;
}

}  // namespace recount
