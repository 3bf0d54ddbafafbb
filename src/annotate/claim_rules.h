// The codebook's wording of counts, compiled for the reader of claims: which nouns are for people, which phrases are
// units, scopes and tellers, and the small words of grammar that the rules ask for one by one.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "annotate/numbers.h"
#include "annotate/quantity_cues.h"
#include "codebook/codebook.h"

namespace recount {

/// Words of grammar.toml.
struct GrammarWords {
    explicit GrammarWords(Codebook& codebook);

    WordSet negations, relatives, determiners, pronouns, person_pronouns, earlier;
    WordId of, one, comma, hyphen;
};

/// What a unit makes of a number: "kilometres" a distance.
struct UnitRule {
    std::string quantity, unit;
    bool is_age = false, is_share = false, stands_before = false;  // "$5 million" is one span
};

/// Immutable once made; any number of threads may read it.
struct ClaimRules {
    /// Reads quantities.toml, numbers.toml and grammar.toml. Throws CodebookError.
    explicit ClaimRules(Codebook& codebook);

    NumberFinder numbers;
    QuantityCues cues;
    GrammarWords words;
    PhraseTable people, units_after, units_before, scopes, moved_from, not_before, not_after, estimates;
    std::vector<UnitRule> units;
    std::optional<std::uint32_t> age_unit;   // into units
    std::string share_quantity, share_unit;  // of a share that is of no vote
    std::vector<std::string> scope_labels, suffixes;
    WordSet saying, denials, zero_before, victim_before;
    std::uint32_t longest_noun_phrase = 0;  // words between a number and the noun that it counts, at most
    std::uint32_t nearest_people = 0;       // words behind a number in which a noun for people counts as near
    std::uint32_t longest_victim = 0;       // words from an article to the noun of a victim, at most

private:
    void load_people(Codebook& codebook, const CodebookNode& node);
    void load_units(Codebook& codebook, const CodebookNode& file);
    void load_scopes(Codebook& codebook, const CodebookNode& file);
    void load_tellers(Codebook& codebook, const CodebookNode& node);
};

}  // namespace recount
