// What the choice of referents sees of reports, for its training (train/referents.py): reads reports as the program
// does and prints a JSON line for each: {"id", "sources": [[start, end, kind, words, [name, answer ...] ...] ...],
// "quotes":
// [[start, end, start, end, speaker] ...]}: each source that is a pronoun or a description with the candidates for it,
// a number of ReferenceKind for its kind; each quotation with where its source stands, -1 where it has none. Starts and
// ends are code points of the text.
//
// usage: recount_referent_inputs MODEL REPORTS... > INPUTS.jsonl
#include <cstdio>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "annotate/attribution_reader.h"
#include "annotate/names.h"
#include "annotate/times.h"
#include "annotate/tokens.h"
#include "json_lines.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

/// Candidates as they were seen.
struct Seen {
    std::string name;
    ReferentAnswers answers;
};

struct SeenSource {
    Span span, core;
    ReferenceKind kind{};
    std::vector<Seen> candidates;
};

void write_place(JsonWriter& out, const AnnotatedReport& report, Span span) {
    const std::string& content = report.report.content;
    const CodePoints points(content);
    for (const std::uint32_t byte : {span.start, span.end})
        out.Int(static_cast<int>(points.at(content, byte) - points.at(content, report.report.text_start)));
}

void write_source(JsonWriter& out, const AnnotatedReport& report, const SeenSource& source) {
    out.StartArray();
    write_place(out, report, source.span);
    out.Int(static_cast<int>(source.kind));
    write(out, report.words(source.core));
    for (const Seen& candidate : source.candidates) {
        out.StartArray();
        write(out, candidate.name);
        for (const float answer : candidate.answers)
            out.Double(static_cast<double>(answer));
        out.EndArray();
    }
    out.EndArray();
}

void print(const AnnotatedReport& report, const std::map<std::uint32_t, SeenSource>& sources) {
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.SetMaxDecimalPlaces(4);
    out.StartObject();
    out.Key("id");
    write(out, report.report.id);
    out.Key("sources");
    out.StartArray();
    for (const auto& [token, source] : sources)
        write_source(out, report, source);
    out.EndArray();
    out.Key("quotes");
    out.StartArray();
    for (const Attribution& attribution : report.layers.attributions)
        for (const Span quoted : attribution.quoted) {
            out.StartArray();
            write_place(out, report, quoted);
            if (attribution.source.empty()) {
                out.Int(-1);
                out.Int(-1);
            } else {
                write_place(out, report, attribution.source.front());
            }
            write(out, attribution.speaker);
            out.EndArray();
        }
    out.EndArray();
    out.EndObject();
    std::puts(line.GetString());
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: recount_referent_inputs MODEL REPORTS...\n", stderr);
        return 2;
    }
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const LanguageModel model = LanguageModel::open(arguments[1]);
    const NameWords names(codebook);
    const SentenceTrees trees(model);
    const ReadWording wording(codebook);
    const AttributionWords words(codebook);
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook, model.sentences()));
    chain.add(make_name_annotator(names, gazetteer, model.names()));
    chain.add(make_time_annotator(codebook));
    const std::vector<std::string> inputs(arguments + 2, arguments + count);
    for (Report& raw : read(inputs, std::cin, wording).reports) {
        AnnotatedReport report = chain.annotate(std::move(raw));
        if (!report.annotated)
            continue;
        std::map<std::uint32_t, SeenSource> sources;
        const Tokens tokens = report.layers.tokens;
        AttributionReader(words, gazetteer, &trees, nullptr, report,
                          [&](const SourceWords& source, ReferenceKind kind, const Referent& candidate,
                              const ReferentAnswers& answers) {
                              SeenSource& seen = sources[source.begin];
                              seen.span = {tokens[source.begin].start, tokens[source.end - 1].end};
                              seen.core = {tokens[source.core_begin].start, tokens[source.core_end - 1].end};
                              seen.kind = kind;
                              seen.candidates.push_back({candidate.name, answers});
                          })
            .run();
        print(report, sources);
    }
    return 0;
}
