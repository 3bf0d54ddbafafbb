// The language model: the fast decoder says what the plain one says, trees are the best ones, and what is no language
// costs linear time. The numbers of the models here are random; what the trained one is worth, make score tells.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "language/arborescence.h"
#include "language/language_model.h"
#include "support/model_writer.h"
#include "support/plain_decoder.h"
#include "support/processor_time.h"
#include "support/program.h"
#include "support/tiny_model.h"

using namespace recount;
using namespace recount::test;

namespace {

constexpr std::uint32_t seed = 12;

const std::vector<std::string> vocabulary{
    "The", "police", "said",  "12,000", "people", "marched", "in", "Bălți",  "on",   "Sunday", ",",     ".",
    "\"",  "’s",     "don’t", "U.S.",   "ÉLAN",   "2024",    "a",  "Крым",   "東京", "x",      "İzmir", "co-founder",
    "…",   "ﬁnal",   "ΣΑΣ",   "#tag",   "@name",  "--",      "$",  "ninety", "AaAa", "ǅ",      "ª",     "aaaaaaaaa"};

LanguageModel open(const std::string& bytes) {
    const TemporaryFolder folder;
    return LanguageModel::open(folder.write("tiny.model", bytes).string());  // stays mapped without its name
}

struct Parsed {
    std::vector<WordTag> tags;
    std::vector<WordArc> arcs;
};

Parsed parse(const LanguageModel& model, const std::vector<std::string>& forms, LanguageScratch& scratch) {
    const std::vector<std::string_view> views(forms.begin(), forms.end());
    Parsed out{std::vector<WordTag>(forms.size()), std::vector<WordArc>(forms.size())};
    model.parse(views, scratch, out.tags, out.arcs);
    return out;
}

std::vector<PlainWord> named(const LanguageModel& model, const Parsed& parsed) {
    std::vector<PlainWord> out;
    for (std::size_t i = 0; i < parsed.tags.size(); ++i)
        out.push_back({std::string(model.tagger().upos()[parsed.tags[i].upos]),
                       std::string(model.tagger().features(parsed.tags[i].features)),
                       std::string(model.parser().relations()[parsed.arcs[i].relation]), parsed.arcs[i].head});
    return out;
}

std::vector<std::size_t> heads_of(const Parsed& parsed) {
    std::vector<std::size_t> heads;
    for (const WordArc& arc : parsed.arcs)
        heads.push_back(arc.head);
    return heads;
}

/// Scores of arcs; `spread` small makes ties and cycles likely.
ArcScores random_scores(std::mt19937& generator, std::size_t words, int spread) {
    ArcScores scores(words, std::vector<std::int64_t>(words + 1));
    for (auto& row : scores)
        for (std::int64_t& score : row)
            score = static_cast<int>(generator() % static_cast<unsigned>(2 * spread + 1)) - spread;
    return scores;
}

std::vector<std::size_t> solve(TreeSolver& solver, const ArcScores& scores) {
    const std::size_t words = scores.size(), stride = words + 3;
    std::vector<std::int32_t> flat(words * stride);
    for (std::size_t d = 0; d < words; ++d)
        for (std::size_t h = 0; h <= words; ++h)
            flat[d * stride + h] = static_cast<std::int32_t>(scores[d][h]);
    std::vector<std::uint32_t> heads(words);
    solver.solve(flat.data(), words, stride, heads);
    return {heads.begin(), heads.end()};
}

}  // namespace

TEST_CASE("trees of few words are the best of all trees") {
    std::mt19937 generator(seed);
    TreeSolver solver;
    for (int round = 0; round < 400; ++round) {
        const ArcScores scores = random_scores(generator, 1 + generator() % 5, round % 3 == 0 ? 3 : 1000);
        REQUIRE(sum_of_tree(scores, solve(solver, scores)) == best_sum_of_all_trees(scores));
        REQUIRE(sum_of_tree(scores, plain_tree(scores)) == best_sum_of_all_trees(scores));
    }
    const ArcScores scores = random_scores(generator, 6, 1000);
    CHECK(sum_of_tree(scores, solve(solver, scores)) == best_sum_of_all_trees(scores));
}

TEST_CASE("trees of many words are those of the textbook") {
    std::mt19937 generator(seed);
    TreeSolver solver;
    for (int round = 0; round < 60; ++round) {
        const ArcScores scores = random_scores(generator, 7 + generator() % 20, 1500000);
        REQUIRE(solve(solver, scores) == plain_tree(scores));
        const ArcScores ties = random_scores(generator, 7 + generator() % 12, 4);
        REQUIRE(sum_of_tree(ties, solve(solver, ties)) == sum_of_tree(ties, plain_tree(ties)));
    }
}

TEST_CASE("trees whose best heads are all one long cycle, or all the root") {
    TreeSolver solver;
    constexpr std::size_t words = 256;
    ArcScores cycle(words, std::vector<std::int64_t>(words + 1, 0)), root = cycle;
    for (std::size_t d = 0; d < words; ++d) {
        cycle[d][d == 0 ? words : d] = 1000;
        root[d][0] = 1500000;
    }
    CHECK(sum_of_tree(cycle, solve(solver, cycle)) == 1000 * (words - 1));
    CHECK(sum_of_tree(root, solve(solver, root)) == 1500000);
}

