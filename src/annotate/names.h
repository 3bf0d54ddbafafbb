// The annotator of names: persons, organisations and places as spans, and which of them have one bearer within the
// report.
//
// With a language model, its network says where names stand and what they are (language/name_tagger.h); each wording
// has the type that most of its mentions have. Without one, and for what the network leaves open, there are rules.
//
// Rules over curated lists (codebook/names.toml), the gazetteer and the report's own use of a name: every place where a
// name stands adds its evidence, and the name has one type throughout the report. A title is context and stays outside
// of the name, as does the possessive 's. A people ("Belarusian") is no name. What has too little evidence is of type
// other.
#pragma once

#include <memory>

#include "annotate/annotator.h"
#include "annotate/name_words.h"
#include "gazetteer/gazetteer.h"
#include "language/name_tagger.h"

namespace recount {

/// Needs tokens and sentences; adds entities, in the order of the text, not overlapping. Entity::name is the fullest
/// form that the report gives the bearer; mentions with one Entity::bearer are one bearer's: a surname alone, a first
/// name alone or an acronym joins the full name where only one bearer of the report can be meant. What is
/// given must outlive it; `tagger` is null where there is no language model.
std::unique_ptr<Annotator> make_name_annotator(const NameWords& words, const Gazetteer& gazetteer,
                                               const NameTagger* tagger = nullptr);

}  // namespace recount
