// The tables of statements and of their versions.
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct StatementRow {
    const StoryAccount& story;
    const Statement& statement;
};

constexpr ColumnRule<StatementRow> statement_columns[] = {
    {"statement", words, "id of the statement",
     [](const StatementRow& row, Column& column) { column.put(row.statement.id); }},
    {"story", words, "the story that it is of",
     [](const StatementRow& row, Column& column) { column.put(row.story.id); }, "stories"},
    {"speaker", words, "who makes it, by the fullest name; as worded where there is no name",
     [](const StatementRow& row, Column& column) { column.put(row.statement.speaker); }},
    {"speaker_way", words, "how the speaker got the name",
     [](const StatementRow& row, Column& column) { column.put(name_of(row.statement.way)); }},
    {"confidence", number, "the probability that the speaker is the right one",
     [](const StatementRow& row, Column& column) { column.put(row.statement.confidence); }},
    {"versions", count, "how many versions of it there are",
     [](const StatementRow& row, Column& column) {
         column.put(static_cast<std::uint32_t>(row.statement.variants.size()));
     }},
};

struct VersionRow {
    const AccountView& view;
    const Statement& statement;
    std::uint32_t number;  // from 1

    const Variant& variant() const { return statement.variants[number - 1]; }

    /// The words of the spans, with " ... " where something between them is left out.
    std::string words_of(const std::vector<Span>& spans) const {
        std::string out;
        for (const Span span : spans)
            out.append(out.empty() ? "" : " ... ").append(view.words({variant().report, span}));
        return out;
    }
};

constexpr ColumnRule<VersionRow> version_columns[] = {
    {"statement", words, "the statement that it is a version of",
     [](const VersionRow& row, Column& column) { column.put(row.statement.id); }, "statements"},
    {"version", count, "its number among them, from 1",
     [](const VersionRow& row, Column& column) { column.put(row.number); }},
    {"report", words, "the report that has it",
     [](const VersionRow& row, Column& column) { column.put(row.view.report(row.variant().report).id); }, "reports"},
    {"words", words, "what is said, with ' ... ' where the report has other words between",
     [](const VersionRow& row, Column& column) { column.put(row.words_of(row.variant().spans)); }},
    {"relation", words, "quotation or paraphrase",
     [](const VersionRow& row, Column& column) { column.put(name_of(row.variant().relation)); }},
    {"direct", flag, "whether all of it stands between quotation marks",
     [](const VersionRow& row, Column& column) { column.put(row.variant().direct); }},
    {"embed", flag, "whether it is a post that the report embeds",
     [](const VersionRow& row, Column& column) { column.put(row.variant().embed); }},
    {"cue", words, "the word that introduces it",
     [](const VersionRow& row, Column& column) { column.put(row.variant().cue); }},
    {"speaker", words, "the speaker as this report has them",
     [](const VersionRow& row, Column& column) { column.put(row.variant().speaker); }},
    {"against", count, "the number of the version that it is compared with",
     [](const VersionRow& row, Column& column) { column.put(row.variant().against + 1); }},
    {"differences", words, "the words that that one does not have",
     [](const VersionRow& row, Column& column) { column.put(row.words_of(row.variant().differences)); }},
};

}  // namespace

Table statements(const AccountView& view) {
    Table table = empty_table("statements", "A statement a row.", statement_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Statement& statement : story.statements)
            add_row(table, statement_columns, StatementRow{story, statement});
    return table;
}

Table versions(const AccountView& view) {
    Table table = empty_table("versions", "A version of a statement a row.", version_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Statement& statement : story.statements)
            for (std::uint32_t i = 0; i < statement.variants.size(); ++i)
                add_row(table, version_columns, VersionRow{view, statement, i + 1});
    return table;
}

}  // namespace recount::tables
