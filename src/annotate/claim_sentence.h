// One sentence as the reader of claims sees it: its words with lemma, part of speech and place in the tree, and the
// codebook's cues, for features and rules to ask. Made once a sentence; every question is answered in constant time or
// in time linear in the answer.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "annotate/claim_rules.h"
#include "annotate/sentence_tree.h"
#include "report/layers.h"

namespace recount {

/// A word of a sentence. Words are counted from the sentence's first.
struct ClaimWord {
    std::uint64_t lemma = 0;  // hash of the lower-case lemma
    std::uint32_t head = no_index, first_child = no_index, next_sibling = no_index;
    std::uint16_t features = TokenSyntax::no_features;  // as the tagger numbers them
    PartOfSpeech part = PartOfSpeech::other;
    Relation relation = Relation::other;
};

/// Valid as long as the report and the rules that it was made from.
class ClaimSentence {
public:
    /// Without its tree: only what asks for no lemma, part of speech or place in the tree may be asked.
    ClaimSentence(const ClaimRules& rules, AnnotatedReport& report, std::uint32_t sentence);

    /// Adds nothing: each word stands by itself, without lemma and part of speech.
    void leave_plain() { words_.resize(tokens_.size()); }

    /// Adds lemmas and parts of speech alone.
    void tag(const SentenceTrees& trees, std::string& lemma_buffer);

    /// Adds the tree. A sentence too long to be parsed has none: each word is then by itself.
    void parse(const SentenceTrees& trees, std::string& lemma_buffer);

    std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.size()); }
    bool has_tree() const { return context_size_ != 0; }
    std::uint32_t index() const { return index_; }
    const Sentence& sentence() const { return sentence_; }
    const AnnotatedReport& report() const { return report_; }
    Tokens tokens() const { return tokens_; }
    const Token& token(std::uint32_t at) const { return tokens_[at]; }
    const ClaimWord& word(std::uint32_t at) const { return words_[at]; }
    std::string_view lowered(std::uint32_t at) const { return report_.lowered(tokens_[at].span()); }
    bool is(std::uint32_t at, const WordSet& set) const { return at < size() && set.contains(tokens_[at].word); }
    bool is_word(std::uint32_t at, WordId id) const { return at < size() && tokens_[at].word == id; }
    bool is_mark(std::uint32_t at) const {
        return tokens_[at].kind == TokenKind::punctuation || tokens_[at].kind == TokenKind::quote ||
               tokens_[at].kind == TokenKind::symbol;
    }
    Span span_of(std::uint32_t first, std::uint32_t end) const { return {tokens_[first].start, tokens_[end - 1].end}; }

    /// Calls visit(child) for the words that hang on `head`, in their order.
    template <class Visit>
    void each_child(std::uint32_t head, const Visit& visit) const {
        for (std::uint32_t child = words_[head].first_child; child != no_index; child = words_[child].next_sibling)
            visit(child);
    }

    /// The first word that hangs on `head` as `relation`; no_index where there is none.
    std::uint32_t child(std::uint32_t head, Relation relation) const;

    /// Where a row of conjuncts begins ("27 students" of "27 students and five teachers"): `at` itself in no row.
    std::uint32_t first_conjunct(std::uint32_t at) const;

    /// The nearest verb, or other word that stands for one, that `at` hangs on; no_index where it is the root itself.
    std::uint32_t predicate_over(std::uint32_t at) const;

    /// Whether what stands as subject of the verb `at` is what it is done to.
    bool is_passive(std::uint32_t at) const;

    /// The words from the first to the last that hang on `top`, directly or not, without what hangs on `except`.
    std::pair<std::uint32_t, std::uint32_t> phrase_of(std::uint32_t top, std::uint32_t except = no_index) const;

    /// The cues that stand in the sentence, in order.
    std::span<const QuantityCues::At> cues() const { return cues_; }

    /// The time expression over a word; null where there is none.
    const Time* time_over(std::uint32_t at) const;

    /// The parser's row of a word; null where there is none.
    const std::int8_t* context(std::uint32_t at) const;

private:
    AnnotatedReport& report_;
    std::uint32_t index_;
    const Sentence& sentence_;
    Tokens tokens_;
    std::vector<ClaimWord> words_;
    std::vector<QuantityCues::At> cues_;
    std::size_t context_size_ = 0;
};

}  // namespace recount
