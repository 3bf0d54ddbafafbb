#include "agree/adjudication.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace recount {

namespace {

void sort_rows(std::vector<CodedRow>& rows) {
    std::ranges::stable_sort(rows, {},
                             [](const CodedRow& row) { return std::tuple(row.report, row.words, row.round); });
}

bool meet(const CodedRow& a, const CodedRow& b) {
    return a.report == b.report && a.words.overlaps(b.words);
}

/// The values in which two rows differ. What a source is called elsewhere, and ids, are no values of a coder's.
std::vector<std::string> differences(const CodedRow& a, const CodedRow& b) {
    std::vector<std::string> found;
    const auto compare = [&](std::string_view name, const auto& first, const auto& second) {
        if (first != second)
            found.emplace_back(name);
    };
    compare("words", a.words, b.words);
    compare("quantity", a.quantity, b.quantity);
    compare("scope", a.scope, b.scope);
    compare("low", a.low, b.low);
    compare("high", a.high, b.high);
    compare("modifier", a.modifier, b.modifier);
    compare("source", a.source, b.source);
    compare("event_type", a.event_type, b.event_type);
    compare("event_date", std::tie(a.event_date, a.event_date_end), std::tie(b.event_date, b.event_date_end));
    compare("event_place", a.event_place, b.event_place);
    return found;
}

class Linker {
public:
    Linker(Adjudication& made, std::span<const Rejection> rejections) : made_(made), rejections_(rejections) {}

    void link() {
        std::vector<bool> is_used(made_.candidates.size());
        for (std::size_t k = 0; k < made_.kept.size(); ++k)
            link_kept(k, is_used);
        for (std::size_t c = 0; c < made_.candidates.size(); ++c)
            if (!is_used[c])
                link_left(c);
        std::ranges::stable_sort(made_.links, {}, [&](const AdjudicationLink& link) {
            const CodedRow& row = link.kept ? made_.kept[*link.kept] : made_.candidates[*link.candidate];
            return std::tuple(row.report, row.words, !link.kept);
        });
    }

private:
    /// The candidates of one report lie side by side.
    void link_kept(std::size_t k, std::vector<bool>& is_used) {
        const CodedRow& row = made_.kept[k];
        const auto of_report = std::ranges::equal_range(made_.candidates, row.report, {}, &CodedRow::report);
        bool is_new = true;
        for (auto candidate = of_report.begin(); candidate != of_report.end(); ++candidate) {
            if (!meet(*candidate, row))
                continue;
            const auto c = static_cast<std::size_t>(candidate - made_.candidates.begin());
            std::vector<std::string> changed = differences(*candidate, row);
            const LinkKind kind = changed.empty() ? LinkKind::taken : LinkKind::changed;
            made_.links.push_back({k, c, kind, std::move(changed), row.coder, row.at, row.reason});
            is_used[c] = true;
            is_new = false;
        }
        if (is_new)
            made_.links.push_back({k, std::nullopt, LinkKind::added, {}, row.coder, row.at, row.reason});
    }

    void link_left(std::size_t c) {
        const CodedRow& row = made_.candidates[c];
        const auto last = std::find_if(rejections_.rbegin(), rejections_.rend(), [&](const Rejection& one) {
            return one.report == row.report && (one.words.empty() || one.words.overlaps(row.words));
        });
        if (last == rejections_.rend())
            made_.links.push_back({std::nullopt, c, LinkKind::open});
        else
            made_.links.push_back({std::nullopt, c, LinkKind::rejected, {}, last->by, last->at, last->reason});
    }

    Adjudication& made_;
    std::span<const Rejection> rejections_;
};

}  // namespace

std::string_view name_of(LinkKind kind) {
    constexpr std::array<std::string_view, 5> names{"taken", "changed", "new", "rejected", "open"};
    return names[static_cast<std::size_t>(kind)];
}

Adjudication adjudicate(std::vector<CodedRow> candidates, std::vector<CodedRow> kept,
                        std::span<const Rejection> rejections) {
    Adjudication made{std::move(candidates), std::move(kept), {}};
    sort_rows(made.candidates);
    sort_rows(made.kept);
    Linker(made, rejections).link();
    return made;
}

void keep_rows(Adjudication& adjudication, const std::function<bool(const CodedRow&)>& is_kept) {
    const auto keep = [&](std::vector<CodedRow>& rows, auto AdjudicationLink::*place) {
        std::vector<std::optional<std::size_t>> now(rows.size());
        std::size_t count = 0;
        for (std::size_t i = 0; i < rows.size(); ++i)
            if (is_kept(rows[i]))
                now[i] = count++;
        std::erase_if(adjudication.links,
                      [&](const AdjudicationLink& link) { return link.*place && !now[*(link.*place)]; });
        for (AdjudicationLink& link : adjudication.links)
            if (link.*place)
                link.*place = now[*(link.*place)];
        std::erase_if(rows, [&](const CodedRow& row) { return !is_kept(row); });
    };
    keep(adjudication.candidates, &AdjudicationLink::candidate);
    keep(adjudication.kept, &AdjudicationLink::kept);
}

}  // namespace recount
