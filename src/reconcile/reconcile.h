// The reconcile stage: one story at a time, from its annotated reports to its account. It knows only that story.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "annotate/name_words.h"
#include "decide/constraints.h"
#include "gazetteer/gazetteer.h"
#include "language/word_vectors.h"
#include "reconcile/account.h"
#include "reconcile/event_worth.h"
#include "reconcile/pair_scorer.h"
#include "reconcile/rules.h"
#include "reconcile/story_claims.h"

namespace recount {

/// Calls work(i) for i in [0, count), each once, in any order and on any threads.
using Executor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// What was learned for this stage: the scorers of a model, none where it has none. The model must outlive them.
struct ReconcileScorers {
    std::optional<PairScorer> pairs;
    std::optional<LearnedWeights> events;
    std::optional<WordVectors> vectors;

    ReconcileScorers() = default;
    explicit ReconcileScorers(const LanguageModel* model)
        : pairs(PairScorer::of(model)), events(event_weights(model)), vectors(WordVectors::of(model)) {}
};

/// Sees a story's claims and its account with all events; for training (train/story_texts.h).
using StoryWatcher = std::function<void(const StoryView&, const std::vector<StoryClaim>&, const StoryAccount&)>;

/// What the stage needs to know beside the reports. Only read; what it points to must outlive it.
struct ReconcileKnowledge {
    const ReconcileRules& rules;
    const NameWords& names;
    const Gazetteer& gazetteer;
    const ReconcileScorers& scorers;
    StoryWatcher watcher = {};
    std::span<DecisionResult> decisions = {};  // placed on the reports; what becomes of them is noted there
};

/// Gives the reports the days that people gave them, where these are days.
void follow_decided_days(std::span<const DecisionResult> decisions, std::vector<ReportDay>& days);

/// The account of all stories. `reports` stand in the order of their ids. The same reports give the same account,
/// whatever the executor does.
Account reconcile(std::vector<AnnotatedReport> reports, std::vector<Story> stories, const ReconcileKnowledge& knowledge,
                  const Executor& executor);

}  // namespace recount
