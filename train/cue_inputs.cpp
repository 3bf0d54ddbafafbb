// What the scorer of cues sees of texts, for its training (train/cues.py): reads reports as the program does, without
// that scorer, and prints a JSON line for each cue that introduces no quotation: [id, start, end, feature ...]; start
// and end are code points of the text.
//
// usage: recount_cue_inputs REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "annotate/attributions.h"
#include "annotate/cue_features.h"
#include "annotate/names.h"
#include "annotate/times.h"
#include "annotate/tokens.h"
#include "json_lines.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

void print(AnnotatedReport& report, const SentenceTrees& trees, CueScratch& scratch) {
    const CodePoints points(report.report.content);
    const auto& tokens = report.layers.tokens;
    for (const Attribution& attribution : report.layers.attributions) {
        if (attribution.cue.empty() || !attribution.quoted.empty() || attribution.in_embed)
            continue;
        const Span cue = attribution.cue.front();
        const auto first = std::ranges::lower_bound(tokens, cue.start, {}, &Token::start) - tokens.begin();
        const auto end = std::ranges::lower_bound(tokens, cue.end, {}, &Token::start) - tokens.begin();
        make_cue_features(report, trees, report.layers.sentence_at(cue.start), static_cast<std::uint32_t>(first),
                          static_cast<std::uint32_t>(end), scratch);
        rapidjson::StringBuffer line;
        JsonWriter out(line);
        out.StartArray();
        write(out, report.report.id);
        out.Uint(points.at(report.report.content, cue.start));
        out.Uint(points.at(report.report.content, cue.end));
        for (const std::uint32_t feature : scratch.features)
            out.Uint(feature);
        out.EndArray();
        std::puts(line.GetString());
    }
}

}  // namespace

int main(int count, char** arguments) {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    const NameWords names(codebook);
    const auto trees = std::make_shared<const SentenceTrees>(model);
    const ReadWording wording(codebook);
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook, model.sentences()));
    chain.add(make_name_annotator(names, gazetteer, model.names()));
    chain.add(make_time_annotator(codebook));
    chain.add(make_attribution_annotator(codebook, gazetteer, trees, Cues::all));
    CueScratch scratch;
    const std::vector<std::string> inputs(arguments + 1, arguments + count);
    for (Report& report : read(inputs, std::cin, wording).reports) {
        AnnotatedReport annotated = chain.annotate(std::move(report));
        print(annotated, *trees, scratch);
    }
    return 0;
}
