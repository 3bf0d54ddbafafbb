#include "gather/page_words.h"

#include <algorithm>
#include <span>

#include "text/utf8.h"

namespace recount {

namespace {

void add_words(const AnnotatedReport& report, std::span<const Token> tokens, std::vector<std::string>& words) {
    for (const Token& token : tokens) {
        std::string word;
        if (token.kind == TokenKind::word)
            word = folded(report.words(token.span()));
        else if (token.kind == TokenKind::number || token.kind == TokenKind::address || token.kind == TokenKind::symbol)
            word = report.lowered(token.span());
        if (!word.empty())
            words.push_back(std::move(word));
    }
}

bool is_compared(const Block& block) {
    return block.kind != BlockKind::link && block.kind != BlockKind::furniture && !block.repeated;
}

}  // namespace

std::vector<PageSentence> page_sentences(const AnnotatedReport& report) {
    const Layers& layers = report.layers;
    std::vector<PageSentence> out;
    for (std::uint32_t s = 0; s < layers.sentences.size(); ++s) {
        const Sentence& sentence = layers.sentences[s];
        const auto times = layers.times_of(s);
        if (sentence.block < report.report.blocks.size() && !is_compared(report.report.blocks[sentence.block]))
            continue;
        if (std::ranges::any_of(times, [](const Time& time) { return time.states_report_day && !time.dateline; }))
            continue;
        PageSentence one{s, report.report.in_title(sentence.span), {}, {}};
        add_words(report, layers.tokens_of(sentence), one.words);
        for (const std::string& word : one.words)
            one.key.append(one.key.empty() ? "" : " ").append(word);
        if (!one.words.empty())
            out.push_back(std::move(one));
    }
    return out;
}

std::vector<std::string> page_words(const AnnotatedReport& report, const std::vector<Span>& spans) {
    const std::vector<Token>& tokens = report.layers.tokens;
    std::vector<std::string> words;
    for (const Span span : spans) {
        const auto first = std::ranges::lower_bound(tokens, span.start, {}, &Token::start);
        const auto end = std::lower_bound(first, tokens.end(), span.end,
                                          [](const Token& token, std::uint32_t at) { return token.start < at; });
        add_words(report, {first, end}, words);
    }
    return words;
}

double shared_words(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    std::size_t both = 0;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        const int order = x->compare(*y);
        both += order == 0 ? 1 : 0;
        if (order <= 0)
            ++x;
        if (order >= 0)
            ++y;
    }
    const std::size_t all = a.size() + b.size();
    return all == 0 ? 0 : 2.0 * static_cast<double>(both) / static_cast<double>(all);
}

}  // namespace recount
