// The table of evidence: the words that everything in the other tables rests on.
#include "show/tables/account_view.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct EvidenceRow {
    const AccountView& view;
    std::string_view table;
    std::string id;
    std::string_view part;
    std::uint32_t number;  // 0: none
    Evidence place;
};

constexpr ColumnRule<EvidenceRow> evidence_columns[] = {
    {"table", words, "the table of what the words bear out",
     [](const EvidenceRow& row, Column& column) { column.put(row.table); }},
    {"id", words, "its id there", [](const EvidenceRow& row, Column& column) { column.put(row.id); }},
    {"part", words,
     "what of it: day (reports), mention and date (events), number, source and sentence (claims), words, cue, source "
     "and speaker (statements), name (entities), passage (lineages)",
     [](const EvidenceRow& row, Column& column) { column.put(row.part); }},
    {"number", count, "which version of a statement, or which passage of a lineage, from 1",
     [](const EvidenceRow& row, Column& column) { row.number == 0 ? column.put_unknown() : column.put(row.number); }},
    {"report", words, "the report that has the words",
     [](const EvidenceRow& row, Column& column) { column.put(row.view.report(row.place.report).id); }, "reports"},
    {"field", words, "text or title: what start and end count in",
     [](const EvidenceRow& row, Column& column) { column.put(row.view.field(row.place)); }},
    {"start", count, "their first code point",
     [](const EvidenceRow& row, Column& column) { column.put(row.view.points(row.place).start); }},
    {"end", count, "the code point behind them",
     [](const EvidenceRow& row, Column& column) { column.put(row.view.points(row.place).end); }},
    {"words", words, "the words",
     [](const EvidenceRow& row, Column& column) { column.put(row.view.words(row.place)); }},
};

class EvidenceCollector {
public:
    explicit EvidenceCollector(const AccountView& view)
        : view_(view),
          table_(empty_table("evidence", "A span of words and what it bears out a row.", evidence_columns)) {}

    Table collect() {
        for (std::size_t i = 0; i < view_.account.reports.size(); ++i)
            add("reports", view_.account.reports[i].report.id, "day", view_.account.days[i].evidence);
        for (const StoryAccount& story : view_.account.stories) {
            for (const Event& event : story.events) {
                add("events", event.id, "mention", event.evidence);
                add("events", event.id, "date", event.date_evidence);
            }
            for (const Figure& figure : story.figures)
                for (const FigureClaim& claim : figure.claims)
                    add_claim(claim);
            for (const Statement& statement : story.statements)
                add_statement(statement);
            for (const AccountEntity& entity : story.entities)
                add("entities", entity_id(story, entity), "name", entity.mentions);
            for (std::size_t i = 0; i < story.lineages.size(); ++i)
                add_lineage(story, i);
        }
        return std::move(table_);
    }

private:
    void add(std::string_view table, const std::string& id, std::string_view part, const std::vector<Evidence>& places,
             std::uint32_t number = 0) {
        for (const Evidence& place : places)
            add_row(table_, evidence_columns, EvidenceRow{view_, table, id, part, number, place});
    }

    void add_claim(const FigureClaim& place) {
        const Claim& claim = claim_of(view_.account, place);
        add("claims", place.id, "number", {{place.report, claim.span}});
        if (claim.source)
            add("claims", place.id, "source", {{place.report, claim.source->span}});
        add("claims", place.id, "sentence", {{place.report, claim.evidence}});
    }

    void add_statement(const Statement& statement) {
        std::uint32_t number = 0;
        for (const Variant& variant : statement.variants) {
            ++number;
            for (const Span span : variant.spans)
                add("statements", statement.id, "words", {{variant.report, span}}, number);
            if (!variant.cue_span.empty())
                add("statements", statement.id, "cue", {{variant.report, variant.cue_span}}, number);
            if (!variant.source_span.empty())
                add("statements", statement.id, "source", {{variant.report, variant.source_span}}, number);
        }
        add("statements", statement.id, "speaker", statement.speaker_evidence);
    }

    void add_lineage(const StoryAccount& story, std::size_t lineage) {
        std::uint32_t number = 0;
        for (const std::vector<Evidence>& passage : story.lineages[lineage].passages)
            add("lineages", lineage_id(story, lineage), "passage", passage, ++number);
    }

    const AccountView& view_;
    Table table_;
};

}  // namespace

Table evidence(const AccountView& view) {
    return EvidenceCollector(view).collect();
}

}  // namespace recount::tables
