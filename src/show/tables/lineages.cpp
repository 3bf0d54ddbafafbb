// The tables of lineages and of how two reports of one are related.
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct LineageRow {
    const StoryAccount& story;
    std::size_t number;

    const Lineage& lineage() const { return story.lineages[number]; }
};

constexpr ColumnRule<LineageRow> lineage_columns[] = {
    {"lineage", words, "id of the lineage: of its story, then within it",
     [](const LineageRow& row, Column& column) { column.put(lineage_id(row.story, row.number)); }},
    {"story", words, "the story that it is of", [](const LineageRow& row, Column& column) { column.put(row.story.id); },
     "stories"},
    {"kind", words, "copy, reworded, shared: the closest of its relations",
     [](const LineageRow& row, Column& column) { column.put(name_of(row.lineage().kind)); }},
    {"agency", words, "whose copy it is; empty where no credit tells",
     [](const LineageRow& row, Column& column) { column.put(row.lineage().agency); }},
    {"reports", count, "how many reports descend from the one text",
     [](const LineageRow& row, Column& column) {
         column.put(static_cast<std::uint32_t>(row.lineage().reports.size()));
     }},
    {"passages", count, "how many passages they share",
     [](const LineageRow& row, Column& column) {
         column.put(static_cast<std::uint32_t>(row.lineage().passages.size()));
     }},
};

struct RelationRow {
    const AccountView& view;
    const StoryAccount& story;
    std::size_t number;
    const LineageRelation& relation;
};

constexpr ColumnRule<RelationRow> relation_columns[] = {
    {"lineage", words, "the lineage that both are of",
     [](const RelationRow& row, Column& column) { column.put(lineage_id(row.story, row.number)); }, "lineages"},
    {"from_report", words, "the likelier original",
     [](const RelationRow& row, Column& column) { column.put(row.view.report(row.relation.from).id); }, "reports"},
    {"to_report", words, "the other report",
     [](const RelationRow& row, Column& column) { column.put(row.view.report(row.relation.to).id); }, "reports"},
    {"kind", words, "copy, reworded, shared",
     [](const RelationRow& row, Column& column) { column.put(name_of(row.relation.kind)); }},
    {"share", number, "how much of the shorter one's sentences stand in both, 0 to 1",
     [](const RelationRow& row, Column& column) { column.put(to_three_decimals(row.relation.share)); }},
};

}  // namespace

Table lineages(const AccountView& view) {
    Table table = empty_table("lineages", "A lineage a row: reports that descend from one text.", lineage_columns);
    for (const StoryAccount& story : view.account.stories)
        for (std::size_t i = 0; i < story.lineages.size(); ++i)
            add_row(table, lineage_columns, LineageRow{story, i});
    return table;
}

Table relations(const AccountView& view) {
    Table table = empty_table("relations", "Two reports of one lineage a row.", relation_columns);
    for (const StoryAccount& story : view.account.stories)
        for (std::size_t i = 0; i < story.lineages.size(); ++i)
            for (const LineageRelation& relation : story.lineages[i].relations)
                add_row(table, relation_columns, RelationRow{view, story, i, relation});
    return table;
}

}  // namespace recount::tables
