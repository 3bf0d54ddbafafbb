#include "reconcile/figures.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "reconcile/figure_groups.h"
#include "reconcile/reasons.h"
#include "reconcile/source_kinds.h"
#include "reconcile/witnesses.h"
#include "text/plain_number.h"

namespace recount {

namespace {

class FigureFinder {
public:
    FigureFinder(const StoryView& view, std::span<const StoryClaim> claims, const std::vector<Event>& events)
        : view_(view), claims_(claims), events_(events), kinds_(view) {}

    std::vector<Figure> find(const PairScorer* scorer) {
        const std::vector<std::vector<std::uint32_t>> groups = group_claims(view_, claims_, events_, scorer);
        std::vector<Figure> figures;
        std::vector<std::uint32_t> figure_of_claim(claims_.size(), no_index);
        for (const std::vector<std::uint32_t>& group : groups) {
            if (std::ranges::all_of(group, [&](std::uint32_t i) { return claim_of(view_, claims_[i]).implicit; }))
                continue;
            for (const std::uint32_t i : group)
                figure_of_claim[i] = static_cast<std::uint32_t>(figures.size());
            figures.push_back(figure_of(group));
        }
        follow_final_values(figure_of_claim, figures);
        sort_worst_first(figures);
        for (std::size_t i = 0; i < figures.size(); ++i)
            figures[i].id = "f" + std::to_string(i + 1);
        return figures;
    }

private:
    Figure figure_of(std::span<const std::uint32_t> group);
    std::uint32_t event_of(std::span<const std::uint32_t> group) const;
    std::string scope_of(std::span<const std::uint32_t> group) const;
    std::vector<Bounds> bounds_of(const Figure& figure, std::span<const std::uint32_t> group) const;
    std::vector<std::uint32_t> compared_claims(std::span<const std::uint32_t> group,
                                               std::span<const Bounds> bounds) const;
    void follow_final_values(std::span<const std::uint32_t> figure_of_claim, std::vector<Figure>& figures) const;
    void sort_worst_first(std::vector<Figure>& figures) const;

