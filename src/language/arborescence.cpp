#include "language/arborescence.h"

#include <algorithm>
#include <limits>

#include "language/kernels.h"

namespace recount {

namespace {

enum State : std::uint8_t { untouched, on_path, reached };  // reached: hangs on the root, directly or not

constexpr std::int64_t none = std::numeric_limits<std::int64_t>::min() / 4;

}  // namespace

void TreeSolver::solve(std::int32_t* scores, std::size_t words, std::size_t stride, std::span<std::uint32_t> heads) {
    for (std::size_t d = 0; d < words; ++d) {
        std::int32_t* row = scores + d * stride;
        row[d + 1] = std::numeric_limits<std::int32_t>::min();
        heads[d] = static_cast<std::uint32_t>(kernels().largest(row, words + 1));
    }
    if (!is_tree(heads.first(words)))
        search(scores, words, stride, heads);
}

bool TreeSolver::is_tree(std::span<const std::uint32_t> heads) {
    if (std::count(heads.begin(), heads.end(), 0U) != 1)
        return false;
    state_.assign(heads.size() + 1, untouched);
    state_[0] = reached;
    for (Node start = 1; start <= heads.size(); ++start) {
        Node at = start;
        for (; state_[at] == untouched; at = heads[at - 1])
            state_[at] = on_path;
        if (state_[at] == on_path)
            return false;
        for (at = start; state_[at] == on_path; at = heads[at - 1])
            state_[at] = reached;
    }
    return true;
}

void TreeSolver::search(const std::int32_t* scores, std::size_t words, std::size_t stride,
                        std::span<std::uint32_t> heads) {
    start(scores, words, stride);
    for (Node word = 1; word <= words; ++word)
        if (state_[whole_[word]] == untouched)
            grow(word);
    expand(heads);
}

/// Every word is a node of its own, with a row of the arcs into it; arcs from the root are made dear.
void TreeSolver::start(const std::int32_t* scores, std::size_t words, std::size_t stride) {
    words_ = words;
    contractions_ = 0;
    std::int64_t least = scores[0], most = scores[0];
    for (std::size_t d = 0; d < words; ++d)
        for (std::size_t h = 0; h <= words; ++h)
            if (h != d + 1) {
                least = std::min<std::int64_t>(least, scores[d * stride + h]);
                most = std::max<std::int64_t>(most, scores[d * stride + h]);
            }
    const std::int64_t root_cost = (most - least + 1) * static_cast<std::int64_t>(words + 1);
    const std::size_t width = words + 1;
    score_.resize(words * width);
    dependent_.resize(words * width);
    for (std::size_t d = 0; d < words; ++d)
        for (std::size_t h = 0; h < width; ++h) {
            score_[d * width + h] = h == d + 1 ? none : scores[d * stride + h] - (h == 0 ? root_cost : 0);
            dependent_[d * width + h] = static_cast<Node>(d + 1);
        }
    const std::size_t nodes = 2 * words + 1;
    whole_.resize(width);
    row_.assign(nodes, 0);
    parent_.assign(nodes, 0);
    arc_.assign(nodes, {});
    state_.assign(nodes, untouched);
    state_[0] = reached;
    for (Node word = 0; word <= words; ++word) {
        whole_[word] = word;
        row_[word] = word == 0 ? 0 : word - 1;
    }
    if (parts_.size() < words)
        parts_.resize(words);
}

/// Follows best arcs backwards until they reach what hangs on the root; cycles become one node on the way.
void TreeSolver::grow(Node from) {
    path_.assign(1, from);
    state_[from] = on_path;
    for (;;) {
        const Node at = path_.back();
        arc_[at] = best_arc(at);
        const Node before = whole_[arc_[at].head];
        if (state_[before] == reached)
            break;
        if (state_[before] == on_path) {
            path_.push_back(contract(before));
        } else {
            path_.push_back(before);
        }
        state_[path_.back()] = on_path;
    }
    for (const Node node : path_)
        state_[node] = reached;
}

TreeSolver::Arc TreeSolver::best_arc(Node into) const {
    const std::size_t first = row_[into] * (words_ + 1);
    const auto row = score_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto best = std::max_element(row, row + static_cast<std::ptrdiff_t>(words_ + 1));
    const auto head = static_cast<std::size_t>(best - row);
    return {static_cast<Node>(head), dependent_[first + head], *best};
}

/// Makes one node of the end of the path from `first` on. Its arcs are those into any part, each by what it gains over
/// the arc that the part has within the cycle; it takes the row of `first`.
TreeSolver::Node TreeSolver::contract(Node first) {
    const auto made = static_cast<Node>(words_ + 1 + contractions_);
    std::vector<Node>& parts = parts_[contractions_++];
    const auto begin = std::find(path_.begin(), path_.end(), first);
    parts.assign(begin, path_.end());
    path_.erase(begin, path_.end());
    for (const Node part : parts)
        parent_[part] = made;
    for (Node& whole : whole_)
        if (parent_[whole] == made)
            whole = made;
    row_[made] = row_[first];
    const std::size_t width = words_ + 1, into = row_[made] * width;
    for (const Node part : parts) {
        const std::size_t from = row_[part] * width;
        const std::int64_t lost = arc_[part].score;
        for (std::size_t h = 0; h < width; ++h) {
            const std::int64_t score = whole_[h] == made ? none : score_[from + h] - lost;
            if (part == first || score > score_[into + h]) {
                score_[into + h] = score;
                dependent_[into + h] = dependent_[from + h];
            }
        }
    }
    return made;
}

/// Gives each word its head: an arc into a contraction replaces the one that the part where it ends has in the cycle.
void TreeSolver::expand(std::span<std::uint32_t> heads) {
    pending_.clear();
    for (Node node = 1; node <= words_ + contractions_; ++node)
        if (parent_[node] == 0)
            pending_.push_back(node);
    while (!pending_.empty()) {
        const Node top = pending_.back();
        pending_.pop_back();
        const Arc arc = arc_[top];
        heads[arc.dependent - 1] = arc.head;
        for (Node at = arc.dependent; at != top; at = parent_[at])
            for (const Node part : parts_[parent_[at] - words_ - 1])
                if (part != at)
                    pending_.push_back(part);
    }
}

}  // namespace recount
