// What the gather stage gives: which reports tell one story, and which of their passages descend from one text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace recount {

/// A span of one report: where an account points. `report` is the index among all annotated reports of the run, which
/// stand in the order of their ids.
struct Evidence {
    std::uint32_t report = 0;
    Span span;
    auto operator<=>(const Evidence&) const = default;
};

enum class LineageKind : std::uint8_t {
    copy,      // most of one report stands in the other, word for word
    reworded,  // most of one report's sentences have a reworded counterpart
    shared,    // some sentences alone: both drew on one text
};
std::string_view name_of(LineageKind kind);

/// How two reports of a lineage are related.
struct LineageRelation {
    std::uint32_t from = 0,
                  to = 0;  // reports; `from` is the likelier original (the agency's own, the one that is credited, the
                           // earlier one, the one that the other is cut from), else the first by id
    LineageKind kind = LineageKind::shared;
    double share = 0;  // of the shorter report's sentences, that stand in both: 0..1
};

/// Reports, or passages of reports, that descend from one text.
struct Lineage {
    std::string agency;                           // whose copy it is, empty where no credit tells
    std::vector<std::uint32_t> reports;           // sorted
    std::vector<std::vector<Evidence>> passages;  // each: the places of one shared passage, sorted, two or more
    std::vector<LineageRelation> relations;
    LineageKind kind = LineageKind::shared;  // the closest of its relations
};

/// How much of what two reports tell of one weekday is the same.
struct WeekdayLikeness {
    std::uint32_t a = 0, b = 0;  // reports, a < b
    std::uint8_t weekday = 0;    // 1 = Monday ... 7 = Sunday
    double bits = 0;             // the weight of the particulars that both tell
    auto operator<=>(const WeekdayLikeness&) const = default;
};

/// What the order of a page's versions rests on.
enum class VersionOrder : std::uint8_t {
    fetched,    // when each was fetched
    modified,   // when each says that it was changed last
    published,  // when each says that it was published
    names,      // nothing tells: the order of their ids
};
std::string_view name_of(VersionOrder order);

/// One page that was fetched several times, with the same words or others.
struct PageVersions {
    std::string address;                 // without what names no other page (page_address.h)
    std::vector<std::uint32_t> reports;  // two or more, the oldest first: the last one stands
    VersionOrder order = VersionOrder::names;
};

/// The reports of one unfolding happening.
struct Story {
    std::vector<std::uint32_t> reports;  // sorted; of each page the newest version alone
    std::vector<Lineage> lineages;
    std::vector<WeekdayLikeness> weekdays;    // pairs of which one has no day of its own; by report, then by weekday
    std::vector<PageVersions> versions = {};  // by address
};

}  // namespace recount
