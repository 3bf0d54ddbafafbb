// Tells namesakes among places apart by what else is named around them: a country that is named or whose people are, a
// region, a town behind a comma ("Paris, Texas"). Without such a hint the likeliest bearer wins.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "gazetteer/gazetteer.h"

namespace recount {

/// One name that was taken for a place.
struct NamedPlace {
    static constexpr std::uint32_t nothing = UINT32_MAX;
    Candidates candidates;
    std::uint32_t mentions = 1;
    bool region = false;             // called a region: "Minsk region"
    std::uint32_t within = nothing;  // index of the name that stands behind a comma and can hold it
};

/// Gives for each name its place, no_place where it has only demonyms. `peoples` are the places that demonyms around
/// point to, one entry a mention. The result depends on nothing but these, and not on the order of `peoples`.
std::vector<PlaceIndex> resolve_places(const Gazetteer& gazetteer, std::span<const NamedPlace> names,
                                       std::span<const PlaceIndex> peoples);

}  // namespace recount
