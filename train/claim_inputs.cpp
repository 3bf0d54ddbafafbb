// What the scorer of claims sees of texts, for its training (train/claims.py): reads reports as the program does and
// prints each candidate as one JSON line, {"id", "start", "end", "low", "high", "kind", "features": [hash], "cues":
// [[quantity, sign]]}; starts and ends are code points of the text. The parser's rows of each candidate go to CONTEXTS,
// in the same order.
//
// usage: recount_claim_inputs CONTEXTS REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/attributions.h"
#include "annotate/claim_reader.h"
#include "annotate/names.h"
#include "annotate/times.h"
#include "annotate/tokens.h"
#include "read/read.h"
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
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    const ReadWording wording(codebook);
    const NameWords names(codebook);
    const auto trees = std::make_shared<const SentenceTrees>(model);
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook, model.sentences()));
    chain.add(make_name_annotator(names, gazetteer, model.names()));
    chain.add(make_time_annotator(codebook));
    chain.add(make_attribution_annotator(codebook, gazetteer, trees));
    const ClaimRules rules(codebook);
    std::ofstream contexts(arguments[1], std::ios::binary);
    const std::vector<char> no_row(model.parser().size());
    FeatureScratch scratch;
    scratch.all_trees = true;
    const std::vector<std::string> inputs(arguments + 2, arguments + count);
    for (Report& read_report : read(inputs, std::cin, wording).reports) {
        AnnotatedReport report = chain.annotate(std::move(read_report));
        const CodePoints points(report.report.content);
        each_candidate(rules, *trees, report, scratch, [&](const SeenCandidate& seen) {
            if (!seen.sentence.has_tree())
                return;
            print(report, points, seen, rules);
            for (const std::int8_t* row : seen.contexts)
                contexts.write(row ? reinterpret_cast<const char*>(row) : no_row.data(),
                               static_cast<std::streamsize>(no_row.size()));
        });
    }
    return 0;
}
