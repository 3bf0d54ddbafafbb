// Finds reports that copy one another among any number of them: cut, with another lead, reworded here and there, put
// into another order, merged with a third. What copies share is links: pairs of words close together in their order
// (alignment.h). The links of a report whose hashes are smallest stand for all of them, as their sketch (Broder 1997,
// with more for a long report): two reports that share many links share many of the smallest. An index over sketches
// gives the candidates among earlier reports, and the words that their common links cover tell how much is shared.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <unordered_map>
#include <vector>

#include "codebook/codebook.h"
#include "gather/words.h"

namespace recount {

/// The table [copies] of the codebook's gather.toml, where each is explained.
struct CopySettings {
    double common_one_in, share;
    std::uint32_t gap, fewest, one_in, common, looked_up;

    explicit CopySettings(const Codebook& codebook);
};

/// Two words of one sentence, close together, as a hash of both stems: the same in every run.
struct CopyLink {
    std::uint32_t hash = 0;
    std::uint32_t first = 0, second = 0;  // which of the report's words that can link
};

/// All links of one report.
struct CopyLinks {
    std::vector<CopyLink> links;  // by hash, then by place
    std::uint32_t words = 0;      // of the report that can link
};

/// The smallest hashes of a report's links, ascending, none twice: about 150 bytes for a report of 300 words. What a
/// store keeps of a report: an index can be made again from it.
using Sketch = std::vector<std::uint32_t>;

/// Titles, embedded posts, names of places (which have several spellings) and sentences whose wording is among
/// `furniture` (sorted) link nothing. Linear time.
CopyLinks copy_links(const ReportWords& report, const Terms& terms, std::span<const std::uint64_t> furniture,
                     const CopySettings& settings);

Sketch sketch_of(const CopyLinks& report, const CopySettings& settings);

/// Holds the words of one report against those of others: the share of the shorter report's words that stand in a link
/// which both have, 0..1. Linear time each. One thread at a time.
class SharedWords {
public:
    /// `report` must outlive it.
    explicit SharedWords(const CopyLinks& report);

    double with(const CopyLinks& other);

private:
    const CopyLinks& report_;
    std::vector<std::uint32_t> table_;  // by hash: the first of report_.links that has it, and 1; 0 where none is
    std::uint32_t mask_ = 0;
    std::vector<std::uint8_t> own_, others_;  // words that are covered
};

/// The sketches of the reports so far. For adding one report after another; one thread at a time. The same reports in
/// the same order give the same candidates, whether sketches are made now or come from a store.
class SketchIndex {
public:
    explicit SketchIndex(const CopySettings& settings) : settings_(settings) {}

    /// Adds a report, numbered from 0 in the order they come, and gives those earlier ones, ascending, that share
    /// settings.common hashes with it. Of each hash the settings.looked_up latest reports are looked at, so that time
    /// stays linear however often a text is copied.
    std::vector<std::uint32_t> add(std::span<const std::uint32_t> sketch);

    std::uint32_t size() const { return reports_; }

private:
    struct Place {
        std::uint32_t report = 0, before = 0;  // into places_, and 1
    };
    const CopySettings& settings_;
    std::unordered_map<std::uint32_t, std::uint32_t> latest_;  // hash -> into places_, and 1
    std::vector<Place> places_;
    std::vector<std::uint16_t> shared_;  // with each report, while one is added
    std::uint32_t reports_ = 0;
};

/// Two reports of which one copies the other, or both a third.
struct CopyPair {
    std::uint32_t a = 0, b = 0;  // a < b
    double share = 0;            // of the shorter one's words, settings.share or more
};

/// Calls work(i) for i in [0, count), each once, in any order and on any threads.
using CopyWorkers = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// The copies among many reports, by a, then b: what a SketchIndex finds and SharedWords confirms. The same pairs
/// whatever the workers do. Time is about linear in the number of reports.
std::vector<CopyPair> near_duplicates(std::span<const ReportWords> reports, const Terms& terms,
                                      std::span<const std::uint64_t> furniture, const CopySettings& settings,
                                      const CopyWorkers& workers);

}  // namespace recount
