// The trained sentence splitter: where it may end a sentence at all, and its fast features against slow, plain ones.
#include <doctest/doctest.h>

#include <map>
#include <random>

#include "codebook/codebook.h"
#include "language/sentences.h"
#include "text/utf8.h"

using namespace recount;

namespace {

const Tokenizer& tokenizer() {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    return book.tokenizer();
}

std::vector<Token> cut(const std::string& text) {
    std::vector<Token> tokens;
    static const Vocabulary nothing;
    tokenizer().tokenize(text, lowered_in_place(text), {0, static_cast<std::uint32_t>(text.size())}, nothing, tokens);
    return tokens;
}

std::vector<std::uint32_t> ends_of(const SentenceSplitter& splitter, const std::string& text,
                                   const std::vector<Token>& tokens) {
    std::vector<std::uint32_t> ends;
    splitter.split(tokenizer(), text, lowered_in_place(text), tokens, 0, ends);
    return ends;
}

/// The sentences of a text, parted by bars, when every vote is for an end (+1) or against one (-1).
std::string sentences(const std::string& text, int vote) {
    const std::vector<std::int16_t> weights(2, static_cast<std::int16_t>(vote));
    // "the" and "it" are mostly written lower-case.
    static const std::vector<std::uint32_t> habits = [] {
        std::vector<std::uint32_t> table(1 << 10);
        for (const std::string_view word : {"the", "it"}) {
            std::uint64_t form = 0xCBF29CE484222325U;
            for (const char byte : word)
                form = (form ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
            table[form >> 54] = static_cast<std::uint32_t>((form & 0x3FFFFFFF) << 2 | 1);
        }
        return table;
    }();
    const auto tokens = cut(text);
    std::string out;
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends_of({weights, habits}, text, tokens)) {
        out.append(out.empty() ? "" : " | ")
            .append(text, tokens[begin].start, tokens[end - 1].end - tokens[begin].start);
        begin = end;
    }
    return out;
}

// ---- the slow splitter: every token's kind as a word, every feature from its definition

struct SlowToken {
    std::string kind, form;
    std::size_t size = 0;
    bool space = true;
};

const std::vector<std::string> kind_names{"outside",
                                          "lower",
                                          "capitalised",
                                          "capitals",
                                          "initial",
                                          "number",
                                          "stop",
                                          "question",
                                          "exclamation",
                                          "ellipsis",
                                          "colon",
                                          "semicolon",
                                          "comma",
                                          "dash",
                                          "open",
                                          "close",
                                          "opening_quote",
                                          "closing_quote",
                                          "quote",
                                          "symbol",
                                          "address",
                                          "abbreviation",
                                          "lower_abbreviation",
                                          "title",
                                          "letter",
                                          "reference",
                                          "other"};

bool is_one_of(const std::string& word, const std::vector<std::string>& list) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();)
        out += next_code_point(text, at);
    return out;
}

std::string kind_of(const Token& token, const std::string& word, bool space_behind) {
    static const std::map<std::string, std::string> marks{
        {".", "stop"},      {"?", "question"}, {"!", "exclamation"}, {"…", "ellipsis"}, {":", "colon"},
        {";", "semicolon"}, {",", "comma"},    {"–", "dash"},        {"—", "dash"},     {"(", "open"},
        {"[", "open"},      {"{", "open"},     {")", "close"},       {"]", "close"},    {"}", "close"}};
    const std::size_t letters = code_points(word).size();
    switch (token.kind) {
    case TokenKind::number: return "number";
    case TokenKind::symbol: return "symbol";
    case TokenKind::address: return "address";
    case TokenKind::quote:
        if (is_one_of(word, {"‘", "‚", "“", "„", "«", "‹", "「"}))
            return "opening_quote";
        if (is_one_of(word, {"”", "»", "›", "」"}))
            return "closing_quote";
        return token.space_before == space_behind ? "quote" : token.space_before ? "opening_quote" : "closing_quote";
    case TokenKind::punctuation:
        if (word[0] == '-' || (word[0] == '.' && word.size() > 1))
            return word[0] == '-' ? "dash" : "ellipsis";
        return marks.contains(word) ? marks.at(word) : "other";
    case TokenKind::word: break;
    }
    if (token.abbreviation && letters == 2)
        return "letter";
    if (token.abbreviation)
        return token.before_name ? "title" : token.capitalised ? "abbreviation" : "lower_abbreviation";
    if (!token.capitalised)
        return "lower";
    return letters == 1 ? "initial" : token.all_capitals ? "capitals" : "capitalised";
}

std::vector<SlowToken> slow_tokens(const std::string& text, const std::vector<Token>& tokens) {
    std::vector<SlowToken> out;
    std::vector<std::string> words;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        words.emplace_back(slice(text, tokens[i].span()));
        const std::string kind = kind_of(tokens[i], words[i], i + 1 == tokens.size() || tokens[i + 1].space_before);
        out.push_back(
            {kind, kind == "number" ? "0" : lowered_in_place(words[i]), words[i].size(), tokens[i].space_before});
    }
    for (std::size_t i = 2; i < tokens.size(); ++i)
        if (words[i - 2] == "[" && tokens[i - 1].kind == TokenKind::number && words[i] == "]")
            for (std::size_t part = i - 2; part <= i; ++part) {
                out[part].kind = "reference";
                out[part].form = words[part];
            }
    return out;
}

