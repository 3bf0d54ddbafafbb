#include "text/tokenizer.h"

#include <algorithm>
#include <unicode/uchar.h>

#include "text/utf8.h"

namespace recount {

namespace {

/// What a character is to the tokenizer.
enum class Class : std::uint8_t { blank, letter, digit, apostrophe, quote, currency, mark };

constexpr char32_t right_single_quote = U'\u2019';

Class class_beyond_ascii(char32_t c) {
    switch (c) {
    case U'\u2018':
    case U'\u201A':
    case U'\u201B':
    case U'\u201C':
    case U'\u201D':
    case U'\u201E':
    case U'\u201F':
    case U'\u00AB':
    case U'\u00BB':
    case U'\u2039':
    case U'\u203A':
    case U'\u300C':
    case U'\u300D': return Class::quote;
    case right_single_quote: return Class::apostrophe;
    default: break;
    }
    const auto code = static_cast<UChar32>(c);
    if (u_isUWhiteSpace(code) || c == U'\uFEFF' || c == U'\u200B')
        return Class::blank;
    if (u_isalpha(code) || (U_GET_GC_MASK(code) & (U_GC_M_MASK)) || c == U'\u00AD' || c == U'\u200C' || c == U'\u200D')
        return Class::letter;
    if (u_isdigit(code))
        return Class::digit;
    return u_charType(code) == U_CURRENCY_SYMBOL ? Class::currency : Class::mark;
}

Class class_of(char32_t c) {
    if (c >= 0x80)
        return class_beyond_ascii(c);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'))
        return Class::letter;
    if (c >= '0' && c <= '9')
        return Class::digit;
    if (c <= ' ' || c == 0x7F)
        return Class::blank;
    switch (c) {
    case '\'': return Class::apostrophe;
    case '"':
    case '`': return Class::quote;
    case '$': return Class::currency;
    default: return Class::mark;
    }
}

bool is_upper(char32_t c) {
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isupper(static_cast<UChar32>(c)) || u_istitle(static_cast<UChar32>(c));
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

/// One run of the tokenizer over one stretch of text.
class Tokenizer::Cutter {
public:
    Cutter(const Tokenizer& tokenizer, std::string_view text, std::string_view lowered, Span within,
           const Vocabulary& vocabulary, std::vector<Token>& tokens)
        : tokenizer_(tokenizer),
          text_(text.substr(0, within.end)),
          lowered_(lowered.substr(0, within.end)),
          vocabulary_(vocabulary),
          tokens_(tokens),
          at_(within.start) {}

    void run() {
        while (at_ < text_.size()) {
            std::size_t behind = at_;
            const Class kind = class_of(next_code_point(text_, behind));
            switch (kind) {
            case Class::blank:
                at_ = behind;
                space_before_ = true;
                break;
            case Class::letter: take_word(); break;
            case Class::digit: take_number(); break;
            case Class::apostrophe: take_apostrophe(behind); break;
            case Class::quote: add(TokenKind::quote, behind); break;
            case Class::currency: add(TokenKind::symbol, behind); break;
            case Class::mark: take_mark(behind); break;
            }
        }
    }

private:
    char32_t peek(std::size_t at) const { return at < text_.size() ? next_code_point(text_, at) : U' '; }
    Class class_at(std::size_t at) const { return class_of(peek(at)); }
    bool alphanumeric_at(std::size_t at) const {
        const Class kind = class_at(at);
        return kind == Class::letter || kind == Class::digit;
    }

    /// Behind the run of letters, and of digits too if asked for, that starts at `at`.
    std::size_t run_end(std::size_t at, bool digits) const {
        while (at < text_.size()) {
            std::size_t behind = at;
            const Class kind = class_of(next_code_point(text_, behind));
            if (kind != Class::letter && !(digits && kind == Class::digit))
                break;
            at = behind;
        }
        return at;
    }

    void add(TokenKind kind, std::size_t end, bool abbreviation = false) {
        Token token;
        token.start = static_cast<std::uint32_t>(at_);
        token.end = static_cast<std::uint32_t>(end);
        token.kind = kind;
        token.space_before = space_before_;
        token.abbreviation = abbreviation;
        token.before_name = abbreviation && tokenizer_.stands_before_name(lowered_.substr(at_, end - at_));
        mark_case(token);
        token.word = number_of(lowered_.substr(at_, end - at_), vocabulary_);
        tokens_.push_back(token);
        space_before_ = false;
        at_ = end;
    }

    void mark_case(Token& token) const {
        if (token.kind != TokenKind::word)
            return;
        std::size_t letters = 0, upper = 0;
        for (std::size_t at = token.start; at < token.end;) {
            const char32_t c = next_code_point(text_, at);
            if (class_of(c) != Class::letter)
                continue;
            ++letters;
            upper += is_upper(c);
            if (letters == 1)
                token.capitalised = upper == 1;
        }
        token.all_capitals = letters >= 2 && upper == letters;
    }

    void take_word() {
        std::size_t end = run_end(at_, true);
        if (const std::size_t address = address_end(end); address > end)
            return add(TokenKind::address, address);
        if (const std::size_t abbreviation = abbreviation_end(end))
            return add(TokenKind::word, abbreviation, true);
        end = compound_end(end);
        // An apostrophe between letters belongs to the word (O'Brien) unless it begins a clitic.
        while (class_at(end) == Class::apostrophe) {
            if (const std::size_t clitic = clitic_start(end); clitic > at_)
                return take_word_and_clitic(clitic);
            const std::size_t next = end + (text_[end] == '\'' ? 1 : 3);
            if (class_at(next) != Class::letter)
                break;
            end = run_end(next, true);
        }
        if (lowered_.substr(at_, end - at_) == "cannot") {
            add(TokenKind::word, at_ + 3);
            add(TokenKind::word, end);
            return;
        }
        add(TokenKind::word, end);
    }

    /// Behind the word that goes on across a mark: "non-profit" with a prefix that stays with its word, "R&D" in
    /// capitals. Else `end`.
    std::size_t compound_end(std::size_t end) const {
        if (end >= text_.size() || (text_[end] != '-' && text_[end] != '&') || class_at(end + 1) != Class::letter)
            return end;
        const std::size_t behind = run_end(end + 1, true);
        if (text_[end] == '-') {
            const bool chain =
                behind < text_.size() && text_[behind] == '-';  // "pre-trial-phase" hangs together loosely
            return !chain && tokenizer_.prefixes_.contains(lowered_.substr(at_, end - at_)) ? behind : end;
        }
        constexpr std::size_t longest_initials = 4;
        return behind - at_ <= 2 * longest_initials + 1 && in_capitals(at_, end) && in_capitals(end + 1, behind)
                   ? behind
                   : end;
    }

    bool in_capitals(std::size_t at, std::size_t end) const {
        return std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(at),
                           text_.begin() + static_cast<std::ptrdiff_t>(end),
                           [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    void take_word_and_clitic(std::size_t clitic) {
        std::size_t end = clitic;
        const std::size_t apostrophe = class_at(end) == Class::apostrophe ? end : end + 1;  // "n't" has a letter first
        end = run_end(apostrophe + (text_[apostrophe] == '\'' ? 1 : 3), false);
        add(TokenKind::word, clitic);
        add(TokenKind::word, end);
    }

    /// Where the clitic starts to which the apostrophe at `apostrophe` belongs, or 0.
    std::size_t clitic_start(std::size_t apostrophe) const {
        const std::size_t letters = apostrophe + (text_[apostrophe] == '\'' ? 1 : 3);
        const std::size_t end = run_end(letters, true);
        const std::string_view tail = lowered_.substr(letters, end - letters);
        for (const std::string& clitic : tokenizer_.clitics_) {
            const bool letter_first = clitic[0] != '\'';  // n't
            if (tail != std::string_view(clitic).substr(letter_first ? 2 : 1))
                continue;
            if (!letter_first)
                return apostrophe;
            if (apostrophe > at_ + 1 && lowered_[apostrophe - 1] == clitic[0])
                return apostrophe - 1;
        }
        return 0;
    }

    /// Behind the abbreviation that begins here with the letters before `end`, or 0.
    std::size_t abbreviation_end(std::size_t end) const {
        if (end >= text_.size() || text_[end] != '.')
            return 0;
        // Single letters with full stops between them: "U.S.", "p.m.", also without the last one ("U.S").
        std::size_t behind = end;
        std::size_t letters = 0;
        for (std::size_t at = at_; at < text_.size();) {
            std::size_t letter_end = at;
            if (class_of(next_code_point(text_, letter_end)) != Class::letter || letter_end >= text_.size() ||
                text_[letter_end] != '.')
                break;
            at = letter_end + 1;
            ++letters;
            behind = at;
        }
        if (letters >= 2 && !alphanumeric_at(behind))
            return behind;
        if (const std::size_t known = known_abbreviation_end(end))
            return known;
        const bool initial = letters == 1 && is_upper(peek(at_)) && text_[at_] != 'I';  // "Samuel L. Jackson"
        return initial ? end + 1 : 0;
    }

    /// Behind the longest abbreviation of the lists ("Ph.D.") that begins here with the letters before `end`, or 0.
    std::size_t known_abbreviation_end(std::size_t end) const {
        std::size_t found = 0;
        for (int part = 0; part < 3 && end < text_.size() && text_[end] == '.'; ++part) {
            const auto known = tokenizer_.abbreviations_.find(lowered_.substr(at_, end + 1 - at_));
            if (known != tokenizer_.abbreviations_.end() && !alphanumeric_at(end + 1) &&
                (known->second != AbbreviationKind::before_number || number_follows(end + 1)))
                found = end + 1;
            end = run_end(end + 1, false);
        }
        return found;
    }

    bool number_follows(std::size_t at) const {
        while (at < text_.size() && (text_[at] == ' ' || text_[at] == '#'))
            ++at;
        return class_at(at) == Class::digit;
    }

    /// Behind the web address, mail address or host name that begins here, or `end`.
    std::size_t address_end(std::size_t end) const {
        if (end >= text_.size())
            return end;
        const std::string_view first = lowered_.substr(at_, end - at_);
        const bool scheme = text_.substr(end, 3) == "://";
        const bool mail = text_[end] == '@' && alphanumeric_at(end + 1);
        const bool host = text_[end] == '.' && alphanumeric_at(end + 1) && (first == "www" || looks_like_host(end));
        if (!scheme && !mail && !host)
            return end;
        std::size_t at = end;
        while (at < text_.size() && static_cast<unsigned char>(text_[at]) > ' ' && text_.substr(at, 3) != "\u201D" &&
               text_[at] != '"' && text_[at] != ')')
            ++at;
        while (at > end && std::string_view(".,;:!?'").find(text_[at - 1]) != std::string_view::npos)
            --at;
        return at;
    }

    /// "times.co.uk", "pic.twitter.com/x": lower-case labels with full stops, ended by one of two to four letters.
    bool looks_like_host(std::size_t dot) const {
        std::size_t at = dot, labels = 0, last = 0;
        while (at < text_.size() && text_[at] == '.') {
            const std::size_t start = at + 1;
            at = run_end(start, true);
            if (at == start || is_upper(peek(start)))
                return false;
            last = at - start;
            ++labels;
        }
        return last >= 2 && last <= 4 &&
               (labels >= 2 ||
                is_one_of(lowered_.substr(at - last, last), {"com", "org", "net", "gov", "edu", "int", "info", "tv",
                                                             "io", "uk", "ru", "de", "eu", "cn", "ly"}));
    }

    void take_number() {
        std::size_t end = at_ + (text_[at_] == '.' ? 1 : 0);
        while (end < text_.size()) {
            std::size_t behind = end;
            const char32_t c = next_code_point(text_, behind);
            if (class_of(c) == Class::digit)
                end = behind;
            else if ((c == ',' || c == '.') && end > at_ && class_at(behind) == Class::digit)
                end = behind;
            else
                break;
        }
        end = telephone_end(end);
        const std::size_t letters = run_end(end, false);
        const std::string_view tail = lowered_.substr(end, letters - end);
        if (is_one_of(tail, {"st", "nd", "rd", "th", "s"}) && !alphanumeric_at(letters))
            end = letters;
        add(TokenKind::number, end);
    }

    /// Behind the telephone number that goes on with the three digits before `end`: "201-592-4699", and "944-3737"
    /// behind its area code. Else `end`: "500-1000 people" is a range.
    std::size_t telephone_end(std::size_t end) const {
        const auto digits_behind = [this](std::size_t at, std::size_t count) {
            if (at + count >= text_.size() || text_[at] != '-')
                return std::size_t(0);
            const std::string_view digits = text_.substr(at + 1, count);
            return digits.find_first_not_of("0123456789") == std::string_view::npos ? at + 1 + count : std::size_t(0);
        };
        if (end - at_ != 3)
            return end;
        const std::size_t exchange = digits_behind(end, 3);
        std::size_t last = exchange ? digits_behind(exchange, 4) : 0;
        if (last == 0 && follows_area_code())
            last = digits_behind(end, 4);
        return last && !alphanumeric_at(last) && peek(last) != U'-' ? last : end;
    }

    /// "201 ", "(201) ".
    bool follows_area_code() const {
        std::size_t behind = tokens_.size();
        if (behind > 0 && text_[tokens_[behind - 1].start] == ')')
            --behind;
        return behind > 0 && tokens_[behind - 1].kind == TokenKind::number &&
               tokens_[behind - 1].end - tokens_[behind - 1].start == 3;
    }

    void take_apostrophe(std::size_t behind) {
        // A clitic that was parted from its word, or the plural's apostrophe: "the girls' school" gives a mark by
        // itself.
        const std::size_t end = run_end(behind, false);
        const std::string_view tail = lowered_.substr(behind, end - behind);
        const bool after_word = !space_before_ && !tokens_.empty() && tokens_.back().kind != TokenKind::punctuation;
        if (after_word && tail == "s")
            return add(TokenKind::word, end);
        add(TokenKind::quote, behind);
    }

    /// ".265" is a number where nothing stands before it that a full stop could end.
    bool begins_number() const {
        return space_before_ || tokens_.empty() || tokens_.back().kind == TokenKind::symbol ||
               text_[tokens_.back().start] == '(';
    }

    void take_mark(std::size_t behind) {
        const char c = text_[at_];
        if (c == '.' && class_at(behind) == Class::digit && begins_number())
            return take_number();
        if ((c == '@' || c == '#') && alphanumeric_at(behind)) {
            std::size_t end = run_end(behind, true);
            while (end < text_.size() && text_[end] == '_')
                end = run_end(end + 1, true);
            return add(TokenKind::address, end);
        }
        if (c == '.' || c == '-') {
            while (behind < text_.size() && text_[behind] == c)
                ++behind;
        }
        add(c == '%' || c == '&' || c == '+' || c == '=' ? TokenKind::symbol : TokenKind::punctuation, behind);
    }

    const Tokenizer& tokenizer_;
    std::string_view text_, lowered_;
    const Vocabulary& vocabulary_;
    std::vector<Token>& tokens_;
    std::size_t at_;
    bool space_before_ = true;
};

void Tokenizer::add_abbreviation(std::string_view lowered, AbbreviationKind kind) {
    abbreviations_.emplace(lowered, kind);
}

bool Tokenizer::stands_before_name(std::string_view lowered) const {
    const auto known = abbreviations_.find(lowered);
    return known != abbreviations_.end() && known->second != AbbreviationKind::anywhere;
}

void Tokenizer::add_clitic(std::string_view lowered) {
    clitics_.emplace_back(lowered);
    std::sort(clitics_.begin(), clitics_.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
}

WordId Tokenizer::number_of(std::string_view lowered, const Vocabulary& vocabulary) {
    const std::size_t curly = lowered.find("\u2019");
    if (curly == std::string_view::npos || lowered.size() > 60)
        return vocabulary.find(lowered);
    std::string straight(lowered);
    for (std::size_t found = curly; found != std::string::npos; found = straight.find("\u2019"))
        straight.replace(found, 3, "'");
    return vocabulary.find(straight);
}

void Tokenizer::tokenize(std::string_view text, std::string_view lowered, Span within, const Vocabulary& vocabulary,
                         std::vector<Token>& tokens) const {
    Cutter(*this, text, lowered, within, vocabulary, tokens).run();
}

std::string Tokenizer::phrase_words(std::string_view phrase) const {
    const std::string lowered = lowered_in_place(phrase);
    std::vector<Token> tokens;
    static const Vocabulary nothing;
    tokenize(phrase, lowered, {0, static_cast<std::uint32_t>(phrase.size())}, nothing, tokens);
    std::string words;
    for (const Token& token : tokens)
        words.append(words.empty() ? "" : " ").append(slice(lowered, token.span()));
    return words;
}

void Tokenizer::split_sentences(std::string_view text, const std::vector<Token>& tokens, std::size_t first,
                                std::vector<std::uint32_t>& ends) const {
    for (std::size_t at = first; at < tokens.size();) {
        std::size_t behind = at + 1;
        if (ends_sentence(text, tokens, at, behind) && behind < tokens.size())
            ends.push_back(static_cast<std::uint32_t>(behind));
        at = behind;
    }
    if (first < tokens.size())
        ends.push_back(static_cast<std::uint32_t>(tokens.size()));
}

/// Whether a sentence ends with the token at `at`; `behind` then stands behind its closing quotation marks and
/// brackets.
bool Tokenizer::ends_sentence(std::string_view text, const std::vector<Token>& tokens, std::size_t at,
                              std::size_t& behind) const {
    const Token& token = tokens[at];
    const char mark = text[token.start];
    const bool stop = token.kind == TokenKind::punctuation &&
                      (mark == '.' || mark == '!' || mark == '?' || slice(text, token.span()) == "\u2026");
    if (!stop && !token.abbreviation)
        return false;
    while (behind < tokens.size() && !tokens[behind].space_before &&
           (tokens[behind].kind == TokenKind::quote || text[tokens[behind].start] == ')' ||
            text[tokens[behind].start] == ']' ||
            std::string_view(".!?").find(text[tokens[behind].start]) != std::string_view::npos))
        ++behind;
    if (behind >= tokens.size())
        return true;
    const Token& next = tokens[behind];
    if (!next.space_before) {
        behind = at + 1;
        return false;
    }
    const bool opening =
        next.kind == TokenKind::quote || text[next.start] == '(' || text[next.start] == '[' || text[next.start] == '-';
    bool begins = next.capitalised || next.kind == TokenKind::number || next.kind == TokenKind::address;
    if (opening)
        begins = behind + 1 < tokens.size() &&
                 (tokens[behind + 1].capitalised || tokens[behind + 1].kind == TokenKind::number ||
                  text[tokens[behind + 1].start] == '[');
    if (stop)
        return begins || (opening && text[next.start] != '-' && token.end - token.start == 1);
    if (continues(lowered_in_place(slice(text, next.span()))))
        return false;
    const auto known = abbreviations_.find(lowered_in_place(slice(text, token.span())));
    const bool before_name =
        known != abbreviations_.end() ? known->second != AbbreviationKind::anywhere : token.end - token.start <= 2;
    return begins && !before_name && next.kind != TokenKind::number && (opening || known != abbreviations_.end());
}

}  // namespace recount
