#include "reconcile/utterances.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace recount {

namespace {

constexpr std::uint32_t shortest_part =
    4;  // words of a quotation inside indirect speech that is more than a scare quote

/// The letters of a token without the apostrophe of a clitic, however it is drawn; empty for marks.
std::string_view letters_of(const AnnotatedReport& report, const Token& token) {
    if (token.kind == TokenKind::punctuation || token.kind == TokenKind::quote)
        return {};
    std::string_view word = report.lowered(token.span());
    if (word.starts_with('\''))
        word.remove_prefix(1);
    else if (word.starts_with("\u2019"))
        word.remove_prefix(3);
    return word;
}

/// The tokens that stand within a span.
Tokens tokens_within(const AnnotatedReport& report, Span span) {
    const auto& tokens = report.layers.tokens;
    const auto first = std::ranges::lower_bound(tokens, span.start, {}, &Token::start);
    const auto behind = std::find_if(first, tokens.end(), [&](const Token& token) { return token.end > span.end; });
    return {first, behind};
}

/// Calls take(token, letters) for each word of a span.
template <class Take>
void each_word(const AnnotatedReport& report, Span span, Take take) {
    for (const Token& token : tokens_within(report, span))
        if (const std::string_view letters = letters_of(report, token); !letters.empty())
            take(token, letters);
}

std::uint32_t count_words(const AnnotatedReport& report, Span span) {
    std::uint32_t count = 0;
    each_word(report, span, [&](const Token&, std::string_view) { ++count; });
    return count;
}

void read_words(const AnnotatedReport& report, UtteranceWords& vocabulary, Utterance& utterance) {
    for (std::uint32_t part = 0; part < utterance.variant.spans.size(); ++part)
        each_word(report, utterance.variant.spans[part], [&](const Token& token, std::string_view letters) {
            utterance.words.push_back(
                {vocabulary.number(letters), part, report.layers.sentence_at(token.start), token.span()});
        });
}

bool has_quotation(const AnnotatedReport& report, Span span) {
    return std::ranges::any_of(tokens_within(report, span),
                               [](const Token& token) { return token.kind == TokenKind::quote; });
}

/// The quoted parts of an attribution that are more than a scare quote; all of an embedded post.
std::vector<Span> quoted_parts(const AnnotatedReport& report, const Attribution& attribution) {
    if (attribution.in_embed)
        return attribution.content;
    std::vector<Span> spans;
    for (const Span span : attribution.quoted)
        if (attribution.direct || count_words(report, span) >= shortest_part)
            spans.push_back(span);
    std::sort(spans.begin(), spans.end());
    return spans;
}

Variant variant_of(const AnnotatedReport& report, std::uint32_t number, const Attribution& attribution) {
    Variant variant;
    variant.report = number;
    variant.embed = attribution.in_embed;
    variant.cue = attribution.cue.empty() ? std::string() : std::string(report.words(attribution.cue.front()));
    variant.cue_span = attribution.cue.empty() ? Span{} : attribution.cue.front();
    variant.source_span = attribution.source.empty() ? Span{} : attribution.source.front();
    variant.spans = quoted_parts(report, attribution);
    if (variant.spans.empty() && attribution.quoted.empty() && attribution.told && !attribution.negated) {
        for (const Span span : attribution.content)
            if (count_words(report, span) >= shortest_part && !has_quotation(report, span))
                variant.spans.push_back(span);
        std::sort(variant.spans.begin(), variant.spans.end());
        variant.direct = false;
        variant.relation = VariantRelation::paraphrase;
    }
    return variant;
}

/// Takes out indirect speech whose words stand in a quotation of the same report: it is that quotation's.
void drop_quoted_speech(std::vector<Utterance>& utterances) {
    std::map<std::uint32_t, std::vector<Span>> quoted;
    for (const Utterance& utterance : utterances)
        if (utterance.quoted())
            for (const Span span : utterance.variant.spans)
                quoted[utterance.variant.report].push_back(span);
    std::erase_if(utterances, [&](const Utterance& utterance) {
        return !utterance.quoted() && std::ranges::any_of(utterance.variant.spans, [&](Span span) {
            return std::ranges::any_of(quoted[utterance.variant.report],
                                       [&](Span other) { return other.overlaps(span); });
        });
    });
}

/// Tells each utterance the passages that it stands in. `utterances` stand in the order of their reports and places.
void find_passages(const Story& story, std::vector<Utterance>& utterances) {
    std::uint32_t number = 0;
    for (const Lineage& lineage : story.lineages)
        for (const auto& passage : lineage.passages) {
            for (const Evidence& place : passage) {
                const auto first = std::ranges::partition_point(utterances, [&](const Utterance& utterance) {
                    const Variant& variant = utterance.variant;
                    return std::tie(variant.report, variant.spans.front().start) <
                           std::tie(place.report, place.span.start);
                });
                for (auto found = first; found != utterances.end() && found->variant.report == place.report &&
                                         found->variant.spans.front().start < place.span.end;
                     ++found)
                    if (found->passages.empty() || found->passages.back() != number)
                        found->passages.push_back(number);
            }
            ++number;
        }
}

/// Who a person said it was: a name of the story, or the words as they were given.
void follow_speakers(const StoryView& view, std::vector<Utterance>& utterances) {
    for (DecisionResult* decided : view.decisions.of(Verb::speaker)) {
        const PlacedTarget& place = decided->on.front();
        const std::string name(decided->decision.text());
        bool found = false;
        for (Utterance& utterance : utterances) {
            if (utterance.variant.report != place.report ||
                std::ranges::none_of(utterance.variant.spans, [&](Span span) { return span.overlaps(place.span); }))
                continue;
            found = true;
            Voice& voice = utterance.voice;
            decided->machine = voice.entity == no_index ? voice.words : view.entities[voice.entity].name;
            voice = {view.entities.called(name), name, VoiceWay::decided, {}, std::move(voice.chain)};
            utterance.variant.speaker = name;
        }
        if (!found)
            decided->does_not_fit("nothing is said in these words");
    }
}

}  // namespace

