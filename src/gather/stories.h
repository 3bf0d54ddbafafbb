// Finds stories: the reports of one unfolding happening. Reports are taken in day by day, as they would come in: those
// of a day join the stories that are open, and each other, by average linkage (linkage.h) over what a learned scorer
// says of pairs (story_pairs.h). A story is stood for by some of its reports, so that a large one costs no more than a
// small one, and is closed when it is old and many newer ones are open; so memory does not grow with what was read.
//
// What is found depends on the reports alone, not on their order, names or number of threads.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gather/linkage.h"
#include "gather/story_item.h"
#include "gather/story_pairs.h"
#include "gather/story_index.h"

namespace recount {

/// Where stories end; the table [stories] of the codebook's gather.toml, where each is explained.
struct StorySettings {
    double likeness, straggler, candidate;
    std::uint32_t straggler_reports, representatives, looked_up, open_stories, open_days, at_once;

    explicit StorySettings(const Codebook& codebook);
};

/// How likely a report is of one story with another, which is named.
struct KnownLikeness {
    std::uint32_t report = 0;
    float value = 0;  // StoryScorer's, which is exact in it
};

/// A report by its number, which is the caller's.
struct NumberedItem {
    std::uint32_t report = 0;
    StoryItem item = {};
    std::vector<KnownLikeness> known = {};  // by number; for StoryFinder::expect_known()
};

/// One thread at a time. What it is given must outlive it.
class StoryFinder {
public:
    StoryFinder(const StoryScorer& scorer, const StorySettings& settings, const StockFormSettings& forms);
    ~StoryFinder();

    /// From now on reports come with what likenesses_before() gives of them for so many days. These pairs are not
    /// compared again; what is found is the same. REQUIRES: nothing was added.
    void expect_known(std::uint32_t days) { known_days_ = days; }

    /// Takes in all reports of one day. REQUIRES: days in order; those without a day last.
    void add(std::vector<NumberedItem> reports);

    /// The reports of each story so far, sorted; stories in the order of their first report. Reports that stand alone,
    /// or nearly, join the one story that they are somewhat like here, and are looked at anew when more has come.
    Groups stories() const;

    /// Those of them that are closed: whatever comes, they stay as they are.
    Groups closed_stories() const;

    /// What is known of the open stories, as bytes: with the items of the reports that stand for them, all that later
    /// reports depend on. Two that are equal go on alike.
    std::string state() const;

    /// Goes on where another stopped. `item` gives the item of a report. REQUIRES: nothing was added. Throws
    /// std::runtime_error where the bytes are no state.
    void restore(std::string_view state, const std::function<StoryItem(std::uint32_t report)>& item);

private:
    struct Held;
    struct Story;
    struct Touched;
    using Index = std::uint32_t;

    void add_at_once(std::span<NumberedItem> reports);
    Index hold(NumberedItem report);
    std::vector<StoryCandidate> candidates(const Held& held) const;
    std::optional<double> known_likeness(const Held& a, const Held& b, double share) const;
    double likeness(const Held& a, const Held& b, double share) const;
    double between(const Story& a, const Story& b) const;
    void add_pairs_of_stories(const std::vector<std::vector<Index>>& seen, Touched& touched) const;
    void join(std::vector<Index> group);
    void thin(Story& story);
    void release(Index held);
    void let_be_found(Index held);
    void forget_released();
    void close_old();
    std::optional<Index> story_for_straggler(Index story) const;

    const StoryScorer& scorer_;
    const StorySettings& settings_;
    const StockFormSettings& forms_;
    std::vector<std::unique_ptr<Held>> held_;      // null once no open story stands for it
    std::vector<std::unique_ptr<Story>> stories_;  // null once it is part of another
    std::vector<Index> open_;                      // into stories_, in their order
    mutable StoryIndex index_;                     // of held_
    std::size_t held_count_ = 0;
    std::optional<Day> day_;
    std::optional<std::uint32_t> known_days_;
};

/// Of each of `reports`, how like it is to those of `others` that are of its day or of so many days before: those alone
/// that a StoryFinder would compare it with, and that are at all like it. By number; a report is not compared with
/// itself. Depends on each pair alone, so that others can be given some at a time, on many machines. All have days.
std::vector<std::vector<KnownLikeness>> likenesses_before(std::span<const NumberedItem> reports,
                                                          std::span<const NumberedItem> others, std::uint32_t days,
                                                          const StoryScorer& scorer, const StorySettings& settings,
                                                          const StockFormSettings& forms);

/// The stories of all items, numbered as they stand.
Groups find_stories(std::vector<StoryItem> items, const StoryScorer& scorer, const StorySettings& settings,
                    const StockFormSettings& forms);

}  // namespace recount
