// Where decisions land in the reports of a run: their words are looked up again, by place and else by what they say.
// Decisions whose report is not read here wait for another run; those whose words are gone are told with the reason.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "decide/decision.h"
#include "decide/decision_log.h"
#include "report/layers.h"

namespace recount {

/// What became of a decision.
enum class DecisionOutcome : std::uint8_t {
    holds,     // the account goes by it
    misfit,    // it cannot be followed; the reason says why
    replaced,  // a later one decides the same thing
    undone,
    absent,  // its report is not among those read
};
std::string_view name_of(DecisionOutcome outcome);

/// Words of a report of the run; an empty span: the report itself.
struct PlacedTarget {
    std::uint32_t report = 0;  // into the run's reports
    Span span;
    auto operator<=>(const PlacedTarget&) const = default;
};

/// A decision on this run's reports, and what became of it.
struct DecisionResult {
    Decision decision;
    DecisionOutcome outcome = DecisionOutcome::holds;
    std::vector<PlacedTarget> on;  // as many as the decision names, where all were found; else none
    std::string why;               // of a misfit, and of one that is replaced: a sentence
    std::string machine;           // what stood there without it; empty where that is not known

    bool holds() const { return outcome == DecisionOutcome::holds; }
    void does_not_fit(std::string reason) {
        outcome = DecisionOutcome::misfit;
        why = std::move(reason);
    }
    void give_way_to(const Decision& later) {
        outcome = DecisionOutcome::replaced;
        why = "decision " + later.id + " came after it";
    }
};

/// The decisions of a log that are of `round` (empty: of none), but for undoings, each with its places in these
/// reports; in the order of the log. Where several reports have the bytes that one is on, the first by id is meant. The
/// cost grows with the log and with the reports that it names.
std::vector<DecisionResult> place_decisions(std::span<const Decision> log, std::string_view round,
                                            std::span<const AnnotatedReport> reports);

}  // namespace recount
