#include "annotate/source_features.h"

#include <algorithm>
#include <cstdlib>

#include "annotate/answer_hash.h"
#include "language/word_features.h"

namespace recount {

namespace {

/// The questions that features answer. Their numbers are part of what was trained: add at the end.
enum class Question : std::uint8_t {
    kind,
    cover,
    place,
    cue,
    cue_class,
    verb,
    path,
    crossing,
    source,
    source_type,
    distance,
    rank,
    manner,
    article,
    own_verb,
    direct_tie,
    quantity,
    mark_between,
    title,
    opening,
    around,
    rivals,
    predicate,
    number,
    behind_cue,
    root,
    quotation,
    gives,
    order,
};

constexpr std::uint64_t none = 0x9e3779b97f4a7c15u;  // stands for a word that is not there

bool contains(const std::vector<Span>& spans, Span span) {
    return std::ranges::any_of(spans, [&](Span part) { return part.contains(span); });
}

/// How a content covers a number.
enum class Cover : std::uint8_t { no, not_told, told, quoted };

class FeatureMaker {
public:
    FeatureMaker(const ClaimRules& rules, const ClaimSentence& sentence, const ClaimCandidate& claim, Span span,
                 std::string_view quantity, std::span<const SourceCandidate> candidates, std::size_t index,
                 std::vector<std::uint32_t>& features)
        : rules_(rules),
          sentence_(sentence),
          layers_(sentence.report().layers),
          claim_(claim),
          span_(span),
          quantity_(feature_hash('q', quantity.starts_with("other:") ? "other" : quantity)),
          candidates_(candidates),
          index_(index),
          candidate_(candidates[index]),
          features_(features),
          cover_(cover_of(candidate_)),
          predicate_(sentence.predicate_over(sentence.first_conjunct(claim.top))) {}

    void make() {
        features_.clear();
        add_rivals();
        if (candidate_.own_voice()) {
            add_own_voice();
        } else {
            kind_ = mixed(mixed(static_cast<std::uint64_t>(candidate_.tie), candidate_.attribution != nullptr),
                          static_cast<std::uint64_t>(cover_));
            add_kind();
            add_cue();
            add_tree();
            add_source();
            add_distance();
        }
    }

private:
    template <class... Answers>
    void add(Question question, Answers... answers) {
        features_.push_back(answer_hash(question, answers...));
    }
    std::uint64_t lemma(std::uint32_t at) const { return at < sentence_.size() ? sentence_.word(at).lemma : none; }
    std::uint64_t article() const {
        const std::uint32_t first = claim_.number.first_bound();
        return first > 0 ? lemma(first - 1) : none;
    }
    Cover cover_of(const SourceCandidate& candidate) const {
        if (!candidate.attribution)
            return Cover::no;
        if (contains(candidate.attribution->quoted, span_))
            return Cover::quoted;
        if (!contains(candidate.attribution->content, span_))
            return Cover::no;
        return candidate.attribution->told ? Cover::told : Cover::not_told;
    }
    bool is_over(std::uint32_t word, std::uint32_t under) const {
        while (under != no_index && under != word)
            under = sentence_.word(under).head;
        return under == word;
    }

    void add_own_voice();
    void add_rivals();
    void add_kind();
    void add_cue();
    void add_tree();
    void add_path();
    void add_source();
    void add_distance();

