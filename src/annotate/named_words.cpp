#include "annotate/named_words.h"

#include <algorithm>

namespace recount {

namespace {

bool is_month(const Layers& layers, std::uint32_t sentence, Span word) {
    return std::ranges::any_of(layers.times_of(sentence), [&](const Time& time) {
        return time.form == TimeForm::calendar && time.month != 0 && time.span.contains(word);
    });
}

/// Whether the words stand in the name of a person, a place or a body; a body may be called by a happening at its end.
bool in_bearer(const Layers& layers, std::uint32_t first_token, std::uint32_t end_token) {
    const auto later = std::ranges::upper_bound(layers.entities, first_token, {}, &Entity::first_token);
    if (later == layers.entities.begin())
        return false;
    const Entity& entity = *std::prev(later);
    if (entity.end_token < end_token || entity.type == EntityType::other)
        return false;
    return entity.type != EntityType::organisation || entity.first_token == first_token || entity.end_token > end_token;
}

/// Whether nearly all of the longer words have capitals, as in the headlines of some papers.
bool is_all_capitals(Tokens tokens) {
    constexpr std::uint32_t short_word = 3;
    std::size_t capitals = 0, all = 0;
    for (const Token& token : tokens)
        if (token.kind == TokenKind::word && token.end - token.start > short_word) {
            ++all;
            capitals += token.capitalised;
        }
    return 4 * capitals >= 3 * all;
}

}  // namespace

NamedWords::NamedWords(Codebook& codebook, std::shared_ptr<const SentenceTrees> trees) : trees_(std::move(trees)) {
    const CodebookNode grammar = codebook.file("grammar");
    determiners_ = codebook.words(grammar.texts("determiners"));
    prepositions_ = codebook.words(grammar.texts("prepositions"));
    possessive_ = codebook.word("'s");
}

/// Whether the word at `at` goes on with the name that begins before it.
bool NamedWords::continues_name(const Layers& layers, Tokens tokens, std::uint32_t at) const {
    if (at >= tokens.size() || tokens[at].kind != TokenKind::word || !tokens[at].capitalised)
        return false;
    const auto place = [](const Entity& entity) { return entity.type == EntityType::place; };
    return layers.times_in(tokens[at].span()).empty() &&
           std::ranges::none_of(layers.entities_in(tokens[at].span()), place);
}

/// "the Women's March", "the Haymarket Riot", "the March on Washington": a determiner before the name, which ends with
/// the word or goes on with a preposition.
bool NamedWords::names_happening(Tokens tokens, std::uint32_t first, std::uint32_t end) const {
    std::uint32_t begin = first;
    while (begin > 0 && (tokens[begin - 1].word == possessive_ ||
                         (tokens[begin - 1].kind == TokenKind::word && tokens[begin - 1].capitalised &&
                          !determiners_.contains(tokens[begin - 1].word))))
        --begin;
    if (begin > 0 && determiners_.contains(tokens[begin - 1].word))
        return begin < first || (end < tokens.size() && prepositions_.contains(tokens[end].word));
    return begin < first && tokens[first - 1].word == possessive_;
}

bool NamedWords::are_name(AnnotatedReport& report, std::uint32_t index, std::uint32_t first, std::uint32_t end) const {
    const Layers& layers = report.layers;
    const Sentence& sentence = layers.sentences[index];
    const Tokens tokens = layers.tokens_of(sentence);
    if (!tokens[first].capitalised)
        return false;
    if (is_month(layers, index, tokens[first].span()) ||
        in_bearer(layers, sentence.first_token + first, sentence.first_token + end))
        return true;
    if (is_all_capitals(tokens) || names_happening(tokens, first, end))
        return false;
    if (continues_name(layers, tokens, end))
        return true;
    const bool head = first == 0 || tokens[first - 1].kind != TokenKind::word;
    return head ? trees_ && trees_->tags_of(report, index).part(first) == PartOfSpeech::name : true;
}

}  // namespace recount
