#include "annotate/claim_sentence.h"

#include <algorithm>

#include "language/word_features.h"

namespace recount {

ClaimSentence::ClaimSentence(const ClaimRules& rules, AnnotatedReport& report, std::uint32_t sentence)
    : report_(report),
      index_(sentence),
      sentence_(report.layers.sentences[sentence]),
      tokens_(report.layers.tokens_of(sentence_)) {
    rules.cues.find(tokens_, cues_);
    std::erase_if(cues_, [&](const auto& cue) { return time_over(cue.first) != nullptr; });  // "in March"
}

void ClaimSentence::tag(const SentenceTrees& trees, std::string& lemma_buffer) {
    words_.resize(tokens_.size());
    const SentenceTree tags = trees.tags_of(report_, index_);
    for (std::uint32_t at = 0; at < size(); ++at) {
        words_[at].lemma = feature_hash('l', trees.lemma(tags, at, lowered(at), lemma_buffer));
        words_[at].part = tags.part(at);
        words_[at].features = tags.syntax(at).features;
    }
}

void ClaimSentence::parse(const SentenceTrees& trees, std::string& lemma_buffer) {
    words_.resize(tokens_.size());
    const std::optional<SentenceTree> tree = trees.of(report_, index_);
    if (!tree)
        return;
    context_size_ = trees.model().parser().size();
    for (std::uint32_t at = size(); at-- > 0;) {
        ClaimWord& word = words_[at];
        word.lemma = feature_hash('l', trees.lemma(*tree, at, lowered(at), lemma_buffer));
        word.head = tree->head(at);
        word.part = tree->part(at);
        word.relation = tree->relation(at);
        word.features = tree->syntax(at).features;
        if (word.head != no_index) {
            word.next_sibling = words_[word.head].first_child;
            words_[word.head].first_child = at;
        }
    }
}

const std::int8_t* ClaimSentence::context(std::uint32_t at) const {
    if (at == no_index || context_size_ == 0)
        return nullptr;
    return report_.layers.contexts[index_].data() + at * context_size_;
}

std::uint32_t ClaimSentence::child(std::uint32_t head, Relation relation) const {
    std::uint32_t found = no_index;
    each_child(head, [&](std::uint32_t child) {
        if (found == no_index && words_[child].relation == relation)
            found = child;
    });
    return found;
}

std::uint32_t ClaimSentence::first_conjunct(std::uint32_t at) const {
    while (words_[at].relation == Relation::conjunct && words_[at].head != no_index)
        at = words_[at].head;
    return at;
}

std::uint32_t ClaimSentence::predicate_over(std::uint32_t at) const {
    for (std::uint32_t over = words_[at].head; over != no_index; over = words_[over].head)
        if (words_[over].part == PartOfSpeech::verb || words_[over].head == no_index ||
            child(over, Relation::copula) != no_index)
            return over;
    return no_index;
}

std::pair<std::uint32_t, std::uint32_t> ClaimSentence::phrase_of(std::uint32_t top, std::uint32_t except) const {
    std::uint32_t first = top, end = top + 1;
    each_child(top, [&](std::uint32_t child) {
        if (child == except || is_mark(child))
            return;
        const auto [child_first, child_end] = phrase_of(child, except);
        first = std::min(first, child_first);
        end = std::max(end, child_end);
    });
    return {first, end};
}

bool ClaimSentence::is_passive(std::uint32_t at) const {
    return child(at, Relation::passive_subject) != no_index || child(at, Relation::passive_auxiliary) != no_index;
}

const Time* ClaimSentence::time_over(std::uint32_t at) const {
    const auto times = report_.layers.times_of(index_);
    const auto later =
        std::ranges::upper_bound(times, tokens_[at].start, {}, [](const Time& time) { return time.span.start; });
    if (later == times.begin())
        return nullptr;
    const Time& time = *std::prev(later);  // no two times overlap
    return tokens_[at].end <= time.span.end ? &time : nullptr;
}

}  // namespace recount
