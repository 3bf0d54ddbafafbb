#include "show/layer_tables.h"

#include <utility>

#include "show/json_spans.h"
#include "show/wording.h"

namespace recount {

namespace {

using enum ColumnType;

struct ReportRow {
    const Report& report;
    bool annotated;
};

constexpr ColumnRule<ReportRow> report_columns[] = {
    {"report", words, "id of the report", [](const ReportRow& row, Column& column) { column.put(row.report.id); }},
    {"title", words, "its headline", [](const ReportRow& row, Column& column) { column.put(row.report.title()); }},
    {"text", words, "its text: start and end in the other tables count its code points",
     [](const ReportRow& row, Column& column) { column.put(row.report.text()); }},
    {"published", day, "its day, where it states one",
     [](const ReportRow& row, Column& column) { column.put(row.report.published); }},
    {"language", words, "its language, as BCP 47 writes it",
     [](const ReportRow& row, Column& column) { column.put(row.report.language); }},
    {"annotated", flag, "false where Recount does not read its language: then nothing is told of it",
     [](const ReportRow& row, Column& column) { column.put(row.annotated); }},
};

/// A part of a report's layer, and where it stands.
template <class Part>
struct Row {
    const AnnotatedReport& report;
    const SpanWriter& spans;
    Span span;
    const Part& part;
};

/// The columns that all layers have: the report, and the words with their place in it.
template <class Part>
constexpr ColumnRule<Row<Part>> report_column = {
    "report", words, "the report", [](const Row<Part>& row, Column& column) { column.put(row.report.report.id); },
    "reports"};
template <class Part>
constexpr ColumnRule<Row<Part>> field_column = {
    "field", words, "text or title: what start and end count in",
    [](const Row<Part>& row, Column& column) { column.put(row.report.report.in_title(row.span) ? "title" : "text"); }};
template <class Part>
constexpr ColumnRule<Row<Part>> start_column = {
    "start", count, "the first code point of the words",
    [](const Row<Part>& row, Column& column) { column.put(row.spans.points(row.span).start); }};
template <class Part>
constexpr ColumnRule<Row<Part>> end_column = {
    "end", count, "the code point behind them",
    [](const Row<Part>& row, Column& column) { column.put(row.spans.points(row.span).end); }};
template <class Part>
constexpr ColumnRule<Row<Part>> words_column = {
    "words", words, "the words", [](const Row<Part>& row, Column& column) { column.put(row.report.words(row.span)); }};

constexpr ColumnRule<Row<Sentence>> sentence_columns[] = {
    report_column<Sentence>, field_column<Sentence>, start_column<Sentence>,
    end_column<Sentence>,    words_column<Sentence>,
};

constexpr ColumnRule<Row<Entity>> entity_columns[] = {
    report_column<Entity>,
    {"name", words, "the fullest form that the report gives its bearer",
     [](const Row<Entity>& row, Column& column) { column.put(row.part.name); }},
    {"type", words, "person, organisation, place, other",
     [](const Row<Entity>& row, Column& column) { column.put(name_of(row.part.type)); }},
    {"place_id", words, "of a place: its id in the gazetteer",
     [](const Row<Entity>& row, Column& column) { column.put(row.part.place); }},
    field_column<Entity>,
    start_column<Entity>,
    end_column<Entity>,
    words_column<Entity>,
};

constexpr ColumnRule<Row<Time>> time_columns[] = {
    report_column<Time>,
    {"type", words, "date, time, duration, set",
     [](const Row<Time>& row, Column& column) { column.put(name_of(row.part.type)); }},
    {"value", words, "what it means, as TIMEX3 writes it",
     [](const Row<Time>& row, Column& column) { column.put(row.part.value); }},
    field_column<Time>,
    start_column<Time>,
    end_column<Time>,
    words_column<Time>,
};

constexpr ColumnRule<Row<Mention>> event_columns[] = {
    report_column<Mention>,
    {"type", words, "what happens, as events.toml of the codebook names it",
     [](const Row<Mention>& row, Column& column) { column.put(row.part.type); }},
    {"standing", words, "asserted or planned",
     [](const Row<Mention>& row, Column& column) {
         column.put(name_of(row.part.planned ? Standing::planned : Standing::asserted));
     }},
    {"time", words, "the expression that dates it, as TIMEX3 writes it",
     [](const Row<Mention>& row, Column& column) {
         column.put(row.part.time == no_index ? std::string() : row.report.layers.times[row.part.time].value);
     }},
    {"place", words, "where",
     [](const Row<Mention>& row, Column& column) {
         column.put(row.part.place == no_index ? std::string() : row.report.layers.entities[row.part.place].name);
     }},
    field_column<Mention>,
    start_column<Mention>,
    end_column<Mention>,
    words_column<Mention>,
};

std::string words_of(const AnnotatedReport& report, const std::vector<Span>& spans) {
    std::string out;
    for (const Span span : spans)
        out.append(out.empty() ? "" : " ... ").append(report.words(span));
    return out;
}

constexpr ColumnRule<Row<Attribution>> attribution_columns[] = {
    report_column<Attribution>,
    {"speaker", words, "who says it, by the name within this report",
     [](const Row<Attribution>& row, Column& column) { column.put(row.part.speaker); }},
    {"source", words, "the words that tell who",
     [](const Row<Attribution>& row, Column& column) { column.put(words_of(row.report, row.part.source)); }},
    {"cue", words, "the words that introduce it",
     [](const Row<Attribution>& row, Column& column) { column.put(words_of(row.report, row.part.cue)); }},
    {"class", words, "the cue's class in the codebook: say, deny, estimate",
     [](const Row<Attribution>& row, Column& column) { column.put(row.part.class_name); }},
    {"content", words, "what is said, with ' ... ' where the report has other words between",
     [](const Row<Attribution>& row, Column& column) { column.put(words_of(row.report, row.part.content)); }},
    {"direct", flag, "whether all of it stands between quotation marks",
     [](const Row<Attribution>& row, Column& column) { column.put(row.part.direct); }},
    {"negated", flag, "whether it is denied that it was said",
     [](const Row<Attribution>& row, Column& column) { column.put(row.part.negated); }},
    field_column<Attribution>,
    start_column<Attribution>,
    end_column<Attribution>,
};

constexpr ColumnRule<Row<Claim>> claim_columns[] = {
    report_column<Claim>,
    words_column<Claim>,
    {"low", number, "the least that the words allow; empty where they leave it open",
     [](const Row<Claim>& row, Column& column) { column.put(row.part.low); }},
    {"high", number, "the most", [](const Row<Claim>& row, Column& column) { column.put(row.part.high); }},
    {"modifier", words, "exact, at_least, more_than, at_most, up_to, less_than, approx, range, vague",
     [](const Row<Claim>& row, Column& column) { column.put(name_of(row.part.modifier)); }},
    {"quantity", words, "what is counted, as quantities.toml of the codebook names it",
     [](const Row<Claim>& row, Column& column) { column.put(row.part.quantity); }},
    {"scope", words, "total, or the part that is counted",
     [](const Row<Claim>& row, Column& column) { column.put(row.part.scope); }},
    {"unit", words, "of money, distances and the like",
     [](const Row<Claim>& row, Column& column) { column.put(row.part.unit); }},
    {"standing", words, "how it is told: asserted, denied, planned, earlier, general",
     [](const Row<Claim>& row, Column& column) { column.put(name_of(row.part.standing)); }},
    {"implicit", flag, "whether it is one victim without a number word",
     [](const Row<Claim>& row, Column& column) { column.put(row.part.implicit); }},
    {"confidence", number, "the probability that quantity and bounds are read right",
     [](const Row<Claim>& row, Column& column) { column.put(to_three_decimals(row.part.confidence)); }},
    {"source", words, "who gives the number, as worded",
     [](const Row<Claim>& row, Column& column) {
         column.put(row.part.source ? row.report.words(row.part.source->span) : std::string_view());
     }},
    {"source_name", words, "the same, as the report names them",
     [](const Row<Claim>& row, Column& column) {
         column.put(row.part.source ? row.part.source->name : std::string());
     }},
    field_column<Claim>,
    start_column<Claim>,
    end_column<Claim>,
};

std::vector<Table> empty_tables() {
    return {empty_table("reports", "A report a row.", report_columns),
            empty_table("sentences", "A sentence a row.", sentence_columns),
            empty_table("entities", "A mention of a name a row.", entity_columns),
            empty_table("times", "A temporal expression a row.", time_columns),
            empty_table("events", "A mention of a happening a row.", event_columns),
            empty_table("attributions", "Who is said to say what, an utterance a row.", attribution_columns),
            empty_table("claims", "A number that counts something a row.", claim_columns)};
}

}  // namespace

LayerTables::LayerTables() : tables_(empty_tables()) {}

void LayerTables::add(const AnnotatedReport& report) {
    const SpanWriter spans(report.report);
    const Layers& layers = report.layers;
    auto table = tables_.begin();
    add_row(*table++, report_columns, ReportRow{report.report, report.annotated});
    const auto add_layer = [&](const auto& parts, const auto& rules, const auto& span_of, const auto& is_told) {
        for (const auto& part : parts)
            if (is_told(part))
                add_row(*table, rules, Row<std::decay_t<decltype(part)>>{report, spans, span_of(part), part});
        ++table;
    };
    const auto all = [](const auto&) { return true; };
    const auto own = [](const auto& part) { return part.span; };
    add_layer(layers.sentences, sentence_columns, own, all);
    add_layer(
        layers.entities, entity_columns, [](const Entity& entity) { return entity.mention; }, all);
    add_layer(layers.times, time_columns, own, all);
    add_layer(
        layers.mentions, event_columns, [](const Mention& mention) { return mention.trigger; },
        [](const Mention& mention) { return !mention.people_only; });
    add_layer(
        layers.attributions, attribution_columns,
        [](const Attribution& attribution) { return cover(attribution.content.front(), attribution.content.back()); },
        [](const Attribution& attribution) { return !attribution.content.empty(); });
    add_layer(layers.claims, claim_columns, own, all);
}

std::vector<Table> LayerTables::take() {
    return std::exchange(tables_, empty_tables());
}

}  // namespace recount
