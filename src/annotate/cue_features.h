// What a scorer asks of a word that may be a cue ("said", "claimed"), to tell whether it is one in its sentence:
// "claimed victory", but not "claimed twelve lives". Answers are hashed features; most come from the sentence's tree.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/sentence_tree.h"
#include "report/layers.h"

namespace recount {

/// Where the model keeps the weights of these features.
constexpr const char* cue_weights_section = "cues";

/// Memory that is used again.
struct CueScratch {
    std::vector<std::uint32_t> features;
    std::string lemma;
};

/// The features of the cue whose tokens are [first, end) of one sentence, in scratch.features; none where the sentence
/// has no tree. The words that are asked are the cue's head and those around it.
void make_cue_features(AnnotatedReport& report, const SentenceTrees& trees, std::uint32_t sentence, std::uint32_t first,
                       std::uint32_t end, CueScratch& scratch);

}  // namespace recount
