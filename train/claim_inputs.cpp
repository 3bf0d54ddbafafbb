// What the scorer of claims sees of texts, for its training (train/claims.py): reads reports as the program does and
// prints each candidate as one JSON line, {"id", "start", "end", "low", "high", "kind", "features": [hash], "cues":
// [[quantity, sign]]}; starts and ends are code points of the text. The parser's rows of each candidate go to CONTEXTS,
// in the same order.
//
// usage: recount_claim_inputs CONTEXTS REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/claim_reader.h"
#include "claim_texts.h"
#include "text/utf8.h"

using namespace recount;

namespace {

std::string written(const std::optional<double>& bound) {
    char text[32] = "null";
    if (bound)
        std::snprintf(text, sizeof text, "%.17g", *bound);
    return text;
}

void print(const AnnotatedReport& report, const CodePoints& points, const SeenCandidate& seen,
           const ClaimRules& rules) {
    const Number& number = seen.candidate.number;
    const Span span = ClaimReader::span_of(seen.sentence, seen.candidate);
    std::printf(R"({"id": "%s", "start": %u, "end": %u, "low": %s, "high": %s, "kind": %d, "features": [)",
                report.report.id.c_str(), points.at(report.report.content, span.start),
                points.at(report.report.content, span.end), written(number.low).c_str(), written(number.high).c_str(),
                static_cast<int>(seen.candidate.kind));
    const char* gap = "";
    for (const std::uint32_t feature : seen.features.features)
        std::printf("%s%u", std::exchange(gap, ","), feature);
    std::printf(R"(], "cues": [)");
    gap = "";
    for (const CueFeature& cue : seen.features.cues)
        std::printf(R"(%s["%s",%d])", std::exchange(gap, ","), rules.cues.quantities()[cue.quantity].name.c_str(),
                    cue.sign);
    std::printf("]}\n");
}

}  // namespace

int main(int count, char** arguments) {
    ClaimTexts texts;
    std::ofstream contexts(arguments[1], std::ios::binary);
    const std::vector<char> no_row(texts.model.parser().size());
    FeatureScratch scratch;
    scratch.all_trees = true;
    const std::vector<std::string> inputs(arguments + 2, arguments + count);
    texts.each_report(inputs, [&](AnnotatedReport& report) {
        const CodePoints points(report.report.content);
        each_candidate(texts.rules, *texts.trees, report, scratch, [&](const SeenCandidate& seen) {
            if (!seen.sentence.has_tree())
                return;
            print(report, points, seen, texts.rules);
            for (const std::int8_t* row : seen.contexts)
                contexts.write(row ? reinterpret_cast<const char*>(row) : no_row.data(),
                               static_cast<std::streamsize>(no_row.size()));
        });
    });
    return 0;
}
