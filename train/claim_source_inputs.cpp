// What the scorer of sources sees of texts, for its training (train/claim_sources.py): reads reports as the program
// does and prints the candidates of each number that may count something, one JSON line a number: [id, start, end, low,
// high, [words, name, feature ...] ...], a source in each of the last; starts and ends are code points of the text.
//
// usage: recount_claim_source_inputs REPORTS... > INPUTS.jsonl
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdio>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/attributions.h"
#include "annotate/claim_reader.h"
#include "annotate/names.h"
#include "annotate/source_features.h"
#include "annotate/times.h"
#include "annotate/tokens.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

using Writer = rapidjson::Writer<rapidjson::StringBuffer>;

void write(Writer& out, std::string_view text) {
    out.String(text.data(), static_cast<rapidjson::SizeType>(text.size()));
}

void write(Writer& out, const std::optional<double>& bound) {
    bound ? out.Double(*bound) : out.Null();
}

void print(const ClaimRules& rules, const CodePoints& points, const SeenCandidate& seen, std::string_view quantity) {
    const AnnotatedReport& report = seen.sentence.report();
    const Span span = ClaimReader::span_of(seen.sentence, seen.candidate);
    const std::vector<SourceCandidate> sources = find_sources(rules, seen.sentence, seen.candidate);
    std::vector<std::uint32_t> features;
    rapidjson::StringBuffer line;
    Writer out(line);
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
    const ClaimScorer scorer(model, "claims/first", rules.cues.quantities());
    FeatureScratch scratch;
    ClaimScratch claim_scratch;
    CandidateScores scores;
    const std::vector<std::string> inputs(arguments + 1, arguments + count);
    for (Report& read_report : read(inputs, std::cin, wording).reports) {
        AnnotatedReport report = chain.annotate(std::move(read_report));
        const CodePoints points(report.report.content);
        each_candidate(rules, *trees, report, scratch, [&](const SeenCandidate& seen) {
            scorer.score(seen, claim_scratch, scores);
            const std::size_t best = scores.best();
            const bool counts = best + 1 < scores.quantities.size();
            print(rules, points, seen, counts ? std::string_view(rules.cues.quantities()[best].name) : "other");
        });
    }
    return 0;
}
