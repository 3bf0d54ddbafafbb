// Who is said to say what. A cue ("said", "according to") ties a source to a content, which stands between quotation
// marks (direct) or in a clause (indirect). Rules over tokens find the cue, then its subject on the left ("the minister
// said") or on the right ("said the minister"), then the clause or quotation that it introduces; all words that they go
// by are data (codebook/attributions.toml). Layout follows the source - cue - content model of PARC and PolNeAR (Newell
// et al., LREC 2018).
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/sentence_tree.h"
#include "gazetteer/gazetteer.h"

namespace recount {

/// Which words that may be cues are taken for one where they introduce no quotation: those that the model's weights say
/// are one in their sentence, or all, as training needs them.
enum class Cues : std::uint8_t { weighed, all };

/// Needs tokens, sentences, entities and times; adds attributions, in the order of their first content. The gazetteer
/// tells which first names are women's and which men's; `trees` tell how far a subject reaches, and their model which
/// cues are some; without them all are. Codebook and gazetteer must outlive it. Throws CodebookError, ModelError.
std::unique_ptr<Annotator> make_attribution_annotator(Codebook& codebook, const Gazetteer& gazetteer,
                                                      std::shared_ptr<const SentenceTrees> trees = nullptr,
                                                      Cues cues = Cues::weighed);

/// The attribution that says what stands in `span`: of those whose content covers it the closest, that is the one with
/// the shortest content; nullptr when the report says it in its own voice.
const Attribution* attribution_of(const Layers& layers, Span span);

/// Whether a time tells when the attribution was said rather than when something happened: it stands outside of what is
/// said, behind the cue without a mark between them ("said in a statement on Saturday") or right before it.
bool tells_when_said(const AnnotatedReport& report, const Attribution& attribution, const Time& time);

/// The same of any attribution of the time's sentence.
bool tells_when_said(const AnnotatedReport& report, const Time& time);

}  // namespace recount
