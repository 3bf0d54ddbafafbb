// The tables of stories and of reports.
#include "show/summary.h"
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct StoryRow {
    const StoryAccount& story;
    StorySummary summary;
};

constexpr ColumnRule<StoryRow> story_columns[] = {
    {"story", words, "id of the story", [](const StoryRow& row, Column& column) { column.put(row.story.id); }},
    {"title", words, "its title", [](const StoryRow& row, Column& column) { column.put(row.story.title); }},
    {"first_day", day, "day of its first report, as far as days are known",
     [](const StoryRow& row, Column& column) { column.put(parse_iso_day(row.summary.first)); }},
    {"last_day", day, "day of its last report",
     [](const StoryRow& row, Column& column) { column.put(parse_iso_day(row.summary.last)); }},
    {"places", words, "where it happens, the most frequent first, five at most, parted by semicolons",
     [](const StoryRow& row, Column& column) { column.put(joined(row.summary.places, "; ")); }},
    {"reports", count, "how many reports tell it",
     [](const StoryRow& row, Column& column) { column.put(row.summary.reports); }},
    {"outlets", count, "by how many outlets",
     [](const StoryRow& row, Column& column) { column.put(row.summary.outlets); }},
    {"witnesses", count, "how many independent texts they are",
     [](const StoryRow& row, Column& column) { column.put(row.summary.witnesses); }},
};

struct ReportRow {
    const AnnotatedReport& annotated;
    const ReportDay& day;
    const StoryAccount* story;

    const Report& report() const { return annotated.report; }
};

constexpr ColumnRule<ReportRow> report_columns[] = {
    {"report", words, "id of the report", [](const ReportRow& row, Column& column) { column.put(row.report().id); }},
    {"story", words, "the story that it tells; empty where it is annotated in none",
     [](const ReportRow& row, Column& column) { column.put(row.story ? row.story->id : std::string()); }, "stories"},
    {"outlet", words, "who published it",
     [](const ReportRow& row, Column& column) { column.put(row.report().outlet); }},
    {"agencies", words, "the agencies that it credits, parted by semicolons",
     [](const ReportRow& row, Column& column) { column.put(joined(row.report().agencies, "; ")); }},
    {"first_day", day, "the day that it is of; where that is not fixed, the earliest that it can be",
     [](const ReportRow& row, Column& column) {
         column.put(row.day.days ? std::optional(row.day.days->first) : std::nullopt);
     }},
    {"last_day", day, "the same day, or the latest that it can be",
     [](const ReportRow& row, Column& column) {
         column.put(row.day.days ? std::optional(row.day.days->last) : std::nullopt);
     }},
    {"day_stated", flag, "whether it states the day itself; else the day follows from other words",
     [](const ReportRow& row, Column& column) { column.put(row.day.stated); }},
    {"url", words, "its address", [](const ReportRow& row, Column& column) { column.put(row.report().url); }},
    {"language", words, "its language, as BCP 47 writes it",
     [](const ReportRow& row, Column& column) { column.put(row.report().language); }},
    {"annotated", flag, "false where Recount does not read its language: then nothing is told of it",
     [](const ReportRow& row, Column& column) { column.put(row.annotated.annotated); }},
    {"sha256", words, "SHA-256 of the bytes that were read",
     [](const ReportRow& row, Column& column) { column.put(row.report().sha256); }},
    {"title", words, "its headline", [](const ReportRow& row, Column& column) { column.put(row.report().title()); }},
    {"text", words, "its text: start and end in the other tables count its code points",
     [](const ReportRow& row, Column& column) { column.put(row.report().text()); }},
};

}  // namespace

Table stories(const AccountView& view) {
    Table table = empty_table("stories", "A story a row.", story_columns);
    for (const StoryAccount& story : view.account.stories)
        add_row(table, story_columns, StoryRow{story, summarise(view.account, story)});
    return table;
}

Table reports(const AccountView& view) {
    Table table = empty_table("reports", "A report a row.", report_columns);
    for (std::size_t i = 0; i < view.account.reports.size(); ++i)
        add_row(table, report_columns, ReportRow{view.account.reports[i], view.account.days[i], view.story_of[i]});
    return table;
}

}  // namespace recount::tables
