// Finds the copies among the reports of a JSON-lines file, for bench/copies.py: prints on standard error the
// seconds of processor time that the words took, and those from words to pairs, and on standard output each pair: a
// line of two numbers of lines, from 0, and the share.
//
// usage: recount_copies_bench REPORTS.jsonl [THREADS]
#include <atomic>
#include <ctime>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <map>
#include <thread>
#include <vector>

#include "annotate/chain.h"
#include "annotate/tokens.h"
#include "gather/alignment.h"
#include "gather/sketches.h"
#include "read/read.h"

using namespace recount;

namespace {

/// Of all threads.
double seconds_since(std::clock_t start) {
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int count, char** arguments) {
    if (count < 2) {
        std::fputs("usage: recount_copies_bench REPORTS.jsonl [THREADS]\n", stderr);
        return 2;
    }
    const unsigned threads =
        count > 2 ? static_cast<unsigned>(std::atoi(arguments[2])) : std::thread::hardware_concurrency();
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    const ReadWording wording(codebook);
    const LineageSettings settings(codebook);
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook));
    Terms terms(codebook);
    std::map<std::uint32_t, ReportWords> by_line;  // reports come sorted by their ids, which are the numbers of lines
    std::clock_t start = std::clock();
    for (Report& report : read({arguments[1]}, std::cin, wording).reports) {
        const auto line = static_cast<std::uint32_t>(std::strtoul(report.id.c_str(), nullptr, 10));
        by_line.emplace(line, words_of(chain.annotate(std::move(report)), terms));
    }
    std::vector<std::uint32_t> lines;
    std::vector<ReportWords> words;
    for (auto& [line, of_report] : by_line) {
        lines.push_back(line);
        words.push_back(std::move(of_report));
    }
    std::fprintf(stderr, "words %.2f\n", seconds_since(start));
    start = std::clock();
    const auto pairs = near_duplicates(words, terms, {}, settings.copies,
                                       [&](std::size_t items, const std::function<void(std::size_t)>& work) {
                                           std::atomic<std::size_t> next = 0;
                                           const auto run = [&] {
                                               for (std::size_t i = next++; i < items; i = next++)
                                                   work(i);
                                           };
                                           std::vector<std::jthread> others;
                                           for (unsigned t = 1; t < threads; ++t)
                                               others.emplace_back(run);
                                           run();
                                       });
    std::fprintf(stderr, "pairs %.2f\n", seconds_since(start));
    for (const CopyPair& pair : pairs)
        std::printf("%u %u %.3f\n", lines[pair.a], lines[pair.b], pair.share);
    return 0;
}
