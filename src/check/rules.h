// What the codebook tells the check of a sentence (codebook/check.toml): which nouns mean the same people, and how much
// must agree before a number of the reports is taken for what the sentence is about.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "annotate/quantity_cues.h"
#include "codebook/codebook.h"
#include "gather/words.h"

namespace recount {

/// Weights are in bits (codebook/check.toml tells what each is for).
struct CheckWeights {
    double least = 0, most = 0, sentence = 0, near = 0, report = 0, story = 0, common = 0;
    std::uint32_t near_sentences = 0, top_sentences = 0;
    double type = 0, doubling = 0, fits = 0, part = 0, recalled = 0, together = 0, covered = 0, lone = 0,
           beside_kilometres = 0, placed = 0;
    int recalled_days = 0, apart_days = 0;
};

/// One thread at a time: it numbers words.
class CheckRules {
public:
    /// Throws CodebookError.
    explicit CheckRules(Codebook& codebook);

    const CheckWeights& weights() const { return weights_; }
    const QuantityCues& cues() const { return cues_; }
    Terms& terms() { return terms_; }

    /// Whether two nouns, as stems, mean the same people.
    bool alike(TermId a, TermId b) const;

    /// Whether a word is a small one of grammar, which says nothing of what is told.
    bool is_small(TermId word) const { return small_.contains(word); }

    /// Whether a word before a time holds something against it ("since").
    bool compares(WordId word) const { return compares_.contains(word); }

    /// Whether a story tells of one happening of this type.
    bool happens_once(std::string_view type) const { return once_.contains(type); }

    /// Whether a noun tells no part of a whole.
    bool is_general(TermId noun) const { return general_.contains(noun); }

private:
    Terms terms_;
    QuantityCues cues_;
    CheckWeights weights_;
    std::map<TermId, std::set<std::size_t>> groups_;  // of a noun
    std::set<TermId> general_, small_;
    WordSet compares_;
    std::set<std::string, std::less<>> once_;  // types of happenings
};

}  // namespace recount
