// Whether two words are spellings of one word of a name: how far the letters differ, and whether the sounds do.
#pragma once

#include <cstddef>
#include <string_view>

#include "annotate/name_spellings.h"

namespace recount {

/// The least number of letters to insert, delete, replace or swap with the next that makes one word of the other.
std::size_t letter_edits(std::string_view a, std::string_view b);

/// How alike two words are spelled, letters alone (as recount::folded gives them): 1 the same, 0 nothing in common.
double spelling_likeness(std::string_view a, std::string_view b);

/// True when two words can be spellings of one: their sounds are the same, or, in longer ones, all but a weak one.
bool may_be_one_spelling(const NameSpellings& spellings, std::string_view a, std::string_view b);

/// The same with the coarsest sounds, for words of names that otherwise agree ("Gaddafi" and "Kadhafi").
bool may_be_loose_spelling(const NameSpellings& spellings, std::string_view a, std::string_view b);

/// True when one long word is another with one letter wrong: "Fabius" and "Fabiuss".
bool may_be_slip(std::string_view a, std::string_view b);

}  // namespace recount
