#include "reconcile/precision.h"

#include <algorithm>

#include "reconcile/mention_at.h"
#include "report/time_value.h"

namespace recount {

namespace {

std::optional<DatePrecision> precision_of(const std::optional<DayInterval>& days) {
    if (!days)
        return std::nullopt;
    const auto count = (days->last - days->first).count() + 1;
    return count == 1    ? DatePrecision::day
           : count <= 7  ? DatePrecision::week
           : count <= 31 ? DatePrecision::month
                         : DatePrecision::year;
}

class PlaceMeter {
public:
    PlaceMeter(std::span<const AnnotatedReport> reports, const Gazetteer& gazetteer, const ReconcileRules& rules)
        : reports_(reports), gazetteer_(gazetteer), rules_(rules) {}

    void measure(Event& event) const {
        const PlaceIndex index = event.place && !event.place->id.empty() ? gazetteer_.by_id(event.place->id) : no_place;
        if (index == no_place)
            return;
        const Place place = gazetteer_.place(index);
        const PlaceIndex country = place.kind == PlaceKind::country ? index : place.country,
                         region = place.kind == PlaceKind::region ? index : place.region;
        if (country != no_place)
            event.within.country = gazetteer_.place(country).name,
            event.within.country_id = gazetteer_.place(country).id;
        if (region != no_place)
            event.within.region = gazetteer_.place(region).name, event.within.region_id = gazetteer_.place(region).id;
        switch (place.kind) {
        case PlaceKind::city:
        case PlaceKind::quarter: event.precision.place = as_worded(event); break;
        case PlaceKind::region: event.precision.place = PlacePrecision::region; break;
        case PlaceKind::country: event.precision.place = PlacePrecision::country; break;
        case PlaceKind::area:
            if (country != no_place)
                event.precision.place = PlacePrecision::region;
            break;
        case PlaceKind::continent:
        case PlaceKind::water: break;
        }
    }

private:
    /// What the words around the name say in most of the mentions that stand with this place; the looser one of two
    /// that are said as often.
    PlacePrecision as_worded(const Event& event) const {
        std::size_t exact = 0, near = 0, district = 0;
        for (const Evidence& told : event.evidence) {
            const AnnotatedReport& report = reports_[told.report];
            const Mention* found = mention_at(report, told.span);
            if (!found || found->place == no_index)
                continue;
            const Entity& name = report.layers.entities[found->place];
            if (name.place != event.place->id)
                continue;
            const bool in_district = rules_.names_district(report.lowered(behind(report, name.mention)));
            in_district ? ++district : is_near(report, name.mention) ? ++near : ++exact;
        }
        const std::size_t most = std::max({exact, near, district});
        return most == 0 || (exact == most && exact > near && exact > district) ? PlacePrecision::exact
               : district == most                                               ? PlacePrecision::district
                                                                                : PlacePrecision::near;
    }

    /// The words of the sentence around the name.
    static Span before(const AnnotatedReport& report, Span name) {
        const std::uint32_t sentence = report.layers.sentence_at(name.start);
        return {sentence == no_index ? name.start : report.layers.sentences[sentence].span.start, name.start};
    }
    static Span behind(const AnnotatedReport& report, Span name) {
        const std::uint32_t sentence = report.layers.sentence_at(name.start);
        return {name.end,
                sentence == no_index ? name.end : std::max(name.end, report.layers.sentences[sentence].span.end)};
    }
    bool is_near(const AnnotatedReport& report, Span name) const {
        return rules_.names_vicinity(report.lowered(before(report, name)));
    }

    std::span<const AnnotatedReport> reports_;
    const Gazetteer& gazetteer_;
    const ReconcileRules& rules_;
};

}  // namespace

std::optional<DayInterval> days_of_date(std::string_view date) {
    if (const auto day = parse_iso_day(date))
        return DayInterval{*day, *day};
    const auto part = [&](std::size_t at, std::size_t length) {
        int number = 0;
        for (const char digit : date.substr(at, length))
            number = digit >= '0' && digit <= '9' && number >= 0 ? number * 10 + (digit - '0') : -1;
        return number;
    };
    if (date.size() == 4 && part(0, 4) > 0)
        return days_of_year(part(0, 4));
    if (date.size() == 7 && date[4] == '-' && part(0, 4) > 0 && part(5, 2) >= 1 && part(5, 2) <= 12)
        return days_of_month(part(0, 4), static_cast<unsigned>(part(5, 2)));
    return std::nullopt;
}

std::optional<DayInterval> days_of(const Event& event) {
    auto all = days_of_date(event.date);
    if (const auto end = days_of_date(event.date_end); all && end)
        all->last = std::max(all->last, end->last);
    return all;
}

void measure_precision(std::vector<Event>& events, std::span<const AnnotatedReport> reports, const Gazetteer& gazetteer,
                       const ReconcileRules& rules) {
    const PlaceMeter meter(reports, gazetteer, rules);
    for (Event& event : events) {
        event.precision.date = precision_of(days_of(event));
        meter.measure(event);
    }
}

}  // namespace recount
