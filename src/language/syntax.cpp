#include "language/syntax.h"

#include <utility>

namespace recount {

std::span<const TokenSyntax> Syntax::tags(AnnotatedReport& report, std::uint32_t sentence) const {
    return to_depth(report, sentence, SyntaxDepth::tags);
}

std::span<const TokenSyntax> Syntax::tree(AnnotatedReport& report, std::uint32_t sentence) const {
    return to_depth(report, sentence, SyntaxDepth::tree);
}

std::span<const TokenSyntax> Syntax::to_depth(AnnotatedReport& report, std::uint32_t sentence,
                                              SyntaxDepth depth) const {
    Layers& layers = report.layers;
    layers.syntax.resize(layers.tokens.size());
    layers.syntax_depths.resize(layers.sentences.size());
    const Sentence& asked = layers.sentences[sentence];
    if (layers.syntax_depths[sentence] < depth) {
        std::unique_ptr<Scratch> scratch;
        {
            const std::lock_guard lock(mutex_);
            if (!idle_.empty()) {
                scratch = std::move(idle_.back());
                idle_.pop_back();
            }
        }
        if (!scratch)
            scratch = std::make_unique<Scratch>();
        fill(report, asked, depth, *scratch);
        layers.syntax_depths[sentence] = depth;
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(scratch));
    }
    return std::span<const TokenSyntax>(layers.syntax).subspan(asked.first_token, asked.end_token - asked.first_token);
}

std::span<std::int8_t> Syntax::room_for_contexts(AnnotatedReport& report, const Sentence& sentence) const {
    Layers& layers = report.layers;
    layers.contexts.resize(layers.sentences.size());
    std::vector<std::int8_t>& rows = layers.contexts[static_cast<std::size_t>(&sentence - layers.sentences.data())];
    rows.resize((sentence.end_token - sentence.first_token) * model_.parser().size());
    return rows;
}

void Syntax::fill(AnnotatedReport& report, const Sentence& sentence, SyntaxDepth depth, Scratch& scratch) const {
    scratch.forms.clear();
    for (const Token& token : report.layers.tokens_of(sentence))
        scratch.forms.push_back(report.words(token.span()));
    const std::size_t words = scratch.forms.size();
    scratch.tags.resize(words);
    scratch.arcs.resize(words);
    if (depth == SyntaxDepth::tags)
        model_.tag(scratch.forms, scratch.language, scratch.tags);
    else
        model_.parse(scratch.forms, scratch.language, scratch.tags, scratch.arcs, room_for_contexts(report, sentence));
    TokenSyntax* out = report.layers.syntax.data() + sentence.first_token;
    for (std::size_t i = 0; i < words; ++i) {
        out[i].upos = scratch.tags[i].upos;
        out[i].features = scratch.tags[i].features;
        if (depth == SyntaxDepth::tree) {
            const std::uint32_t head = scratch.arcs[i].head;
            out[i].head = head == 0 ? no_index : sentence.first_token + head - 1;
            out[i].relation = scratch.arcs[i].relation;
        }
    }
}

}  // namespace recount
