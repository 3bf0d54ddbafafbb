// Parts of speech and their features (Universal Dependencies 2), by a small convolutional network: each word by itself,
// then twice a layer that sees a word between its neighbours, then a linear layer for each of the two.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <string_view>
#include <vector>

#include "language/model_file.h"
#include "language/network.h"

namespace recount {

/// What the tagger says of a word: numbers of its lists.
struct WordTag {
    static constexpr std::uint16_t no_features = std::numeric_limits<std::uint16_t>::max();
    std::uint8_t upos = 0;
    std::uint16_t features = no_features;
};

/// Memory of one thread for one tagger. Holds the rows of the words that were tagged last.
struct TaggerScratch {
    LayerScratch layers;
    WordScratch words;
    Lines<std::int8_t> word_rows;            // each of these with a row of zeros before and behind
    std::vector<Lines<std::int8_t>> hidden;  // of each convolution
    Lines<float> numbers;
};

/// Immutable: any number of threads may use one, each with its own scratch.
class Tagger {
public:
    /// Reads the sections below PREFIX/ and words/. Throws ModelError.
    Tagger(const ModelFile& model, const std::string& prefix);

    /// Bytes of a row of words, and of the last hidden layer.
    std::size_t size() const { return words_.size(); }
    const Steps& word_steps() const { return words_.steps(); }
    const Steps& hidden_steps() const { return convolutions_.back().steps(); }

    /// Runs the layers over the words of one sentence; their rows stay in scratch until its next use.
    void encode(std::span<const std::string_view> forms, TaggerScratch& scratch) const;
    const std::int8_t* word_rows(const TaggerScratch& scratch) const { return scratch.word_rows.data() + size(); }
    const std::int8_t* hidden_rows(const TaggerScratch& scratch) const { return scratch.hidden.back().data() + size(); }

    /// The tags of the words that encode() was given last.
    void tag(TaggerScratch& scratch, std::span<WordTag> out) const;

    /// All names of parts of speech ("NOUN"), in the order of their numbers.
    std::span<const std::string_view> upos() const { return upos_names_; }

    /// The features of a tag as CoNLL-U writes them ("Number=Sing"), "_" for none.
    std::string_view features(std::uint16_t id) const;

private:
    WordLayer words_;
    std::vector<Convolution> convolutions_;
    Linear upos_, features_;
    std::vector<std::string_view> upos_names_, features_names_;
    std::vector<std::pair<std::size_t, std::size_t>> features_of_;  // of each part of speech: a range of features
};

}  // namespace recount
