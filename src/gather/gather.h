// The gather stage: annotated reports in, stories with their lineages out. The only stage that compares reports of
// different stories; candidates come from shared rare words, so that its cost grows about linearly.
#pragma once

#include <span>
#include <vector>

#include "codebook/codebook.h"
#include "decide/constraints.h"
#include "gather/lineages.h"
#include "gather/stories.h"
#include "gather/story.h"
#include "gather/versions.h"
#include "gather/weekdays.h"
#include "language/language_model.h"
#include "report/layers.h"

namespace recount {

/// What the codebook says of this stage. Throws CodebookError.
struct GatherRules {
    ItemSettings items;
    StorySettings stories;
    StockFormSettings forms;
    LineageSettings lineages;
    WeekdaySettings weekdays;
    VersionSettings versions;
    Terms terms;

    explicit GatherRules(const Codebook& codebook)
        : items(codebook),
          stories(codebook),
          forms(codebook),
          lineages(codebook),
          weekdays(codebook),
          versions(codebook),
          terms(codebook) {}
};

/// One story by itself: the versions of its pages, its lineages, and which of its reports tell the same of a weekday.
/// `members`: its reports, sorted; of those that are versions of one page the newest alone is a report of the story.
/// What is found depends on these alone, and on what was decided of them. `words` is room for the words of all reports, empty before and after.
Story gather_story(std::vector<std::uint32_t> members, std::span<const AnnotatedReport> reports, GatherRules& rules,
                   std::vector<ReportWords>& words, const StoryDecisions& decisions = {});

/// The reports of each story, sorted, in the order of their first. Needs what gather() needs, and throws what it
/// throws.
std::vector<std::vector<std::uint32_t>> group_reports(std::span<const AnnotatedReport> reports, GatherRules& rules,
                                                      const LanguageModel& model);

/// Stories in the order of their first report, each with its lineages. Needs tokens and sentences of the layers, and
/// of names, times and claims what is there; and gather.toml of the codebook (throws CodebookError) and
/// the model's part that was learned for it (throws ModelError). A report without
/// words is a story by itself; one that is not annotated is in none. The same reports (in the order of their ids) give
/// the same stories.
std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook,
                          const LanguageModel& model);

}  // namespace recount
