// What the search for statements sees of pairs of utterances, for train/statement_pairs.py: makes the account of the
// reports of each folder as the program does and prints a JSON line for each of its stories: {"folder",
// "utterances": [[id, start, end, speaker, quoted] ...], "pairs": [[a, b, speakers, answer ...] ...]};
// starts and ends are code points of the text, of the first part and the last; speakers: 0 the same, 1 open, 2 two.
// A quotation is paired with indirect speech of the same speaker too.
//
// usage: recount_statement_inputs MODEL FOLDER... > INPUTS.jsonl
#include <cstdio>
#include <string>
#include <vector>

#include "reconcile/statements.h"
#include "story_texts.h"

using namespace recount;

namespace {

void write_utterance(JsonWriter& out, const StoryView& view, const Utterance& utterance) {
    const std::vector<Span>& spans = utterance.variant.spans;
    out.StartArray();
    write_place(out, view.reports[utterance.variant.report], {spans.front().start, spans.back().end});
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
    StoryTexts texts(arguments[1]);
    const ReconcileScorers scorers(&texts.model);
    for (int i = 2; i < count; ++i)
        texts.each_story(arguments[i], scorers,
                         [&](const StoryView& view, const std::vector<StoryClaim>&, const StoryAccount&) {
                             print(arguments[i], view, scorers.vectors ? &*scorers.vectors : nullptr);
                         });
    return 0;
}
