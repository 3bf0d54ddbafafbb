// The codebook's wording of counts, compiled for the reader of claims: which nouns are for people, which phrases are
// units, scopes and tellers, and the small words of grammar that the rules ask for one by one.
#pragma once

#include <string>
#include <vector>

#include "annotate/numbers.h"
#include "annotate/quantity_cues.h"
#include "codebook/codebook.h"

namespace recount {

/// Words of grammar.toml.
struct GrammarWords {
    explicit GrammarWords(Codebook& codebook);

    WordSet auxiliaries, be, be_of_several, adverbs, prepositions, conjunctions, relatives, determiners, pronouns,
        earlier, negations;
    WordId of, one, to, and_, comma, hyphen, possessive;
};

/// What a unit makes of a number: "kilometres" a distance.
struct UnitRule {
    std::string quantity, unit;
};

/// Immutable once made; any number of threads may read it.
struct ClaimRules {
    /// Reads quantities.toml, numbers.toml and grammar.toml. Throws CodebookError.
    explicit ClaimRules(Codebook& codebook);

    NumberFinder numbers;
    QuantityCues cues;
    GrammarWords words;
    PhraseTable people, units_after, units_before, scopes, including, moved_from, list_joins, not_before, not_after,
        not_share, estimates, group_units, gathering_places;
    std::vector<UnitRule> units;
    std::vector<std::string> scope_labels, suffixes;
    WordSet others, saying, denials, not_one, total_links, total_again, zero_before, vote_words, vote_verbs,
        group_members;
    std::string gathering_quantity;

private:
    void load_people(Codebook& codebook, const CodebookNode& node);
    void load_units(Codebook& codebook, const CodebookNode& file);
    void load_scopes(Codebook& codebook, const CodebookNode& file);
    void load_vote(Codebook& codebook, const CodebookNode& vote);
    void load_tellers(Codebook& codebook, const CodebookNode& node);
    void load_groups(Codebook& codebook, const CodebookNode& file);
};

}  // namespace recount
