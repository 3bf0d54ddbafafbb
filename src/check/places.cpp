#include "check/places.h"

#include <cmath>

namespace recount {

/// The place, or the country that a city is all of.
PlaceIndex Places::whole_of(std::string_view id) const {
    const PlaceIndex index = gazetteer_.by_id(id);
    if (index == no_place)
        return index;
    const Place place = gazetteer_.place(index);
    const bool is_state = place.country != no_place && gazetteer_.place(place.country).name == place.name;
    return is_state ? place.country : index;
}

bool Places::is_within(std::string_view inner, std::string_view outer) const {
    if (inner == outer)
        return true;
    const PlaceIndex a = whole_of(inner), b = whole_of(outer);
    if (a == no_place || b == no_place)
        return false;
    const Place place = gazetteer_.place(a);
    return a == b || place.region == b || place.country == b;
}

bool Places::is_beside(std::string_view one, std::string_view other) const {
    if (!is_narrow(one) || !is_narrow(other))
        return false;
    constexpr double kilometres_a_degree = 111.2, radians = 3.14159265358979323846 / 180;
    const Place first = gazetteer_.place(gazetteer_.by_id(one)), second = gazetteer_.place(gazetteer_.by_id(other));
    const double north = first.lat - second.lat, east = (first.lon - second.lon) * std::cos(first.lat * radians);
    return std::hypot(north, east) * kilometres_a_degree <= beside_kilometres_;
}

bool Places::is_narrow(std::string_view id) const {
    const PlaceIndex index = gazetteer_.by_id(id);
    if (index == no_place)
        return false;
    const PlaceKind kind = gazetteer_.place(index).kind;
    return kind == PlaceKind::city || kind == PlaceKind::quarter;
}

}  // namespace recount
