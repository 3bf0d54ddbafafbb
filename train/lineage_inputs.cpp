// What lineages see of the reports of a story, for their training (train/lineages.py): reads each folder as the program
// reads one story, and prints a JSON line for it: {"folder", "relations": [{"a", "b", "answers",
// "pairs": [[start, end, start, end, answer ...] ...]} ...]}: of each two reports that may be related the answers to
// RelationQuestion, and of each two of their sentences that may be aligned those to SentenceQuestion. Starts and ends
// are code points of the text; what stands in titles is below 0.
//
// usage: recount_lineage_inputs MODEL FOLDER... > INPUTS.jsonl
#include <cstdio>
#include <iostream>
#include <numeric>
#include <string>
#include <vector>

#include "gather/lineages.h"
#include "story_texts.h"

using namespace recount;

namespace {

template <std::size_t size>
void write_answers(JsonWriter& out, const std::array<double, size>& answers) {
    for (const double answer : answers)
        out.Double(answer);
}

void print(JsonWriter& out, const SeenRelation& seen, const LinkText& text, std::span<const AnnotatedReport> reports) {
    const auto place = [&](std::uint32_t at) {
        const LinkSentence& sentence = text.sentences[at];
        const AnnotatedReport& report = reports[sentence.report];
        const Span span = report.layers.sentences[sentence.sentence].span;
        const CodePoints points(report.report.content);
        for (const std::uint32_t byte : {span.start, span.end})
            out.Int(static_cast<int>(points.at(report.report.content, byte) -
                                     points.at(report.report.content, report.report.text_start)));
    };
    out.StartObject();
    out.Key("a");
    write(out, reports[seen.a].report.id);
    out.Key("b");
    write(out, reports[seen.b].report.id);
    out.Key("answers");
    out.StartArray();
    write_answers(out, seen.answers);
    out.EndArray();
    out.Key("pairs");
    out.StartArray();
    for (std::size_t i = 0; i < seen.pairs.size(); ++i) {
        out.StartArray();
        place(seen.pairs[i].a);
        place(seen.pairs[i].b);
        write_answers(out, seen.sentences[i]);
        out.EndArray();
    }
    out.EndArray();
    out.EndObject();
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: recount_lineage_inputs MODEL FOLDER... > INPUTS.jsonl\n", stderr);
        return 2;
    }
    StoryTexts texts(arguments[1]);
    const LineageSettings settings(texts.codebook);
    const StockFormSettings forms(texts.codebook);
    for (const std::string& folder : std::vector<std::string>(arguments + 2, arguments + count)) {
        std::vector<AnnotatedReport> reports;
        for (Report& report : read({folder}, std::cin, texts.wording).reports)
            if (AnnotatedReport made = texts.chain.annotate(std::move(report)); made.annotated)
                reports.push_back(std::move(made));
        Terms terms(texts.codebook);
        std::vector<ReportWords> words;
        for (const AnnotatedReport& report : reports)
            words.push_back(words_of(report, terms));
        std::vector<std::uint32_t> story(reports.size());
        std::iota(story.begin(), story.end(), 0u);
        const LinkText text = link_text(story, words, terms, settings);
        rapidjson::StringBuffer line;
        JsonWriter out(line);
        out.SetMaxDecimalPlaces(4);
        out.StartObject();
        out.Key("folder");
        write(out, folder);
        out.Key("relations");
        out.StartArray();
        find_lineages(story, reports, words, terms, settings, forms,
                      [&](const SeenRelation& seen) { print(out, seen, text, reports); });
        out.EndArray();
        out.EndObject();
        std::puts(line.GetString());
    }
    return 0;
}
