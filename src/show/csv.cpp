#include "show/csv.h"

#include <array>

#include "show/csv_rows.h"
#include "show/json_spans.h"
#include "show/reasons.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::array<std::string_view, 32> header{
    "story",       "figure",   "event",   "event_type", "event_date", "event_place", "quantity",  "scope",
    "unit",        "status",   "reason",  "witnesses",  "report",     "outlet",      "published", "low",
    "high",        "modifier", "denied",  "standing",   "implicit",   "confidence",  "source",    "source_name",
    "source_kind", "witness",  "lineage", "field",      "start",      "end",         "evidence",  "claim"};

class CsvWriter {
public:
    CsvWriter(const Account& account, std::ostream& out) : account_(account), rows_(out) {
        for (const AnnotatedReport& annotated : account.reports)
            spans_.emplace_back(annotated.report);
    }

    void write() {
        for (const std::string_view name : header)
            rows_ << name;
        rows_.end();
        for (const StoryAccount& story : account_.stories)
            for (const Figure& figure : story.figures)
                for (const FigureClaim& claim : figure.claims)
                    write_claim(story, figure, claim);
    }

private:
    void write_claim(const StoryAccount& story, const Figure& figure, const FigureClaim& place) {
        const Report& report = account_.reports[place.report].report;
        const Claim& claim = account_.reports[place.report].layers.claims[place.claim];
        const Event* event = figure.event == no_index ? nullptr : &story.events[figure.event];
        rows_ << story.id << figure.id << (event ? event->id : "") << (event ? event->type : "")
              << (event ? event->date : "") << (event && event->place ? event->place->name : "");
        rows_ << figure.quantity << figure.scope << figure.unit << name_of(figure.status)
              << reason_sentence(account_, figure) << figure.witnesses;
        rows_ << report.id << report.outlet << published(place.report);
        rows_.number(claim.low).number(claim.high);
        rows_ << name_of(claim.modifier) << flag(claim.denied) << name_of(claim.standing) << flag(claim.implicit);
        rows_.number(to_three_decimals(claim.confidence));
        rows_ << (claim.source ? slice(report.content, claim.source->span) : std::string_view())
              << source_name(place, claim)
              << (place.kind == SourceKind::unknown ? std::string_view() : name_of(place.kind)) << place.witness
              << (place.lineage == no_index ? std::string() : "l" + std::to_string(place.lineage + 1));
        const Span at = spans_[place.report].points(claim.span);
        rows_ << (report.in_title(claim.span) ? "title" : "text") << at.start << at.end
              << slice(report.content, claim.evidence) << place.id;
        rows_.end();
    }

    std::string published(std::uint32_t report) const {
        const auto& days = account_.days[report].days;
        return days ? iso_days(*days) : std::string();
    }

    static std::string_view flag(bool value) { return value ? "true" : "false"; }

    static std::string_view source_name(const FigureClaim& place, const Claim& claim) {
        if (!claim.source)
            return {};
        return place.source_name.empty() ? claim.source->name : place.source_name;
    }

    const Account& account_;
    CsvRows rows_;
    std::vector<SpanWriter> spans_;
};

}  // namespace

void write_csv(const Account& account, std::ostream& out) {
    CsvWriter(account, out).write();
}

}  // namespace recount
