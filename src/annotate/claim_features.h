// What the scorer of claims goes by: each candidate as a set of features, which are hashes of a question and its answer
// ("the verb over it" and "kill"), and the codebook's cues around it, each with its role and its place. A feature is a
// number that training has a weight for, or has not; so a feature can be added here and training repeated, with no
// other change. train/claims.py learns from what recount_claim_inputs prints of these.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "annotate/claim_candidates.h"

namespace recount {

/// Where a cue stands to a candidate, in the tree where there is one, else in the row of words.
enum class CuePlace : std::uint8_t {
    noun,             // it is the counted noun: "50 deaths", "5,000 protesters"
    modifier,         // it hangs on the counted noun: "21 freed girls", "girls abducted in 2014"
    governor_object,  // the word that the candidate is an object of
    governor_subject,
    governor_passive,
    governor_other,   // or hangs on otherwise: "the deaths of 50", "the toll rose to 73"
    beside_governor,  // hangs on that word: "were found dead", "taken to hospital"
    above,            // farther up
    near_before,      // none of these; within a few words
    near_behind,
    far,
};
constexpr std::size_t cue_place_count = static_cast<std::size_t>(CuePlace::far) + 1;

/// A cue of one quantity, seen from a candidate.
struct CueFeature {
    std::uint16_t quantity = 0;  // into QuantityCues::quantities()
    std::uint16_t sign = 0;      // role and place as one number, below cue_sign_count
};
constexpr std::size_t cue_role_count = 11;  // bits of CueRole
constexpr std::size_t cue_sign_count = cue_role_count * cue_place_count;

struct CandidateFeatures {
    std::vector<std::uint32_t> features;  // hashes
    std::vector<CueFeature> cues;
};

/// The words whose rows of the parser the scorer sees: the number, what it counts, the verb over it. No row: null.
constexpr std::size_t context_words = 3;
using ContextRows = std::array<const std::int8_t*, context_words>;

/// A candidate with all that the scorer goes by. Valid during the visit alone.
struct SeenCandidate {
    const ClaimSentence& sentence;
    const ClaimCandidate& candidate;
    const CandidateFeatures& features;
    ContextRows contexts;
};

/// Memory of one thread.
struct FeatureScratch {
    std::string lemma;
    std::vector<CandidateFeatures> features;
    bool all_trees = false;  // parse every sentence with a number: training learns from more than what is asked for
};

/// Visits the candidates of a report in text order. REQUIRES: all layers that come before claims.
void each_candidate(const ClaimRules& rules, const SentenceTrees& trees, AnnotatedReport& report,
                    FeatureScratch& scratch, const std::function<void(const SeenCandidate&)>& visit);

}  // namespace recount
