// What stands for names: the pseudonyms that a list brings, where they can be used, and numbers for the others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "redact/name_list.h"
#include "redact/rules.h"

namespace recount {

/// A pseudonym that would tell a name, or that would stand for two people.
struct UnfitPseudonym {
    std::size_t name = 0;  // into the list
    std::size_t line = 0;  // of it
    std::string why;       // "has a name of the list in it"; no name stands in it
};

/// The first, from the name `first` on.
std::optional<UnfitPseudonym> unfit_pseudonym(const std::vector<ListedName>& names, const RedactRules& rules,
                                              std::size_t first = 0);

/// One a name. Those without one get `word` and their place in the list, or the next number that nobody has.
std::vector<std::string> give_pseudonyms(std::vector<ListedName>& names, const std::string& word);

}  // namespace recount