struct SlowSplitter {
    const std::vector<std::int16_t>& weights;
    const std::vector<std::uint32_t>& habits;

    static std::uint64_t hashed(const std::string& text) {
        std::uint64_t value = 0xCBF29CE484222325U;
        for (const char byte : text)
            value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
        return value;
    }
    static std::uint64_t number(const std::string& kind) {
        return static_cast<std::uint64_t>(std::find(kind_names.begin(), kind_names.end(), kind) - kind_names.begin());
    }
    static std::uint64_t bucket(std::size_t n) { return n < 4 ? n : n < 7 ? 4 : n < 15 ? 5 : n < 40 ? 6 : 7; }

    std::uint64_t habit(const std::string& form) const {
        const std::uint64_t value = hashed(form);
        const std::uint32_t entry = habits[value / (UINT64_MAX / habits.size() + 1)];
        return entry / 4 == value % (1U << 30) ? entry % 4 : 0;
    }

    int weight(std::uint64_t feature, const std::vector<std::uint64_t>& parts) const {
        std::uint64_t value = feature + 1;
        for (const std::uint64_t part : parts) {
            value = (value ^ part) * 0x9E3779B97F4A7C15U;
            value ^= value / (1U << 29);
        }
        value *= 0xBF58476D1CE4E5B9U;
        return weights[value / (UINT64_MAX / weights.size() + 1)];
    }

    /// Whether tokens[begin, at] end a sentence with the token at `at`.
    bool ends(const std::vector<SlowToken>& tokens, const std::vector<std::string>& words, std::size_t begin,
              std::size_t at) const {
        static const std::vector<std::string> short_forms{"abbreviation", "lower_abbreviation", "title", "letter"};
        static const std::vector<std::string> closers{"close", "closing_quote", "quote", "reference"};
        std::size_t mark = at;
        while (mark > begin && is_one_of(tokens[mark].kind, closers))
            --mark;
        if (!is_one_of(tokens[mark].kind, {"stop", "question", "exclamation", "ellipsis"}) &&
            !is_one_of(tokens[mark].kind, short_forms))
            return false;
        const auto token = [&](std::size_t i) {
            return i < tokens.size() ? tokens[i] : SlowToken{"outside", "", 0, true};
        };
        const SlowToken l2 = token(at - 1), l1 = token(at), r1 = token(at + 1), r2 = token(at + 2);
        const SlowToken m = token(mark), w = token(mark - 1);
        const bool is_short = is_one_of(l1.kind, short_forms);
        if (!r1.space) {
            if (!is_one_of(l1.kind, {"stop", "question", "exclamation", "close", "closing_quote", "quote"}) ||
                !is_one_of(r1.kind, {"capitalised", "capitals"}))
                return false;
        } else if (r1.kind == "lower") {
            if (l1.kind != "stop" && l1.kind != "ellipsis")
                return false;
        } else if (r1.kind == "dash" || r1.kind == "ellipsis") {
            if (is_short || r2.kind == "lower")
                return false;
        } else if (is_short) {
            const bool name = is_one_of(r1.kind, {"capitalised", "capitals", "abbreviation", "title", "letter"});
            if (name && code_points(words[at])[1] == U'.' && habit(r1.form) != 1)
                return false;
            if (tokenizer().continues(r1.form))
                return false;
        }
        std::uint64_t brackets = 0, quotes = 0;
        for (std::size_t i = begin; i <= at; ++i) {
            const std::string& kind = tokens[i].kind;
            brackets = kind == "open" ? 1 : kind == "close" ? 0 : brackets;
            quotes = kind == "opening_quote" ? 1 : kind == "closing_quote" ? 0 : kind == "quote" ? 1 - quotes : quotes;
        }
        const std::uint64_t L2 = number(l2.kind), L = number(l1.kind), R = number(r1.kind), R2 = number(r2.kind);
        const std::uint64_t M = number(m.kind), W = number(w.kind), first = number(tokens[begin].kind);
        const std::uint64_t length = bucket(at + 1 - begin), ahead = bucket(tokens.size() - 1 - at);
        const std::uint64_t closed = std::min<std::size_t>(at - mark, 3), tight = r1.space ? 0 : 1;
        const std::uint64_t inside = 2 * brackets + quotes, use = habit(r1.form);
        const std::vector<std::vector<std::uint64_t>> features{
            {L, R},
            {hashed(l1.form)},
            {hashed(l2.form)},
            {hashed(r1.form)},
            {hashed(r2.form)},
            {L2, L, R},
            {L, R, R2},
            {hashed(l1.form), R},
            {hashed(l2.form), L, R},
            {L, hashed(r1.form)},
            {L, R, use},
            {M, closed, R, use, tight},
            {tight, L, R},
            {hashed(m.form), closed, R},
            {length, L, R},
            {inside, L, R},
            {inside, M, R, use},
            {ahead, L, R},
            {std::min<std::size_t>(w.size, 5), W, M, R},
            {habit(w.form), W, M, R, use},
            {first, length, M},
            {hashed(w.form), M, closed},
            {W, M, closed, R, R2, use},
        };
        int sum = 0;
        for (std::size_t i = 0; i < features.size(); ++i)
            sum += weight(i, features[i]);
        return sum > 0;
    }

