#include "gather/gather.h"

#include "gather/stories.h"

namespace recount {

std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook) {
    Terms terms(codebook);
    std::vector<ReportWords> words;
    words.reserve(reports.size());
    for (const AnnotatedReport& report : reports)
        words.push_back(words_of(report, terms));
    std::vector<Story> stories;
    for (auto& members : find_stories(reports, words, terms, StorySettings(codebook)))
        stories.push_back({std::move(members), {}});
    return stories;
}

}  // namespace recount
