// The gather stage: annotated reports in, stories with their lineages out. The only stage that compares reports of
// different stories; candidates come from shared rare words, so that its cost grows about linearly.
#pragma once

#include <span>
#include <vector>

#include "codebook/codebook.h"
#include "gather/story.h"
#include "report/layers.h"

namespace recount {

/// Stories in the order of their first report, each with its lineages. Needs tokens and sentences of the layers, and
/// of names, times and claims what is there; and gather.toml of the codebook (throws CodebookError). A report without
/// words is a story by itself; one that is not annotated is in none. The same reports (in the order of their ids) give
/// the same stories.
std::vector<Story> gather(std::span<const AnnotatedReport> reports, const Codebook& codebook);

}  // namespace recount
