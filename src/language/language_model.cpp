#include "language/language_model.h"

#include <algorithm>

namespace recount {

namespace {

/// Calls work(first, count) for windows of like length, each of longest_window words at most.
template <class Work>
void in_windows(std::size_t words, const Work& work) {
    const std::size_t windows = (words + LanguageModel::longest_window - 1) / LanguageModel::longest_window;
    std::size_t first = 0;
    for (std::size_t window = 0; window < windows; ++window) {
        const std::size_t left = windows - window, count = (words - first + left - 1) / left;
        work(first, count);
        first += count;
    }
}

}  // namespace

LanguageModel::LanguageModel(const std::string& path)
    : file_(std::make_shared<const ModelFile>(ModelFile::open(path))),
      tagger_(std::make_shared<const Tagger>(*file_, "tagger")),
      parser_(std::make_shared<const Parser>(*file_, "parser", *tagger_)),
      names_(file_->has("names/") ? std::make_shared<const NameTagger>(*file_) : nullptr),
      sentences_(file_->has("sentences/") ? std::make_shared<const SentenceSplitter>(*file_) : nullptr),
      lemmas_(file_->has("lemmas/") ? std::make_shared<const Lemmas>(make_lemmas(*file_, *tagger_)) : nullptr) {}

LanguageModel::Lemmas LanguageModel::make_lemmas(const ModelFile& file, const Tagger& tagger) {
    Lemmas lemmas{Lemmatizer(file), {}, file.strings("tagger/feats/names").size()};
    for (const std::string_view upos : tagger.upos())
        for (std::size_t i = 0; i <= lemmas.features; ++i)
            lemmas.tags.push_back(lemmas.lemmatizer.tag(
                upos, i < lemmas.features ? tagger.features(static_cast<std::uint16_t>(i)) : "_"));
    return lemmas;
}

std::string_view LanguageModel::lemma(std::string_view form, const WordTag& tag, std::string& buffer) const {
    if (!lemmas_)
        return "_";
    const std::size_t features = tag.features == WordTag::no_features ? lemmas_->features : tag.features;
    return lemmas_->lemmatizer.lemma(form, lemmas_->tags[tag.upos * (lemmas_->features + 1) + features], buffer);
}

LanguageModel LanguageModel::open(const std::string& path) {
    return LanguageModel(path);
}

void LanguageModel::tag(std::span<const std::string_view> forms, LanguageScratch& scratch,
                        std::span<WordTag> out) const {
    in_windows(forms.size(), [&](std::size_t first, std::size_t count) {
        tagger_->encode(forms.subspan(first, count), scratch.tagger);
        tagger_->tag(scratch.tagger, out.subspan(first, count));
    });
}

void LanguageModel::parse(std::span<const std::string_view> forms, LanguageScratch& scratch, std::span<WordTag> tags,
                          std::span<WordArc> arcs, std::span<std::int8_t> contexts) const {
    std::uint32_t root = 0;  // of the first window, counted from 1
    in_windows(forms.size(), [&](std::size_t first, std::size_t count) {
        tagger_->encode(forms.subspan(first, count), scratch.tagger);
        tagger_->tag(scratch.tagger, tags.subspan(first, count));
        const std::span<WordArc> window = arcs.subspan(first, count);
        parser_->parse(*tagger_, scratch.tagger, tags.subspan(first, count), scratch.parser, window);
        if (!contexts.empty())
            std::copy_n(parser_->rows(scratch.parser), count * parser_->size(),
                        contexts.data() + first * parser_->size());
        for (std::size_t w = 0; w < count; ++w) {
            if (window[w].head != 0) {
                window[w].head += static_cast<std::uint32_t>(first);
            } else if (first == 0) {
                root = static_cast<std::uint32_t>(w + 1);
            } else {
                window[w] = {root, parser_->loose_relation()};
            }
        }
    });
}

}  // namespace recount
