#include "reconcile/story_claims.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <tuple>

#include "decide/edits.h"
#include "reconcile/claim_bounds.h"
#include "report/time_value.h"
#include "text/utf8.h"

namespace recount {

namespace {

class ClaimCollector {
public:
    ClaimCollector(const StoryView& view, const StoryEvents& events) : view_(view), events_(events) {}

    std::vector<StoryClaim> collect() {
        index_passages();
        for (const std::uint32_t report : view_.story.reports)
            index_names(report);
        weigh_words();
        for (std::uint32_t r = 0; r < view_.story.reports.size(); ++r)
            collect(r);
        find_spokesmen();
        return std::move(claims_);
    }

private:
    /// A passage of a report that stands in others too: its lineage, and its number, counted over all lineages.
    struct Passage {
        Span span;
        std::uint32_t lineage, number;
        std::uint32_t farthest_end = 0;  // of it and those before it in the report
    };

    void index_passages();
    void index_names(std::uint32_t report);
    void weigh_words();
    template <class Take>
    void each_word(const AnnotatedReport& report, Span span, const Take& take) const;
    WeightedWords weighted(const AnnotatedReport& report, Span span) const;
    void collect(std::uint32_t r);
    void describe(StoryClaim& entry, std::uint32_t r) const;
    void describe_sentence(StoryClaim& entry) const;
    bool counts_remaining(const AnnotatedReport& report, const Claim& claim) const;
    std::string head_of(const StoryClaim& entry) const;
    std::string bearer_scope(const StoryClaim& entry) const;
    std::string source_name(const StoryClaim& entry) const;
    std::string_view source_words(const StoryClaim& entry) const;
    void find_passage(StoryClaim& entry) const;
    void find_spokesmen();

