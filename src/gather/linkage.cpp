#include "gather/linkage.h"

#include <algorithm>
#include <map>
#include <queue>
#include <tuple>
#include <utility>

namespace recount {

namespace {

/// Groups that grow by joining, and how alike they are.
class Joiner {
public:
    Joiner(std::span<const std::uint32_t> sizes, std::span<const Likeness> sums, double least)
        : least_(least), sizes_(sizes.begin(), sizes.end()), groups_(sizes.size()), sums_(sizes.size()) {
        for (std::uint32_t i = 0; i < sizes.size(); ++i)
            groups_[i] = {i};
        for (const Likeness& pair : sums) {
            sums_[pair.a][pair.b] = sums_[pair.b][pair.a] = pair.value;
            offer(pair.a, pair.b);
        }
    }

    Groups run() {
        while (!queue_.empty()) {
            const Offer best = queue_.top();
            queue_.pop();
            if (is_current(best))
                join(best.a, best.b);
        }
        Groups out;
        for (auto& group : groups_)
            if (!group.empty()) {
                std::sort(group.begin(), group.end());
                out.push_back(std::move(group));
            }
        std::sort(out.begin(), out.end());
        return out;
    }

private:
    struct Offer {
        double value;
        std::uint32_t a, b;  // the groups' numbers: those of their lowest members, a < b
        std::uint32_t size_a, size_b;
        bool operator<(const Offer& other) const {
            return std::tie(value, other.a, other.b) < std::tie(other.value, a, b);
        }
    };

    void offer(std::uint32_t a, std::uint32_t b) {
        if (a > b)
            std::swap(a, b);
        const double value = sums_[a].at(b) / static_cast<double>(std::size_t{sizes_[a]} * sizes_[b]);
        if (value >= least_)
            queue_.push({value, a, b, sizes_[a], sizes_[b]});
    }

    /// An offer is stale when one of its groups has grown or gone since.
    bool is_current(const Offer& offer) const {
        return sizes_[offer.a] == offer.size_a && sizes_[offer.b] == offer.size_b;
    }

    void join(std::uint32_t a, std::uint32_t b) {
        groups_[a].insert(groups_[a].end(), groups_[b].begin(), groups_[b].end());
        groups_[b].clear();
        sizes_[a] += std::exchange(sizes_[b], 0);
        sums_[a].erase(b);
        sums_[b].erase(a);
        for (const auto& [other, sum] : sums_[b]) {
            sums_[a][other] += sum;
            sums_[other][a] = sums_[a][other];
            sums_[other].erase(b);
        }
        sums_[b].clear();
        for (const auto& neighbour : sums_[a])
            offer(a, neighbour.first);
    }

    double least_;
    std::vector<std::uint32_t> sizes_;  // 0 of a group that was joined to another
    Groups groups_;
    std::vector<std::map<std::uint32_t, double>> sums_;  // of the likeness of all pairs across two groups
    std::priority_queue<Offer> queue_;
};

}  // namespace

Groups join_by_average(std::uint32_t count, std::span<const Likeness> pairs, double least) {
    return join_by_average(std::vector<std::uint32_t>(count, 1), pairs, least);
}

Groups join_by_average(std::span<const std::uint32_t> sizes, std::span<const Likeness> sums, double least) {
    return Joiner(sizes, sums, least).run();
}

}  // namespace recount
