// Whether two full names can be one bearer's, by the names alone. What the reports say around them is not asked: two
// people may bear one name. It is weighed word by word: each word of the shorter name must be found in the longer one,
// in their order, as the same word, another spelling, a short form, an initial or a slip of the pen; each step away
// costs something, and what costs too much is another name.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "annotate/name_spellings.h"
#include "gazetteer/gazetteer.h"

namespace recount {

/// A person's name for comparing: its words folded, without articles ("al-"), suffixes and the blank of "Abdel Aziz".
struct PersonName {
    std::vector<std::string> words;
    std::string suffix;  // "jr"; empty
    bool operator==(const PersonName&) const = default;
};

/// A name without titles, as a report writes it.
PersonName person_name(const NameSpellings& spellings, std::string_view name);

/// An organisation's name for comparing.
struct OrganisationName {
    std::vector<std::string> words;     // see organisation_words
    std::vector<std::string> initials;  // what an acronym of it can be: without small words, and with them
    bool operator==(const OrganisationName&) const = default;
};

/// The words folded, in their usual spelling and without plural, without small words and what only says that it is a
/// company.
std::vector<std::string> organisation_words(const NameSpellings& spellings, std::string_view name);
OrganisationName organisation_name(const NameSpellings& spellings, std::string_view name);

/// Immutable; any number of threads may use one. What it is made from must outlive it.
class NamePairs {
public:
    NamePairs(const NameSpellings& spellings, const Gazetteer& gazetteer)
        : spellings_(spellings), gazetteer_(gazetteer) {}

    /// What keeps two persons' names apart: the further, the likelier two people. Names of one word, and names that
    /// tell of two people ("Carl" and "Carla"), are `apart`.
    double distance(const PersonName& a, const PersonName& b) const;

    /// An acronym is one with its long form.
    bool may_be_one_organisation(const OrganisationName& a, const OrganisationName& b) const;

    static constexpr double farthest = 2.5;
    static constexpr double apart = 100;

private:
    struct Walk;
    double word_distance(std::string_view a, std::string_view b, bool first, bool last) const;
    bool sexes_differ(std::string_view a, std::string_view b) const;
    bool are_two_first_names(std::string_view a, std::string_view b) const;
    bool is_slip_of_organisation(const std::vector<std::string>& a, const std::vector<std::string>& b) const;

    const NameSpellings& spellings_;
    const Gazetteer& gazetteer_;
};

}  // namespace recount
