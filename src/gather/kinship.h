// What people decided of the kinship of two reports: that one is a copy of the other, or that neither is. It goes over
// what was found by comparing their words.
#pragma once

#include <span>
#include <vector>

#include "decide/constraints.h"
#include "gather/story.h"
#include "report/layers.h"

namespace recount {

/// Changes the lineages of a story by the decisions on its reports. Two reports that are said to be copies share one
/// passage, all of their words, unless a lineage relates them already; of two that are said to be none every passage
/// loses the places of the second where it has the first.
void follow_kinship(const StoryDecisions& decisions, std::span<const AnnotatedReport> reports,
                    std::vector<Lineage>& lineages);

}  // namespace recount