    const StoryView& view_;
    const StoryEvents& events_;
    std::vector<StoryClaim> claims_;
    std::map<std::pair<std::uint32_t, std::string_view>, const Entity*> named_;  // by report: the first of a name
    std::map<std::uint32_t, std::vector<Passage>> passages_;                     // by report, in its order
    struct Word {
        std::uint32_t number = 0, reports = 0, last_report = no_index;
    };
    std::map<std::string_view, Word> words_;  // of all sentences with claims
};

void ClaimCollector::index_passages() {
    std::uint32_t number = 0;
    for (std::uint32_t lineage = 0; lineage < view_.story.lineages.size(); ++lineage)
        for (const auto& passage : view_.story.lineages[lineage].passages) {
            for (const Evidence& place : passage)
                passages_[place.report].push_back({place.span, lineage, number});
            ++number;
        }
    for (auto& [report, passages] : passages_) {
        std::ranges::stable_sort(passages, {}, [](const Passage& passage) { return passage.span.start; });
        for (std::uint32_t end = 0; Passage & passage : passages)
            passage.farthest_end = end = std::max(end, passage.span.end);
    }
}

void ClaimCollector::index_names(std::uint32_t report) {
    for (const Entity& entity : view_.reports[report].layers.entities)
        if (!entity.name.empty() && view_.entities.at({report, entity.span}) != no_index)
            named_.try_emplace({report, entity.name}, &entity);
}

/// Calls take(word) for each word of four letters or more, without the ending of its plural.
template <class Take>
void ClaimCollector::each_word(const AnnotatedReport& report, Span span, const Take& take) const {
    constexpr std::size_t shortest = 4;
    const auto& tokens = report.layers.tokens;
    auto token = std::ranges::lower_bound(tokens, span.start, {}, [](const Token& t) { return t.start; });
    for (; token != tokens.end() && token->end <= span.end; ++token) {
        std::string_view word = report.lowered(token->span());
        if (token->kind != TokenKind::word || word.size() < shortest)
            continue;
        if (word.ends_with('s') && word.size() > shortest)
            word.remove_suffix(1);
        take(word);
    }
}

void ClaimCollector::weigh_words() {
    for (const std::uint32_t report : view_.story.reports) {
        const AnnotatedReport& annotated = view_.reports[report];
        for (const Claim& claim : annotated.layers.claims)
            each_word(annotated, claim.evidence, [&](std::string_view word) {
                Word& known = words_.try_emplace(word, Word{static_cast<std::uint32_t>(words_.size())}).first->second;
                known.reports += known.last_report != report;
                known.last_report = report;
            });
    }
}

/// The words of a span, the rarer in the story the heavier.
WeightedWords ClaimCollector::weighted(const AnnotatedReport& report, Span span) const {
    std::map<std::uint32_t, float> weights;
    const auto reports = static_cast<float>(view_.story.reports.size());
    each_word(report, span, [&](std::string_view word) {
        const Word& known = words_.at(word);
        weights[known.number] = 1 - static_cast<float>(known.reports) / (reports + 1);
    });
    float sum = 0;
    for (const auto& [number, weight] : weights)
        sum += weight * weight;
    WeightedWords words(weights.begin(), weights.end());
    for (auto& [number, weight] : words)
        weight /= std::sqrt(sum);
    return words;
}

void ClaimCollector::collect(std::uint32_t r) {
    const std::uint32_t report = view_.story.reports[r];
    const AnnotatedReport& annotated = view_.reports[report];
    // A number that stands in the headline is a claim of its own only where the text does not give it.
    const auto number = [](const Claim& claim) { return std::tie(claim.quantity, claim.low, claim.high); };
    std::set<decltype(number(annotated.layers.claims[0]))> in_text;
    for (const Claim& claim : annotated.layers.claims)
        if (!annotated.report.in_title(claim.span))
            in_text.insert(number(claim));
    for (std::uint32_t c = 0; c < annotated.layers.claims.size(); ++c) {
        const Claim& claim = annotated.layers.claims[c];
        if (annotated.report.in_title(claim.span) && in_text.contains(number(claim)))
            continue;
        StoryClaim& entry = claims_.emplace_back();
        entry.report = report;
        entry.claim = c;
        describe(entry, r);
    }
}

void ClaimCollector::describe(StoryClaim& entry, std::uint32_t r) const {
    const Claim& claim = claim_of(view_, entry);
    entry.event = events_.of_claim[r][entry.claim];
    entry.told = events_.told[r][entry.claim];
    entry.scope = claim.quantity == "age" || claim.quantity == "vote_share" ? bearer_scope(entry) : claim.scope;
    entry.head = head_of(entry);
    entry.source_name = source_name(entry);
    const std::string_view source = source_words(entry);
    entry.source = folded(source);
    if (!source.empty())
        entry.identity = view_.rules.sources().identify(source);
    find_passage(entry);
    entry.bounds = bounds_of(view_.reports[entry.report], view_.days[entry.report], claim);
    describe_sentence(entry);
}

void ClaimCollector::describe_sentence(StoryClaim& entry) const {
    constexpr std::uint32_t lead_sentences = 4;
    const AnnotatedReport& report = view_.reports[entry.report];
    const Claim& claim = claim_of(view_, entry);
    const Sentence& sentence = report.layers.sentences[claim.sentence];
    entry.block = sentence.block;
    entry.in_lead = claim.sentence < lead_sentences;
    entry.in_caption = report.report.blocks[sentence.block].kind == BlockKind::caption;
    entry.remaining = counts_remaining(report, claim);
    entry.words = weighted(report, claim.evidence);
    entry.counted = weighted(report, claim.counted);
    for (const Entity& entity : report.layers.entities_in(sentence.span)) {
        const std::uint32_t bearer = view_.entities.at({entry.report, entity.span});
        if (bearer != no_index && entity.type == EntityType::place)
            entry.places.push_back(bearer);
    }
    for (const Claim& other : report.layers.claims_of(claim.sentence))
        if (other.quantity != claim.quantity && view_.rules.quantity(other.quantity).known)
            entry.sisters.push_back({other.quantity, other.low, other.high});
    std::ranges::sort(entry.sisters);
    std::ranges::sort(entry.places);
    entry.places.erase(std::unique(entry.places.begin(), entry.places.end()), entry.places.end());
    for (const Time& time : report.layers.times_of(claim.sentence))
        if (time.type == TimeType::date || time.type == TimeType::time)
            if (const auto days = resolve(time, view_.day_of(entry.report, claim.sentence)))
                entry.days = entry.days ? DayInterval{std::min(entry.days->first, days->first),
                                                      std::max(entry.days->last, days->last)}
                                        : *days;
}

/// Whether a word that says so ("still") stands nearer to the claim than to the others of its sentence.
bool ClaimCollector::counts_remaining(const AnnotatedReport& report, const Claim& claim) const {
    const Sentence& sentence = report.layers.sentences[claim.sentence];
    for (std::uint32_t at = sentence.first_token; at < sentence.end_token; ++at) {
        if (!view_.rules.counts_remaining(report.lowered(report.layers.tokens[at].span())))
            continue;
        const auto distance = [&](const Claim& one) {
            return at < one.first_token ? one.first_token - at : at - std::min(at, one.end_token - 1);
        };
        if (std::ranges::none_of(report.layers.claims_of(claim.sentence),
                                 [&](const Claim& other) { return distance(other) < distance(claim); }))
            return true;
    }
    return false;
}

/// The noun that is counted, without its marks and its plural; empty for words that say nothing of a kind.
std::string ClaimCollector::head_of(const StoryClaim& entry) const {
    const Claim& claim = claim_of(view_, entry);
    if (claim.counted.empty() || claim.general)
        return {};
    const std::string_view words = view_.reports[entry.report].lowered(claim.counted);
    std::string head = folded(words.substr(words.find_last_of(" -") + 1));
    if (head.size() > 3 && head.ends_with('s'))
        head.pop_back();
    return head;
}

/// Whose age or share it is: the person (or body) named beside the number, else the one named last before it.
std::string ClaimCollector::bearer_scope(const StoryClaim& entry) const {
    const AnnotatedReport& report = view_.reports[entry.report];
    const Layers& layers = report.layers;
    const Claim& claim = claim_of(view_, entry);
    const bool age = claim.quantity == "age";
    const Entity *before = nullptr, *after = nullptr;
    for (const Entity& entity : layers.entities) {
        if (entity.type != EntityType::person && (age || entity.type != EntityType::organisation))
            continue;
        if (entity.end_token <= claim.first_token)
            before = &entity;
        else if (!after && entity.first_token >= claim.end_token)
            after = &entity;
    }
    const auto name = [&](const Entity& entity) {
        const std::uint32_t index = view_.entities.at({entry.report, entity.span});
        return index == no_index ? entity.name : view_.entities[index].name;
    };
    const Sentence& sentence = layers.sentences[claim.sentence];
    // An age stands right beside its bearer's name; anything farther would be a guess.
    if (age) {
        if (before && claim.first_token - before->end_token <= 1)
            return name(*before);
        const bool after_a_name =
            claim.first_token > 0 &&
            report.lowered(layers.tokens[claim.first_token - 1].span()) == ",";  // "Ana, 30, and Ben, 52"
        if (after && !after_a_name && after->first_token - claim.end_token <= 3 &&
            sentence.end_token > after->first_token)
            return name(*after);
        return "total";
    }
    // A share is that of the name before it in its sentence that is not its source; a pronoun there means the name
    // before.
    if (!before)
        return "total";
    const bool is_source = claim.source && claim.source->span.contains(before->span);
    if (before->first_token >= sentence.first_token)
        return is_source ? std::string("total") : name(*before);
    for (std::uint32_t token = sentence.first_token; token < claim.first_token; ++token)
        if (view_.rules.person_pronoun(report.lowered(layers.tokens[token].span())))
            return name(*before);
    return "total";
}

/// The fullest name that the story gives the source; empty where it has none.
std::string ClaimCollector::source_name(const StoryClaim& entry) const {
    const Claim& claim = claim_of(view_, entry);
    if (!claim.source)
        return {};
    const AnnotatedReport& report = view_.reports[entry.report];
    const Span words = claim.source->span;
    if (const std::uint32_t named = view_.entities.named_by({entry.report, words}, report.words(words));
        named != no_index)
        return view_.entities[named].name;
    const auto bearer = [&](const Entity& entity) { return view_.entities.at({entry.report, entity.span}); };
    // The bearer of the name within the source's words, or of the name that the report resolved it to, whichever the
    // report names first.
    const Entity* first = nullptr;
    for (const Entity& entity : report.layers.entities_in(words)) {
        const bool owner = report.report.content.compare(entity.span.end, 2, "'s") == 0 ||
                           report.report.content.compare(entity.span.end, 4, "\u2019s") == 0;
        const bool inside =
            words.contains(entity.span) && entity.type == EntityType::person && !owner;  // "Orlo's office" is not Orlo
        if (inside && bearer(entity) != no_index) {
            first = &entity;
            break;
        }
    }
    if (const auto named = named_.find({entry.report, claim.source->name});
        named != named_.end() && (!first || named->second < first))
        first = named->second;
    return first ? view_.entities[bearer(*first)].name : claim.source->name;
}

/// What tells one source from another: its name, else its words; empty in the report's own voice.
std::string_view ClaimCollector::source_words(const StoryClaim& entry) const {
    const Claim& claim = claim_of(view_, entry);
    if (!claim.source)
        return {};
    return entry.source_name.empty() ? view_.reports[entry.report].words(claim.source->span)
                                     : std::string_view(entry.source_name);
}

/// Where the claim stands in what reports share.
void ClaimCollector::find_passage(StoryClaim& entry) const {
    const auto found = passages_.find(entry.report);
    if (found == passages_.end())
        return;
    const Span span = claim_of(view_, entry).span;
    auto passage = std::ranges::lower_bound(found->second, span.end, {}, [](const Passage& p) { return p.span.start; });
    while (passage != found->second.begin() && (--passage)->farthest_end > span.start)
        if (passage->span.overlaps(span) && passage->number < entry.passage) {
            entry.lineage = passage->lineage;
            entry.passage = passage->number;
        }
}

/// Who is called a body's spokesman once is so wherever the story names him: "Orlo" is "Ana Orlo, a spokeswoman for the
/// ministry".
void ClaimCollector::find_spokesmen() {
    std::map<std::string_view, SourceIdentity> bodies;  // by source, as first told
    for (const StoryClaim& entry : claims_)
        if (!entry.source_name.empty()) {
            const Span words = claim_of(view_, entry).source->span;
            if (auto body =
                    view_.rules.sources().body_spoken_for(view_.reports[entry.report].words(words), entry.source_name))
                bodies.try_emplace(entry.source, std::move(*body));
        }
    for (StoryClaim& entry : claims_)
        if (const auto body = bodies.find(entry.source); body != bodies.end())
            entry.speaks_for = body->second;
}

}  // namespace

std::uint32_t story_claim_at(const StoryView& view, std::span<const StoryClaim> claims, const PlacedTarget& place) {
    const std::uint32_t claim = claim_at(view.reports[place.report], place.span);
    const auto found = std::ranges::find_if(
        claims, [&](const StoryClaim& entry) { return entry.report == place.report && entry.claim == claim; });
    return found == claims.end() ? no_index : static_cast<std::uint32_t>(found - claims.begin());
}

std::vector<StoryClaim> collect_claims(const StoryView& view, const StoryEvents& events) {
    return ClaimCollector(view, events).collect();
}

}  // namespace recount