    const StoryView& view_;
    std::span<const StoryClaim> claims_;
    const std::vector<Event>& events_;
    SourceKindFinder kinds_;
};

/// The event that most of its claims are of; those count double whose own words tell it.
std::uint32_t FigureFinder::event_of(std::span<const std::uint32_t> group) const {
    std::map<std::uint32_t, int> weights;
    for (const std::uint32_t i : group)
        if (claims_[i].event != no_index)
            weights[claims_[i].event] += claims_[i].told ? 2 : 1;
    const auto most = std::ranges::max_element(weights, {}, [](const auto& weight) { return weight.second; });
    return most == weights.end() ? no_index : most->first;
}

/// The scope that most of its claims have; one that names a part rather than one that does not.
std::string FigureFinder::scope_of(std::span<const std::uint32_t> group) const {
    std::map<std::string_view, int> counts;
    for (const std::uint32_t i : group)
        counts[claims_[i].scope] += claims_[i].scope == part_of_a_whole ? 1 : 1000;
    return std::string(std::ranges::max_element(counts, {}, [](const auto& count) { return count.second; })->first);
}

/// What the verdict goes by: each claim's bounds, with its witness and whether the matter was long settled by then.
std::vector<Bounds> FigureFinder::bounds_of(const Figure& figure, std::span<const std::uint32_t> group) const {
    constexpr auto soon = std::chrono::days(3);
    std::optional<Day> ended;
    if (figure.event != no_index) {
        const Event& event = events_[figure.event];
        ended = parse_iso_day(event.date_end.empty() ? event.date : event.date_end);
    }
    const bool goes_on = view_.rules.goes_on(figure.scope);
    const bool compared =
        view_.rules.quantity(figure.quantity).known || (figure.quantity == "age" && figure.scope != whole_scope);
    std::vector<Bounds> all;
    for (std::size_t i = 0; i < group.size(); ++i) {
        Bounds& bounds = all.emplace_back(claims_[group[i]].bounds);
        bounds.witness = figure.claims[i].witness;
        bounds.denied = bounds.denied && compared;
        const auto said = view_.day_of(claims_[group[i]].report, claim_of(view_, claims_[group[i]]).sentence);
        bounds.long_settled = !goes_on && said && ended && *said - *ended > soon;
    }
    return all;
}

/// One victim without a number word joins a figure and never makes a disagreement: "a woman has died" says nothing
/// against two dead. It counts where the numbers say one too.
std::vector<std::uint32_t> FigureFinder::compared_claims(std::span<const std::uint32_t> group,
                                                         std::span<const Bounds> bounds) const {
    std::vector<std::uint32_t> numbers, all;
    bool all_one = true;
    for (std::uint32_t i = 0; i < bounds.size(); ++i) {
        all.push_back(i);
        if (claim_of(view_, claims_[group[i]]).implicit)
            continue;
        numbers.push_back(i);
        all_one = all_one && bounds[i].low == 1.0 && bounds[i].high == 1.0;
    }
    return all_one ? all : numbers;
}

Figure FigureFinder::figure_of(std::span<const std::uint32_t> group) {
    const Claim& first = claim_of(view_, claims_[group.front()]);
    Figure figure;
    figure.event = event_of(group);
    figure.quantity = first.quantity;
    figure.scope = scope_of(group);
    figure.unit = first.unit;
    for (const std::uint32_t i : group)
        figure.claims.push_back({.report = claims_[i].report,
                                 .claim = claims_[i].claim,
                                 .source_name = claims_[i].source_name,
                                 .lineage = claims_[i].lineage,
                                 .kind = kinds_.kind_of(claims_[i])});
    figure.witnesses = number_witnesses(claims_, group, figure.claims);
    const std::vector<Bounds> bounds = bounds_of(figure, group);
    std::vector<Bounds> compared;
    std::vector<BestCandidate> candidates;
    const std::vector<std::uint32_t> numbers = compared_claims(group, bounds);
    for (const std::uint32_t i : numbers) {
        compared.push_back(bounds[i]);
        candidates.push_back({bounds[i], figure.claims[i].kind, claim_of(view_, claims_[group[i]]).standing});
    }
    figure.status = status_of(compared, view_.rules.quantity(figure.quantity).moves);
    const BestNumber number = view_.rules.best().settle(candidates, figure.status);
    figure.low = number.low;
    figure.best = number.best;
    figure.high = number.high;
    figure.best_rule = number.rule;
    figure.reason = reason_of(figure.status, compared, number.claim);
    for (std::uint32_t& claim : figure.reason.claims)
        claim = numbers[claim];
    return figure;
}

/// A number that a person took for the right one stands for the figure that has the claims it rests on.
void FigureFinder::follow_final_values(std::span<const std::uint32_t> figure_of_claim,
                                       std::vector<Figure>& figures) const {
    std::map<std::uint32_t, DecisionResult*> last;  // of each figure
    for (DecisionResult* decided : view_.decisions.of(Verb::final_value)) {
        std::set<std::uint32_t> of;
        for (const PlacedTarget& place : decided->on) {
            const std::uint32_t claim = story_claim_at(view_, claims_, place);
            of.insert(claim == no_index ? no_index : figure_of_claim[claim]);
        }
        if (of.contains(no_index) || of.size() > 1) {
            decided->does_not_fit(of.size() > 1 ? "the claims that it rests on are of several figures"
                                                : "no figure has these words");
            continue;
        }
        const auto [earlier, is_first] = last.try_emplace(*of.begin(), decided);
        if (!is_first) {
            earlier->second->give_way_to(decided->decision);
            earlier->second = decided;
        }
    }
    for (const auto& [number, decided] : last) {
        Figure& figure = figures[number];
        decided->machine = figure.best ? plain_number(*figure.best) : "none";
        figure.best = std::get<double>(decided->decision.value);
        figure.best_rule = "decided";
        figure.low = std::min(figure.low.value_or(*figure.best), *figure.best);
        figure.high = std::max(figure.high.value_or(*figure.best), *figure.best);
    }
}

void FigureFinder::sort_worst_first(std::vector<Figure>& figures) const {
    const auto rank = [](Status status) {
        constexpr std::array<int, 6> order{5, 4, 3, 1, 2, 0};  // single, agree, repeated, evolving, refines, conflict
        return order[static_cast<std::size_t>(status)];
    };
    std::stable_sort(figures.begin(), figures.end(), [&](const Figure& a, const Figure& b) {
        const auto known = [&](const Figure& figure) { return view_.rules.quantity(figure.quantity).known ? 0 : 1; };
        const auto size = [](const Figure& figure) { return -static_cast<int>(figure.claims.size()); };
        return std::tuple(rank(a.status), known(a), size(a), a.event, a.quantity, a.scope) <
               std::tuple(rank(b.status), known(b), size(b), b.event, b.quantity, b.scope);
    });
}

}  // namespace

std::vector<Figure> find_figures(const StoryView& view, std::span<const StoryClaim> claims,
                                 const std::vector<Event>& events, const PairScorer* scorer) {
    return FigureFinder(view, claims, events).find(scorer);
}

}  // namespace recount