    std::vector<std::uint32_t> split(const std::string& text, const std::vector<Token>& tokens) const {
        const std::vector<SlowToken> slow = slow_tokens(text, tokens);
        std::vector<std::string> words;
        for (const Token& token : tokens)
            words.emplace_back(slice(text, token.span()));
        std::vector<std::uint32_t> found;
        std::size_t begin = 0;
        for (std::size_t at = 0; at + 1 < tokens.size(); ++at)
            if (ends(slow, words, begin, at)) {
                begin = at + 1;
                found.push_back(static_cast<std::uint32_t>(begin));
            }
        if (!tokens.empty())
            found.push_back(static_cast<std::uint32_t>(tokens.size()));
        return found;
    }
};

}  // namespace

TEST_CASE("a sentence ends only behind a mark, with what closes behind it") {
    CHECK(sentences("It rained. The square was full: of people; of cars", 1) ==
          "It rained. | The square was full: of people; of cars");
    CHECK(sentences("\"Go home!\" the crowd shouted. \"We stay.\" [2] [3] Then it left.", 1) ==
          "\"Go home!\" the crowd shouted. | \"We stay.\" | [2] [3] Then it left.");
    CHECK(sentences("It rained. The square was full.", -1) == "It rained. The square was full.");
}

TEST_CASE("no vote ends a sentence where it certainly goes on") {
    CHECK(sentences("He met O. J. Pask of the U.S. Senate.", 1) == "He met O. J. Pask of the U.S. Senate.");
    CHECK(sentences("He left the U.S. It was late.", 1) == "He left the U.S. | It was late.");
    CHECK(sentences("It met at 5 p.m. Monday and at 6 p.m. with the mayor.", 1) ==
          "It met at 5 p.m. Monday and at 6 p.m. with the mayor.");
    CHECK(sentences("ORLO, Pa. — Snow fell.", 1) == "ORLO, Pa. — Snow fell.");
    CHECK(sentences("\"Why?\" he asked (he was late.) and left", 1) == "\"Why?\" he asked (he was late.) and left");
    CHECK(sentences("Two lines.Lost blank. www.example.org/a.Html", 1) ==
          "Two lines. | Lost blank. | www.example.org/a.Html");
}

TEST_CASE("the fast splitter and the slow one agree on generated text and tables") {
    const std::vector<std::string> pieces{"the",
                                          "It",
                                          "ORLO",
                                          "I",
                                          "Kale",
                                          "said",
                                          "12",
                                          "1990s",
                                          ".",
                                          "?",
                                          "!",
                                          "…",
                                          "...",
                                          ":",
                                          ";",
                                          ",",
                                          "-",
                                          "—",
                                          "(",
                                          ")",
                                          "[",
                                          "]",
                                          "“",
                                          "”",
                                          "\"",
                                          "'",
                                          "’s",
                                          "«",
                                          "»",
                                          "%",
                                          "$",
                                          "@orlo",
                                          "Mr.",
                                          "Inc.",
                                          "U.S.",
                                          "J.",
                                          "p.m.",
                                          "Monday",
                                          "É.",
                                          "école",
                                          "www.example.org",
                                          "•",
                                          "[1]",
                                          "\n",
                                          "Ж",
                                          "don't"};
    std::mt19937 random(7);
    for (int round = 0; round < 60; ++round) {
        std::vector<std::int16_t> weights(1 << 8);
        for (std::int16_t& weight : weights)
            weight = static_cast<std::int16_t>(static_cast<int>(random() % 2001) - 900);
        std::vector<std::uint32_t> habits(1 << 6);
        for (const std::string& piece : pieces) {
            const std::uint64_t form = SlowSplitter::hashed(lowered_in_place(piece));
            habits[form >> 58] = static_cast<std::uint32_t>((form & 0x3FFFFFFF) << 2 | random() % 3);
        }
        std::string text;
        for (int piece = 0; piece < 400; ++piece)
            text += pieces[random() % pieces.size()] + (random() % 3 ? " " : "");
        const auto tokens = cut(text);
        const SentenceSplitter fast(weights, habits);
        CAPTURE(text);
        CHECK(ends_of(fast, text, tokens) == SlowSplitter{weights, habits}.split(text, tokens));
    }
}

TEST_CASE("an empty block has no sentence, one token is one") {
    const std::vector<std::int16_t> weights(2, 1);
    const std::vector<std::uint32_t> habits(2);
    const SentenceSplitter splitter(weights, habits);
    CHECK(ends_of(splitter, "", {}).empty());
    CHECK(ends_of(splitter, ".", cut(".")) == std::vector<std::uint32_t>{1});
}
