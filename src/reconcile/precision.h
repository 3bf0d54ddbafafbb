// How closely an event is fixed in time and in space, as coders of events note it beside day and place.
#pragma once

#include <optional>
#include <string_view>
#include <span>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "reconcile/account.h"
#include "reconcile/rules.h"

namespace recount {

/// The days that Event::date and date_end tell, first to last; none where they tell none.
std::optional<DayInterval> days_of(const Event& event);

/// The days of one date of an account: "2020-08-16", "2020-08", "2020"; nullopt for any other words.
std::optional<DayInterval> days_of_date(std::string_view date);

/// Sets Event::precision and Event::within of each event, which has its date, place and evidence already.
///
/// The day: one day, up to seven, up to 31, or longer. The place: a town or quarter is exact, but near or a district
/// where the words around its name say so ("near Kano", "Kano district") for at least half of the mentions that name
/// it; a first-level region, or an area within one country, is a region; what is wider than a country has no precision.
void measure_precision(std::vector<Event>& events, std::span<const AnnotatedReport> reports, const Gazetteer& gazetteer,
                       const ReconcileRules& rules);

}  // namespace recount
