#include "annotate/numbers.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace recount {

/// A number without its modifier.
struct NumberFinder::Core {
    std::uint32_t first = 0, end = 0;
    double low = 0, high = 0;
    bool vague = false;
};

namespace {

Modifier modifier_named(const CodebookNode& node) {
    const std::string name = node.text("name");
    for (int i = 0; i <= static_cast<int>(Modifier::vague); ++i)
        if (name_of(static_cast<Modifier>(i)) == name)
            return static_cast<Modifier>(i);
    throw node.error("'" + name + "' is no modifier");
}

/// "6,700", "2.3", "1.234.567" no: groups of three after a comma, decimals after a point. Nothing for ordinals, decades
/// and times.
std::optional<double> digits_value(std::string_view word) {
    std::array<char, 40> plain{};
    std::size_t size = 0, since_comma = 0;
    bool comma = false, point = false;
    for (const char c : word) {
        if (c >= '0' && c <= '9') {
            if (size == plain.size())
                return std::nullopt;
            plain[size++] = c;
            ++since_comma;
        } else if (c == ',' && !point && (comma ? since_comma == 3 : since_comma >= 1 && since_comma <= 3)) {
            comma = true;
            since_comma = 0;
        } else if (c == '.' && !point && size > 0 && size < plain.size() && (!comma || since_comma == 3)) {
            point = true;
            plain[size++] = '.';
        } else {
            return std::nullopt;
        }
    }
    if (size == 0 || (comma && !point && since_comma != 3))
        return std::nullopt;
    double value = 0;
    const auto [end, error] = std::from_chars(plain.data(), plain.data() + size, value);
    return error == std::errc{} && end == plain.data() + size ? std::optional<double>(value) : std::nullopt;
}

}  // namespace

NumberFinder::NumberFinder(Codebook& codebook) {
    const CodebookNode file = codebook.file("numbers");
    const auto load_values = [&](std::string_view table, PhraseTable& phrases, std::vector<double>& values) {
        const CodebookNode node = file.table(table);
        for (const std::string& word : node.keys()) {
            codebook.add_phrase(phrases, word, static_cast<std::uint32_t>(values.size()));
            values.push_back(node.number(word));
        }
    };
    load_values("cardinals", cardinals_, cardinal_values_);
    load_values("multipliers", multipliers_, multiplier_values_);
    load_values("suffixes", suffixes_, suffix_values_);
    for (const CodebookNode& node : file.tables("vague")) {
        for (const std::string& words : node.texts("words"))
            codebook.add_phrase(vague_, words, static_cast<std::uint32_t>(vague_bounds_.size()));
        vague_bounds_.emplace_back(node.number("low"), node.number("high"));
    }
    for (const CodebookNode& node : file.tables("modifier")) {
        const auto value = static_cast<std::uint32_t>(modifier_named(node));
        for (const std::string& words : node.texts("before"))
            codebook.add_phrase(before_, words, value);
        for (const std::string& words : node.texts("after"))
            codebook.add_phrase(after_, words, value);
    }
    for (const std::string& words : file.table("zero").texts("whole"))
        codebook.add_phrase(zero_, words, 0);
    const CodebookNode range = file.table("range");
    between_ = codebook.words(range.texts("between"));
    between_and_ = codebook.words(range.texts("and"));
    joins_ = codebook.words(range.texts("joins"));
    articles_ = codebook.words({"a", "an", "the"});
    and_ = codebook.words({"and", "-"});
    half_ = codebook.words({"half"});
}

/// The digits, words or vague word at `at`, with its multipliers.
std::optional<NumberFinder::Core> NumberFinder::core_at(std::string_view text, Tokens sentence,
                                                        std::uint32_t at) const {
    const Token& token = sentence[at];
    if (const auto found = vague_.longest(sentence, at)) {
        const auto [low, high] = vague_bounds_[found.value];
        return multiplied(sentence, {at, at + found.length, low, high, low != high});
    }
    if (token.kind == TokenKind::number) {
        const auto value = digits_value(slice(text, token.span()));
        if (!value)
            return std::nullopt;
        return multiplied(sentence, {at, at + 1, *value, *value, false});
    }
    const auto cardinal = cardinals_.longest(sentence, at);
    if (cardinal) {
        Core core{at, at + 1, cardinal_values_[cardinal.value], cardinal_values_[cardinal.value], false};
        // "twenty-one", "twenty one"
        std::uint32_t next = core.end;
        if (core.low >= 20 && next + 1 < sentence.size() && slice(text, sentence[next].span()) == "-")
            ++next;
        if (core.low >= 20 && next < sentence.size())
            if (const auto unit = cardinals_.longest(sentence, next);
                unit && cardinal_values_[unit.value] >= 1 && cardinal_values_[unit.value] < 10)
                core = {at, next + 1, core.low + cardinal_values_[unit.value], core.low + cardinal_values_[unit.value],
                        false};
        return multiplied(sentence, core);
    }
    // "a hundred", "half a million": a multiplier that an article counts.
    const bool half = half_.contains(token.word);
    const std::uint32_t article = at + (half ? 1 : 0);
    if (article + 1 >= sentence.size() || !articles_.contains(sentence[article].word))
        return std::nullopt;
    const auto multiplier = multipliers_.longest(sentence, article + 1);
    if (!multiplier)
        return std::nullopt;
    const double value = multiplier_values_[multiplier.value] * (half ? 0.5 : 1);
    return multiplied(sentence, {at, article + 2, value, value, false});
}

