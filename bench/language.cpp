// How fast the language core is by itself, on one thread: opening the model, then tokens and sentences, with tags, with
// trees, with names, over the texts of the reports that it is given. The best of several rounds counts, since
// everything that disturbs a round makes it slower; a round begins with nothing remembered of earlier ones.
//
// usage: recount_language_bench MODEL REPORTS...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "annotate/name_finder.h"
#include "annotate/tokens.h"
#include "language/kernels.h"
#include "language/language_model.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

constexpr int rounds = 5;

double seconds_of(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double best_of_rounds(const std::function<void()>& work) {
    double best = std::numeric_limits<double>::infinity();
    for (int round = 0; round < rounds; ++round)
        best = std::min(best, seconds_of(work));
    return best;
}

/// One sentence of a report, with its words' forms.
struct Cut {
    std::string_view text, lowered;
    Tokens tokens;
    std::vector<std::string_view> forms;
};

/// Cuts each report into words and hands over its sentences; gives the number of words.
std::size_t for_sentences(const Annotator& tokens, const std::vector<Report>& reports,
                          const std::function<void(const Cut&)>& work) {
    std::size_t words = 0;
    Cut cut;
    for (const Report& report : reports) {
        AnnotatedReport annotated{report, {}};
        annotated.layers.lowered = lowered_in_place(report.content);
        tokens.annotate(annotated);
        words += annotated.layers.tokens.size();
        cut.text = annotated.report.content;
        cut.lowered = annotated.layers.lowered;
        for (const Sentence& sentence : annotated.layers.sentences) {
            cut.tokens = annotated.layers.tokens_of(sentence);
            cut.forms.clear();
            for (const Token& token : cut.tokens)
                cut.forms.push_back(annotated.words(token.span()));
            work(cut);
        }
    }
    return words;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::fprintf(stderr, "usage: recount_language_bench MODEL REPORTS...\n");
        return 2;
    }
    const double opening = best_of_rounds([&] { LanguageModel::open(arguments[1]); });
    const LanguageModel model = LanguageModel::open(arguments[1]);
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const ReadWording wording(codebook);
    const NameWords name_words(codebook);
    const ReadResult input = read(std::vector<std::string>(arguments + 2, arguments + count), std::cin, wording);
    const std::unique_ptr<Annotator> tokens = make_token_annotator(codebook, model.sentences());

    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");

    std::size_t words = 0;
    std::vector<WordTag> tags;
    std::vector<WordArc> arcs;
    std::vector<TaggedName> names;
    std::vector<float> outside;
    std::vector<NameHint> hints;
    struct Scratch {
        LanguageScratch language;
        NameTagger::Scratch names;
    };
    // What is done with each sentence; each round begins with a Scratch that remembers nothing.
    const auto timed = [&](const std::function<void(const Cut&, Scratch&)>& work) {
        return best_of_rounds([&] {
            const auto scratch = std::make_unique<Scratch>();
            words = for_sentences(*tokens, input.reports, [&](const Cut& cut) { work(cut, *scratch); });
        });
    };
    const auto parse = [&](const Cut& cut, Scratch& scratch) {
        tags.resize(cut.forms.size());
        arcs.resize(cut.forms.size());
        model.parse(cut.forms, scratch.language, tags, arcs);
    };
    const double cutting = timed([](const Cut&, Scratch&) {});
    const double tagging = timed([&](const Cut& cut, Scratch& scratch) {
        tags.resize(cut.forms.size());
        model.tag(cut.forms, scratch.language, tags);
    });
    const double parsing = timed(parse);
    const double naming = timed([&](const Cut& cut, Scratch& scratch) {
        parse(cut, scratch);
        names.clear();
        outside.clear();
        if (!model.names())
            return;
        hints.resize(cut.tokens.size());
        look_up_names(name_words, gazetteer, cut.text, cut.lowered, cut.tokens, hints);
        model.names()->tag(cut.text, cut.tokens, hints, scratch.names, names, outside);
    });
    std::printf("%zu reports, %zu tokens, one thread, %s, best of %d rounds\n", input.reports.size(), words,
                kernels().name, rounds);
    std::printf("opening the model            %8.1f ms\n", opening * 1e3);
    const std::pair<const char*, double> all[]{{"tokens", cutting},
                                               {"tokens, tags", tagging},
                                               {"tokens, tags, trees", parsing},
                                               {"tokens, tags, trees, names", naming}};
    for (const auto& [name, seconds] : std::span(all).first(model.names() ? 4 : 3))
        std::printf("%-28s %8.2f million tokens a second\n", name, static_cast<double>(words) / seconds / 1e6);
    return words == 0 ? 2 : 0;
}
