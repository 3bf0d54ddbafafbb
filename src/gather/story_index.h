// Finds reports by the weighty words that they share: an index of words, to which reports are added as they come.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gather/story_item.h"
#include "gather/story_pairs.h"

namespace recount {

/// The weightiest words of a report, as shares of all of its words, the heaviest first.
using WordShares = std::vector<std::pair<StoryKey, float>>;
WordShares weightiest(const ItemView& report, std::size_t count);

/// A report in the index, and how much of their weightiest words it and another share (a cosine).
struct StoryCandidate {
    std::uint32_t report = 0;
    double share = 0;
};

/// One thread at a time.
class StoryIndex {
public:
    /// Reports are numbered by the caller, without large gaps.
    void add(std::uint32_t report, const WordShares& words);

    /// The reports that share at least so much, which is more than nothing, with one; by number.
    std::vector<StoryCandidate> sharing(const WordShares& words, double least);

    /// Takes out reports, when there is likely much to take out. `reports`: so many are to stay.
    void keep(std::size_t reports, std::size_t words_each, const std::function<bool(std::uint32_t)>& stays);

private:
    struct Posting {
        std::uint32_t report;
        float weight;
    };
    std::unordered_map<StoryKey, std::vector<Posting>> postings_;
    std::size_t count_ = 0;
    std::vector<double> sums_;  // of each report; all 0 between two calls
};

}  // namespace recount
