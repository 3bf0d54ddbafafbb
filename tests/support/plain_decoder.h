// The language model decoded the slow and obvious way, straight from the arrays of its file: one word at a time, one
// number at a time, trees by the textbook. The fast one must say the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "language/model_file.h"

namespace recount::test {

struct PlainWord {
    std::string upos, features, relation;
    std::size_t head = 0;  // 0: the root; i: word i - 1
    bool operator==(const PlainWord&) const = default;
};

/// One sentence of at most 256 words.
std::vector<PlainWord> plain_parse(const ModelFile& model, const std::vector<std::string>& forms);

/// The scores of all tags of names for each word of a sentence, whose network has a convolution and a recurrent layer;
/// `hints` are the rows of names/hints that the gazetteer selects.
std::vector<float> plain_name_scores(const ModelFile& model, const std::vector<std::string>& forms,
                                     const std::vector<std::size_t>& hints);

/// scores[d][h]: of the arc from h (0: root, i: word i - 1) to word d.
using ArcScores = std::vector<std::vector<std::int64_t>>;

/// The best tree with one word on the root: for each word as the root's, Chu-Liu/Edmonds by recursion.
std::vector<std::size_t> plain_tree(const ArcScores& scores);

/// The best sum of a tree with one word on the root, by trying all heads of all words; for six words or so.
std::int64_t best_sum_of_all_trees(const ArcScores& scores);

/// True when all words hang on one word of the root, without a cycle.
bool is_tree(const std::vector<std::size_t>& heads);

/// The sum of the arcs; throws std::logic_error when the heads are no tree with one word on the root.
std::int64_t sum_of_tree(const ArcScores& scores, const std::vector<std::size_t>& heads);

}  // namespace recount::test
