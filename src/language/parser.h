// Dependency trees (Universal Dependencies 2): recurrent layers over what the tagger made of the words, a score for
// every pair of words, the best tree by these scores, and a relation for each of its arcs.
//
// The score of h as the head of d is a product of two projections, as in Dozat and Manning 2017 ("Deep biaffine
// attention for neural dependency parsing") without the bilinear weights, and what the part of speech of d says of a
// head so far away, which a table holds; the root is one more head, a learned row, at no distance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "language/arborescence.h"
#include "language/model_file.h"
#include "language/network.h"
#include "language/tagger.h"

namespace recount {

/// Memory of one thread for one parser.
struct ParserScratch {
    LayerScratch layers;
    Lines<std::int8_t> input, output, dependents, heads, arcs;
    Lines<float> dependent_labels, head_labels, numbers;
    Lines<std::int32_t> scores;
    PackedWeights packed_heads;
    TreeSolver solver;
    std::vector<std::uint32_t> tree;
};

/// What the parser says of a word.
struct WordArc {
    std::uint32_t head = 0;     // 0: the root; i: word i - 1 of the sentence
    std::uint8_t relation = 0;  // a number of its list
};

/// Immutable: any number of threads may use one, each with its own scratch.
class Parser {
public:
    /// Reads the sections below PREFIX/. Throws ModelError.
    Parser(const ModelFile& model, const std::string& prefix, const Tagger& tagger);

    /// The tree over the words that the tagger encoded last, with the tags that it gave them. Time and memory grow with
    /// the square of the words: cut long sentences before.
    void parse(const Tagger& tagger, const TaggerScratch& tagged, std::span<const WordTag> tags, ParserScratch& scratch,
               std::span<WordArc> out) const;

    /// Bytes of what the last recurrent layer makes of a word, and these rows of the words that were parsed last.
    std::size_t size() const { return layers_.back().outputs(); }
    const std::int8_t* rows(const ParserScratch& scratch) const { return scratch.input.data(); }

    /// All names of relations ("nsubj"), in the order of their numbers.
    std::span<const std::string_view> relations() const { return relation_names_; }

    /// The relation of the word that hangs on the root, and of what hangs together loosely (parataxis).
    std::uint8_t root_relation() const { return root_relation_; }
    std::uint8_t loose_relation() const { return loose_relation_; }

private:
    void find_heads(const std::int8_t* rows, std::span<const WordTag> tags, ParserScratch& scratch) const;
    void add_distances(std::span<const WordTag> tags, std::size_t stride, std::int32_t* scores) const;
    void label(const std::int8_t* rows, ParserScratch& scratch, std::span<WordArc> out) const;

    std::vector<RecurrentLayer> layers_;
    Linear dependent_, head_, label_dependent_, label_head_, labels_;
    std::span<const std::int8_t> root_;
    std::span<const float> label_root_;
    Matrix<std::int32_t>
        distances_;  // of each part of speech: places of the head less that of the word, -reach to reach
    std::size_t reach_ = 0;
    Steps arc_steps_, label_steps_;
    std::vector<std::string_view> relation_names_;
    std::uint8_t root_relation_ = 0, loose_relation_ = 0;
};

}  // namespace recount
