// The stories of a store. When reports were added, stories are found again; one whose reports or lineages are as they
// were is left alone, the others are marked and reconciled again, each by itself, so that a run that was killed goes on
// where it stopped. A story keeps its number while it grows: of those that become one, the oldest number stays; of the
// parts of one that falls apart, the part with the most of its reports keeps it.
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "codebook/codebook.h"
#include "gather/gather.h"
#include "language/language_model.h"
#include "reconcile/reconcile.h"
#include "store/store.h"

namespace recount {

/// How far the stories of a store are behind its reports.
struct StoriesState {
    StoredNumber gathered = 0;  // reports up to this number are in stories
    StoredNumber added = 0;     // the number of the last report
    std::size_t dirty = 0;      // stories whose accounts are to be made
    std::size_t behind = 0;     // stories whose accounts are by others than their reports' layers
    StoredNumber producer = 0;  // of all layers; 0 where there is none, or where they are of several

    /// Every account is of its story as it stands.
    bool is_whole() const { return dirty == 0 && behind == 0 && (producer != 0 || added == 0); }
};
StoriesState stories_state(Store& store);

/// A number for each story, given as its reports: of the `known` ones that hold some of them, else the one behind
/// `last`, which is counted on. A known number goes to the story that has the most of its reports, of these to the
/// first; a story that would get several has the oldest.
std::vector<StoredNumber> number_stories(const std::map<StoredNumber, std::set<StoredNumber>>& known,
                                         const std::vector<std::vector<StoredNumber>>& stories, StoredNumber& last);

/// Finds the stories that reports behind the last search changed (story_search.h), or all where the search or reports'
/// layers were another producer's, and marks those that changed, or whose account is by another.
void find_stories_again(Store& store, const GatherRules& rules, const LanguageModel& model, StoredNumber producer);

std::size_t story_count(Store& store);

/// The numbers of the stories that are marked.
std::vector<StoredNumber> dirty_stories(Store& store);

/// One story that was reconciled.
struct NewAccount {
    StoredNumber story = 0;
    std::vector<StoredNumber> reports;
    Account account;
};
/// Stores the accounts and takes the marks away, all or none.
void put_accounts(Store& store, const std::vector<NewAccount>& accounts, StoredNumber producer);

/// The account of all reports that are in stories. REQUIRES: no story is marked; a transaction to read, where another
/// program may write.
Account stored_account(Store& store, const Codebook& codebook, const ReconcileRules& rules);

/// What tells whether the account of a story is another one than before: its reports, and by what it was made. Of all
/// stories that are not marked.
using StoryMark = std::vector<StoredNumber>;
std::map<StoredNumber, StoryMark> story_marks(Store& store);

/// The numbers of all stories, and of those that have the report with this fingerprint (one, or none).
std::vector<StoredNumber> stored_stories(Store& store);
std::vector<StoredNumber> stories_of_report(Store& store, std::string_view sha256);

/// The account of one of them by itself: what it is named by is its own, and no other story's. REQUIRES: it is not
/// marked; a transaction to read, where another program or thread may write.
Account stored_story(Store& store, StoredNumber story, const Codebook& codebook, const ReconcileRules& rules);

/// The reports of no story, with their days.
Account stored_others(Store& store, const Codebook& codebook, const ReconcileRules& rules);

}  // namespace recount
