// The word that somebody meant who wrote another: fewest letters put in, left out, changed or swapped (optimal string
// alignment).
#pragma once

#include <span>
#include <string_view>

namespace recount {

/// The nearest of the words, or the one that `given` begins; empty where none is near: more than a third of the letters
/// differ. Of equally near words the first.
std::string_view nearest(std::string_view given, std::span<const std::string_view> words);

}  // namespace recount
