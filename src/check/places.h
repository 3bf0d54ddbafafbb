// How two places lie to each other, as far as the gazetteer knows: whether one lies in the other, whether they are
// neighbours, and whether a place is so small that what happens in it does not happen elsewhere.
#pragma once

#include <string_view>

#include "gazetteer/gazetteer.h"

namespace recount {

/// Immutable; the gazetteer must outlive it. Ids that it does not know lie nowhere.
class Places {
public:
    /// Towns so many kilometres from each other are neighbours.
    Places(const Gazetteer& gazetteer, double beside_kilometres)
        : gazetteer_(gazetteer), beside_kilometres_(beside_kilometres) {}

    /// Whether one place lies in another, or is it. A city that is all of a country (Singapore) is that country.
    bool is_within(std::string_view inner, std::string_view outer) const;

    /// Whether two towns or quarters are neighbours, so that a report may name either.
    bool is_beside(std::string_view one, std::string_view other) const;

    /// Whether it is a town or a quarter.
    bool is_narrow(std::string_view id) const;

private:
    PlaceIndex whole_of(std::string_view id) const;

    const Gazetteer& gazetteer_;
    double beside_kilometres_;
};

}  // namespace recount
