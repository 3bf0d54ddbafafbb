#include "gather/gather.h"

#include "gather/kinship.h"

namespace recount {

Story gather_story(std::vector<std::uint32_t> members, std::span<const AnnotatedReport> reports, GatherRules& rules,
                   std::vector<ReportWords>& words, const StoryDecisions& decisions) {
    Story story;
    story.versions = find_versions(members, reports, rules.versions);
    members = without_older(std::move(members), story.versions);
    rules.terms.forget_others();
    words.resize(reports.size());
    for (const std::uint32_t report : members)
        words[report] = words_of(reports[report], rules.terms);
    story.lineages = find_lineages(members, reports, words, rules.terms, rules.lineages, rules.forms);
    follow_kinship(decisions, reports, story.lineages);
    story.weekdays = compare_weekdays(members, reports, words, rules.terms, rules.weekdays);
    for (const std::uint32_t report : members)
        words[report] = {};
    story.reports = std::move(members);
    return story;
}

std::vector<std::vector<std::uint32_t>> group_reports(std::span<const AnnotatedReport> reports, GatherRules& rules,
                                                      const LanguageModel& model) {
    std::vector<StoryItem> items;
    items.reserve(reports.size());
    for (const AnnotatedReport& report : reports)
        items.push_back(story_item(report, words_of(report, rules.terms), rules.terms, rules.items));
    auto groups = find_stories(std::move(items), StoryScorer(model), rules.stories, rules.forms);
    std::erase_if(groups, [&](const auto& members) { return !reports[members.front()].annotated; });
    return groups;
}

std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook,
                          const LanguageModel& model) {
    GatherRules rules(codebook);
    std::vector<ReportWords> words;
    std::vector<Story> stories;
    for (auto& members : group_reports(reports, rules, model))
        stories.push_back(gather_story(std::move(members), reports, rules, words));
    return stories;
}

}  // namespace recount
