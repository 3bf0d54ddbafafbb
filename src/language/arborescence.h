// The best tree over the words of a sentence: every word has one head, one word hangs on the root, and the sum of the
// arcs' scores is the largest there is.
//
// Nine sentences in ten need no search: where each word's best head gives a tree, that tree is the best. Else the
// maximum spanning arborescence is found by contracting cycles (Chu and Liu 1965, Edmonds 1967) in O(n^2), with paths
// grown along best arcs as in Gabow, Galil, Spencer and Tarjan 1986. That only one word hangs on the root comes from
// the scores: each arc from the root costs more than all other arcs together can gain.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace recount {

/// Finds trees one after another, each thread with a solver of its own; memory grows to what the longest sentence needs
/// (16 bytes times its words squared) and stays.
class TreeSolver {
public:
    /// scores[d * stride + h] is that of the arc from h (0: the root, i: word i - 1) to word d, h <= words. Where a
    /// word would be its own head, the score is ignored and overwritten. Gives the head of each word in the same
    /// numbers. Of trees with the same sum, always the same one.
    void solve(std::int32_t* scores, std::size_t words, std::size_t stride, std::span<std::uint32_t> heads);

private:
    using Node = std::uint32_t;
    struct Arc {
        Node head = 0, dependent = 0;  // words as they were before any contraction
        std::int64_t score = 0;
    };

    bool is_tree(std::span<const std::uint32_t> heads);
    void search(const std::int32_t* scores, std::size_t words, std::size_t stride, std::span<std::uint32_t> heads);
    void start(const std::int32_t* scores, std::size_t words, std::size_t stride);
    void grow(Node from);
    Arc best_arc(Node into) const;
    Node contract(Node first);
    void expand(std::span<std::uint32_t> heads);

    std::size_t words_ = 0;
    std::vector<std::int64_t> score_;       // [row][head]: the best arc from a word into what the row stands for
    std::vector<Node> dependent_;           // [row][head]: where that arc ends
    std::vector<Node> whole_;               // of each word: the outermost contraction that holds it
    std::vector<Node> row_;                 // of each node; nodes behind the words are contractions
    std::vector<Node> parent_;              // the contraction that a node is part of; 0: none
    std::vector<std::vector<Node>> parts_;  // of each contraction, by its number behind the words
    std::vector<Arc> arc_;                  // the chosen arc into each node
    std::vector<std::uint8_t> state_;       // of each node
    std::vector<Node> path_, pending_;
    std::size_t contractions_ = 0;
};

}  // namespace recount
