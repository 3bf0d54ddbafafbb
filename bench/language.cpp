// How fast the language core is by itself, on one thread: opening the model, then tokens and sentences, with tags, with
// trees, over the texts of the reports that it is given. The best of several rounds counts, since everything that
// disturbs a round makes it slower; a round begins with nothing remembered of earlier ones.
//
// usage: recount_language_bench MODEL REPORTS...
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

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

/// Cuts each report into words and hands over its sentences' forms; gives the number of words.
std::size_t for_sentences(const Annotator& tokens, const std::vector<Report>& reports,
                          const std::function<void(const std::vector<std::string_view>&)>& work) {
    std::size_t words = 0;
    std::vector<std::string_view> forms;
    for (const Report& report : reports) {
        AnnotatedReport annotated{report, {}};
        annotated.layers.lowered = lowered_in_place(report.content);
        tokens.annotate(annotated);
        words += annotated.layers.tokens.size();
        for (const Sentence& sentence : annotated.layers.sentences) {
            forms.clear();
            for (const Token& token : annotated.layers.tokens_of(sentence))
                forms.push_back(annotated.words(token.span()));
            work(forms);
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
    const Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const ReadWording wording(codebook);
    const ReadResult input = read(std::vector<std::string>(arguments + 2, arguments + count), std::cin, wording);
    const std::unique_ptr<Annotator> tokens = make_token_annotator(codebook);

    std::size_t words = 0;
    std::vector<WordTag> tags;
    std::vector<WordArc> arcs;
    const double cutting = best_of_rounds([&] { words = for_sentences(*tokens, input.reports, [](const auto&) {}); });
    const double tagging = best_of_rounds([&] {
        const auto scratch = std::make_unique<LanguageScratch>();
        for_sentences(*tokens, input.reports, [&](const std::vector<std::string_view>& forms) {
            tags.resize(forms.size());
            model.tag(forms, *scratch, tags);
        });
    });
    const double parsing = best_of_rounds([&] {
        const auto scratch = std::make_unique<LanguageScratch>();
        for_sentences(*tokens, input.reports, [&](const std::vector<std::string_view>& forms) {
            tags.resize(forms.size());
            arcs.resize(forms.size());
            model.parse(forms, *scratch, tags, arcs);
        });
    });
    std::printf("%zu reports, %zu tokens, one thread, %s, best of %d rounds\n", input.reports.size(), words,
                kernels().name, rounds);
    std::printf("opening the model            %8.1f ms\n", opening * 1e3);
    for (const auto& [name, seconds] :
         {std::pair{"tokens", cutting}, {"tokens, tags", tagging}, {"tokens, tags, trees", parsing}})
        std::printf("%-28s %8.2f million tokens a second\n", name, static_cast<double>(words) / seconds / 1e6);
    return words == 0 ? 2 : 0;
}