std::uint32_t UtteranceWords::number(std::string_view lowered) {
    lowered = rules_.full_form(lowered);
    const auto [place, is_new] = numbers_.try_emplace(std::string(lowered), static_cast<std::uint32_t>(words_.size()));
    if (is_new) {
        Word word;
        word.row = vectors_ ? vectors_->row(lowered) : 0;
        const double rarity = vectors_ ? vectors_->rarity(word.row) : lowered.size() > 3 ? 1.0 : 0.4;
        word.rarity = rarity * rarity;
        words_.push_back(word);
    }
    return place->second;
}

void UtteranceWords::count(const std::vector<UtteranceWord>& words) {
    std::vector<std::uint32_t> distinct;
    for (const UtteranceWord& word : words)
        distinct.push_back(word.number);
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    for (const std::uint32_t number : distinct)
        ++words_[number].utterances;
    ++utterances_;
}

double UtteranceWords::weight(std::uint32_t number) const {
    const Word& word = words_[number];
    const double all = utterances_ + 1.0;
    return word.rarity * std::log2((all + 1) / (word.utterances + 1)) / std::log2((all + 1) / 2);
}

double UtteranceWords::likeness(std::uint32_t a, std::uint32_t b) const {
    if (a == b)
        return 1;
    if (!vectors_)
        return 0;
    likenesses_.resize(remembered_likenesses);
    const std::uint64_t pair = std::uint64_t{std::min(a, b)} << 32 | std::max(a, b);
    constexpr std::uint64_t mixing = 0x9E3779B97F4A7C15ULL;
    Remembered& known = likenesses_[(pair * mixing >> 40) % remembered_likenesses];
    if (known.pair != pair)
        known = {pair, std::max(0.0, (vectors_->likeness(words_[a].row, words_[b].row) - rules_.like_from()) /
                                         (1 - rules_.like_from()))};
    return known.likeness;
}

std::vector<Utterance> find_utterances(const StoryView& view, const VoiceFinder& voices, UtteranceWords& words) {
    std::vector<Utterance> found;
    for (const std::uint32_t number : view.story.reports) {
        const AnnotatedReport& report = view.reports[number];
        for (std::uint32_t i = 0; i < report.layers.attributions.size(); ++i) {
            Utterance utterance;
            utterance.variant = variant_of(report, number, report.layers.attributions[i]);
            read_words(report, words, utterance);
            if (utterance.words.empty())
                continue;
            utterance.voice = voices.voice_of(number, i);
            words.count(utterance.words);
            utterance.variant.speaker = utterance.voice.words;
            utterance.variant.chain = utterance.voice.chain;
            found.push_back(std::move(utterance));
        }
    }
    for (Utterance& utterance : found)
        for (const UtteranceWord& word : utterance.words)
            utterance.weight += words.weight(word.number);
    std::stable_sort(found.begin(), found.end(), [](const Utterance& a, const Utterance& b) {
        return std::tie(a.variant.report, a.variant.spans) < std::tie(b.variant.report, b.variant.spans);
    });
    drop_quoted_speech(found);
    follow_speakers(view, found);
    find_passages(view.story, found);
    return found;
}

}  // namespace recount