TEST_CASE("the fast decoder says what the plain one says") {
    std::mt19937 generator(seed);
    const std::vector<TinySizes> shapes{{}, {16, 24, 1, 1, 12, 20}, {8, 16, 3, 3, 36, 4}, {36, 40, 2, 2, 64, 52}};
    for (std::size_t shape = 0; shape < shapes.size(); ++shape) {
        const LanguageModel model = open(tiny_model(static_cast<std::uint32_t>(seed + shape), shapes[shape]));
        LanguageScratch scratch;
        for (int round = 0; round < 12; ++round) {
            std::vector<std::string> forms;
            for (std::size_t left = 1 + generator() % 18; left > 0; --left)
                forms.push_back(vocabulary[generator() % vocabulary.size()]);
            CAPTURE(shape);
            CAPTURE(round);
            REQUIRE(named(model, parse(model, forms, scratch)) == plain_parse(model.file(), forms));
        }
    }
}

TEST_CASE("what a thread parsed before changes nothing") {
    const LanguageModel model = open(tiny_model());
    LanguageScratch used, fresh;
    std::vector<std::string> all(vocabulary);
    all.insert(all.end(), vocabulary.begin(), vocabulary.end());
    parse(model, all, used);
    for (const std::size_t count : {1UL, 2UL, 7UL}) {
        const std::vector<std::string> few(vocabulary.begin(), vocabulary.begin() + static_cast<std::ptrdiff_t>(count));
        CHECK(named(model, parse(model, few, used)) == named(model, parse(model, few, fresh)));
    }
    CHECK(parse(model, {}, used).tags.empty());
}

TEST_CASE("a sentence longer than a window gets one tree") {
    const LanguageModel model = open(tiny_model());
    LanguageScratch scratch;
    for (const std::size_t words : {256UL, 257UL, 700UL}) {
        std::vector<std::string> forms;
        for (std::size_t i = 0; i < words; ++i)
            forms.push_back(vocabulary[i * 7 % vocabulary.size()]);
        const Parsed parsed = parse(model, forms, scratch);
        CAPTURE(words);
        CHECK(is_tree(heads_of(parsed)));
        std::size_t roots = 0;
        for (const WordArc& arc : parsed.arcs) {
            roots += arc.head == 0;
            CHECK((arc.head == 0) == (arc.relation == model.parser().root_relation()));
        }
        CHECK(roots == 1);
    }
}

TEST_CASE("what is no language costs linear time") {
    const LanguageModel model = open(tiny_model());
    LanguageScratch scratch;
    const auto seconds = [&](const std::vector<std::string>& forms) {
        const double start = processor_seconds();
        const Parsed parsed = parse(model, forms, scratch);
        const double taken = processor_seconds() - start;
        CHECK(is_tree(heads_of(parsed)));
        return taken;
    };
    seconds({std::string(10000, 'x')});
    std::string wide;
    for (int i = 0; i < 10000; ++i)
        wide += "漢";
    seconds({wide, wide, std::string(10000, '0'), "|", std::string(10000, '-')});
    const std::vector<std::string> cells(5000, "|"), more(50000, "|");
    const double few = std::max(seconds(cells), seconds(cells)), many = std::min(seconds(more), seconds(more));
    CHECK(many < 40 * few);  // ten times the words; squared time would take a hundredfold
}

TEST_CASE("a model that lacks a part or whose parts do not fit is told") {
    ModelWriter nothing;
    nothing.array<float>("tagger/words/clip", {2});
    CHECK_THROWS_AS(open(nothing.file()), ModelError);
    TinySizes odd;
    odd.arcs = 13;  // products take inputs by fours
    CHECK_THROWS_AS(open(tiny_model(1, odd)), ModelError);
    odd = {};
    odd.convolutions = 0;
    CHECK_THROWS_AS(open(tiny_model(1, odd)), ModelError);
}

TEST_CASE("a model that was changed on purpose, with the right checksum, is told or does no harm") {
    constexpr std::size_t checked_from = 48;
    const std::string whole = tiny_model(seed);
    const std::vector<std::string> words{"The", "police",          "said", "12,000", "people", "marched",
                                         "in",  "B\u0103l\u021Bi", "."};
    std::mt19937 random(seed);
    std::size_t told = 0;
    for (int round = 0; round < 300; ++round) {
        std::string changed = whole;
        for (std::size_t i = 1 + random() % 20; i > 0; --i) {
            const std::size_t behind =
                round % 3 == 0 ? 4000 : changed.size() - checked_from;  // the table of sections, or all
            char& byte = changed[checked_from + random() % behind];
            byte = static_cast<char>(byte ^ (1 << (random() % 8)));
        }
        try {
            const LanguageModel model = open(with_right_checksum(std::move(changed)));
            LanguageScratch scratch;
            for (const PlainWord& word : named(model, parse(model, words, scratch)))
                CHECK(word.head <= words.size());
        } catch (const ModelError&) {
            ++told;
        }
    }
    CHECK(told > 0);
    CHECK(told < 300);
}
