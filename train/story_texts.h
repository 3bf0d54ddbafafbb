// What the tools that print the inputs of whole stories share: the account of a folder's reports, made as the program
// makes it and seen story by story.
#pragma once

#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include "annotate/chain.h"
#include "gather/gather.h"
#include "json_lines.h"
#include "read/read.h"
#include "reconcile/reconcile.h"
#include "text/utf8.h"

namespace recount {

/// The shipped codebook and gazetteer with a model, loaded once.
struct StoryTexts {
    explicit StoryTexts(const std::string& model_file) : model(LanguageModel::open(model_file)) {}
    StoryTexts(const StoryTexts&) = delete;
    StoryTexts& operator=(const StoryTexts&) = delete;

    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    Gazetteer gazetteer = Gazetteer::open(std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin");
    LanguageModel model;
    NameWords names{codebook};
    AnnotatorChain chain = make_chain(codebook, names, gazetteer, &model);
    ReconcileRules rules{codebook};
    ReadWording wording{codebook};

    /// Shows the watcher each story of a folder, joined by what `scorers` learned.
    void each_story(const std::string& folder, const ReconcileScorers& scorers, const StoryWatcher& watcher) {
        std::vector<AnnotatedReport> reports;
        for (Report& report : read({folder}, std::cin, wording).reports)
            reports.push_back(chain.annotate(std::move(report)));
        std::vector<Story> stories = gather(reports, codebook, model);
        const auto in_turn = [](std::size_t items, const std::function<void(std::size_t)>& work) {
            for (std::size_t item = 0; item < items; ++item)
                work(item);
        };
        reconcile(std::move(reports), std::move(stories), {rules, names, gazetteer, scorers, watcher}, in_turn);
    }
};

/// Adds three values: a report's id, and where a span starts and ends, in code points of its text.
inline void write_place(JsonWriter& out, const AnnotatedReport& report, Span span) {
    const std::string& content = report.report.content;
    const CodePoints points(content);
    const auto of_text = [&](std::uint32_t byte) {
        return static_cast<int>(points.at(content, byte) - points.at(content, report.report.text_start));
    };
    write(out, report.report.id);
    out.Int(of_text(span.start));
    out.Int(of_text(span.end));
}

}  // namespace recount
