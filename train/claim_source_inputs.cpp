// What the scorer of sources sees of texts, for its training (train/claim_sources.py): reads reports as the program
// does and prints the candidates of each number that may count something, one JSON line a number: [id, start, end, low,
// high, [words, name, feature ...] ...], a source in each of the last; starts and ends are code points of the text.
//
// usage: recount_claim_source_inputs REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "annotate/claim_reader.h"
#include "annotate/source_features.h"
#include "claim_texts.h"
#include "json_lines.h"
#include "text/utf8.h"

using namespace recount;

namespace {

void print(const ClaimRules& rules, const CodePoints& points, const SeenCandidate& seen, std::string_view quantity) {
    const AnnotatedReport& report = seen.sentence.report();
    const Span span = ClaimReader::span_of(seen.sentence, seen.candidate);
    const std::vector<SourceCandidate> sources = find_sources(rules, seen.sentence, seen.candidate);
    std::vector<std::uint32_t> features;
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.StartArray();
    write(out, report.report.id);
    out.Uint(points.at(report.report.content, span.start));
    out.Uint(points.at(report.report.content, span.end));
    write(out, seen.candidate.number.low);
    write(out, seen.candidate.number.high);
    for (std::size_t i = 0; i < sources.size(); ++i) {
        out.StartArray();
        write(out, report.words(sources[i].source));
        write(out, sources[i].name);
        make_source_features(rules, seen.sentence, seen.candidate, span, quantity, sources, i, features);
        for (const std::uint32_t feature : features)
            out.Uint(feature);
        out.EndArray();
    }
    out.EndArray();
    std::puts(line.GetString());
}

}  // namespace

int main(int count, char** arguments) {
    ClaimTexts texts;
    const ClaimScorer scorer(texts.model, "claims/first", texts.rules.cues.quantities());
    FeatureScratch scratch;
    ClaimScratch claim_scratch;
    CandidateScores scores;
    const std::vector<std::string> inputs(arguments + 1, arguments + count);
    texts.each_report(inputs, [&](AnnotatedReport& report) {
        const CodePoints points(report.report.content);
        each_candidate(texts.rules, *texts.trees, report, scratch, [&](const SeenCandidate& seen) {
            scorer.score(seen, claim_scratch, scores);
            const std::size_t best = scores.best();
            const bool counts = best + 1 < scores.quantities.size();
            print(texts.rules, points, seen,
                  counts ? std::string_view(texts.rules.cues.quantities()[best].name) : "other");
        });
    });
    return 0;
}
