// What the scorer of pairs of reports sees, for its training (train/story_pairs.py): annotates the reports as the
// program does and prints a JSON line with the ids and inputs of all, then a line for each pair that shares weighty
// words: [report, report, answer ...]; reports by their place in the first line. Behind them, with -1 in front, stand
// pairs of reports that tell of two happenings in like words: the second with most of its names, places, numbers and
// times put for others, as bulletins of one form differ; and with -2, pairs of which the second is an update: other
// numbers, the same names.
//
// usage: recount_story_pair_inputs PATH... > INPUTS.jsonl
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <tuple>
#include <vector>

#include "annotate/chain.h"
#include "gather/bytes.h"
#include "gather/story_pairs.h"
#include "json_lines.h"
#include "read/read.h"

using namespace recount;

namespace {

constexpr float like_cosine = 0.15f;   // of reports that are told of another happening in the same words
constexpr float least_cosine = 0.03f;  // below gather.toml's candidate: what the program never compares

void print(const std::vector<AnnotatedReport>& reports) {
    rapidjson::StringBuffer line;
    JsonWriter out(line);
    out.StartArray();
    for (const AnnotatedReport& report : reports) {
        out.StartArray();
        write(out, report.report.id);
        write(out, report.report.input);
        out.EndArray();
    }
    out.EndArray();
    std::puts(line.GetString());
}

void print(const char* first, std::size_t a, std::size_t b, const StoryAnswers& answers) {
    std::printf("[%s%zu,%zu", first, a, b);
    for (const float answer : answers)
        std::printf(",%.4g", static_cast<double>(answer));
    std::puts("]");
}

/// A report's item with its names, places, numbers and times put for others: all but one in so many, by its key alone,
/// so that what recurs in a report recurs there.
StoryItem of_another(const StoryItem& item, std::uint64_t salt, bool update) {
    constexpr std::uint64_t every = 1, kept_measures = 4, kept_wordings = 3;
    const std::uint64_t kept_names = update ? every : 12, farthest = update ? 3 : 400;  // days
    const auto other = [&](StoryKey key, std::uint64_t kept) {
        const std::uint64_t hash = mixed(mixed(salt, key), 1);
        return hash % kept == 0 ? key : static_cast<StoryKey>(hash >> 8);
    };
    StoryItem out = item;
    for (StoryWord& word : out.words)
        if (word.kind != Blank::none)
            word.key = other(word.key, word.kind == Blank::measure ? kept_measures : kept_names);
    std::ranges::sort(out.words, {}, [](const StoryWord& word) { return std::tuple(word.key, word.kind); });
    const auto change = [&](std::vector<StoryKey>& keys, std::uint64_t kept) {
        for (StoryKey& key : keys)
            key = other(key, kept);
        std::ranges::sort(keys);
    };
    change(out.persons, kept_names);
    change(out.places, kept_names);
    change(out.wordings, kept_wordings);
    for (auto& times : out.times)
        change(times, kept_measures);
    if (out.day)
        *out.day += std::chrono::days(mixed(salt, 7) % farthest);
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    const NameWords names(codebook);
    const AnnotatorChain chain = make_chain(codebook, names, gazetteer, &model);
    const ItemSettings settings(codebook);
    Terms terms(codebook);
    std::vector<AnnotatedReport> reports;
    std::vector<StoryItem> items;
    for (Report& report : read({arguments + 1, arguments + count}, std::cin, ReadWording(codebook)).reports) {
        reports.push_back(chain.annotate(std::move(report)));
        items.push_back(story_item(reports.back(), words_of(reports.back(), terms), terms, settings));
    }
    print(reports);
    std::vector<ItemView> views;
    for (const StoryItem& item : items)
        views.emplace_back(item, settings.forms);
    for (std::size_t a = 0; a < views.size(); ++a)
        for (std::size_t b = a + 1; b < views.size(); ++b)
            if (const StoryAnswers answers = compare(views[a], views[b]); answers.front() >= least_cosine)
                print("", a, b, answers);
    for (std::size_t b = 0; b < items.size(); ++b) {
        const StoryItem other = of_another(items[b], b, false), update = of_another(items[b], b, true);
        const ItemView view(other, settings.forms), updated(update, settings.forms);
        for (std::size_t a = 0; a < items.size(); ++a)
            if (a == b || compare(views[a], views[b]).front() >= like_cosine) {
                print("-1,", a, b, compare(views[a], view));
                print("-2,", a, b, compare(views[a], updated));
            }
    }
}
