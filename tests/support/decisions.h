// Decisions on the words of annotated reports, for tests: the words are looked up, and must stand there once.
#pragma once

#include <doctest/doctest.h>

#include "decide/decision.h"
#include "report/layers.h"
#include "text/utf8.h"

namespace recount::test {

/// The target that words of a report's text are.
inline DecisionTarget on_words(const AnnotatedReport& annotated, std::string_view words) {
    const Report& report = annotated.report;
    const std::size_t at = report.text().find(words);
    CAPTURE(words);
    REQUIRE(at != std::string_view::npos);
    REQUIRE(report.text().find(words, at + 1) == std::string_view::npos);
    const CodePoints points(report.text());
    return {report.sha256,
            false,
            false,
            points.at(report.text(), static_cast<std::uint32_t>(at)),
            points.at(report.text(), static_cast<std::uint32_t>(at + words.size())),
            std::string(words)};
}

inline DecisionTarget on_report(const AnnotatedReport& annotated) {
    return {annotated.report.sha256, true};
}

/// A decision with an id by its content.
inline Decision decided(Verb verb, std::vector<DecisionTarget> on, DecidedValue value = {}) {
    Decision decision{.at = "2021-05-10T12:00:00Z", .by = "Ana"};
    decision.verb = verb;
    decision.on = std::move(on);
    decision.value = std::move(value);
    write_decision(decision);
    return decision;
}

}  // namespace recount::test
