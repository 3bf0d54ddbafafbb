#include "show/summary.h"

#include <algorithm>
#include <map>
#include <set>

#include "show/wording.h"
#include "text/disjoint_sets.h"

namespace recount {

namespace {

constexpr std::size_t most_places = 5;

std::uint32_t count_outlets(const Account& account, const StoryAccount& story) {
    std::set<std::string> names;
    std::uint32_t unnamed = 0;
    for (const std::uint32_t report : story.reports)
        if (const std::string& outlet = account.reports[report].report.outlet; outlet.empty())
            ++unnamed;
        else
            names.insert(outlet_key(outlet));
    return static_cast<std::uint32_t>(names.size()) + unnamed;
}

std::vector<std::string> list_places(const StoryAccount& story) {
    std::map<std::string, std::size_t> mentions;
    for (const Event& event : story.events)
        if (event.place)
            mentions[event.place->name] += event.evidence.size();
    std::vector<std::pair<std::string, std::size_t>> sorted(mentions.begin(), mentions.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> places;
    for (const auto& [name, count] : sorted)
        if (places.size() < most_places)
            places.push_back(name);
    return places;
}

}  // namespace

std::uint32_t count_texts(const StoryAccount& story, const std::vector<std::uint32_t>& reports) {
    const auto place = [&](std::uint32_t report) {
        return static_cast<std::uint32_t>(std::lower_bound(story.reports.begin(), story.reports.end(), report) -
                                          story.reports.begin());
    };
    DisjointSets texts(story.reports.size());
    for (const Lineage& lineage : story.lineages)
        for (const LineageRelation& relation : lineage.relations)
            if (relation.kind != LineageKind::shared)
                texts.join(place(relation.from), place(relation.to));
    std::set<std::uint32_t> roots;
    for (const std::uint32_t report : reports)
        roots.insert(texts.root(place(report)));
    return static_cast<std::uint32_t>(roots.size());
}

std::string redaction_told(const Account& account) {
    const Redaction& redaction = *account.redaction;
    return "Redacted: pseudonyms stand for " + counted(redaction.names, "name") + ", in " +
           counted(redaction.reports, "report") + " of " + grouped_number(static_cast<double>(account.reports.size())) +
           ".";
}

StorySummary summarise(const Account& account, const StoryAccount& story) {
    StorySummary summary;
    summary.reports = static_cast<std::uint32_t>(story.reports.size());
    summary.outlets = count_outlets(account, story);
    summary.witnesses = count_texts(story, story.reports);
    summary.places = list_places(story);
    std::vector<std::string> days;
    for (const std::uint32_t report : story.reports)
        if (const auto& interval = account.days[report].days) {
            days.push_back(iso_day(interval->first));
            days.push_back(iso_day(interval->last));
        }
    if (!days.empty()) {
        summary.first = *std::min_element(days.begin(), days.end());
        summary.last = *std::max_element(days.begin(), days.end());
    }
    return summary;
}

}  // namespace recount
