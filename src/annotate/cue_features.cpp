#include "annotate/cue_features.h"

#include <algorithm>

#include "annotate/answer_hash.h"
#include "language/word_features.h"

namespace recount {

namespace {

/// The questions that features answer. Their numbers are part of what was trained: add at the end.
enum class Question : std::uint8_t {
    always,
    form,
    lemma,
    relation,
    form_and_relation,
    lemma_and_head,
    lemma_and_head_part,
    child,
    lemma_and_child,
    child_word,
    lemma_and_frame,
    form_and_next,
    form_and_before,
    next,
    before,
    features,
    block,
};

/// The clauses and phrases that hang on a word, as bits.
enum Frame : std::uint32_t {
    frame_subject = 1,
    frame_clause = 2,
    frame_complement = 4,
    frame_object = 8,
    frame_loose = 16,
    frame_passive = 32,
};

std::uint32_t frame_of(Relation relation) {
    switch (relation) {
    case Relation::subject: return frame_subject;
    case Relation::passive_subject: return frame_subject | frame_passive;
    case Relation::clause_complement: return frame_clause;
    case Relation::complement: return frame_complement;
    case Relation::object:
    case Relation::indirect_object: return frame_object;
    case Relation::loose: return frame_loose;
    case Relation::passive_auxiliary: return frame_passive;
    default: return 0;
    }
}

class FeatureMaker {
public:
    FeatureMaker(const AnnotatedReport& report, const SentenceTrees& trees, const SentenceTree& tree,
                 std::uint32_t sentence, CueScratch& scratch)
        : report_(report),
          trees_(trees),
          tree_(tree),
          sentence_(report.layers.sentences[sentence]),
          tokens_(report.layers.tokens_of(sentence_)),
          scratch_(scratch) {}

    /// The features of the cue that `word` heads; words are counted from the sentence's first.
    void make(std::uint32_t word) {
        const std::uint64_t form = form_of(word), lemma = lemma_of(word);
        const std::uint32_t head = tree_.head(word);
        const auto part = [&](std::uint32_t at) { return at == no_index ? PartOfSpeech::other : tree_.part(at); };
        add(Question::always);
        add(Question::form, form);
        add(Question::lemma, lemma, tree_.part(word));
        add(Question::relation, tree_.relation(word), tree_.part(word));
        add(Question::form_and_relation, form, tree_.relation(word));
        add(Question::lemma_and_head, lemma, head == no_index ? 0 : lemma_of(head));
        add(Question::lemma_and_head_part, lemma, part(head), tree_.relation(word));
        add_children(word, lemma);
        const std::uint64_t before = word > 0 ? form_of(word - 1) : 1, next = form_of(word + 1);
        add(Question::form_and_next, form, next);
        add(Question::form_and_before, form, before);
        add(Question::next, next);
        add(Question::before, before);
        add(Question::features, tree_.syntax(word).features, tree_.relation(word));
        add(Question::block, report_.report.blocks[sentence_.block].kind, tree_.part(word));
    }

private:
    template <class... Answers>
    void add(Question question, Answers... answers) {
        scratch_.features.push_back(answer_hash(question, answers...));
    }
    std::string_view lowered(std::uint32_t word) const { return report_.lowered(tokens_[word].span()); }
    std::uint64_t form_of(std::uint32_t word) const {
        return word < tokens_.size() ? feature_hash('f', lowered(word)) : 0;
    }
    std::uint64_t lemma_of(std::uint32_t word) {
        return feature_hash('l', trees_.lemma(tree_, word, lowered(word), scratch_.lemma));
    }

    void add_children(std::uint32_t word, std::uint64_t lemma) {
        std::uint32_t frame = 0;
        for (std::uint32_t child = 0; child < tree_.size(); ++child) {
            if (tree_.head(child) != word)
                continue;
            const Relation relation = tree_.relation(child);
            const bool behind = child > word;
            frame |= frame_of(relation);
            add(Question::child, relation, behind, tree_.part(child));
            add(Question::lemma_and_child, lemma, relation, behind);
            if (relation == Relation::mark || relation == Relation::auxiliary || relation == Relation::adverb ||
                relation == Relation::case_marking || relation == Relation::subject || relation == Relation::object)
                add(Question::child_word, relation, lemma_of(child));
        }
        add(Question::lemma_and_frame, lemma, frame);
    }

    const AnnotatedReport& report_;
    const SentenceTrees& trees_;
    const SentenceTree& tree_;
    const Sentence& sentence_;
    Tokens tokens_;
    CueScratch& scratch_;
};

}  // namespace

void make_cue_features(AnnotatedReport& report, const SentenceTrees& trees, std::uint32_t sentence, std::uint32_t first,
                       std::uint32_t end, CueScratch& scratch) {
    scratch.features.clear();
    const std::optional<SentenceTree> tree = trees.of(report, sentence);
    if (!tree)
        return;
    const std::uint32_t base = report.layers.sentences[sentence].first_token;
    std::uint32_t head = first - base;  // the one of the cue's words that hangs on none of them
    for (std::uint32_t word = first - base; word < end - base; ++word) {
        const std::uint32_t above = tree->head(word);
        if (above == no_index || above < first - base || above >= end - base) {
            head = word;
            break;
        }
    }
    FeatureMaker(report, trees, *tree, sentence, scratch).make(head);
}

}  // namespace recount
