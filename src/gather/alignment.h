// Aligns sentences of different reports that descend from one sentence, word for word or reworded. Chance brings two
// writers to the same words, seldom to the same rare words in the same order; so the evidence for a common origin is
// the weight of the links between words that stand close together, in the same order, in both sentences: the heaviest
// common subsequence (Hirschberg 1975), over links instead of words. A link is a pair of words, and pairs that two
// sentences share are found in an inverted index, as shingles are (Broder 1997); sentences without a common link have
// no evidence, so the index misses nothing.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <tuple>
#include <unordered_set>
#include <vector>

#include "gather/relation_questions.h"
#include "gather/sketches.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// What counts as evidence; the tables [lineages], [related], [aligned] and [copies] of the codebook's gather.toml,
/// where each is explained. Evidence in bits.
struct LineageSettings {
    double common_one_in, name, number, quoted, prior_sentences;
    std::uint32_t gap, longest, looked_up, short_report;
    double sentence, sentence_share, beside, beside_share, chance, reports, verbatim, copy_share, cut, joined_share;
    RelationWeights weights;
    CopySettings copies;  // for who looks for copies among all reports

    explicit LineageSettings(const Codebook& codebook);
};

/// A word that can link: everyday words are left out.
struct LinkWord {
    TermId term = 0;
    float weight = 0;     // bits
    bool quoted = false;  // in some report of the story
};

/// A sentence as it is compared.
struct LinkSentence {
    std::uint32_t report = 0;          // index among all reports of the run
    std::uint32_t sentence = 0;        // into that report's Layers::sentences
    std::uint32_t first = 0, end = 0;  // half-open, into LinkText::words
    double whole = 0;                  // the evidence of the sentence held against itself, bits
    double own = 0;                    // the share of its words, by weight, that no other wording of the story has
};

/// The sentences of one story, report by report, in text order.
struct LinkText {
    std::vector<LinkWord> words;
    std::vector<LinkSentence> sentences;

    std::span<const LinkWord> words_of(const LinkSentence& sentence) const {
        return std::span(words).subspan(sentence.first, sentence.end - sentence.first);
    }
};

/// The sentence with all its words, everyday ones too. `words`: one a report of the run.
const GatherSentence& gathered(const LinkSentence& sentence, std::span<const ReportWords> words);

/// `reports`: those of the story; `words`: one a report of the run. Titles and embedded posts are left out,
/// and what goes beyond settings.longest words that link in one sentence.
LinkText link_text(std::span<const std::uint32_t> reports, std::span<const ReportWords> words, const Terms& terms,
                   const LineageSettings& settings);

/// What speaks for a common origin of two sentences, in bits.
struct LinkEvidence {
    double all = 0;
    double narration = 0;  // without links that are quoted: two reporters may have heard one speaker
};

/// Compares sentences. Keeps its tables between two comparisons; one thread at a time.
class SentenceComparer {
public:
    /// `settings` must outlive it.
    explicit SentenceComparer(const LineageSettings& settings) : settings_(settings) {}

    /// Time and space are bounded by the number of words of a times that of b.
    LinkEvidence compare(std::span<const LinkWord> a, std::span<const LinkWord> b);

private:
    /// Of sentences of the same words, each is matched with its like: no other way links more.
    LinkEvidence compare_same(std::span<const LinkWord> a, std::span<const LinkWord> b) const;
    LinkEvidence best_ending_at(std::span<const LinkWord> a, std::span<const LinkWord> b, std::size_t i,
                                std::size_t j) const;

    const LineageSettings& settings_;
    std::vector<LinkEvidence> ends_;   // by words of a and of b: the best that ends with this very pair of words
    std::vector<LinkEvidence> reach_;  // the best up to here
};

/// Two sentences that are aligned: indices into LinkText::sentences, a < b.
struct AlignedPair {
    std::uint32_t a = 0, b = 0;
    LinkEvidence evidence;
    double share = 0;  // of the shorter sentence's `whole`: 0..1

    auto operator<=>(const AlignedPair& other) const { return std::tie(a, b) <=> std::tie(other.a, other.b); }
};

/// Two reports, by their numbers in the run, the lower first.
using ReportPairs = std::unordered_set<std::uint64_t>;
inline std::uint64_t report_pair(std::uint32_t a, std::uint32_t b) {
    return (std::uint64_t{a} << 32) | b;
}

/// All pairs of sentences of different reports with `least` evidence or more, sorted; of those reports alone that are
/// among `within`, where that is given. For each link a sentence looks at
/// the settings.looked_up places before it alone, so that a phrase that all share costs linear time.
std::vector<AlignedPair> align(const LinkText& text, double least, const LineageSettings& settings,
                               const ReportPairs* within = nullptr);

/// All pairs of sentences with settings.beside evidence or more, of reports that have a pair which speaks for one
/// origin; sorted.
std::vector<AlignedPair> align_likely(const LinkText& text, const LineageSettings& settings);

bool speaks_for_one_origin(const AlignedPair& pair, const LineageSettings& settings);

}  // namespace recount
