// Which reports of a story are related, and by which sentences. Two reports are asked some questions about all that is
// aligned between them; the answers, weighed, tell whether both descend from one text. Of related reports, each aligned
// pair of sentences is asked some more, and those that do not belong there fall away: a report that tells the same
// happening has sentences that look alike by chance. The weights are learned (train/lineages.py) and stand in
// codebook/gather.toml.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "gather/alignment.h"
#include "gather/relation_questions.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// Two related reports.
struct Relation {
    std::uint32_t a = 0, b = 0;      // reports, a < b
    std::vector<AlignedPair> pairs;  // their sentences, sorted
    double odds = 0;                 // for a common origin, log
};

/// A pair of reports as it was judged, for who learns the weights. `pairs` has what could be aligned.
struct SeenRelation {
    std::uint32_t a = 0, b = 0;
    const Answers<RelationQuestion>& answers;
    std::span<const AlignedPair> pairs;
    std::span<const Answers<SentenceQuestion>> sentences;
};
using RelationWatcher = std::function<void(const SeenRelation&)>;

/// The related reports among those of `text`, by a, then b. `aligned`: what align() gave, without what tells otherwise
/// in one form.
std::vector<Relation> find_relations(std::vector<AlignedPair> aligned, const LinkText& text,
                                     std::span<const AnnotatedReport> reports, std::span<const ReportWords> words,
                                     const LineageSettings& settings, const RelationWatcher& watcher = {});

/// Whether both sentences say it word for word.
bool is_verbatim(const AlignedPair& pair, const LinkText& text, double verbatim);

/// Where a report's sentences stand in a text.
struct SentenceRange {
    std::uint32_t first = 0, end = 0;
    std::uint32_t count() const { return end - first; }
};
SentenceRange sentences_of(const LinkText& text, std::uint32_t report);

}  // namespace recount
