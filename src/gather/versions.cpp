#include "gather/versions.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "gather/page_words.h"
#include "text/disjoint_sets.h"

namespace recount {

namespace {

/// What tells a version's place among others, the surest first; none where it does not state it.
using Moments = std::array<std::optional<std::int64_t>, 3>;  // fetched, modified, published

Moments moments_of(const Report& report, const std::string& archived) {
    constexpr std::int64_t minutes_a_day = 24 * 60;
    Moments moments{parse_iso_moment(report.date_fetched), parse_iso_moment(report.date_modified), std::nullopt};
    if (!moments[0])
        moments[0] = parse_iso_moment(archived);
    if (report.published)
        moments[2] = report.published->time_since_epoch().count() * minutes_a_day + report.published_minute.value_or(0);
    return moments;
}

/// One report at an address that others have too.
struct Candidate {
    std::uint32_t report = 0;
    Moments moments;
    std::set<std::string> sentences;
};

/// Whether so much of the shorter one stands in the other.
bool alike(const Candidate& a, const Candidate& b, double share) {
    const bool a_is_less = a.sentences.size() <= b.sentences.size();
    const Candidate& less = a_is_less ? a : b;
    const Candidate& more = a_is_less ? b : a;
    const auto both =
        std::ranges::count_if(less.sentences, [&](const std::string& key) { return more.sentences.contains(key); });
    return both > 0 && static_cast<double>(both) >= share * static_cast<double>(less.sentences.size());
}

VersionOrder order_of(const std::vector<const Candidate*>& versions) {
    for (std::size_t what = 0; what < std::tuple_size_v<Moments>; ++what) {
        const bool all = std::ranges::all_of(versions, [&](const auto* one) { return one->moments[what].has_value(); });
        const auto other = [&](const auto* one) { return one->moments[what] != versions.front()->moments[what]; };
        if (all && std::ranges::any_of(versions, other))
            return static_cast<VersionOrder>(what);
    }
    return VersionOrder::names;
}

/// Versions that are alike, as the places of each in `candidates`; alone ones too.
std::vector<PageVersions> pages_among(const std::string& address, const std::vector<Candidate>& candidates,
                                      const VersionSettings& settings) {
    DisjointSets sets(candidates.size());
    for (std::uint32_t a = 0; a < candidates.size(); ++a)
        for (std::uint32_t b = a + 1; b < candidates.size() && b - a <= settings.looked_up; ++b)
            if (sets.root(a) != sets.root(b) && alike(candidates[a], candidates[b], settings.alike))
                sets.join(a, b);
    std::map<std::uint32_t, std::vector<const Candidate*>> groups;
    for (std::uint32_t a = 0; a < candidates.size(); ++a)
        groups[sets.root(a)].push_back(&candidates[a]);
    std::vector<PageVersions> pages;
    for (auto& [first, versions] : groups) {
        if (versions.size() < 2)
            continue;
        PageVersions page{address, {}, order_of(versions)};
        if (page.order != VersionOrder::names)
            std::ranges::stable_sort(versions, {}, [&](const Candidate* one) {
                std::array<std::int64_t, 3> by{};  // what decides, then what is surer among the equal
                by[0] = *one->moments[static_cast<std::size_t>(page.order)];
                by[1] = one->moments[1].value_or(0);
                by[2] = one->moments[2].value_or(0);
                return by;
            });
        for (const Candidate* one : versions)
            page.reports.push_back(one->report);
        pages.push_back(std::move(page));
    }
    return pages;
}

}  // namespace

VersionSettings::VersionSettings(const Codebook& codebook) : addresses(codebook) {
    const CodebookNode table = codebook.file("gather").table("versions");
    alike = table.number("alike");
    looked_up = static_cast<std::uint32_t>(table.number("looked_up"));
}

std::vector<PageVersions> find_versions(std::span<const std::uint32_t> members,
                                        std::span<const AnnotatedReport> reports, const VersionSettings& settings) {
    std::map<std::string, std::vector<std::pair<std::uint32_t, std::string>>> by_address;
    for (const std::uint32_t report : members)
        if (!reports[report].report.is_summary)
            if (PageAddress address = page_address(reports[report].report.url, settings.addresses);
                !address.page.empty())
                by_address[std::move(address.page)].emplace_back(report, std::move(address.fetched));
    std::vector<PageVersions> out;
    for (const auto& [address, found] : by_address) {
        if (found.size() < 2)
            continue;
        std::vector<Candidate> candidates;
        for (const auto& [report, archived] : found) {
            candidates.push_back({report, moments_of(reports[report].report, archived), {}});
            for (PageSentence& sentence : page_sentences(reports[report]))
                candidates.back().sentences.insert(std::move(sentence.key));
        }
        for (PageVersions& page : pages_among(address, candidates, settings))
            out.push_back(std::move(page));
    }
    return out;
}

std::vector<std::uint32_t> without_older(std::vector<std::uint32_t> members, std::span<const PageVersions> versions) {
    std::set<std::uint32_t> older;
    for (const PageVersions& page : versions)
        older.insert(page.reports.begin(), page.reports.end() - 1);
    std::erase_if(members, [&](std::uint32_t report) { return older.contains(report); });
    return members;
}

std::vector<std::uint32_t> with_older(std::vector<std::uint32_t> standing, std::span<const PageVersions> versions) {
    for (const PageVersions& page : versions)
        standing.insert(standing.end(), page.reports.begin(), page.reports.end());
    std::ranges::sort(standing);
    standing.erase(std::ranges::unique(standing).begin(), standing.end());
    return standing;
}

}  // namespace recount
