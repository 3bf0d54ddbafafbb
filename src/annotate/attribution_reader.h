// Reads who is said to say what out of one report. A sentence becomes a row of items, words or whole quotations; the
// rules over them stand in four files: cues (attribution_cues.cpp), who their subjects are (attribution_subjects.cpp),
// what they introduce (attribution_contents.cpp), and the way of a report through these (attributions.cpp).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "annotate/attribution_words.h"
#include "annotate/cue_features.h"
#include "annotate/feature_weights.h"
#include "annotate/quotations.h"
#include "annotate/sentence_tree.h"
#include "annotate/speakers.h"
#include "gazetteer/gazetteer.h"
#include "report/layers.h"

namespace recount {

/// A token, or a whole quotation, as one step of a sentence.
struct SentenceItem {
    WordId word = unknown_word;
    std::uint32_t roles = 0;
    std::uint32_t first = 0, end = 0;    // tokens
    std::uint32_t quotation = no_index;  // among the report's quotations
    std::uint32_t entity = no_index;     // into Layers::entities
    char mark = 0;                       // of punctuation: , . : ; - ( ) ' and "-" for a hyphen as 'h'; 0 for words
    bool capitalised = false, number = false;
    bool cue = false;  // part of a cue that is used as one
};

/// Half-open range of items; empty when first == end.
struct ItemRange {
    std::uint32_t first = 0, end = 0;
    bool empty() const { return first >= end; }
};

/// Where a cue's subject was found.
enum class SubjectKind : std::uint8_t {
    none,      // nowhere
    before,    // left of the cue
    relative,  // the noun that "who" stands for
    behind,    // "said the minister"
    shared,    // another cue's ("and added", ", saying")
};

struct CueSubject {
    SubjectKind kind = SubjectKind::none;
    ItemRange core, all;      // the noun phrase, and with its appositions
    std::uint32_t start = 0;  // the first item of the cue's clause
    bool several = false;     // "Orlo and her lawyer"
};

/// One cue in a sentence.
struct CueUse {
    std::uint32_t first = 0, end = 0;  // items
    std::uint32_t cue = 0;
    CueForm form = CueForm::base;
    bool negated = false, progressive = false;
    CueSubject subject;
    std::uint32_t group = 0;        // first item of the verb with its auxiliaries and adverbs
    std::uint32_t made = no_index;  // the attribution made of it
};

/// Annotates one report.
class AttributionReader {
public:
    AttributionReader(const AttributionWords& words, const Gazetteer& gazetteer, const SentenceTrees* trees,
                      const FeatureWeights* cue_weights, AnnotatedReport& report, CandidateWatcher watcher = {})
        : words_(words),
          trees_(trees),
          cue_weights_(cue_weights),
          report_(report),
          layers_(report.layers),
          tokens_(layers_.tokens),
          quotations_(find_quotations(report)),
          speakers_(words, gazetteer, report, quotations_, trees ? &trees->model() : nullptr, std::move(watcher)) {}

    void run();

private:
    // Sentences as items
    void embed(const Block& block, std::size_t first_sentence, std::size_t end_sentence);
    bool frames(std::uint32_t quotation, std::size_t sentence);
    void make_items(std::uint32_t begin, std::uint32_t end);
    SentenceItem item_of(std::uint32_t token) const;
    char mark_of(const Token& token) const;
    void unit(std::uint32_t begin, std::uint32_t end);

    // Cues
    void find_cues();
    void find_framing_verb();
    bool is_framing_verb(std::uint32_t at) const;
    bool is_particle(std::uint32_t at) const;
    void find_verb_before_colon();
    bool clause_has(std::uint32_t from, const std::vector<WordId>& words) const;
    bool gives_name(std::uint32_t at) const;
    bool is_verb_not_noun(std::uint32_t before, std::uint32_t behind, CueForm form) const;
    bool is_verb(std::uint32_t at, const AttributionWords::Match& match) const;
    void find_group(CueUse& use) const;

