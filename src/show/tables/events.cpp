// The tables of events and of who acts in them.
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct EventRow {
    const StoryAccount& story;
    const Event& event;

    std::optional<double> degrees(double AccountPlace::*which) const {
        return event.place && !event.place->id.empty() ? std::optional(*event.place.*which) : std::nullopt;
    }
};

constexpr ColumnRule<EventRow> event_columns[] = {
    {"event", words, "id of the event", [](const EventRow& row, Column& column) { column.put(row.event.id); }},
    {"story", words, "the story that it is of", [](const EventRow& row, Column& column) { column.put(row.story.id); },
     "stories"},
    {"type", words, "what happened, as events.toml of the codebook names it",
     [](const EventRow& row, Column& column) { column.put(row.event.type); }},
    {"title", words, "what happened, where and when",
     [](const EventRow& row, Column& column) { column.put(in_one_line(row.event.title)); }},
    {"date", words, "its day, month or year (ISO 8601), or the first day; empty where the reports do not tell",
     [](const EventRow& row, Column& column) { column.put(row.event.date); }},
    {"date_end", words, "the last day of an interval",
     [](const EventRow& row, Column& column) { column.put(row.event.date_end); }},
    {"date_precision", words, "day, week, month, year",
     [](const EventRow& row, Column& column) {
         column.put(row.event.precision.date ? name_of(*row.event.precision.date) : "");
     }},
    {"date_stated", flag, "whether a report states the date; else it follows from other words",
     [](const EventRow& row, Column& column) { column.put(row.event.date_stated); }},
    {"date_reason", words, "how the date is known, in a sentence",
     [](const EventRow& row, Column& column) { column.put(row.event.date_reason); }},
    {"place", words, "where, as the reports spell it",
     [](const EventRow& row, Column& column) { column.put(row.event.place ? row.event.place->name : std::string()); }},
    {"place_id", words, "the place's id in the gazetteer",
     [](const EventRow& row, Column& column) { column.put(row.event.place ? row.event.place->id : std::string()); }},
    {"place_precision", words, "exact, near, district, region, country",
     [](const EventRow& row, Column& column) {
         column.put(row.event.precision.place ? name_of(*row.event.precision.place) : "");
     }},
    {"latitude", number, "degrees; empty where the gazetteer does not know the place",
     [](const EventRow& row, Column& column) { column.put(row.degrees(&AccountPlace::latitude)); }},
    {"longitude", number, "degrees",
     [](const EventRow& row, Column& column) { column.put(row.degrees(&AccountPlace::longitude)); }},
    {"country", words, "ISO 3166-1 code of the country",
     [](const EventRow& row, Column& column) { column.put(row.event.within.country_id); }},
    {"region", words, "name of the first-level region",
     [](const EventRow& row, Column& column) { column.put(row.event.within.region); }},
    {"reports", count, "how many reports mention it",
     [](const EventRow& row, Column& column) { column.put(static_cast<std::uint32_t>(row.event.reports.size())); }},
};

struct ActorRow {
    const StoryAccount& story;
    const Event& event;
    const AccountEntity& actor;
};

constexpr ColumnRule<ActorRow> actor_columns[] = {
    {"event", words, "the event", [](const ActorRow& row, Column& column) { column.put(row.event.id); }, "events"},
    {"entity", words, "a person or organisation that takes part",
     [](const ActorRow& row, Column& column) { column.put(entity_id(row.story, row.actor)); }, "entities"},
};

}  // namespace

Table events(const AccountView& view) {
    Table table = empty_table("events", "An event a row.", event_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Event& event : story.events)
            add_row(table, event_columns, EventRow{story, event});
    return table;
}

Table actors(const AccountView& view) {
    Table table = empty_table("actors", "An event and somebody who takes part in it a row.", actor_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Event& event : story.events)
            for (const std::uint32_t actor : event.actors)
                add_row(table, actor_columns, ActorRow{story, event, story.entities[actor]});
    return table;
}

}  // namespace recount::tables
