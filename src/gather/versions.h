// Versions: a page that was fetched again, with the same words or others, is one report, not a copy nor a second
// witness. Reports of one story are versions of one page where their addresses name the same page and their words are
// alike; an address that was given to another text is another page. Of each page the newest version stands.
//
// Which one that is, is told by the surest thing that all versions state and in which they differ: when they were
// fetched, when they were changed last, when they were published. Where nothing tells, their ids do, and it is said so.
// What a feed says of a report is no version of it.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "codebook/codebook.h"
#include "gather/page_address.h"
#include "gather/story.h"
#include "report/layers.h"

namespace recount {

/// The table [versions] of the codebook's gather.toml, where each is explained.
struct VersionSettings {
    AddressSettings addresses;
    double alike;
    std::uint32_t looked_up;

    explicit VersionSettings(const Codebook& codebook);
};

/// The pages of a story that have several versions, by address, then by their first report. `members`: its reports,
/// sorted. Time grows with the words of reports that share an address.
std::vector<PageVersions> find_versions(std::span<const std::uint32_t> members,
                                        std::span<const AnnotatedReport> reports, const VersionSettings& settings);

/// The reports of `members` that stand: without the older versions.
std::vector<std::uint32_t> without_older(std::vector<std::uint32_t> members, std::span<const PageVersions> versions);

/// The reports of a story and its older versions, sorted.
std::vector<std::uint32_t> with_older(std::vector<std::uint32_t> standing, std::span<const PageVersions> versions);

}  // namespace recount
