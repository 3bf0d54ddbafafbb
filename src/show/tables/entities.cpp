// The table of entities.
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct EntityRow {
    const StoryAccount& story;
    const AccountEntity& entity;

    std::optional<double> degrees(double AccountPlace::*which) const {
        return entity.place && !entity.place->id.empty() ? std::optional(*entity.place.*which) : std::nullopt;
    }
};

constexpr ColumnRule<EntityRow> entity_columns[] = {
    {"entity", words, "id of the entity: of its story, then within it",
     [](const EntityRow& row, Column& column) { column.put(entity_id(row.story, row.entity)); }},
    {"story", words, "the story that names it", [](const EntityRow& row, Column& column) { column.put(row.story.id); },
     "stories"},
    {"name", words, "its fullest name", [](const EntityRow& row, Column& column) { column.put(row.entity.name); }},
    {"type", words, "person, organisation, place, other",
     [](const EntityRow& row, Column& column) { column.put(name_of(row.entity.type)); }},
    {"place_id", words, "of a place: its id in the gazetteer",
     [](const EntityRow& row, Column& column) { column.put(row.entity.place ? row.entity.place->id : std::string()); }},
    {"latitude", number, "of a place, in degrees",
     [](const EntityRow& row, Column& column) { column.put(row.degrees(&AccountPlace::latitude)); }},
    {"longitude", number, "of a place, in degrees",
     [](const EntityRow& row, Column& column) { column.put(row.degrees(&AccountPlace::longitude)); }},
    {"mentions", count, "how often it is named",
     [](const EntityRow& row, Column& column) { column.put(static_cast<std::uint32_t>(row.entity.mentions.size())); }},
};

}  // namespace

Table entities(const AccountView& view) {
    Table table = empty_table("entities", "A bearer of a name within a story a row.", entity_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const AccountEntity& entity : story.entities)
            add_row(table, entity_columns, EntityRow{story, entity});
    return table;
}

}  // namespace recount::tables
