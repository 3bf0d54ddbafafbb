#include "gather/sketches.h"

#include <algorithm>
#include <bit>
#include <tuple>
#include <utility>

namespace recount {

namespace {

/// Spreads the bits of a number (the finalizer of MurmurHash3; Appleby).
std::uint64_t mixed(std::uint64_t x) {
    x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
    x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
    return x ^ (x >> 33);
}

std::uint32_t link_hash(std::uint64_t first, std::uint64_t second) {
    return static_cast<std::uint32_t>(mixed(first * 0x9e3779b97f4a7c15 + second) >> 32);
}

std::uint32_t slot_of(std::uint32_t hash, std::uint32_t mask) {
    return (hash * 0x9e3779b1u) & mask;
}

/// By hash, then by place, in which they come. Sorts numbers of hash and place, which is faster than sorting links.
void sort_by_hash(std::vector<CopyLink>& links) {
    std::vector<std::uint64_t> order(links.size());
    for (std::size_t i = 0; i < links.size(); ++i)
        order[i] = (std::uint64_t{links[i].hash} << 32) | i;
    std::sort(order.begin(), order.end());
    std::vector<CopyLink> sorted(links.size());
    for (std::size_t i = 0; i < links.size(); ++i)
        sorted[i] = links[static_cast<std::uint32_t>(order[i])];
    links = std::move(sorted);
}

double share_of(std::span<const std::uint8_t> covered) {
    return static_cast<double>(std::count(covered.begin(), covered.end(), 1)) /
           static_cast<double>(std::max<std::size_t>(1, covered.size()));
}

/// The places of all hashes, sorted: what a SketchIndex has, for looking up on many threads.
struct SketchPlace {
    std::uint32_t hash, report;
    auto operator<=>(const SketchPlace&) const = default;
};

/// Counts how often each report is seen, a thread's own; all 0 between two uses.
std::vector<std::uint16_t>& counts_for(std::size_t reports) {
    thread_local std::vector<std::uint16_t> counts;
    if (counts.size() < reports)
        counts.resize(reports, 0);
    return counts;
}

/// Those of `touched` that were counted often enough, ascending; makes all counts 0 again.
std::vector<std::uint32_t> counted_enough(std::span<const std::uint32_t> touched, std::vector<std::uint16_t>& counts,
                                          const CopySettings& settings) {
    std::vector<std::uint32_t> found;
    for (const std::uint32_t report : touched)
        if (std::exchange(counts[report], 0) >= settings.common)
            found.push_back(report);
    std::sort(found.begin(), found.end());
    return found;
}

/// The earlier reports that share enough hashes with the one whose places these are.
std::vector<std::uint32_t> candidates_before(std::span<const std::uint32_t> places_of_report,
                                             std::span<const SketchPlace> places, std::size_t reports,
                                             const CopySettings& settings) {
    std::vector<std::uint16_t>& counts = counts_for(reports);
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t at : places_of_report)
        for (std::uint32_t k = at, looked_up = 0;
             looked_up < settings.looked_up && k-- > 0 && places[k].hash == places[at].hash; ++looked_up)
            if (counts[places[k].report]++ == 0)
                touched.push_back(places[k].report);
    return counted_enough(touched, counts, settings);
}

}  // namespace

CopySettings::CopySettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("copies");
    common_one_in = table.number("common_one_in");
    share = table.number("share");
    gap = static_cast<std::uint32_t>(table.number("gap"));
    fewest = static_cast<std::uint32_t>(table.number("fewest"));
    one_in = static_cast<std::uint32_t>(table.number("one_in"));
    common = static_cast<std::uint32_t>(table.number("common"));
    looked_up = static_cast<std::uint32_t>(table.number("looked_up"));
}

CopyLinks copy_links(const ReportWords& report, const Terms& terms, std::span<const std::uint64_t> furniture,
                     const CopySettings& settings) {
    CopyLinks out;
    std::vector<std::uint64_t> words;  // of a sentence
    for (const GatherSentence& sentence : report.sentences) {
        if (sentence.kind == BlockKind::title || sentence.kind == BlockKind::embed ||
            std::binary_search(furniture.begin(), furniture.end(), sentence.wording))
            continue;
        words.clear();
        for (std::uint32_t w = sentence.first; w < sentence.end; ++w)
            if (const GatherWord& word = report.words[w];
                word.blank != Blank::place && terms.everyday(word.term) * settings.common_one_in <= 1)
                words.push_back(terms.fingerprint(word.term));
        for (std::uint32_t i = 0; i < words.size(); ++i)
            for (std::uint32_t j = i + 1; j < words.size() && j <= i + settings.gap; ++j)
                out.links.push_back({link_hash(words[i], words[j]), out.words + i, out.words + j});
        out.words += static_cast<std::uint32_t>(words.size());
    }
    sort_by_hash(out.links);
    return out;
}

