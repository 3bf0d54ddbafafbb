// Finds stories: the reports of one unfolding happening. A report is a vector of its weightiest words (tf-idf; Salton
// and Buckley 1988); reports that share words are looked up in an inverted index; stories grow by joining the two that
// are most alike on average (average linkage; Sokal and Michener 1958), until no two are alike enough. This is done
// twice: what words tell can be weighed well only when it is roughly known which reports tell of the same.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gather/stock_forms.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// How likeness is measured and where stories end; the table [stories] of the codebook's gather.toml, where each is
/// explained.
struct StorySettings {
    double title, lead, name, prior_stories, sentences_a_report, rough_likeness, likeness, straggler, days, far,
        other_names;
    std::uint32_t lead_sentences, words;

    explicit StorySettings(const Codebook& codebook);
};

/// Reports, by their indices, that belong together.
using Groups = std::vector<std::vector<std::uint32_t>>;

/// Two reports and how alike they are.
struct Likeness {
    std::uint32_t a = 0, b = 0;  // a < b
    double value = 0;            // above 0, at most 1
};

/// The reports of each story, sorted; stories in the order of their first report. `words` holds one a report. Reports
/// that tell of different things in one stock form are not alike.
Groups find_stories(std::span<const AnnotatedReport> reports, std::span<const ReportWords> words, const Terms& terms,
                    const StorySettings& settings, const StockFormSettings& forms);

/// The step within find_stories that joins: average linkage over `count` things, a pair that is not listed being alike
/// by 0. O(n log n) in the number of pairs for groups of bounded size. The same pairs in any order give the same
/// groups.
Groups join_by_average(std::uint32_t count, std::span<const Likeness> pairs, double least);

/// The step after it: a group of one goes to the group that it is most like on average, if that is `least` or more and
/// twice as much as the next. Groups of one are judged by the groups as they were given, so that their order does not
/// matter.
Groups take_in_stragglers(Groups groups, std::span<const Likeness> pairs, double least);

}  // namespace recount
