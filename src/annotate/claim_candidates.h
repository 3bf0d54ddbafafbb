// The numbers of a sentence that may count something, each with what it counts: by the sentence's tree, and by the
// words behind it where there is no tree. Rules here say what cannot be a count (days, ages, sums, labels); what a
// count is of is the scorer's to say.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "annotate/claim_sentence.h"
#include "annotate/numbers.h"

namespace recount {

/// The people or things that a number counts, as words of its sentence.
struct Counted {
    std::uint32_t first = 0, end = 0;  // first == end when nothing is named ("the 21 were freed")
    std::uint32_t head = 0;            // the noun, when something is named
    bool people = false;               // the noun is for people, or one that can be
    bool general = false;              // "people", "others": says nothing of a part
    bool partitive = false;            // "21 of the girls"
    bool omitted() const { return first == end; }
};

/// What a number is, as far as its form tells.
enum class CandidateKind : std::uint8_t {
    count,     // of people or things
    share,     // in per cent: of a vote, or of anything else
    measured,  // with a unit of its own: an age, a length, a sum; settled already
    victim,    // one person without a number word: "a soldier was killed"
};

struct ClaimCandidate {
    Number number;
    CandidateKind kind = CandidateKind::count;
    Counted counted;
    std::uint32_t core = 0;      // the number's own word in the tree
    std::uint32_t top = 0;       // the word by which number and noun hang in the tree
    std::string quantity, unit;  // of what is measured, or a share
    std::uint32_t unit_first = 0, unit_end = 0;
    bool unit_stands_before = false;  // the unit belongs to the span though it stands before: "$5 million"
};

/// Finds a codebook's candidates. Immutable; any number of threads may use one.
class CandidateFinder {
public:
    explicit CandidateFinder(const ClaimRules& rules) : rules_(rules) {}

    /// The numbers that may be candidates, by their words alone.
    std::vector<Number> numbers(const ClaimSentence& sentence) const;

    /// Whether one of these, or a person without a number, may count people as far as the words tell: the sentence has
    /// a cue, or a noun for people stands behind the number. Trees are costly, and others need none.
    bool needs_tree(const ClaimSentence& sentence, const std::vector<Number>& numbers) const;

    /// Whether one of these counts a thing, so that the noun behind it must be told from other words.
    bool needs_tags(const ClaimSentence& sentence, const std::vector<Number>& numbers) const;

    /// The candidates among these numbers, and victims, in text order, never overlapping. REQUIRES: the sentence has
    /// what it needs.
    std::vector<ClaimCandidate> find(const ClaimSentence& sentence, const std::vector<Number>& numbers) const;

private:
    void add_zero_counts(const ClaimSentence& sentence, std::vector<Number>& numbers) const;
    void add_victims(const ClaimSentence& sentence, std::vector<ClaimCandidate>& candidates) const;
    bool may_have_victims(const ClaimSentence& sentence) const;
    bool is_measured(const ClaimSentence& sentence, const Number& number) const;
    bool may_count(const ClaimSentence& sentence, const Number& number) const;
    void read_noun_behind(const ClaimSentence& sentence, ClaimCandidate& candidate) const;
    bool belongs_to_verb(const ClaimSentence& sentence, const Number& number) const;
    bool is_unpeopled_year(const ClaimSentence& sentence, const ClaimCandidate& candidate) const;
    bool is_no_count(const ClaimSentence& sentence, const Number& number) const;
    bool is_of_outlet(const ClaimSentence& sentence, const Number& number) const;
    bool stands_in_a_sentence(const ClaimSentence& sentence, const Number& number) const;
    void read_unit(const ClaimSentence& sentence, ClaimCandidate& candidate) const;
    void read_counted(const ClaimSentence& sentence, ClaimCandidate& candidate) const;
    void describe(const ClaimSentence& sentence, Counted& counted) const;

    const ClaimRules& rules_;
};

}  // namespace recount