/// "2.3 million", "three hundred and fifty thousand", "250 K".
std::optional<NumberFinder::Core> NumberFinder::multiplied(Tokens sentence, Core core) const {
    if (core.end < sentence.size() && !sentence[core.end].space_before)
        if (const auto suffix = suffixes_.longest(sentence, core.end)) {
            core.low *= suffix_values_[suffix.value];
            core.high *= suffix_values_[suffix.value];
            ++core.end;
        }
    for (std::uint32_t at = core.end; at < sentence.size();) {
        const auto multiplier = multipliers_.longest(sentence, at);
        if (multiplier) {
            core.low *= multiplier_values_[multiplier.value];
            core.high = core.vague ? (core.high + 1) * multiplier_values_[multiplier.value] - 1 : core.low;
            core.end = ++at;
            continue;
        }
        // What comes after a hundred or a thousand is added: "three hundred and fifty".
        const std::uint32_t next = at + (and_.contains(sentence[at].word) ? 1 : 0);
        const auto unit = next < sentence.size() ? cardinals_.longest(sentence, next) : PhraseTable::Match{};
        const bool big_before = core.end - core.first >= 2 && sentence[core.first].kind == TokenKind::word &&
                                core.low >= 100 && !core.vague;
        if (!unit || !big_before)
            break;
        core.low += cardinal_values_[unit.value];
        core.high = core.low;
        core.end = next + 1;
        at = core.end;
    }
    return core;
}

/// The number that begins with `first`, and the second one if both make a range.
Number NumberFinder::with_range(std::string_view text, Tokens sentence, const Core& first) const {
    Number number;
    number.first_token = number.first_digit = first.first;
    number.end_token = number.end_digit = first.end;
    number.low = number.value = first.low;
    number.high = number.plain_high = first.high;
    number.modifier = first.vague ? Modifier::vague : Modifier::exact;
    const bool between = first.first > 0 && between_.contains(sentence[first.first - 1].word);
    if (first.end + 1 >= sentence.size() || first.vague)
        return number;
    const WordId join = sentence[first.end].word;
    if (!(joins_.contains(join) || (between && between_and_.contains(join))))
        return number;
    const auto second = core_at(text, sentence, first.end + 1);
    if (!second || second->vague)
        return number;
    double low = first.low;
    if (low < second->low && second->end - second->first >= 2 && first.end - first.first == 1 && low < 1000 &&
        second->low >= 1000)
        low *= second->low >= 1e6 ? 1e6 : 1e3;  // "two to three million"
    if (low >= second->high)
        return number;
    number.low = number.value = low;
    number.high = second->high;
    number.modifier = Modifier::range;
    number.end_token = number.end_digit = second->end;
    if (between)
        number.first_token = first.first - 1;
    return number;
}

/// Takes the modifier before or behind the number into it.
void NumberFinder::bound(Tokens sentence, std::uint32_t not_before, Number& number) const {
    if (number.modifier == Modifier::range)
        return;
    const auto apply = [&](Modifier modifier) {
        switch (modifier) {
        case Modifier::at_least:
        case Modifier::more_than: number.high.reset(); break;
        case Modifier::at_most:
        case Modifier::up_to:
        case Modifier::less_than: number.low.reset(); break;
        case Modifier::exact: return;
        default: break;
        }
        if (modifier == Modifier::approx && number.modifier == Modifier::vague)
            return;
        number.modifier = modifier;
    };
    const std::uint32_t digits = number.first_token;
    if (const auto found = before_.ending_at(sentence, digits, not_before)) {
        number.first_token = digits - found.length;
        apply(static_cast<Modifier>(found.value));
        return;
    }
    if (const auto found = after_.longest(sentence, number.end_token); found && number.end_token < sentence.size()) {
        number.end_token += found.length;
        apply(static_cast<Modifier>(found.value));
    }
}

std::vector<Number> NumberFinder::find(std::string_view text, Tokens sentence) const {
    std::vector<Number> numbers;
    std::uint32_t not_before = 0;
    for (std::uint32_t at = 0; at < sentence.size();) {
        if (const auto zero = zero_.longest(sentence, at)) {
            Number number;
            number.first_token = number.first_digit = at;
            number.end_token = number.end_digit = at + zero.length;
            number.low = number.high = 0;
            number.zero_people = true;
            numbers.push_back(number);
            at = not_before = number.end_token;
            continue;
        }
        const auto core = core_at(text, sentence, at);
        if (!core) {
            ++at;
            continue;
        }
        Number number = with_range(text, sentence, *core);
        bound(sentence, not_before, number);
        numbers.push_back(number);
        at = not_before = number.end_token;
    }
    return numbers;
}

}  // namespace recount
