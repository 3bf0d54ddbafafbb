// Finds the lineages of one story: which of its reports, or passages of them, descend from one text. Sentences are
// aligned (alignment.h); reports whose aligned narration weighs enough are related; related reports are joined into
// lineages, and their aligned sentences into passages.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gather/alignment.h"
#include "gather/relations.h"
#include "gather/stock_forms.h"
#include "gather/story.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// The lineages of one story, in the order of their first report. `story`: its reports, sorted; `words`: one a report
/// of the run. Two lineages may share a report that drew on two texts.
/// Sentences that tell of different things in one stock form descend from none.
std::vector<Lineage> find_lineages(std::span<const std::uint32_t> story, std::span<const AnnotatedReport> reports,
                                   std::span<const ReportWords> words, const Terms& terms,
                                   const LineageSettings& settings, const StockFormSettings& forms,
                                   const RelationWatcher& watcher = {});

}  // namespace recount
