// What the scorers of reconcile see of stories, for their training (train/claim_pairs.py, train/event_worth.py): makes
// the account of the reports of each folder as the program does and prints a JSON line for each of its stories:
// {"folder", "claims": [[id, start, end, low, high, quantity] ...], "pairs": [[claim, claim, answer ...] ...],
// "events": [[date, type, [id ...], answer ...] ...]}; starts and ends are code points of the text, titles left out.
//
// usage: recount_story_inputs MODEL FOLDER... > INPUTS.jsonl
#include <cstdio>
#include <string>
#include <vector>

#include "reconcile/claim_pairs.h"
#include "story_texts.h"

using namespace recount;

namespace {

void write_claim(JsonWriter& out, const StoryView& view, const StoryClaim& entry) {
    const AnnotatedReport& report = view.reports[entry.report];
    const Claim& claim = report.layers.claims[entry.claim];
    out.StartArray();
    write_place(out, report, claim.span);
    write(out, claim.low);
    write(out, claim.high);
    write(out, claim.quantity);
    out.EndArray();
}

void write_event(JsonWriter& out, const StoryView& view, const std::vector<Event>& events, std::size_t index,
                 std::size_t figures) {
    out.StartArray();
    write(out, events[index].date);
    write(out, events[index].type);
    out.StartArray();
    for (const std::uint32_t report : events[index].reports)
        write(out, view.reports[report].report.id);
    out.EndArray();
    for (const float answer : describe_event(view, events, index, figures))
        out.Double(static_cast<double>(answer));
    out.EndArray();
}

void print(const std::string& folder, const StoryView& view, const std::vector<StoryClaim>& claims,
           const StoryAccount& account) {
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.SetMaxDecimalPlaces(4);
    out.StartObject();
    out.Key("folder");
    write(out, folder);
    out.Key("claims");
    out.StartArray();
    for (const StoryClaim& claim : claims)
        write_claim(out, view, claim);
    out.EndArray();
    out.Key("pairs");
    out.StartArray();
    for (std::uint32_t a = 0; a < claims.size(); ++a)
        for (std::uint32_t b = a + 1; b < claims.size(); ++b) {
            if (!comparable(view, claims[a], claims[b]))
                continue;
            out.StartArray();
            out.Uint(a);
            out.Uint(b);
            for (const float answer : compare(view, claims[a], claims[b], account.events))
                out.Double(static_cast<double>(answer));
            out.EndArray();
        }
    out.EndArray();
    out.Key("events");
    out.StartArray();
    const std::vector<std::size_t> figures = count_figures(account);
    for (std::size_t i = 0; i < account.events.size(); ++i)
        write_event(out, view, account.events, i, figures[i]);
    out.EndArray();
    out.EndObject();
    std::puts(line.GetString());
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fputs("usage: recount_story_inputs MODEL FOLDER...\n", stderr);
        return 2;
    }
    StoryTexts texts(arguments[1]);
    const ReconcileScorers scorers;  // what they learn must not depend on what they learned before
    for (int i = 2; i < count; ++i)
        texts.each_story(arguments[i], scorers,
                         [&](const StoryView& view, const std::vector<StoryClaim>& claims,
                             const StoryAccount& account) { print(arguments[i], view, claims, account); });
    return 0;
}
