// The syntax layer: tags and trees of a report's sentences, worked out when a stage asks for them and kept in the
// report. Trees cost several times as much as tags and few sentences need one (those with a number or a cue), so
// nothing is worked out ahead.
//
// Any number of threads may use one Syntax, each on reports of its own.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <vector>

#include "language/language_model.h"
#include "report/layers.h"

namespace recount {

class Syntax {
public:
    explicit Syntax(LanguageModel model) : model_(std::move(model)) {}
    Syntax(Syntax&& other) : model_(other.model_) {}  // what is idle stays behind

    const LanguageModel& model() const { return model_; }

    /// Of the tokens of a sentence, by its index into Layers::sentences: part of speech and features. Works them out
    /// if they are not there yet. REQUIRES: the report has its tokens and sentences. Lives as long as these.
    std::span<const TokenSyntax> tags(AnnotatedReport& report, std::uint32_t sentence) const;

    /// The same, with head and relation; the parser's rows of the sentence go to Layers::contexts.
    std::span<const TokenSyntax> tree(AnnotatedReport& report, std::uint32_t sentence) const;

private:
    struct Scratch {
        LanguageScratch language;
        std::vector<std::string_view> forms;
        std::vector<WordTag> tags;
        std::vector<WordArc> arcs;
    };

    std::span<const TokenSyntax> to_depth(AnnotatedReport& report, std::uint32_t sentence, SyntaxDepth depth) const;
    std::span<std::int8_t> room_for_contexts(AnnotatedReport& report, const Sentence& sentence) const;
    void fill(AnnotatedReport& report, const Sentence& sentence, SyntaxDepth depth, Scratch& scratch) const;

    LanguageModel model_;
    mutable std::mutex mutex_;
    mutable std::vector<std::unique_ptr<Scratch>> idle_;  // as many as threads worked at once
};

}  // namespace recount
