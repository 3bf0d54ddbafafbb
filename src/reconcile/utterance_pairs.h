// Whether two utterances are one, in two translations, cuts or rewordings: questions about the pair, whose answers are
// weighed. The words of one are looked for in the other, each with the one that is most like it (as BERTScore does:
// Zhang et al. 2020), by the language model's word vectors; rare words weigh most. train/statement_pairs.py learns the
// weights, which stand in codebook/statements.toml.
#pragma once

#include <array>
#include <span>

#include "reconcile/statement_rules.h"
#include "reconcile/utterances.h"

namespace recount {

using PairOfUtterances = std::array<double, utterance_questions>;

/// Compares utterances of one story. Keeps its tables between two comparisons; one thread at a time.
class UtteranceComparer {
public:
    /// What is given must outlive it.
    UtteranceComparer(const StatementRules& rules, const UtteranceWords& words) : rules_(rules), words_(words) {}

    /// The answers about two utterances, but for `beside`, which is 0. Time is bounded by the number of words of the
    /// one times that of the other, and linear where that is large.
    PairOfUtterances compare(const Utterance& a, const Utterance& b);

    /// The weight of the words that stand in both in one order.
    double run_weight(const Utterance& a, const Utterance& b);

private:
    double shared_weight(const Utterance& a, const Utterance& b, bool by_rarity);
    using Words = std::span<const UtteranceWord>;
    double soft_share(Words from, Words in) const;
    double best_piece(const Utterance& shorter, const Utterance& longer) const;

    const StatementRules& rules_;
    const UtteranceWords& words_;
    std::vector<std::uint32_t> counts_;
    std::vector<double> row_;
};

/// Whether both are known to be one speaker's, may be, or are of two.
enum class SpeakerTie : std::uint8_t { same, open, different };
SpeakerTie speaker_tie(const Voice& a, const Voice& b);

}  // namespace recount
