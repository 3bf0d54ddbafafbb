// Reports are handed in one after another, and come out annotated in the same order, while others are still worked on
// by all threads. `annotate` reads its inputs through it; a program that has Recount in it hands in what it likes.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "annotate/chain.h"
#include "command/pipeline.h"
#include "command/run.h"
#include "language/syntax.h"

namespace recount {

/// Counts the reports in other languages.
class OtherLanguages {
public:
    void add(const AnnotatedReport& report);

    /// As a sentence; empty where there is none.
    std::string told() const;

private:
    std::map<std::string, std::size_t> by_language_;
    std::size_t count_ = 0;
};

/// Takes away the claims whose confidence, as it is written, is less; gives how many.
std::size_t leave_out_unsure(std::vector<Claim>& claims, double least);

/// One thread uses it, as it would a pipeline (pipeline.h).
class AnnotationStream {
public:
    /// `finish` is called on any thread with each annotated report; what it gives is called in their order, on the
    /// thread that calls add() or finish(). The run must outlive it. Throws CodebookError and Failure.
    AnnotationStream(Run& run, std::function<Pipeline::Then(AnnotatedReport&&)> finish);

    /// Takes a report in. Throws what `finish` threw.
    void add(Report&& report) { pipeline_.add(std::move(report)); }

    /// Returns when all is done, and notes which were in other languages; gives how many claims were left out. Throws
    /// as add() does.
    std::size_t finish();

private:
    Run& run_;
    const AnnotatorChain chain_;
    const std::function<Pipeline::Then(AnnotatedReport&&)> finish_;
    std::atomic<std::size_t> left_out_ = 0;
    OtherLanguages others_;
    std::mutex others_mutex_;
    Pipeline pipeline_;
};

/// An annotated report as the line that `annotate` writes. Any number of threads may use one; the run must outlive it.
class AnnotatedLines {
public:
    /// `tokens`: with tokens, their tags and trees.
    AnnotatedLines(Run& run, bool tokens);

    std::string operator()(AnnotatedReport&& report) const;

private:
    bool tokens_;
    const LanguageModel* language_;  // null without tokens
    std::optional<Syntax> syntax_;
};

}  // namespace recount
