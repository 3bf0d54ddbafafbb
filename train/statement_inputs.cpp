// What the search for statements sees of pairs of utterances, for train/statement_pairs.py: makes the account of the
// reports of each folder as the program does and prints a JSON line for each of its stories: {"folder",
// "utterances": [[id, start, end, speaker, quoted] ...], "questions": n, "pairs": [[a, b, speakers, answer ...] ...]};
// starts and ends are code points of the text, of the first part and the last; speakers: 0 the same, 1 open, 2 two.
// A quotation is paired with indirect speech of the same speaker too.
//
// usage: recount_statement_inputs MODEL FOLDER... > INPUTS.jsonl
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "annotate/chain.h"
#include "gather/gather.h"
#include "json_lines.h"
#include "read/read.h"
#include "reconcile/reconcile.h"
#include "reconcile/statements.h"
#include "text/utf8.h"

using namespace recount;

namespace {

void write_utterance(JsonWriter& out, const StoryView& view, const Utterance& utterance) {
    const AnnotatedReport& report = view.reports[utterance.variant.report];
    const CodePoints points(report.report.content);
    const std::uint32_t text = points.at(report.report.content, report.report.text_start);
    out.StartArray();
    write(out, report.report.id);
    out.Int(static_cast<int>(points.at(report.report.content, utterance.variant.spans.front().start) - text));
    out.Int(static_cast<int>(points.at(report.report.content, utterance.variant.spans.back().end) - text));
    write(out, utterance.voice.entity == no_index ? utterance.voice.words : view.entities[utterance.voice.entity].name);
    out.Bool(utterance.quoted());
    out.EndArray();
}

void print(const std::string& folder, const StoryView& view, const WordVectors* vectors) {
    UtteranceWords words(vectors, view.rules.statements());
    const std::vector<Utterance> utterances = find_utterances(view, VoiceFinder(view), words);
    UtteranceComparer comparer(view.rules.statements(), words);
    std::vector<UtterancePair> pairs = pair_utterances(utterances, words, comparer, view.rules.statements());
    for (std::uint32_t a = 0; a < utterances.size(); ++a)
        for (std::uint32_t b = 0; b < utterances.size(); ++b)
            if (!utterances[a].quoted() && utterances[b].quoted() &&
                speaker_tie(utterances[a].voice, utterances[b].voice) == SpeakerTie::same)
                pairs.push_back({a, b, comparer.compare(utterances[a], utterances[b]), SpeakerTie::same});
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.SetMaxDecimalPlaces(4);
    out.StartObject();
    out.Key("folder");
    write(out, folder);
    out.Key("utterances");
    out.StartArray();
    for (const Utterance& utterance : utterances)
        write_utterance(out, view, utterance);
    out.EndArray();
    out.Key("pairs");
    out.StartArray();
    for (const UtterancePair& pair : pairs) {
        out.StartArray();
        out.Uint(pair.a);
        out.Uint(pair.b);
        out.Int(static_cast<int>(pair.tie));
        for (const double answer : pair.answers)
            out.Double(answer);
        out.EndArray();
    }
    out.EndArray();
    out.EndObject();
    std::puts(line.GetString());
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: recount_statement_inputs MODEL FOLDER...\n", stderr);
        return 2;
    }
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const LanguageModel model = LanguageModel::open(arguments[1]);
    const NameWords names(codebook);
    const AnnotatorChain chain = make_chain(codebook, names, gazetteer, &model);
    const ReconcileRules rules(codebook);
    const ReadWording wording(codebook);
    const ReconcileScorers scorers(&model);
    for (int i = 2; i < count; ++i) {
        std::vector<AnnotatedReport> reports;
        for (Report& report : read({arguments[i]}, std::cin, wording).reports)
            reports.push_back(chain.annotate(std::move(report)));
        std::vector<Story> stories = gather(reports, codebook);
        const auto watcher = [&](const StoryView& view, const std::vector<StoryClaim>&, const StoryAccount&) {
            print(arguments[i], view, scorers.vectors ? &*scorers.vectors : nullptr);
        };
        const auto in_turn = [](std::size_t items, const std::function<void(std::size_t)>& work) {
            for (std::size_t item = 0; item < items; ++item)
                work(item);
        };
        reconcile(std::move(reports), std::move(stories), {rules, names, gazetteer, scorers, watcher}, in_turn);
    }
    return 0;
}
