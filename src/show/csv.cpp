#include "show/csv.h"

#include <array>

#include "show/reasons.h"
#include "show/table_writer.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::array<std::string_view, 46> names{"story",
                                                 "story_title",
                                                 "event",
                                                 "event_type",
                                                 "event_title",
                                                 "event_date",
                                                 "event_place",
                                                 "latitude",
                                                 "longitude",
                                                 "date_precision",
                                                 "place_precision",
                                                 "figure",
                                                 "quantity",
                                                 "scope",
                                                 "unit",
                                                 "status",
                                                 "reason",
                                                 "best",
                                                 "best_rule",
                                                 "lowest",
                                                 "highest",
                                                 "witnesses",
                                                 "claim",
                                                 "text",
                                                 "low",
                                                 "high",
                                                 "modifier",
                                                 "standing",
                                                 "denied",
                                                 "implicit",
                                                 "confidence",
                                                 "source",
                                                 "source_name",
                                                 "source_kind",
                                                 "witness",
                                                 "lineage",
                                                 "report",
                                                 "outlet",
                                                 "published",
                                                 "url",
                                                 "headline",
                                                 "field",
                                                 "start",
                                                 "end",
                                                 "evidence",
                                                 "sha256"};

class ClaimsWriter : TableWriter {
public:
    using TableWriter::TableWriter;

    void write() {
        header(names);
        for (const StoryAccount& story : account().stories)
            for (const Figure& figure : story.figures)
                for (const FigureClaim& claim : figure.claims) {
                    rows() << story.id << story.title;
                    event_cells(figure.event == no_index ? nullptr : &story.events[figure.event]);
                    figure_cells(story, figure);
                    claim_cells(claim);
                    rows().end();
                }
    }

private:
    void event_cells(const Event* event) {
        if (!event) {
            for (int cell = 0; cell < 9; ++cell)
                rows() << "";
            return;
        }
        rows() << event->id << event->type << in_one_line(event->title) << event->date
               << (event->place ? event->place->name : "");
        const bool is_on_map = event->place && !event->place->id.empty();
        rows().number(is_on_map ? std::optional(event->place->latitude) : std::nullopt);
        rows().number(is_on_map ? std::optional(event->place->longitude) : std::nullopt);
        const EventPrecision& precision = event->precision;
        rows() << (precision.date ? name_of(*precision.date) : "")
               << (precision.place ? name_of(*precision.place) : "");
    }

    void figure_cells(const StoryAccount& story, const Figure& figure) {
        rows() << figure.id << figure.quantity << figure.scope << figure.unit << name_of(figure.status)
               << reason_sentence(account(), story, figure);
        rows().number(figure.best) << figure.best_rule;
        rows().number(figure.low).number(figure.high) << figure.witnesses;
    }

    void claim_cells(const FigureClaim& place) {
        const Report& one = report(place.report);
        const Claim& claim = claim_of(account(), place);
        rows() << place.id << slice(one.content, claim.span);
        rows().number(claim.low).number(claim.high);
        rows() << name_of(claim.modifier) << name_of(claim.standing) << flag_word(claim.denied)
               << flag_word(claim.implicit);
        rows().number(to_three_decimals(claim.confidence));
        rows() << (claim.source ? slice(one.content, claim.source->span) : std::string_view())
               << source_name(place, claim)
               << (place.kind == SourceKind::unknown ? std::string_view() : name_of(place.kind)) << place.witness
               << (place.lineage == no_index ? "" : lineage_id(place.lineage)) << one.id;
        report_cells(place.report);
        span_cells(place.report, claim.span);
        rows() << slice(one.content, claim.evidence) << one.sha256;
    }

    static std::string_view source_name(const FigureClaim& place, const Claim& claim) {
        if (!claim.source)
            return {};
        return place.source_name.empty() ? claim.source->name : place.source_name;
    }
};

}  // namespace

void write_csv(const Account& account, std::ostream& out) {
    ClaimsWriter(account, out).write();
}

}  // namespace recount
