#include "reconcile/statements.h"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

#include "text/utf8.h"
#include "text/disjoint_sets.h"

namespace recount {

namespace {

constexpr std::uint32_t shortest_part =
    4;  // words of a quotation inside indirect speech that is more than a scare quote
constexpr std::uint32_t shortest_joined = 4;  // words that two versions must have to be compared at all
constexpr double share_joined =
    0.6;  // of the shorter version's words, weighed, that one by the same speaker must share
constexpr double share_copied = 0.9;            // the same where one of them names no speaker
constexpr std::size_t common_word = 64;         // utterances that have a word, beyond which it finds no candidates
constexpr std::size_t largest_table = 1 << 22;  // cells of the table that aligns two versions word by word

/// One word of an utterance: its number within the story, and where it stands.
struct Word {
    std::uint32_t number = 0;
    std::uint32_t part = 0;  // which of the variant's spans
    Span span;
};

struct Utterance {
    Variant variant;
    std::uint32_t speaker = no_index;  // of the story's entities
    std::string worded;                // the speaker as the report has it
    std::vector<Word> words;
    double weight = 0;  // of all words
};

/// The words of a story's utterances as numbers.
class Words {
public:
    std::uint32_t number(std::string_view word) {
        const auto [place, is_new] =
            numbers_.try_emplace(std::string(word), static_cast<std::uint32_t>(weights_.size()));
        if (is_new)
            weights_.push_back(word.size() > 3 ? 1.0 : 0.4);  // short words are shared by chance
        return place->second;
    }
    double weight(std::uint32_t number) const { return weights_[number]; }
    std::size_t size() const { return weights_.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<double> weights_;
};

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

void read_words(const AnnotatedReport& report, Words& vocabulary, Utterance& utterance) {
    const auto& tokens = report.layers.tokens;
    for (std::uint32_t part = 0; part < utterance.variant.spans.size(); ++part) {
        const Span span = utterance.variant.spans[part];
        auto token =
            std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.start < span.start; });
        for (; token != tokens.end() && token->end <= span.end; ++token) {
            const std::string_view letters = letters_of(report, *token);
            if (letters.empty())
                continue;
            const std::uint32_t number = vocabulary.number(letters);
            utterance.words.push_back({number, part, token->span()});
            utterance.weight += vocabulary.weight(number);
        }
    }
}

std::uint32_t count_words(const AnnotatedReport& report, Span span) {
    const auto& tokens = report.layers.tokens;
    std::uint32_t count = 0;
    for (auto token =
             std::partition_point(tokens.begin(), tokens.end(), [&](const Token& t) { return t.start < span.start; });
         token != tokens.end() && token->end <= span.end; ++token)
        count += !letters_of(report, *token).empty();
    return count;
}

/// From the letters of a name to its entity, for authors of posts, whose names stand outside of the annotated text.
/// Made when the first post asks.
class NameIndex {
public:
    NameIndex(const std::vector<AccountEntity>& entities, std::span<const AnnotatedReport> reports)
        : entities_(entities), reports_(reports) {}

