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

/// Takes the second report's places out of each passage that has the first, and what is left without a counterpart.
void part(Lineage& lineage, std::uint32_t first, std::uint32_t second) {
    for (std::vector<Evidence>& passage : lineage.passages)
        if (has_report(passage, first))
            std::erase_if(passage, [&](const Evidence& place) { return place.report == second; });
    std::erase_if(lineage.passages, [](const auto& passage) {
        return std::ranges::all_of(passage,
                                   [&](const Evidence& place) { return place.report == passage.front().report; });
    });
    std::erase_if(lineage.relations, [&](const LineageRelation& relation) { return relates(relation, first, second); });
    std::erase_if(lineage.reports, [&](std::uint32_t report) {
        return std::ranges::none_of(lineage.passages, [&](const auto& passage) { return has_report(passage, report); });
    });
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
        else if (!related)
            lineages.push_back(copies(reports, original, copy));
    }
}

}  // namespace recount
