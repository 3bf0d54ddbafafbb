// The annotator of names: persons, organisations and places as spans, and which of them have one bearer within the
// report.
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

namespace recount {

/// Needs tokens and sentences; adds entities, in the order of the text, not overlapping. Entity::name is the fullest
/// form that the report gives the bearer; mentions with one Entity::bearer are one bearer's: a surname alone, a first
/// name alone or an acronym joins the full name where only one bearer of the report can be meant. `words` and
/// `gazetteer` must outlive it.
std::unique_ptr<Annotator> make_name_annotator(const NameWords& words, const Gazetteer& gazetteer);

}  // namespace recount