Sketch sketch_of(const CopyLinks& report, const CopySettings& settings) {
    const std::size_t size = std::max<std::size_t>(settings.fewest, report.links.size() / settings.one_in);
    Sketch sketch;
    for (const CopyLink& link : report.links) {
        if (sketch.size() == size)
            break;
        if (sketch.empty() || sketch.back() != link.hash)
            sketch.push_back(link.hash);
    }
    return sketch;
}

SharedWords::SharedWords(const CopyLinks& report) : report_(report) {
    table_.resize(std::bit_ceil(2 * report.links.size() + 1), 0);
    mask_ = static_cast<std::uint32_t>(table_.size() - 1);
    for (std::uint32_t l = 0; l < report.links.size(); ++l) {
        if (l > 0 && report.links[l].hash == report.links[l - 1].hash)
            continue;
        std::uint32_t slot = slot_of(report.links[l].hash, mask_);
        while (table_[slot] != 0)
            slot = (slot + 1) & mask_;
        table_[slot] = l + 1;
    }
}

double SharedWords::with(const CopyLinks& other) {
    own_.assign(report_.words, 0);
    others_.assign(other.words, 0);
    for (std::size_t i = 0, end; i < other.links.size(); i = end) {
        const std::uint32_t hash = other.links[i].hash;
        for (end = i + 1; end < other.links.size() && other.links[end].hash == hash;)
            ++end;
        std::uint32_t slot = slot_of(hash, mask_);
        while (table_[slot] != 0 && report_.links[table_[slot] - 1].hash != hash)
            slot = (slot + 1) & mask_;
        if (table_[slot] == 0)
            continue;
        for (std::size_t k = i; k < end; ++k)
            others_[other.links[k].first] = others_[other.links[k].second] = 1;
        for (std::size_t l = table_[slot] - 1; l < report_.links.size() && report_.links[l].hash == hash; ++l)
            own_[report_.links[l].first] = own_[report_.links[l].second] = 1;
    }
    return report_.words <= other.words ? share_of(own_) : share_of(others_);
}

std::vector<std::uint32_t> SketchIndex::add(std::span<const std::uint32_t> sketch) {
    std::vector<std::uint32_t> touched;
    for (const std::uint32_t hash : sketch) {
        std::uint32_t& latest = latest_[hash];
        std::uint32_t looked_up = 0;
        for (std::uint32_t at = latest; at != 0 && looked_up < settings_.looked_up; at = places_[at - 1].before) {
            ++looked_up;
            if (shared_[places_[at - 1].report]++ == 0)
                touched.push_back(places_[at - 1].report);
        }
        places_.push_back({reports_, latest});
        latest = static_cast<std::uint32_t>(places_.size());
    }
    std::vector<std::uint32_t> found = counted_enough(touched, shared_, settings_);
    shared_.push_back(0);
    ++reports_;
    return found;
}

std::vector<CopyPair> near_duplicates(std::span<const ReportWords> reports, const Terms& terms,
                                      std::span<const std::uint64_t> furniture, const CopySettings& settings,
                                      const CopyWorkers& workers) {
    std::vector<CopyLinks> links(reports.size());
    std::vector<Sketch> sketches(reports.size());
    workers(reports.size(), [&](std::size_t r) {
        links[r] = copy_links(reports[r], terms, furniture, settings);
        sketches[r] = sketch_of(links[r], settings);
    });
    std::vector<SketchPlace> places;
    for (std::uint32_t r = 0; r < reports.size(); ++r)
        for (const std::uint32_t hash : sketches[r])
            places.push_back({hash, r});
    std::sort(places.begin(), places.end());
    std::vector<std::vector<std::uint32_t>> places_of(reports.size());
    for (std::uint32_t at = 0; at < places.size(); ++at)
        places_of[places[at].report].push_back(at);
    std::vector<std::vector<CopyPair>> found(reports.size());
    workers(reports.size(), [&](std::size_t r) {
        const auto b = static_cast<std::uint32_t>(r);
        const auto candidates = candidates_before(places_of[r], places, reports.size(), settings);
        if (candidates.empty())
            return;
        SharedWords words(links[r]);
        for (const std::uint32_t a : candidates)
            if (const double share = words.with(links[a]); share >= settings.share)
                found[r].push_back({a, b, share});
    });
    std::vector<CopyPair> pairs;
    for (const auto& of_report : found)
        pairs.insert(pairs.end(), of_report.begin(), of_report.end());
    std::sort(pairs.begin(), pairs.end(),
              [](const CopyPair& x, const CopyPair& y) { return std::tie(x.a, x.b) < std::tie(y.a, y.b); });
    return pairs;
}

}  // namespace recount
