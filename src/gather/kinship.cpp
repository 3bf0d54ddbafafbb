#include "gather/kinship.h"

#include <algorithm>

namespace recount {

namespace {

bool relates(const LineageRelation& relation, std::uint32_t a, std::uint32_t b) {
    return (relation.from == a && relation.to == b) || (relation.from == b && relation.to == a);
}

bool are_related(const std::vector<Lineage>& lineages, std::uint32_t a, std::uint32_t b) {
    return std::ranges::any_of(lineages, [&](const Lineage& lineage) {
        return std::ranges::any_of(lineage.relations,
                                   [&](const LineageRelation& relation) { return relates(relation, a, b); });
    });
}

/// A lineage of the two alone: all words of each descend from one text.
Lineage copies(std::span<const AnnotatedReport> reports, std::uint32_t original, std::uint32_t copy) {
    Lineage lineage;
    lineage.kind = LineageKind::copy;
    lineage.reports = {std::min(original, copy), std::max(original, copy)};
    lineage.relations = {{original, copy, LineageKind::copy, 1}};
    for (const std::uint32_t report : lineage.reports) {
        const auto end = static_cast<std::uint32_t>(reports[report].report.content.size());
        lineage.passages.resize(1);
        lineage.passages.front().push_back({report, {reports[report].report.text_start, end}});
    }
    return lineage;
}

bool has_report(const std::vector<Evidence>& passage, std::uint32_t report) {
    return std::ranges::any_of(passage, [&](const Evidence& place) { return place.report == report; });
}

bool is_shared(const std::vector<Evidence>& passage) {
    return std::ranges::any_of(passage, [&](const Evidence& place) { return place.report != passage.front().report; });
}

/// Of each passage that has both reports makes two, of which each has one of them; what is left without a counterpart
/// goes.
void part(Lineage& lineage, std::uint32_t first, std::uint32_t second) {
    std::vector<std::vector<Evidence>> passages;
    for (std::vector<Evidence>& passage : lineage.passages) {
        if (has_report(passage, first) && has_report(passage, second)) {
            std::vector<Evidence> without_first = passage;
            std::erase_if(without_first, [&](const Evidence& place) { return place.report == first; });
            passages.push_back(std::move(without_first));
            std::erase_if(passage, [&](const Evidence& place) { return place.report == second; });
        }
        passages.push_back(std::move(passage));
    }
    std::erase_if(passages, [](const auto& passage) { return !is_shared(passage); });
    std::ranges::sort(passages);
    passages.erase(std::unique(passages.begin(), passages.end()), passages.end());
    lineage.passages = std::move(passages);
    const auto is_left = [&](std::uint32_t report) {
        return std::ranges::any_of(lineage.passages, [&](const auto& passage) { return has_report(passage, report); });
    };
    std::erase_if(lineage.relations, [&](const LineageRelation& relation) {
        return relates(relation, first, second) || !is_left(relation.from) || !is_left(relation.to);
    });
    std::erase_if(lineage.reports, [&](std::uint32_t report) { return !is_left(report); });
}

/// The relation of the two has this direction from now on.
void turn(std::vector<Lineage>& lineages, std::uint32_t original, std::uint32_t copy) {
    for (Lineage& lineage : lineages)
        for (LineageRelation& relation : lineage.relations)
            if (relates(relation, original, copy)) {
                relation.from = original;
                relation.to = copy;
            }
}

}  // namespace

void follow_kinship(const StoryDecisions& decisions, std::span<const AnnotatedReport> reports,
                    std::vector<Lineage>& lineages) {
    for (DecisionResult* decided : decisions.of(Verb::not_a_copy)) {
        const std::uint32_t first = decided->on[0].report, second = decided->on[1].report;
        decided->machine = are_related(lineages, first, second) ? "related" : "not related";
        for (Lineage& lineage : lineages)
            part(lineage, first, second);
    }
    std::erase_if(lineages, [](const Lineage& lineage) { return lineage.reports.size() < 2; });
    for (DecisionResult* decided : decisions.of(Verb::copy)) {
        const std::uint32_t copy = decided->on[0].report, original = decided->on[1].report;
        const bool related = are_related(lineages, copy, original);
        decided->machine = related ? "related" : "not related";
        if (copy == original)
            decided->does_not_fit("a report is no copy of itself");
        else if (related)
            turn(lineages, original, copy);
        else
            lineages.push_back(copies(reports, original, copy));
    }
}

}  // namespace recount
