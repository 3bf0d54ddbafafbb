#include "gather/gather.h"

#include "gather/lineages.h"
#include "gather/stories.h"
#include "gather/weekdays.h"

namespace recount {

std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook) {
    Terms terms(codebook);
    std::vector<ReportWords> words;
    words.reserve(reports.size());
    for (const AnnotatedReport& report : reports)
        words.push_back(words_of(report, terms));
    const StockFormSettings forms(codebook);
    auto groups = find_stories(reports, words, terms, StorySettings(codebook), forms);
    std::erase_if(groups, [&](const auto& members) { return !reports[members.front()].annotated; });
    const Furniture furniture = find_furniture(groups, words);
    const LineageSettings settings(codebook);
    const WeekdaySettings weekday_settings(codebook);
    std::vector<Story> stories;
    for (auto& members : groups) {
        auto lineages = find_lineages(members, reports, words, terms, furniture, settings, forms);
        auto weekdays = compare_weekdays(members, reports, words, terms, weekday_settings);
        stories.push_back({std::move(members), std::move(lineages), std::move(weekdays)});
    }
    return stories;
}

}  // namespace recount
