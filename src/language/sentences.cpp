#include "language/sentences.h"

#include <algorithm>
#include <array>
#include <bit>

#include "text/utf8.h"

namespace recount {

namespace {

/// What a token is to the splitter. The order is that of KINDS in train/sentences.py.
enum class Kind : std::uint8_t {
    outside,
    lower,
    capitalised,
    capitals,
    initial,
    number,
    stop,
    question,
    exclamation,
    ellipsis,
    colon,
    semicolon,
    comma,
    dash,
    open,
    close,
    opening_quote,
    closing_quote,
    quote,
    symbol,
    address,
    abbreviation,
    lower_abbreviation,
    title,
    letter,
    reference,
    other,
};

constexpr std::uint32_t bit(Kind kind) {
    return 1U << static_cast<unsigned>(kind);
}

constexpr std::uint32_t marks = bit(Kind::stop) | bit(Kind::question) | bit(Kind::exclamation) | bit(Kind::ellipsis) |
                                bit(Kind::abbreviation) | bit(Kind::lower_abbreviation) | bit(Kind::title) |
                                bit(Kind::letter);
constexpr std::uint32_t abbreviations =
    bit(Kind::abbreviation) | bit(Kind::lower_abbreviation) | bit(Kind::title) | bit(Kind::letter);
constexpr std::uint32_t closers = bit(Kind::close) | bit(Kind::closing_quote) | bit(Kind::quote) | bit(Kind::reference);
constexpr std::uint32_t tight_ends = bit(Kind::stop) | bit(Kind::question) | bit(Kind::exclamation) | bit(Kind::close) |
                                     bit(Kind::closing_quote) | bit(Kind::quote);
constexpr std::uint32_t named =
    bit(Kind::capitalised) | bit(Kind::capitals) | bit(Kind::abbreviation) | bit(Kind::title) | bit(Kind::letter);
constexpr std::uint32_t capitals = bit(Kind::capitalised) | bit(Kind::capitals);

constexpr unsigned mostly_lower = 1;  // a form's habit

bool is_in(Kind kind, std::uint32_t set) {
    return (bit(kind) & set) != 0;
}

constexpr std::uint64_t hashed(std::string_view text) {  // FNV-1a
    std::uint64_t value = 0xCBF29CE484222325U;
    for (const char byte : text)
        value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    return value;
}

/// The row of the weight table for one feature: a template's number and the parts that fill it.
template <class... Parts>
std::uint64_t mixed(std::uint64_t number, Parts... parts) {
    std::uint64_t value = number + 1;
    const auto add = [&value](std::uint64_t part) {
        value = (value ^ part) * 0x9E3779B97F4A7C15U;
        value ^= value >> 29;
    };
    (add(static_cast<std::uint64_t>(parts)), ...);
    return value * 0xBF58476D1CE4E5B9U;
}

constexpr unsigned bucket(std::size_t number) {
    return number < 4 ? static_cast<unsigned>(number) : number < 7 ? 4 : number < 15 ? 5 : number < 40 ? 6 : 7;
}

}  // namespace

/// One run of the splitter over one block.
class SentenceSplitter::Walk {
public:
    Walk(const SentenceSplitter& splitter, const Tokenizer& tokenizer, std::string_view text, std::string_view lowered,
         Tokens tokens)
        : splitter_(splitter), tokenizer_(tokenizer), text_(text), lowered_(lowered), tokens_(tokens) {}

    /// Gives each end as the number of tokens before it.
    template <class Give>
    void run(Give give) {
        for (std::size_t at = 0; at + 1 < tokens_.size(); ++at) {
            take(at);
            if (asks(at) && score(at) > 0) {
                give(at + 1);
                first_ = Kind::outside;
                length_ = brackets_ = quotes_ = 0;
                mark_ = none;
            }
        }
        if (!tokens_.empty())
            give(tokens_.size());
    }

private:
    static constexpr std::size_t none = SIZE_MAX;

    bool stands(std::size_t at, char mark) const {
        return at < tokens_.size() && tokens_[at].end - tokens_[at].start == 1 && text_[tokens_[at].start] == mark;
    }
    bool is_number(std::size_t at) const { return at < tokens_.size() && tokens_[at].kind == TokenKind::number; }
    std::string_view words(std::size_t at) const { return slice(text_, tokens_[at].span()); }

    Kind kind_at(std::size_t at) const {
        if (at >= tokens_.size())  // also what lies before the first, as numbers wrap
            return Kind::outside;
        switch (const Token& token = tokens_[at]; token.kind) {
        case TokenKind::word: return word_kind(token);
        case TokenKind::number:
            return at > 0 && stands(at - 1, '[') && stands(at + 1, ']') ? Kind::reference : Kind::number;
        case TokenKind::quote: return quote_kind(at);
        case TokenKind::symbol: return Kind::symbol;
        case TokenKind::address: return Kind::address;
        case TokenKind::punctuation: return mark_kind(at);
        }
        return Kind::other;
    }

