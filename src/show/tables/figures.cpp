// The tables of figures and of claims.
#include "show/reasons.h"
#include "show/tables/account_view.h"
#include "show/wording.h"

namespace recount::tables {

namespace {

using enum ColumnType;

struct FigureRow {
    const AccountView& view;
    const StoryAccount& story;
    const Figure& figure;

    /// Of the event; empty where the figure belongs to none.
    std::string event() const { return figure.event == no_index ? std::string() : story.events[figure.event].id; }
};

constexpr ColumnRule<FigureRow> figure_columns[] = {
    {"figure", words, "id of the figure: all claims about one quantity of one event with one scope",
     [](const FigureRow& row, Column& column) { column.put(row.figure.id); }},
    {"story", words, "the story that it is of", [](const FigureRow& row, Column& column) { column.put(row.story.id); },
     "stories"},
    {"event", words, "the event that it is of; empty where it belongs to none",
     [](const FigureRow& row, Column& column) { column.put(row.event()); }, "events"},
    {"quantity", words, "what is counted, as quantities.toml of the codebook names it",
     [](const FigureRow& row, Column& column) { column.put(row.figure.quantity); }},
    {"scope", words, "total, or the part that is counted",
     [](const FigureRow& row, Column& column) { column.put(row.figure.scope); }},
    {"unit", words, "of money, distances and the like",
     [](const FigureRow& row, Column& column) { column.put(row.figure.unit); }},
    {"status", words, "the verdict: single, agree, repeated, evolving, refines, conflict",
     [](const FigureRow& row, Column& column) { column.put(name_of(row.figure.status)); }},
    {"reason", words, "why, in a sentence",
     [](const FigureRow& row, Column& column) {
         column.put(reason_sentence(row.view.account, row.story, row.figure));
     }},
    {"lowest", number, "the least number of a source of standing",
     [](const FigureRow& row, Column& column) { column.put(row.figure.low); }},
    {"best", number, "the number that stands for the figure; empty where none would be honest",
     [](const FigureRow& row, Column& column) { column.put(row.figure.best); }},
    {"highest", number, "the greatest number of a source of standing",
     [](const FigureRow& row, Column& column) { column.put(row.figure.high); }},
    {"best_rule", words, "the rule of best.toml that gave it",
     [](const FigureRow& row, Column& column) { column.put(row.figure.best_rule); }},
    {"witnesses", count, "how many independent witnesses it has",
     [](const FigureRow& row, Column& column) { column.put(row.figure.witnesses); }},
    {"claims", count, "how many claims it has",
     [](const FigureRow& row, Column& column) { column.put(static_cast<std::uint32_t>(row.figure.claims.size())); }},
};

struct ClaimRow {
    const AccountView& view;
    const StoryAccount& story;
    const Figure& figure;
    const FigureClaim& place;

    const Claim& claim() const { return claim_of(view.account, place); }
    Evidence number() const { return {place.report, claim().span}; }
    std::string_view source() const {
        return claim().source ? view.words({place.report, claim().source->span}) : std::string_view();
    }
    std::string_view source_name() const {
        if (!claim().source)
            return {};
        return place.source_name.empty() ? claim().source->name : place.source_name;
    }
};

constexpr ColumnRule<ClaimRow> claim_columns[] = {
    {"claim", words, "id of the claim", [](const ClaimRow& row, Column& column) { column.put(row.place.id); }},
    {"figure", words, "the figure that it belongs to",
     [](const ClaimRow& row, Column& column) { column.put(row.figure.id); }, "figures"},
    {"report", words, "the report that makes it",
     [](const ClaimRow& row, Column& column) { column.put(row.view.report(row.place.report).id); }, "reports"},
    {"text", words, "the number as worded, with what bounds it",
     [](const ClaimRow& row, Column& column) { column.put(row.view.words(row.number())); }},
    {"low", number, "the least that the words allow; empty where they leave it open",
     [](const ClaimRow& row, Column& column) { column.put(row.claim().low); }},
    {"high", number, "the most", [](const ClaimRow& row, Column& column) { column.put(row.claim().high); }},
    {"modifier", words, "exact, at_least, more_than, at_most, up_to, less_than, approx, range, vague",
     [](const ClaimRow& row, Column& column) { column.put(name_of(row.claim().modifier)); }},
    {"standing", words, "how it is told: asserted, denied, planned, earlier, general",
     [](const ClaimRow& row, Column& column) { column.put(name_of(row.claim().standing)); }},
    {"denied", flag, "whether the report says that it is not so",
     [](const ClaimRow& row, Column& column) { column.put(row.claim().denied); }},
    {"implicit", flag, "whether it is one victim without a number word",
     [](const ClaimRow& row, Column& column) { column.put(row.claim().implicit); }},
    {"confidence", number, "the probability that quantity and bounds are read right",
     [](const ClaimRow& row, Column& column) { column.put(to_three_decimals(row.claim().confidence)); }},
    {"source", words, "who gives the number, as worded; empty where the report says it itself",
     [](const ClaimRow& row, Column& column) { column.put(row.source()); }},
    {"source_name", words, "the same as the story names them",
     [](const ClaimRow& row, Column& column) { column.put(row.source_name()); }},
    {"source_kind", words, "official, police, party, medical, press, expert, witness, post, document, report",
     [](const ClaimRow& row, Column& column) {
         column.put(row.place.kind == SourceKind::unknown ? std::string_view() : name_of(row.place.kind));
     }},
    {"witness", count, "claims of one figure with one number here are one witness",
     [](const ClaimRow& row, Column& column) { column.put(row.place.witness); }},
    {"lineage", words, "the lineage in whose passages it stands",
     [](const ClaimRow& row, Column& column) {
         column.put(row.place.lineage == no_index ? std::string() : lineage_id(row.story, row.place.lineage));
     },
     "lineages"},
    {"field", words, "text or title: where the number stands",
     [](const ClaimRow& row, Column& column) { column.put(row.view.field(row.number())); }},
    {"start", count, "its first code point there",
     [](const ClaimRow& row, Column& column) { column.put(row.view.points(row.number()).start); }},
    {"end", count, "the code point behind it",
     [](const ClaimRow& row, Column& column) { column.put(row.view.points(row.number()).end); }},
};

}  // namespace

Table figures(const AccountView& view) {
    Table table = empty_table("figures", "A figure a row.", figure_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Figure& figure : story.figures)
            add_row(table, figure_columns, FigureRow{view, story, figure});
    return table;
}

Table claims(const AccountView& view) {
    Table table = empty_table("claims", "A claim a row.", claim_columns);
    for (const StoryAccount& story : view.account.stories)
        for (const Figure& figure : story.figures)
            for (const FigureClaim& claim : figure.claims)
                add_row(table, claim_columns, ClaimRow{view, story, figure, claim});
    return table;
}

}  // namespace recount::tables
