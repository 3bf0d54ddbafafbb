// The names of one story before and while they are joined: who bears names in each of its reports, and which of these
// bearers are one over the reports. What joins them is decided elsewhere (person_names.h, organisation_names.h).
#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "annotate/name_words.h"
#include "decide/constraints.h"
#include "gather/story.h"
#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"
#include "reconcile/name_pairs.h"
#include "text/disjoint_sets.h"

namespace recount {

/// One bearer of one report: all mentions that the report itself puts together.
struct Bearer {
    std::uint32_t report = 0;  // index among all reports
    EntityType type = EntityType::other;
    std::vector<std::uint32_t> mentions;  // into the report's entities
    std::vector<std::string> words;       // of the fullest wording, folded, without suffixes and small words
    PersonName person;                    // the fullest wording as a person's name
    OrganisationName organisation;        // and as an organisation's
    std::vector<std::string> head;        // its part before "for", where it has one: "Committee for Free Speech"
    std::set<std::string> wordings;       // folded
    std::string place;                    // the gazetteer's id
    std::uint32_t known = no_index;       // well-known organisation
    bool abbreviation = false, female = false, male = false;
};

/// Points into reports, codebook and gazetteer; they must outlive it. One thread.
class StoryNames {
public:
    /// Collects the bearers, in the order of the story's reports, and agrees on one type for each name.
    /// Which of them are one by decision is settled first; two that are two are never joined.
    StoryNames(std::span<const AnnotatedReport> reports, const Story& story, const NameWords& words,
               const Gazetteer& gazetteer, const StoryDecisions& decisions = {});

    std::span<const AnnotatedReport> reports() const { return reports_; }
    const NameWords& words() const { return words_; }
    const Gazetteer& gazetteer() const { return gazetteer_; }
    const NamePairs& pairs() const { return pairs_; }

    const std::vector<Bearer>& bearers() const { return bearers_; }

    /// The first of the bearers that are one with this one, so far.
    std::uint32_t root(std::uint32_t bearer) { return sets_.root(bearer); }
    void join(std::uint32_t a, std::uint32_t b) {
        if (decided_.empty() || may_join(a, b))
            sets_.join(a, b);
    }

    /// Decisions that are not kept, since others say otherwise, become misfits. To be called when all is joined.
    void check_decisions();

    /// Joins what is the same word for word, and what is one place of the gazetteer. A single word is no name of one
    /// person alone: those are left apart.
    void join_same_wording();

    /// The sentence of a mention, null where it stands in none.
    const Sentence* sentence_of(std::uint32_t report, std::uint32_t mention) const;

private:
    void part_within_reports(const StoryDecisions& decisions);
    void decide(const StoryDecisions& decisions);
    bool may_join(std::uint32_t a, std::uint32_t b);
    std::uint32_t bearer_at(const PlacedTarget& place) const;
    void collect(std::uint32_t report);
    void add(Bearer& bearer, std::uint32_t index) const;
    void take_fullest(Bearer& bearer, const Entity& entity) const;
    std::string wording(std::uint32_t report, const Entity& entity) const;
    std::vector<std::string> own_words(std::uint32_t report, const Entity& entity) const;
    void agree_on_types();
    bool ends_as_organisation(const Bearer& bearer) const;
    void correct_types();
    void correct_misspelled();

    std::span<const AnnotatedReport> reports_;
    const NameWords& words_;
    const Gazetteer& gazetteer_;
    NamePairs pairs_;
    std::vector<Bearer> bearers_;
    DisjointSets sets_{0};
    std::set<std::pair<std::uint32_t, std::uint32_t>> alone_;  // reports and their mentions that are bearers alone
    std::vector<DecidedPair> decided_;                         // of bearers
};

}  // namespace recount
