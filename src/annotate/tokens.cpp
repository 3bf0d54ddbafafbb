#include "annotate/tokens.h"

namespace recount {

namespace {

class TokenAnnotator : public Annotator {
public:
    TokenAnnotator(const Codebook& codebook, const SentenceSplitter* splitter)
        : codebook_(codebook), splitter_(splitter) {}

    std::string_view name() const override { return "tokens"; }
    std::vector<Layer> needs() const override { return {}; }
    std::vector<Layer> adds() const override { return {Layer::tokens, Layer::sentences}; }

    void annotate(AnnotatedReport& annotated) const override {
        Layers& layers = annotated.layers;
        layers.tokens.reserve(annotated.report.content.size() / 4);
        std::vector<std::uint32_t> ends;
        for (std::uint32_t block = 0; block < annotated.report.blocks.size(); ++block) {
            const Block& stretch = annotated.report.blocks[block];
            if (stretch.repeated || stretch.kind == BlockKind::furniture || stretch.kind == BlockKind::link)
                continue;
            const std::size_t first = layers.tokens.size();
            codebook_.tokenizer().tokenize(annotated.report.content, layers.lowered, stretch.span,
                                           codebook_.vocabulary(), layers.tokens);
            ends.clear();
            if (splitter_)
                splitter_->split(codebook_.tokenizer(), annotated.report.content, layers.lowered, layers.tokens, first,
                                 ends);
            else
                codebook_.tokenizer().split_sentences(annotated.report.content, layers.tokens, first, ends);
            add_sentences(layers, first, ends, block);
        }
    }

private:
    static void add_sentences(Layers& layers, std::size_t first, const std::vector<std::uint32_t>& ends,
                              std::uint32_t block) {
        auto begin = static_cast<std::uint32_t>(first);
        for (const std::uint32_t end : ends) {
            layers.sentences.push_back({{layers.tokens[begin].start, layers.tokens[end - 1].end}, begin, end, block});
            begin = end;
        }
    }

    const Codebook& codebook_;
    const SentenceSplitter* splitter_;
};

}  // namespace

std::unique_ptr<Annotator> make_token_annotator(const Codebook& codebook, const SentenceSplitter* splitter) {
    return std::make_unique<TokenAnnotator>(codebook, splitter);
}

}  // namespace recount
