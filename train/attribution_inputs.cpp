// What the reader of attributions sees of texts, for its training (train/attributions.py): reads reports as the program
// does and prints each as one JSON line, {"id", "sentences": [[first token, end token]], "tokens": [start, end, part of
// speech, head, relation ...]}, five numbers a token; starts and ends are code points of the text, a head is counted
// from the report's first token, -1 for a root. The parser's row of each token goes to CONTEXTS, in the same order.
//
// usage: recount_attribution_inputs CONTEXTS REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "annotate/names.h"
#include "annotate/sentence_tree.h"
#include "annotate/tokens.h"
#include "json_lines.h"
#include "language/language_model.h"
#include "language/syntax.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

void print(const AnnotatedReport& report) {
    const CodePoints points(report.report.content);
    const Layers& layers = report.layers;
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.StartObject();
    out.Key("id");
    write(out, report.report.id);
    out.Key("sentences");
    out.StartArray();
    for (const Sentence& sentence : layers.sentences) {
        out.StartArray();
        out.Uint(sentence.first_token);
        out.Uint(sentence.end_token);
        out.EndArray();
    }
    out.EndArray();
    out.Key("tokens");
    out.StartArray();
    for (std::size_t i = 0; i < layers.tokens.size(); ++i) {
        const TokenSyntax& syntax = layers.syntax[i];
        out.Uint(points.at(report.report.content, layers.tokens[i].start));
        out.Uint(points.at(report.report.content, layers.tokens[i].end));
        out.Uint(syntax.upos);
        out.Int(syntax.head == no_index ? -1 : static_cast<int>(syntax.head));
        out.Uint(syntax.relation);
    }
    out.EndArray();
    out.EndObject();
    std::puts(line.GetString());
}

}  // namespace

int main(int count, char** arguments) {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    const Syntax syntax(model);
    const ReadWording wording(codebook);
    const auto tokens = make_token_annotator(codebook, model.sentences());
    std::ofstream contexts(arguments[1], std::ios::binary);
    const std::vector<std::string> inputs(arguments + 2, arguments + count);
    for (Report& report : read(inputs, std::cin, wording).reports) {
        AnnotatedReport annotated{std::move(report), {}};
        annotated.layers.lowered = lowered_in_place(annotated.report.content);
        tokens->annotate(annotated);
        Layers& layers = annotated.layers;
        layers.syntax.resize(layers.tokens.size());
        for (std::uint32_t s = 0; s < layers.sentences.size(); ++s) {
            syntax.tree(annotated, s);
            contexts.write(reinterpret_cast<const char*>(layers.contexts[s].data()),
                           static_cast<std::streamsize>(layers.contexts[s].size()));
        }
        print(annotated);
    }
    return 0;
}
