// Gathers what is said: every utterance between quotation marks and every embedded post, by speaker, with its versions.
// One utterance reaches a reader in several wordings: translated twice, cut short, reworded by the next outlet
// (utterance_pairs.h tells which are one); what differs is told piece by piece (wording_changes.h). Indirect speech
// that says the same is a paraphrase of it. The same words from two speakers are two statements that point at one
// another, unless one of the two is a news agency or an outlet: that one passes them on.
#pragma once

#include <vector>

#include "reconcile/account.h"
#include "reconcile/story_view.h"
#include "reconcile/utterance_pairs.h"

namespace recount {

/// Two quotations of a story, the later one second, as indices into its utterances, and what is known of the pair.
struct UtterancePair {
    std::uint32_t a = 0, b = 0;
    PairOfUtterances answers{};
    SpeakerTie tie = SpeakerTie::open;
};

/// The pairs that may be one: they share a rarer word, or have one speaker. Sorted.
std::vector<UtterancePair> pair_utterances(const std::vector<Utterance>& utterances, const UtteranceWords& words,
                                           UtteranceComparer& comparer, const StatementRules& rules);

/// The statements of a story. Speakers with most statements come first, then by name; a speaker's statements by the
/// number of reports that have them, then by place. `vectors`: null where there is no language model. The cost grows
/// with the words quoted, with the pairs of utterances that share rarer words, and for each speaker with the pairs of
/// his utterances, up to a bound.
std::vector<Statement> find_statements(const StoryView& view, const WordVectors* vectors);

}  // namespace recount