    const ClaimRules& rules_;
    const ClaimSentence& sentence_;
    const Layers& layers_;
    const ClaimCandidate& claim_;
    Span span_;
    std::uint64_t quantity_;
    std::span<const SourceCandidate> candidates_;
    std::size_t index_;
    const SourceCandidate& candidate_;
    std::vector<std::uint32_t>& features_;
    Cover cover_;
    std::uint64_t kind_ = 0;
    std::uint32_t predicate_;
};

/// What tells of the report's own voice: all that is known of the claim itself.
void FeatureMaker::add_own_voice() {
    std::uint64_t most = 0;
    for (const SourceCandidate& other : candidates_)
        most = std::max(most, static_cast<std::uint64_t>(cover_of(other)));
    add(Question::kind, none);
    add(Question::cover, none, most);
    add(Question::title, sentence_.report().report.in_title(span_), most);
    add(Question::quantity, quantity_);
    add(Question::quantity, quantity_, most);
    add(Question::article, article(), most);
    add(Question::number, claim_.number.modifier, most);
    add(Question::number, claim_.kind, claim_.counted.omitted(), most);
    add(Question::predicate, lemma(predicate_), most);
    add(Question::opening, lemma(0), most);
    std::uint32_t root = claim_.top;
    while (sentence_.word(root).head != no_index)
        root = sentence_.word(root).head;
    add(Question::root, lemma(root), most);
    add(Question::root, lemma(root), root == predicate_);
    add(Question::place, std::min<std::uint32_t>(sentence_.index(), 4), most);
    if (sentence_.word(claim_.top).head != no_index)
        add(Question::predicate, lemma(sentence_.word(claim_.top).head), sentence_.word(claim_.top).relation, 1);
}

/// What else might be the source.
void FeatureMaker::add_rivals() {
    std::uint32_t better = 0, covering = 0, here = 0, by_tree = 0, closer = 0;
    const auto distance = [&](const SourceCandidate& other) {
        return other.source.start < span_.start ? span_.start - other.source.start : other.source.start - span_.start;
    };
    const auto content = [](const SourceCandidate& other) {
        std::uint32_t size = 0;
        for (const Span part : other.attribution->content)
            size += part.size();
        return size;
    };
    for (const SourceCandidate& other : candidates_) {
        if (other.own_voice() || &other == &candidate_)
            continue;
        const Cover cover = cover_of(other);
        covering += cover >= Cover::told;
        here += other.attribution && other.sentences == 0;
        by_tree += other.tie != SourceTie::none;
        if (!candidate_.own_voice()) {
            closer += distance(other) < distance(candidate_);
            better += cover >= Cover::told && cover_ != Cover::no && content(other) < content(candidate_);
        }
    }
    const auto few = [](std::uint32_t count) { return std::min<std::uint32_t>(count, 3); };
    add(Question::rivals, candidate_.own_voice(), few(covering), few(here));
    add(Question::rivals, candidate_.own_voice(), few(by_tree), few(covering), 1);
    if (!candidate_.own_voice()) {
        add(Question::rivals, cover_, few(covering), few(better), 2);
        add(Question::rank, cover_, candidate_.tie, few(covering), few(closer));
        add(Question::rank, candidate_.sentences, few(here), few(covering));
    }
}

void FeatureMaker::add_kind() {
    const bool attributed = candidate_.attribution != nullptr;
    add(Question::kind, kind_);
    add(Question::kind, candidate_.tie, attributed);
    add(Question::cover, cover_);
    add(Question::quantity, quantity_, kind_);
    add(Question::article, article(), kind_);
    add(Question::title, sentence_.report().report.in_title(span_), kind_);
    add(Question::number, claim_.number.modifier, kind_);
    add(Question::predicate, lemma(predicate_), kind_);
    const Sentence& own = sentence_.sentence();
    bool same_block = true;
    if (candidate_.sentences != 0) {
        const auto at = static_cast<std::size_t>(static_cast<std::int64_t>(sentence_.index()) + candidate_.sentences);
        same_block = layers_.sentences[at].block == own.block;
        add(Question::opening, lemma(0), candidate_.sentences);
        add(Question::opening, lemma(0), lemma(1), candidate_.sentences);
        add(Question::quotation, sentence_.token(0).kind, candidate_.sentences);
    }
    add(Question::place, candidate_.sentences, same_block, kind_);
    add(Question::place, candidate_.sentences, same_block);
    if (attributed) {
        const Attribution& attribution = *candidate_.attribution;
        add(Question::manner, attribution.direct, attribution.negated, attribution.told, attribution.in_embed, cover_);
        add(Question::manner, attribution.direct, candidate_.sentences, attribution.quoted.empty());
        add(Question::manner, attribution.content.size() > 1, attribution.source.empty(), cover_, 9);
        add(Question::manner, attribution.relays.size(), cover_);
    }
}

void FeatureMaker::add_cue() {
    if (!candidate_.attribution)
        return;
    const Attribution& attribution = *candidate_.attribution;
    const std::uint64_t cue = feature_hash('c', attribution.cue_lemma);
    const std::uint64_t cue_class = feature_hash('c', attribution.class_name);
    add(Question::cue, cue, kind_);
    add(Question::cue, cue, cover_, candidate_.sentences);
    add(Question::cue, cue, quantity_);
    add(Question::cue_class, cue_class, cover_, candidate_.sentences);
    add(Question::cue_class, cue_class, cover_, article());
    add(Question::cue_class, cue_class, cover_, candidate_.tie, 1);
}

void FeatureMaker::add_tree() {
    const std::uint32_t verb = candidate_.verb;
    if (verb == no_index)
        return;
    add(Question::verb, lemma(verb), candidate_.tie);
    add(Question::verb, lemma(verb), kind_);
    add(Question::verb, lemma(verb), quantity_, candidate_.tie);
    add(Question::verb, sentence_.word(verb).features, candidate_.tie);
    const std::uint32_t over = sentence_.word(verb).head;
    add(Question::root, sentence_.word(verb).relation, kind_);
    if (over != no_index)
        add(Question::root, sentence_.word(verb).relation, lemma(over), candidate_.tie);
    const std::uint32_t behind = verb + 1;
    add(Question::behind_cue, lemma(behind), candidate_.tie, cover_);
    add(Question::behind_cue, lemma(verb), lemma(behind), cover_);
    const auto counts = [&](const QuantityCues::At& cue) { return cue.first <= verb && verb < cue.end; };
    const bool own = verb == predicate_, counting = std::ranges::any_of(sentence_.cues(), counts);
    add(Question::own_verb, own, counting, candidate_.tie);
    add(Question::own_verb, own, counting, kind_);
    add(Question::own_verb, own, lemma(verb), quantity_);
    const bool gives = sentence_.is(verb, rules_.saying) || rules_.estimates.longest(sentence_.tokens(), verb);
    add(Question::gives, gives, kind_);
    add(Question::gives, gives, own, counting, kind_);
    add(Question::gives, gives, sentence_.word(verb).relation, candidate_.tie);
    if (is_over(verb, claim_.top))
        add_path();
    else
        add(Question::path, none, sentence_.word(verb).relation, over != no_index && is_over(over, claim_.top), kind_);
}

/// From the number up to the verb that may give it.
void FeatureMaker::add_path() {
    const std::uint32_t verb = candidate_.verb;
    std::uint64_t path = 0, last = none;
    std::uint32_t nouns = 0, contents = 0, adverbials = 0, steps = 0;
    for (std::uint32_t at = claim_.top; at != verb; at = sentence_.word(at).head, ++steps) {
        const Relation by = sentence_.word(at).relation;
        if (steps < 6)
            path = mixed(path, static_cast<std::uint64_t>(by));
        last = static_cast<std::uint64_t>(by);
        nouns += by == Relation::relative_clause || by == Relation::clause;
        contents += by == Relation::clause_complement || by == Relation::complement;
        adverbials += by == Relation::adverbial_clause || by == Relation::loose;
    }
    const auto few = [](std::uint32_t count) { return std::min<std::uint32_t>(count, 2); };
    const auto nearer = std::ranges::count_if(candidates_, [&](const SourceCandidate& other) {
        return other.verb != no_index && other.verb != verb && is_over(other.verb, claim_.top) &&
               is_over(verb, other.verb) && other.attribution;
    });
    add(Question::order, std::min<std::ptrdiff_t>(nearer, 2), kind_);
    add(Question::order, std::min<std::ptrdiff_t>(nearer, 2), few(contents), few(nouns), candidate_.tie);
    add(Question::path, path, candidate_.tie);
    add(Question::path, path, kind_);
    add(Question::crossing, few(nouns), few(contents), few(adverbials), candidate_.tie);
    add(Question::crossing, few(nouns), few(contents), few(adverbials), lemma(verb));
    add(Question::crossing, few(nouns), few(contents), few(adverbials), kind_, article());
    add(Question::direct_tie, last, lemma(verb), candidate_.tie);
    add(Question::direct_tie, last, lemma(verb), few(nouns), 1);
    add(Question::direct_tie, last, kind_);
}

void FeatureMaker::add_source() {
    std::uint64_t type = 9;
    for (const Entity& entity : layers_.entities_in(candidate_.source))
        if (candidate_.source.contains(entity.span)) {
            type = static_cast<std::uint64_t>(entity.type);
            break;
        }
    const std::uint32_t head = candidate_.head;
    const PartOfSpeech part = head == no_index ? PartOfSpeech::other : sentence_.word(head).part;
    add(Question::source_type, type, part, kind_);
    add(Question::source_type, type, part, candidate_.sentences, cover_);
    add(Question::source_type, candidate_.name.empty(), candidate_.source.empty(), kind_, 1);
    std::string_view last = sentence_.report().lowered(candidate_.source);
    last.remove_prefix(last.rfind(' ') == std::string_view::npos ? 0 : last.rfind(' ') + 1);
    const std::uint64_t word = head != no_index ? lemma(head) : feature_hash('l', last);
    add(Question::source, word);
    add(Question::source, word, cover_);
    add(Question::source, word, candidate_.tie, 2);
    add(Question::source, word, lemma(candidate_.verb));
    const std::string_view whole = sentence_.report().lowered(candidate_.source);
    add(Question::source, feature_hash('w', whole), cover_, 1);
}

void FeatureMaker::add_distance() {
    if (candidate_.sentences != 0)
        return;
    const Span place = candidate_.attribution && !candidate_.attribution->cue.empty()
                           ? candidate_.attribution->cue.front()
                           : candidate_.source;
    const bool before = place.start < span_.start;
    const Span between =
        before ? Span{place.end, std::max(place.end, span_.start)} : Span{span_.end, std::max(span_.end, place.start)};
    std::uint32_t words = 0;
    const auto first_mark = static_cast<std::ptrdiff_t>(features_.size());
    for (std::uint32_t at = 0; at < sentence_.size(); ++at) {
        if (!between.contains(sentence_.token(at).span()))
            continue;
        ++words;
        if (sentence_.is_mark(at) || sentence_.word(at).part == PartOfSpeech::conjunction)
            add(Question::mark_between, lemma(at), before, kind_);
    }
    const auto marks = features_.begin() + first_mark;
    std::sort(marks, features_.end());  // each mark counts once
    features_.erase(std::unique(marks, features_.end()), features_.end());
    std::uint32_t size = 0;
    while (size < 6 && words >> size)
        ++size;
    add(Question::distance, before, size);
    add(Question::distance, before, size, kind_);
    add(Question::distance, before, kind_, quantity_);
}

}  // namespace

void make_source_features(const ClaimRules& rules, const ClaimSentence& sentence, const ClaimCandidate& claim,
                          Span span, std::string_view quantity, std::span<const SourceCandidate> candidates,
                          std::size_t index, std::vector<std::uint32_t>& features) {
    FeatureMaker(rules, sentence, claim, span, quantity, candidates, index, features).make();
}

}  // namespace recount