    /// The first entity that has this name in some report of the story, or no_index.
    std::uint32_t find(std::string_view name) {
        if (index_.empty())
            for (std::uint32_t number = 0; number < entities_.size(); ++number) {
                index_.emplace(folded(entities_[number].name), number);
                for (const Evidence& mention : entities_[number].mentions)
                    index_.emplace(folded(reports_[mention.report].words(mention.span)), number);
            }
        const auto found = index_.find(folded(name));
        return found == index_.end() ? no_index : found->second;
    }

private:
    const std::vector<AccountEntity>& entities_;
    std::span<const AnnotatedReport> reports_;
    std::unordered_map<std::string, std::uint32_t> index_;
};

Variant variant_of(const AnnotatedReport& report, std::uint32_t number, const Attribution& attribution) {
    Variant variant;
    variant.report = number;
    variant.embed = attribution.in_embed;
    variant.cue = attribution.cue.empty() ? std::string() : std::string(report.words(attribution.cue.front()));
    variant.cue_span = attribution.cue.empty() ? Span{} : attribution.cue.front();
    variant.source_span = attribution.source.empty() ? Span{} : attribution.source.front();
    if (attribution.in_embed) {
        variant.spans = attribution.content;
        return variant;
    }
    for (const Span span : attribution.quoted)
        if (attribution.direct || count_words(report, span) >= shortest_part)
            variant.spans.push_back(span);
    std::sort(variant.spans.begin(), variant.spans.end());
    return variant;
}

std::vector<Utterance> utterances_of(std::span<const AnnotatedReport> reports, const Story& story,
                                     const std::vector<AccountEntity>& entities, const EntityLookup& lookup,
                                     Words& vocabulary) {
    std::vector<Utterance> found;
    NameIndex names(entities, reports);
    for (const std::uint32_t number : story.reports) {
        const AnnotatedReport& report = reports[number];
        for (const Attribution& attribution : report.layers.attributions) {
            Utterance utterance;
            utterance.variant = variant_of(report, number, attribution);
            if (utterance.variant.spans.empty())
                continue;
            utterance.worded = attribution.speaker;
            if (attribution.speaker_entity != no_index)
                utterance.speaker = lookup.at({number, report.layers.entities[attribution.speaker_entity].span});
            if (utterance.speaker == no_index && !attribution.source.empty())
                utterance.speaker =
                    lookup.named_by({number, attribution.source[0]}, report.words(attribution.source[0]));
            if (utterance.speaker == no_index && attribution.in_embed && !attribution.speaker.empty())
                utterance.speaker = names.find(attribution.speaker);
            read_words(report, vocabulary, utterance);
            if (!utterance.words.empty())
                found.push_back(std::move(utterance));
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const Utterance& a, const Utterance& b) {
        return std::tie(a.variant.report, a.variant.spans) < std::tie(b.variant.report, b.variant.spans);
    });
    return found;
}

/// How much of the lighter one's words both have, by weight: 0..1.
double shared_weight(const Utterance& a, const Utterance& b, const Words& vocabulary,
                     std::vector<std::uint32_t>& counts) {
    for (const Word& word : a.words)
        ++counts[word.number];
    double both = 0;
    for (const Word& word : b.words)
        if (counts[word.number] > 0) {
            --counts[word.number];
            both += vocabulary.weight(word.number);
        }
    for (const Word& word : a.words)
        counts[word.number] = 0;
    return both / std::min(a.weight, b.weight);
}

bool may_be_one_speaker(const Utterance& a, const Utterance& b, bool& sure) {
    sure = (a.speaker != no_index && a.speaker == b.speaker) ||
           (a.speaker == no_index && b.speaker == no_index && !a.worded.empty() && a.worded == b.worded);
    return sure || a.speaker == no_index || b.speaker == no_index;
}

/// Joins versions. Only utterances that share a word that few others have are compared.
DisjointSets join_versions(const std::vector<Utterance>& utterances, const Words& vocabulary) {
    DisjointSets sets(utterances.size());
    std::vector<std::vector<std::uint32_t>> with_word(vocabulary.size());
    std::vector<std::uint32_t> counts(vocabulary.size()), seen(utterances.size(), no_index);
    for (std::uint32_t i = 0; i < utterances.size(); ++i) {
        const Utterance& one = utterances[i];
        if (one.words.size() < shortest_joined)
            continue;
        for (const Word& word : one.words) {
            auto& others = with_word[word.number];
            if (vocabulary.weight(word.number) < 1 || others.size() > common_word)
                continue;
            for (const std::uint32_t other : others) {
                bool sure = false;
                if (other == i || seen[other] == i || !may_be_one_speaker(one, utterances[other], sure))
                    continue;
                seen[other] = i;
                const double share = shared_weight(one, utterances[other], vocabulary, counts);
                if (share >= (sure ? share_joined : share_copied))
                    sets.join(i, other);
            }
            if (others.empty() || others.back() != i)
                others.push_back(i);
        }
    }
    return sets;
}

/// Which words of `other` have a counterpart in `first`, in the same order: the longest common subsequence of both.
std::vector<bool> aligned(const std::vector<Word>& first, const std::vector<Word>& other) {
    std::vector<bool> has(other.size(), false);
    const std::size_t rows = first.size() + 1, columns = other.size() + 1;
    if (rows * columns > largest_table)
        return std::vector<bool>(other.size(), true);
    std::vector<std::uint32_t> longest(rows * columns, 0);
    for (std::size_t i = first.size(); i-- > 0;)
        for (std::size_t j = other.size(); j-- > 0;)
            longest[i * columns + j] = first[i].number == other[j].number
                                           ? longest[(i + 1) * columns + j + 1] + 1
                                           : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
    for (std::size_t i = 0, j = 0; i < first.size() && j < other.size();) {
        if (first[i].number == other[j].number) {
            has[j] = true;
            ++i;
            ++j;
        } else if (longest[(i + 1) * columns + j] >= longest[i * columns + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    return has;
}

/// The words of `other` that `first` does not have; words that stand together are one span.
std::vector<Span> differences(const Utterance& first, const Utterance& other) {
    std::vector<Span> spans;
    const std::vector<bool> has = aligned(first.words, other.words);
    for (std::size_t i = 0; i < other.words.size(); ++i) {
        if (has[i])
            continue;
        const bool goes_on = i > 0 && !has[i - 1] && other.words[i - 1].part == other.words[i].part;
        if (goes_on)
            spans.back().end = other.words[i].span.end;
        else
            spans.push_back(other.words[i].span);
    }
    return spans;
}

/// The name of a statement's speaker: the story's where one version has it, else the first words for it.
std::string speaker_of(const std::vector<const Utterance*>& versions, const std::vector<AccountEntity>& entities) {
    for (const Utterance* version : versions)
        if (version->speaker != no_index)
            return entities[version->speaker].name;
    for (const Utterance* version : versions)
        if (!version->worded.empty())
            return version->worded;
    return {};
}

Statement statement_of(const std::vector<const Utterance*>& versions, const std::vector<AccountEntity>& entities) {
    Statement statement;
    statement.speaker = speaker_of(versions, entities);
    for (const Utterance* version : versions) {
        statement.variants.push_back(version->variant);
        if (version != versions.front())
            statement.variants.back().differences = differences(*versions.front(), *version);
    }
    return statement;
}

std::size_t reports_in(const Statement& statement) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < statement.variants.size(); ++i)  // variants stand in the order of their reports
        count += i == 0 || statement.variants[i].report != statement.variants[i - 1].report;
    return count;
}

void put_in_order(std::vector<Statement>& statements) {
    std::map<std::string, std::size_t> of_speaker;
    for (const Statement& statement : statements)
        ++of_speaker[statement.speaker];
    std::sort(statements.begin(), statements.end(), [&](const Statement& a, const Statement& b) {
        const auto key = [&](const Statement& s) {
            const Variant& first = s.variants.front();
            return std::make_tuple(s.speaker.empty(), -static_cast<std::ptrdiff_t>(of_speaker.at(s.speaker)),
                                   std::string_view(s.speaker), -static_cast<std::ptrdiff_t>(reports_in(s)),
                                   first.report, first.spans.front());
        };
        return key(a) < key(b);
    });
}

}  // namespace

std::vector<Statement> find_statements(std::span<const AnnotatedReport> reports, const Story& story,
                                       const std::vector<AccountEntity>& entities, const EntityLookup& lookup) {
    Words vocabulary;
    const std::vector<Utterance> utterances = utterances_of(reports, story, entities, lookup, vocabulary);
    DisjointSets sets = join_versions(utterances, vocabulary);
    std::map<std::uint32_t, std::vector<const Utterance*>> versions;
    for (std::uint32_t i = 0; i < utterances.size(); ++i)
        versions[sets.root(i)].push_back(&utterances[i]);
    std::vector<Statement> statements;
    for (const auto& [first, group] : versions)
        statements.push_back(statement_of(group, entities));
    put_in_order(statements);
    return statements;
}

}  // namespace recount
