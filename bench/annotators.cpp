// How fast each annotator is by itself: reads the reports it is given, then runs one annotator after another over all
// of them on one thread, each on what those before it made, and prints tokens a second. The best of several rounds
// counts, since everything that disturbs a round makes it slower.
//
// usage: recount_bench REPORTS...
#include <chrono>
#include <cstdio>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "annotate/chain.h"
#include "read/read.h"
#include "text/utf8.h"

using namespace recount;

namespace {

constexpr int rounds = 5;

struct Timed {
    const Annotator& annotator;
    double best = std::numeric_limits<double>::infinity();  // seconds for all reports
};

double seconds_of(const Annotator& annotator, std::vector<AnnotatedReport>& reports) {
    const auto start = std::chrono::steady_clock::now();
    for (AnnotatedReport& report : reports)
        annotator.annotate(report);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int main(int count, char** arguments) {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const NameWords names(codebook);
    const Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    const ReadWording wording(codebook);
    const LanguageModel model = LanguageModel::open(RECOUNT_MODEL_FILE);
    const AnnotatorChain chain = make_chain(codebook, names, gazetteer, &model);
    std::vector<Timed> steps;
    for (const auto& annotator : chain.annotators())
        steps.push_back({*annotator});

    const ReadResult input = read(std::vector<std::string>(arguments + 1, arguments + count), std::cin, wording);
    std::size_t tokens = 0;
    for (int round = 0; round < rounds; ++round) {
        std::vector<AnnotatedReport> reports;
        for (const Report& report : input.reports) {
            reports.push_back({report, {}});
            reports.back().layers.lowered = lowered_in_place(report.content);
        }
        for (Timed& step : steps)
            step.best = std::min(step.best, seconds_of(step.annotator, reports));
        tokens = 0;
        for (const AnnotatedReport& report : reports)
            tokens += report.layers.tokens.size();
    }
    std::printf("%zu reports, %zu tokens, one thread, best of %d rounds\n", input.reports.size(), tokens, rounds);
    for (const Timed& step : steps)
        std::printf("%-14s %8.2f million tokens a second\n", std::string(step.annotator.name()).c_str(),
                    static_cast<double>(tokens) / step.best / 1e6);
    return input.reports.empty() ? 2 : 0;
}