    // Subjects
    bool in_noun_phrase(const SentenceItem& item) const;
    bool is_word(std::uint32_t at, std::uint32_t roles) const {
        return at < items_.size() && (items_[at].roles & roles);
    }
    ItemRange phrase_before(std::uint32_t end) const;
    ItemRange phrase_behind(std::uint32_t first) const;
    CueSubject subject_before(const CueUse& use) const;
    bool is_time(ItemRange range) const;
    bool can_speak(ItemRange core) const;
    std::uint32_t before_adjunct(ItemRange phrase) const;
    CueSubject whole(const CueSubject& subject, const CueUse& use) const;
    CueSubject apposition(std::uint32_t comma) const;
    CueSubject antecedent(std::uint32_t relative) const;
    CueSubject inverted(const CueUse& use) const;
    CueSubject first_subject() const;
    void find_subject(CueUse& use, std::size_t index);

    // Contents
    std::uint32_t complement(const CueUse& use) const;
    std::uint32_t clause_end(const CueUse& use, std::size_t index, std::uint32_t from) const;
    std::uint32_t left_start(const CueUse& use, std::size_t index) const;
    void place(CueUse& use, std::size_t index);
    void place_phrase(CueUse& use, std::size_t index);
    bool place_citation(CueUse& use, std::size_t index);
    bool place_quoted_as_saying(CueUse& use, std::size_t index);
    void repeat_content(CueUse& use, const CueSubject& cited, const CueUse& telling);
    bool is_possessive(std::uint32_t at) const;
    bool is_possessive_word(std::uint32_t token) const;
    std::uint32_t adjunct_end(std::uint32_t at) const;
    bool can_be_told(ItemRange range) const;
    bool begins_clause(std::uint32_t at) const;
    bool is_utterance(const SentenceItem& item) const;
    bool is_utterance_at(std::uint32_t at) const { return at < items_.size() && is_utterance(items_[at]); }
    bool is_left_open(std::uint32_t at) const;
    bool is_end(std::uint32_t at) const { return at >= items_.size() || items_[at].mark == '.'; }

    // Layout
    bool has_verb(ItemRange range) const;
    bool is_tagged(std::uint32_t at, PartOfSpeech part) const;
    CueSubject credited(ItemRange line) const;
    Attribution spoken_by(const CueSubject& credit);
    void place_credit();
    void introduce(std::uint32_t block);
    bool names_somebody(ItemRange core) const;
    bool take_introduced(std::uint32_t sentence);
    bool awaits_speaker(std::uint32_t quotation);
    void take_up(Attribution& attribution, std::uint32_t quotation);
    void place_quotation_run_on();
    void speak(std::uint32_t quotation, Attribution attribution);
    void keep_unclaimed();

    // Results
    Attribution attribution_of(const CueUse& use, const CueSubject& subject);
    std::uint32_t make(CueUse& use, const CueSubject& subject, ItemRange left, ItemRange right);
    bool is_said(const CueUse& use);
    bool take_over(std::uint32_t quotation, const Attribution& attribution, Span content, bool introduced,
                   bool thought);
    void add_content(Attribution& attribution, ItemRange range, bool thought);
    Span span_of(ItemRange range) const {
        return {tokens_[items_[range.first].first].start, tokens_[items_[range.end - 1].end - 1].end};
    }
    std::uint32_t sentence_of(std::uint32_t token) const;

    /// The sentence of an item, and the number of its first word there.
    struct PlaceInSentence {
        std::uint32_t sentence, word;
    };
    PlaceInSentence place_in_sentence(std::uint32_t item) const {
        const std::uint32_t token = items_[item].first, sentence = sentence_of(token);
        return {sentence, token - layers_.sentences[sentence].first_token};
    }

    const AttributionWords& words_;
    const SentenceTrees* trees_;
    const FeatureWeights* cue_weights_;  // only with trees
    AnnotatedReport& report_;
    Layers& layers_;
    Tokens tokens_;
    std::vector<Quotation> quotations_;
    Speakers speakers_;

    std::uint32_t next_quotation_ = 0, next_entity_ = 0;
    std::vector<SentenceItem> items_;
    std::vector<CueUse> uses_;
    CueScratch scratch_;
    std::vector<std::uint32_t> owner_;   // of each quotation: the attribution that speaks it
    std::uint32_t speaking_ = no_index;  // the attribution that an utterance without a cue goes on from
    std::uint32_t speaking_block_ = no_index;
    std::uint32_t last_open_ = no_index;         // of a row of quotations, each taken up by the next: the last one
    Attribution introduced_;                     // whose words a line that ends in a colon promises
    std::uint32_t introduced_block_ = no_index;  // where that line stands; no_index: there is none
};

}  // namespace recount
