// Which number stands for a figure, and what its lowest and highest are, by the rule that codebook/best.toml states:
// who may give a number, and which of their claims is best for figures of each status.
#pragma once

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/status.h"

namespace recount {

/// A claim as the rule sees it.
struct BestCandidate {
    Bounds bounds;
    SourceKind kind = SourceKind::unknown;
    Standing standing = Standing::asserted;
};

/// What the rule gives: numbers of claims, none where no claim may give one.
struct BestNumber {
    std::optional<double> low, best, high;
    std::optional<std::uint32_t> claim;  // which one gives `best`
    std::string rule;                    // its name; empty where no rule gives one
};

/// Immutable; any number of threads may use it.
class BestRules {
public:
    /// Throws CodebookError.
    explicit BestRules(const Codebook& codebook);

    BestNumber settle(std::span<const BestCandidate> candidates, Status status) const;

private:
    enum class Order : std::uint8_t { latest, closest, greatest, least };
    struct Rule {
        std::string name;
        std::vector<Status> status;
        std::vector<Modifier> modifiers;  // empty: all
        std::vector<Order> order;
    };
    using Ranks = std::array<std::size_t, source_kind_count>;  // of each kind, 0 the first
    using Claims = std::vector<std::uint32_t>;

    static Ranks read_ranks(const CodebookNode& file, std::string_view key);
    static Rule read_rule(const CodebookNode& node);
    static Claims first_ranked(std::span<const BestCandidate> candidates, const Claims& claims, const Ranks& ranks);
    static void set_range(BestNumber& number, std::span<const BestCandidate> candidates, const Claims& claims,
                          std::span<const Bounds> replacing);
    bool precedes(const Rule& rule, const Bounds& a, const Bounds& b) const;

    Ranks may_be_best_, may_bound_;
    std::vector<Rule> rules_;
    std::array<std::size_t, 9> closeness_{};  // of each modifier, 0 the closest
};

}  // namespace recount
