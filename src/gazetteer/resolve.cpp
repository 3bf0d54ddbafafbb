#include "gazetteer/resolve.h"

#include <algorithm>
#include <bit>

namespace recount {

namespace {

/// Mentions by country or region; a report names few, so a sorted list does.
class Presence {
public:
    void add(PlaceIndex place, std::uint32_t mentions) {
        if (place == no_place)
            return;
        const auto at = std::lower_bound(rows_.begin(), rows_.end(), place,
                                         [](const Row& row, PlaceIndex key) { return row.place < key; });
        if (at != rows_.end() && at->place == place)
            at->mentions += mentions;
        else
            rows_.insert(at, {place, mentions});
    }
    std::uint32_t of(PlaceIndex place) const {
        const auto at = std::lower_bound(rows_.begin(), rows_.end(), place,
                                         [](const Row& row, PlaceIndex key) { return row.place < key; });
        return at != rows_.end() && at->place == place ? at->mentions : 0;
    }

private:
    struct Row {
        PlaceIndex place;
        std::uint32_t mentions;
    };
    std::vector<Row> rows_;
};

/// The likeliest candidate that is a place itself; size() when all are peoples.
std::size_t likeliest(Candidates candidates) {
    std::size_t i = 0;
    while (i < candidates.size() && candidates[i].role == NameRole::demonym)
        ++i;
    return i;
}

class Resolver {
public:
    Resolver(const Gazetteer& gazetteer, std::span<const NamedPlace> names, std::span<const PlaceIndex> peoples)
        : gazetteer_(gazetteer), names_(names) {
        for (const PlaceIndex place : peoples)
            countries_.add(gazetteer.place(place).country != no_place ? gazetteer.place(place).country : place, 1);
        for (const NamedPlace& name : names)
            note(name);
    }

    PlaceIndex resolve(std::size_t at) const {
        const NamedPlace& name = names_[at];
        PlaceIndex best = no_place;
        int best_score = -1;
        for (const Candidate candidate : name.candidates) {
            if (candidate.role == NameRole::demonym)
                continue;
            const int score = candidate.weight + context(at, candidate.place);
            if (score > best_score) {
                best_score = score;
                best = candidate.place;
            }
        }
        return best;
    }

private:
    /// A country that is named counts twice; a town speaks for its country and region when it is large or has no
    /// namesake.
    void note(const NamedPlace& name) {
        const std::size_t first = likeliest(name.candidates);
        if (first == name.candidates.size())
            return;
        const Candidate candidate = name.candidates[first];
        const Place place = gazetteer_.place(candidate.place);
        if (place.kind == PlaceKind::country) {
            countries_.add(candidate.place, 2 * name.mentions);
        } else if (name.candidates.size() == 1 || candidate.weight >= 60) {
            countries_.add(place.country, name.mentions);
            regions_.add(place.kind == PlaceKind::region ? candidate.place : place.region, name.mentions);
        }
    }

    int context(std::size_t at, PlaceIndex index) const {
        const Place place = gazetteer_.place(index);
        int score = 0;
        if (place.country != no_place && place.country != index)
            score += 8 * std::min(3, static_cast<int>(std::bit_width(countries_.of(place.country))));
        if (place.region != no_place && regions_.of(place.region) > 0)
            score += 10;
        if (names_[at].region && place.kind == PlaceKind::region)
            score += 60;
        if (place.kind == PlaceKind::region && regions_.of(index) > 0 && names_[at].candidates.size() > 1)
            score += 10;
        const std::uint32_t within = names_[at].within;
        if (within < names_.size() && holds(names_[within].candidates, index))
            score += 60;
        for (const NamedPlace& other : names_)
            if (other.within == at && any_within(other.candidates, index))
                score += 60;
        return score;
    }

    bool holds(Candidates outer, PlaceIndex inner) const {
        const Place place = gazetteer_.place(inner);
        for (const Candidate candidate : outer)
            if (candidate.place != inner && (candidate.place == place.country || candidate.place == place.region))
                return true;
        return false;
    }

    bool any_within(Candidates inner, PlaceIndex outer) const {
        for (const Candidate candidate : inner) {
            const Place place = gazetteer_.place(candidate.place);
            if (candidate.place != outer && (place.country == outer || place.region == outer))
                return true;
        }
        return false;
    }

    const Gazetteer& gazetteer_;
    std::span<const NamedPlace> names_;
    Presence countries_, regions_;
};

}  // namespace

std::vector<PlaceIndex> resolve_places(const Gazetteer& gazetteer, std::span<const NamedPlace> names,
                                       std::span<const PlaceIndex> peoples) {
    const Resolver resolver(gazetteer, names, peoples);
    std::vector<PlaceIndex> places(names.size());
    for (std::size_t i = 0; i < names.size(); ++i)
        places[i] = resolver.resolve(i);
    return places;
}

}  // namespace recount