    Kind word_kind(const Token& token) const {
        std::size_t behind = token.start;
        next_code_point(text_, behind);
        if (token.abbreviation)
            return behind + 1 == token.end ? Kind::letter
                   : token.before_name     ? Kind::title
                   : token.capitalised     ? Kind::abbreviation
                                           : Kind::lower_abbreviation;
        if (!token.capitalised)
            return Kind::lower;
        return behind == token.end ? Kind::initial : token.all_capitals ? Kind::capitals : Kind::capitalised;
    }

    /// A mark that is drawn for one side is of that side; else the blanks around it tell.
    Kind quote_kind(std::size_t at) const {
        std::size_t start = tokens_[at].start;
        const char32_t mark = next_code_point(text_, start);
        const bool opens = std::u32string_view(U"\u2018\u201A\u201C\u201E\u00AB\u2039\u300C").find(mark) != none;
        const bool closes = std::u32string_view(U"\u201D\u00BB\u203A\u300D").find(mark) != none;
        const bool before = tokens_[at].space_before;
        const bool after = at + 1 == tokens_.size() || tokens_[at + 1].space_before;
        if (opens || (!closes && before && !after))
            return Kind::opening_quote;
        return closes || (!before && after) ? Kind::closing_quote : Kind::quote;
    }

    Kind mark_kind(std::size_t at) const {
        const Token& token = tokens_[at];
        switch (text_[token.start]) {
        case '.': return token.end - token.start == 1 ? Kind::stop : Kind::ellipsis;
        case '?': return Kind::question;
        case '!': return Kind::exclamation;
        case ':': return Kind::colon;
        case ';': return Kind::semicolon;
        case ',': return Kind::comma;
        case '-': return Kind::dash;
        case '[': return is_number(at + 1) && stands(at + 2, ']') ? Kind::reference : Kind::open;
        case '(':
        case '{': return Kind::open;
        case ']': return at > 1 && is_number(at - 1) && stands(at - 2, '[') ? Kind::reference : Kind::close;
        case ')':
        case '}': return Kind::close;
        default: break;
        }
        const std::string_view mark = words(at);
        return mark == "\u2026" ? Kind::ellipsis : mark == "\u2013" || mark == "\u2014" ? Kind::dash : Kind::other;
    }

    void take(std::size_t at) {
        const Kind kind = kind_at(at);
        if (is_in(kind, marks))
            mark_ = at;
        else if (!is_in(kind, closers))
            mark_ = none;
        if (length_++ == 0)
            first_ = kind;
        switch (kind) {
        case Kind::open: brackets_ = 1; break;
        case Kind::close: brackets_ = 0; break;
        case Kind::opening_quote: quotes_ = 1; break;
        case Kind::closing_quote: quotes_ = 0; break;
        case Kind::quote: quotes_ ^= 1; break;
        default: break;
        }
        last_ = kind;
    }

    /// Whether to ask about the gap behind the token taken last.
    bool asks(std::size_t at) const {
        if (mark_ == none)
            return false;
        const Kind right = kind_at(at + 1);
        const bool short_form = is_in(last_, abbreviations);
        if (!tokens_[at + 1].space_before)
            return is_in(last_, tight_ends) && is_in(right, capitals);
        if (right == Kind::lower)  // as careless writers begin, but not behind "p.m." or "Go!"
            return last_ == Kind::stop || last_ == Kind::ellipsis;
        if (right == Kind::dash || right == Kind::ellipsis)  // behind an abbreviation: the dash of a dateline
            return !short_form && kind_at(at + 2) != Kind::lower;
        if (!short_form)
            return true;
        if (is_in(right, named) && stops_behind_letter(at) && habit(form_at(at + 1, right)) != mostly_lower)
            return false;  // "O. J. Simpson", "U.S. Senate"
        return !tokenizer_.continues(slice(lowered_, tokens_[at + 1].span()));
    }

    bool stops_behind_letter(std::size_t at) const {
        std::size_t behind = tokens_[at].start;
        next_code_point(text_, behind);
        return text_[behind] == '.';
    }

    std::uint64_t form_at(std::size_t at, Kind kind) const {
        return at >= tokens_.size()   ? hashed("")
               : kind == Kind::number ? hashed("0")
                                      : hashed(slice(lowered_, tokens_[at].span()));
    }

