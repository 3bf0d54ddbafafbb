// The language model as its users see it: words of a sentence in, what they are and how they hang together out.
//
// A LanguageModel is immutable and shared: any number of threads may use one, each with a LanguageScratch of its own,
// whose memory is bounded, since a long sentence is cut into windows; so time is linear in the words, whatever they
// are.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/lemmatizer.h"
#include "language/model_file.h"
#include "language/name_tagger.h"
#include "language/parser.h"
#include "language/sentences.h"
#include "language/tagger.h"

namespace recount {

/// Memory of one thread for one model.
struct LanguageScratch {
    TaggerScratch tagger;
    ParserScratch parser;
};

class LanguageModel {
public:
    /// Words that are looked at together at most. A longer sentence is cut into windows of like length; the trees of
    /// the later ones hang on the root's word of the first.
    static constexpr std::size_t longest_window = 256;

    /// Opens a model. Throws ModelError, which names the file and says what to do.
    static LanguageModel open(const std::string& path);

    const ModelFile& file() const { return *file_; }
    const Tagger& tagger() const { return *tagger_; }
    const Parser& parser() const { return *parser_; }

    /// The network that finds names; null in a model that was trained without it.
    const NameTagger* names() const { return names_.get(); }

    /// Where sentences end; null in a model that was trained without it.
    const SentenceSplitter* sentences() const { return sentences_.get(); }

    /// The lemma of a word, in `buffer`, whose memory is used again; "_" from a model that was trained without lemmas.
    /// REQUIRES: valid UTF-8; a tag of this model.
    std::string_view lemma(std::string_view form, const WordTag& tag, std::string& buffer) const;

    /// The tags of the words of one sentence. `out` has a place for each. REQUIRES: valid UTF-8.
    void tag(std::span<const std::string_view> forms, LanguageScratch& scratch, std::span<WordTag> out) const;

    /// The tags and the tree of one sentence: each head within it, one word on the root. What the parser knows of each
    /// word in its sentence goes to `contexts`, a row of parser().size() bytes a word.
    void parse(std::span<const std::string_view> forms, LanguageScratch& scratch, std::span<WordTag> tags,
               std::span<WordArc> arcs, std::span<std::int8_t> contexts = {}) const;

private:
    explicit LanguageModel(const std::string& path);

    std::shared_ptr<const ModelFile> file_;
    std::shared_ptr<const Tagger> tagger_;
    std::shared_ptr<const Parser> parser_;
    struct Lemmas {
        Lemmatizer lemmatizer;
        std::vector<Lemmatizer::Tag> tags;  // [part of speech][features, or behind them all: none]
        std::size_t features;
    };
    static Lemmas make_lemmas(const ModelFile& file, const Tagger& tagger);

    std::shared_ptr<const NameTagger> names_;
    std::shared_ptr<const SentenceSplitter> sentences_;
    std::shared_ptr<const Lemmas> lemmas_;
};

}  // namespace recount
