// What the codebook tells the reconcile stage: which types of events can be one happening, and which quantities belong
// to which events and move while they unfold.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/best.h"
#include "reconcile/edit_settings.h"
#include "reconcile/kind_words.h"
#include "reconcile/sources.h"
#include "reconcile/statement_rules.h"
#include "reconcile/title_words.h"

namespace recount {

struct QuantityRule {
    std::vector<std::string> families;  // of events, likeliest first
    std::string event_type = "other";   // of an event that only such a count tells of
    bool moves = false;                 // changes while the event unfolds
    bool falls = false;                 // and may fall as well as rise
    bool whole = false;                 // people of any kind are one count
    bool known = false;                 // the codebook names it
};

/// Immutable; any number of threads may use it.
class ReconcileRules {
public:
    /// Throws CodebookError.
    explicit ReconcileRules(const Codebook& codebook);

    /// The family of an event type; the type itself where the codebook has none.
    std::string_view family(std::string_view type) const;

    /// Whether the codebook names this type of events; "other" is one in any.
    bool knows_event(std::string_view type) const { return type == "other" || families_.contains(type); }

    /// The rule of a quantity; one that says nothing for those the codebook does not name.
    const QuantityRule& quantity(std::string_view name) const;

    /// Whether a lower-case word is a pronoun for one person ("he", "her").
    bool person_pronoun(std::string_view word) const {
        return std::find(person_pronouns_.begin(), person_pronouns_.end(), word) != person_pronouns_.end();
    }

    /// Whether a scope counts those for whom the event goes on ("still held"): never long settled.
    bool goes_on(std::string_view scope) const {
        return std::find(going_on_.begin(), going_on_.end(), scope) != going_on_.end();
    }

    /// Whether a lower-case word says that those are counted who are left ("still", "remain").
    bool counts_remaining(std::string_view word) const {
        return std::find(remaining_.begin(), remaining_.end(), word) != remaining_.end();
    }

    const SourceRules& sources() const { return sources_; }
    const SourceKinds& source_kinds() const { return source_kinds_; }
    const BestRules& best() const { return best_; }
    const TitleWords& titles() const { return titles_; }
    const StatementRules& statements() const { return statements_; }
    const EditSettings& edits() const { return edits_; }

    /// Whether what stands before the name of a place, in lower case, ends with words for its surroundings ("a village
    /// near ", "outside the city of ").
    bool names_vicinity(std::string_view before) const;

    /// Whether what stands behind the name of a place, in lower case, begins with a word that makes it a district
    /// (" county").
    bool names_district(std::string_view behind) const;

private:
    SourceRules sources_;
    SourceKinds source_kinds_;
    BestRules best_;
    TitleWords titles_;
    StatementRules statements_;
    EditSettings edits_;
    std::vector<std::string> vicinity_, apposed_, districts_;  // "near"; "the city of"; "county"
    std::vector<std::string> person_pronouns_, going_on_, remaining_;
    std::map<std::string, std::string, std::less<>> families_;
    std::map<std::string, QuantityRule, std::less<>> quantities_;
};

}  // namespace recount
