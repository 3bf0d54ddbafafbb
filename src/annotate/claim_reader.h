// Reads the numbers of one report into claims: candidates (claim_candidates.h), what each counts (claim_scorer.h),
// which part of a whole (claim_scope.cpp), and who says it (claim_source.cpp).
#pragma once

#include <string>
#include <vector>

#include "annotate/claim_scorer.h"
#include "annotate/source_candidates.h"
#include "annotate/feature_weights.h"

namespace recount {

/// Memory of one thread.
struct ReaderScratch {
    FeatureScratch features;
    ClaimScratch scorer;
    std::vector<std::uint32_t> source_features;
};

/// Reads one report.
class ClaimReader {
public:
    ClaimReader(const ClaimRules& rules, const ClaimScorer& scorer, const FeatureWeights& source_scorer,
                const SentenceTrees& trees, AnnotatedReport& report, ReaderScratch& scratch)
        : rules_(rules),
          scorer_(scorer),
          source_scorer_(source_scorer),
          trees_(trees),
          report_(report),
          scratch_(scratch) {}

    /// Adds the report's claims, in text order.
    void read();

    /// The words of a claim: its number with what bounds it, and a unit that belongs to it ("80 percent",
    /// "34-year-old", "$5 million").
    static Span span_of(const ClaimSentence& sentence, const ClaimCandidate& candidate);

private:
    void add_claim(const ClaimSentence& sentence, const ClaimCandidate& candidate, const CandidateScores& scores);
    bool name_quantity(const ClaimSentence& sentence, const ClaimCandidate& candidate, const CandidateScores& scores,
                       Claim& claim) const;
    std::string scope_of(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                         const CandidateScores& scores) const;
    bool is_negated(const ClaimSentence& sentence, const ClaimCandidate& candidate) const;
    bool was_so_before(const ClaimSentence& sentence, const ClaimCandidate& candidate) const;

    void give_source(const ClaimSentence& sentence, const ClaimCandidate& candidate, Claim& claim) const;
    SourceCandidate likeliest_source(const ClaimSentence& sentence, const ClaimCandidate& candidate,
                                     const Claim& claim) const;
    bool is_denied(const ClaimSentence& sentence, const Claim& claim, const SourceCandidate& source) const;
    std::uint32_t time_of_saying(const ClaimSentence& sentence, const Attribution& attribution) const;

    const ClaimRules& rules_;
    const ClaimScorer& scorer_;
    const FeatureWeights& source_scorer_;
    const SentenceTrees& trees_;
    AnnotatedReport& report_;
    ReaderScratch& scratch_;
};

}  // namespace recount
