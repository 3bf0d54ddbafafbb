#include "gather/gather.h"

namespace recount {

std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook,
                          const LanguageModel& model) {
    GatherRules rules(codebook);
    std::vector<ReportWords> words;
    std::vector<StoryItem> items;
    words.reserve(reports.size());
    items.reserve(reports.size());
    for (const AnnotatedReport& report : reports) {
        words.push_back(words_of(report, rules.terms));
        items.push_back(story_item(report, words.back(), rules.terms, rules.items));
    }
    auto groups = find_stories(std::move(items), StoryScorer(model), rules.stories, rules.forms);
    std::erase_if(groups, [&](const auto& members) { return !reports[members.front()].annotated; });
    const Furniture furniture = find_furniture(groups, words);
    std::vector<Story> stories;
    for (auto& members : groups) {
        auto lineages = find_lineages(members, reports, words, rules.terms, furniture, rules.lineages, rules.forms);
        auto weekdays = compare_weekdays(members, reports, words, rules.terms, rules.weekdays);
        stories.push_back({std::move(members), std::move(lineages), std::move(weekdays)});
    }
    return stories;
}

}  // namespace recount