    /// How a form is mostly written: 1 lower-case, 2 with a capital, 0 not known.
    unsigned habit(std::uint64_t form) const {
        const std::uint32_t entry = splitter_.habits_[form >> splitter_.habit_shift_];
        return entry >> 2 == (form & 0x3FFFFFFF) ? entry & 3 : 0;
    }

    int score(std::size_t at) const {
        const Kind l2 = kind_at(at - 1), l1 = last_, r1 = kind_at(at + 1), r2 = kind_at(at + 2);
        const std::size_t before_mark = mark_ - 1;  // wraps to what lies outside
        const Kind mark = kind_at(mark_), word = kind_at(before_mark);
        const std::uint64_t l1_form = form_at(at, l1), l2_form = form_at(at - 1, l2);
        const std::uint64_t r1_form = form_at(at + 1, r1), r2_form = form_at(at + 2, r2);
        const std::uint64_t mark_form = form_at(mark_, mark), word_form = form_at(before_mark, word);
        const unsigned right_habit = habit(r1_form), left_habit = habit(word_form);
        const unsigned tight = tokens_[at + 1].space_before ? 0 : 1;
        const unsigned ahead = bucket(tokens_.size() - 1 - at), length = bucket(length_);
        const unsigned inside = brackets_ * 2 + quotes_;
        const std::size_t closed = std::min<std::size_t>(at - mark_, 3);
        const std::size_t word_length =
            before_mark < tokens_.size() ? std::min<std::size_t>(words(before_mark).size(), 5) : 0;
        const std::array rows{
            mixed(0, l1, r1),
            mixed(1, l1_form),
            mixed(2, l2_form),
            mixed(3, r1_form),
            mixed(4, r2_form),
            mixed(5, l2, l1, r1),
            mixed(6, l1, r1, r2),
            mixed(7, l1_form, r1),
            mixed(8, l2_form, l1, r1),
            mixed(9, l1, r1_form),
            mixed(10, l1, r1, right_habit),
            mixed(11, mark, closed, r1, right_habit, tight),
            mixed(12, tight, l1, r1),
            mixed(13, mark_form, closed, r1),
            mixed(14, length, l1, r1),
            mixed(15, inside, l1, r1),
            mixed(16, inside, mark, r1, right_habit),
            mixed(17, ahead, l1, r1),
            mixed(18, word_length, word, mark, r1),
            mixed(19, left_habit, word, mark, r1, right_habit),
            mixed(20, first_, length, mark),
            mixed(21, word_form, mark, closed),
            mixed(22, word, mark, closed, r1, r2, right_habit),
        };
        int sum = 0;
        for (const std::uint64_t row : rows)
            sum += splitter_.weights_[row >> splitter_.weight_shift_];
        return sum;
    }

    const SentenceSplitter& splitter_;
    const Tokenizer& tokenizer_;
    std::string_view text_, lowered_;
    Tokens tokens_;

    // What is known of the sentence so far.
    Kind first_ = Kind::outside;          // its first token
    Kind last_ = Kind::outside;           // its last one
    std::size_t length_ = 0;              // in tokens
    unsigned brackets_ = 0, quotes_ = 0;  // 1 while one is open
    std::size_t mark_ = none;             // the mark that may end it, when nothing but closers stands behind
};

SentenceSplitter::SentenceSplitter(ModelFile model) : model_(std::move(model)) {
    const auto weights = model_->array<std::int16_t>("sentences/weights");
    const auto habits = model_->array<std::uint32_t>("sentences/habits");
    for (const std::size_t size : {weights.size(), habits.size()})
        if (size < 2 || !std::has_single_bit(size))
            model_->fail("the tables that find sentence ends have " + std::to_string(size) +
                         " rows, which is no power of two");
    use(weights, habits);
}

SentenceSplitter::SentenceSplitter(std::span<const std::int16_t> weights, std::span<const std::uint32_t> habits) {
    use(weights, habits);
}

void SentenceSplitter::use(std::span<const std::int16_t> weights, std::span<const std::uint32_t> habits) {
    weights_ = weights;
    habits_ = habits;
    weight_shift_ = 64 - std::countr_zero(weights.size());
    habit_shift_ = 64 - std::countr_zero(habits.size());
}

void SentenceSplitter::split(const Tokenizer& tokenizer, std::string_view text, std::string_view lowered,
                             const std::vector<Token>& tokens, std::size_t first,
                             std::vector<std::uint32_t>& ends) const {
    Walk(*this, tokenizer, text, lowered, Tokens(tokens).subspan(first)).run([&](std::size_t count) {
        ends.push_back(static_cast<std::uint32_t>(first + count));
    });
}

}  // namespace recount
