#include "annotate/named_words.h"

#include <algorithm>

namespace recount {

namespace {

bool is_month(const Layers& layers, std::uint32_t sentence, Span word) {
    const auto times = layers.times_of(sentence);
    const auto later =
        std::ranges::upper_bound(times, word.start, {}, [](const Time& time) { return time.span.start; });
    if (later == times.begin())
        return false;
    const Time& time = *std::prev(later);  // no two times overlap
    return time.form == TimeForm::calendar && time.month != 0 && time.span.contains(word);
}

/// Whether the words stand in the name of a person, a place or a body. What ends with a happening is one, though it was
/// taken for a place or a body: "the Las Vegas Massacre".
bool in_bearer(const Layers& layers, std::uint32_t first_token, std::uint32_t end_token) {
    const auto later = std::ranges::upper_bound(layers.entities, first_token, {}, &Entity::first_token);
    if (later == layers.entities.begin())
        return false;
    const Entity& entity = *std::prev(later);
    if (entity.end_token < end_token || entity.type == EntityType::other)
        return false;
    return entity.type == EntityType::person || entity.first_token == first_token || entity.end_token > end_token;
}

/// Whether a word is in capitals throughout: that tells of the print, not of the word.
bool is_upper(std::string_view word) {
    return word.size() > 1 && word[1] >= 'A' && word[1] <= 'Z';
}

/// Whether nearly all of the longer words have capitals, as in the headlines of some papers. Of a sentence that is
/// longer than any headline, the words around are looked at.
bool is_all_capitals(Tokens tokens, std::size_t at) {
    constexpr std::uint32_t short_word = 3;
    constexpr std::size_t around = 64;  // tokens
    const std::size_t first = at - std::min(at, around);
    tokens = tokens.subspan(first, std::min(tokens.size() - first, 2 * around));
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

/// "March for Life": a preposition behind the word, and a name that is no place's and no day's.
bool NamedWords::begins_name_of_happening(const Layers& layers, Tokens tokens, std::uint32_t end) const {
    if (end + 1 >= tokens.size() || !prepositions_.contains(tokens[end].word) || !tokens[end + 1].capitalised)
        return false;
    const Span name = tokens[end + 1].span();
    return layers.entities_in(name).empty() && layers.times_in(name).empty();
}

/// "the Women's March", "the Haymarket Riot", "Las Vegas Massacre": a name that ends with the word and follows a
/// determiner, a quotation mark, a possessive or a place.
bool NamedWords::ends_name_of_happening(AnnotatedReport& report, std::uint32_t sentence, std::uint32_t first,
                                        std::uint32_t end) const {
    const Layers& layers = report.layers;
    const Tokens tokens = layers.tokens_of(layers.sentences[sentence]);
    const auto is_determiner = [&](std::uint32_t at) {
        return determiners_.contains(tokens[at].word) &&
               (!trees_ || trees_->tags_of(report, sentence).part(at) == PartOfSpeech::determiner);
    };
    std::uint32_t begin = first;
    bool owned = false;
    const auto goes_on = [&](const Token& token) {
        return token.word == possessive_ ||
               (token.kind == TokenKind::word && token.capitalised && !determiners_.contains(token.word));
    };
    constexpr std::uint32_t longest = 24;  // tokens of a name
    for (; begin > 0 && first - begin < longest && goes_on(tokens[begin - 1]); --begin)
        owned = owned || tokens[begin - 1].word == possessive_;
    if (begin == first)
        return begin > 0 && is_determiner(begin - 1) && end < tokens.size() && prepositions_.contains(tokens[end].word);
    const auto names = layers.entities_in({tokens[begin].start, tokens[first].start});
    return owned || (begin > 0 && (is_determiner(begin - 1) || tokens[begin - 1].kind == TokenKind::quote)) ||
           std::ranges::any_of(names, [](const Entity& entity) { return entity.type == EntityType::place; });
}

/// Whether the tagger takes the word for a name that stands alone. At the head of a sentence "March participants" are
/// those of a march; behind a dateline or a colon a capital tells nothing.
bool NamedWords::is_tagged_name(AnnotatedReport& report, std::uint32_t sentence, std::uint32_t first,
                                std::uint32_t end) const {
    const Tokens tokens = report.layers.tokens_of(report.layers.sentences[sentence]);
    const bool goes_on = end < tokens.size() && tokens[end].kind == TokenKind::word && tokens[end].capitalised;
    if (goes_on || (first > 0 && tokens[first - 1].kind != TokenKind::word))
        return false;
    if (!trees_)
        return first > 0;
    const SentenceTree tags = trees_->tags_of(report, sentence);
    return tags.part(first) == PartOfSpeech::name &&
           (first > 0 || end >= tags.size() || tags.part(end) != PartOfSpeech::noun);
}

bool NamedWords::are_name(AnnotatedReport& report, std::uint32_t index, std::uint32_t first, std::uint32_t end) const {
    const Layers& layers = report.layers;
    const Sentence& sentence = layers.sentences[index];
    const Tokens tokens = layers.tokens_of(sentence);
    if (!tokens[first].capitalised || begins_name_of_happening(layers, tokens, end))
        return false;
    if (is_month(layers, index, tokens[first].span()) ||
        in_bearer(layers, sentence.first_token + first, sentence.first_token + end))
        return true;
    if (is_upper(report.words(tokens[first].span())) || is_all_capitals(tokens, first) ||
        ends_name_of_happening(report, index, first, end))
        return false;
    return is_tagged_name(report, index, first, end);
}

}  // namespace recount
