#include "show/decided_cells.h"
#include "show/terminal.h"

#include <algorithm>
#include <array>
#include <map>

#include "report/language_tag.h"
#include "show/columns.h"
#include "show/edits.h"
#include "show/reasons.h"
#include "show/summary.h"
#include "show/wording.h"
#include "text/utf8.h"

namespace recount {

namespace {

constexpr std::size_t most_claims = 12;   // of one figure
constexpr std::size_t most_figures = 12;  // of one status, before the rest is only counted
constexpr std::size_t most_events = 30;
constexpr std::size_t most_edits = 20;        // of one page
constexpr std::size_t event_lines = 2;        // that the title of an event may take
constexpr std::size_t narrowest_source = 18;  // columns; where there are fewer, a claim is a sentence instead of a row
constexpr double unsure_below = 0.6;          // of a claim's confidence

class TerminalWriter {
public:
    TerminalWriter(const Account& account, const LeftOut& left_out, std::size_t width, std::ostream& out)
        : account_(account), left_out_(left_out), width_(std::max<std::size_t>(width, 40)), out_(out) {}

    void write() {
        for (const StoryAccount& story : account_.stories) {
            if (&story != &account_.stories.front())
                out_ << std::string(width_, '=') << "\n\n";
            write_head(story);
            write_disagreements(story);
            write_edits(story);
            write_timeline(story);
            write_lineages(story);
            write_reports(story);
        }
        write_redaction();
        write_left_out();
        write_decisions();
        write_later();
        write_not_annotated();
    }

private:
    const Report& report(std::uint32_t number) const { return account_.reports[number].report; }

    // ---- lines

    /// The text broken at blanks to the width; the first line stands at `first` columns, the others at `rest`.
    void write_wrapped(std::string_view text, std::size_t first, std::size_t rest) {
        out_ << std::string(first, ' ');
        write_behind(text, first, rest);
    }

    /// The same behind what already stands in the line, which takes `used` columns.
    void write_behind(std::string_view text, std::size_t used, std::size_t rest) {
        bool at_start = true;
        for (std::size_t at = 0; at < text.size();) {
            const std::size_t blank = std::min(text.find(' ', at), text.size());
            const std::string_view word = text.substr(at, blank - at);
            const std::size_t wide = columns(word);
            if (!at_start && used + 1 + wide > width_) {
                out_ << "\n" << std::string(rest, ' ');
                used = rest;
                at_start = true;
            }
            out_ << (at_start ? "" : " ") << word;
            used += wide + (at_start ? 0 : 1);
            at_start = false;
            at = blank + 1;
        }
        out_ << "\n";
    }

    void write_section(std::string_view name) { out_ << name << "\n"; }

    // ---- head

    void write_head(const StoryAccount& story) {
        const StorySummary summary = summarise(account_, story);
        write_wrapped(harmless(story.title), 0, 0);
        std::string when = summary.first == summary.last ? summary.first : summary.first + " to " + summary.last;
        std::string where;
        for (const std::string& place : summary.places)
            where += (where.empty() ? "" : ", ") + harmless(place);
        if (!when.empty() || !where.empty())
            write_wrapped(when + (when.empty() || where.empty() ? "" : "; ") + where, 0, 0);
        write_wrapped(counted(summary.reports, "report") + " of " + counted(summary.outlets, "outlet") +
                          ", resting on " + counted(summary.witnesses, "independent text"),
                      0, 0);
        out_ << "\n";
    }

    // ---- figures

    void write_disagreements(const StoryAccount& story) {
        static constexpr std::array<std::pair<Status, std::string_view>, 3> shown{{
            {Status::conflict, "THE SOURCES CONTRADICT ONE ANOTHER"},
            {Status::evolving, "THE NUMBER MOVED WHILE THINGS UNFOLDED"},
            {Status::refines, "DIFFERENT NUMBERS THAT CAN ALL BE TRUE"},
        }};
        unsure_shown_ = false;
        for (const auto& [status, name] : shown)
            write_figures(story, status, name);
        if (unsure_shown_)
            write_wrapped("? Recount is unsure whether it reads this number right.", 0, 2);
        std::map<Status, std::size_t> others;
        for (const Figure& figure : story.figures)
            ++others[figure.status];
        write_wrapped("Besides: " + counted(others[Status::agree], "figure") + " on which independent sources agree, " +
                          std::to_string(others[Status::repeated]) + " repeated by one witness, " +
                          std::to_string(others[Status::single]) + " said once.",
                      0, 2);
        out_ << "\n";
    }

    void write_figures(const StoryAccount& story, Status status, std::string_view name) {
        std::size_t count = 0;
        for (const Figure& figure : story.figures) {
            if (figure.status != status)
                continue;
            if (count++ == 0)
                write_section(name);
            if (count <= most_figures)
                write_figure(story, figure);
        }
        if (count > most_figures)
            write_wrapped("... and " + std::to_string(count - most_figures) + " more.", 2, 2);
        if (count > 0)
            out_ << "\n";
    }

    /// "rally, Minsk".
    static std::string kind_of(const Event& event) {
        return event.type + (event.place ? ", " + event.place->name : "");
    }

    void write_figure(const StoryAccount& story, const Figure& figure) {
        std::string head = figure.quantity + (figure.scope == "total" ? "" : " (" + figure.scope + ")");
        if (figure.event != no_index) {
            const Event& event = story.events[figure.event];
            head += ": " + kind_of(event) + (event.date.empty() ? "" : ", " + event.date);
            write_wrapped(harmless(head), 2, 4);
            out_ << "    " << cut_to(harmless(event.title), width_ - 4) << "\n";
        } else {
            write_wrapped(harmless(head), 2, 4);
        }
        write_claims(figure);
        write_wrapped(reason_sentence(account_, story, figure), 4, 4);
    }

    /// One claim a row: number, who says it and of which kind that is, in which report; before it a mark where the
    /// reading is unsure.
    struct Row {
        std::string number, who, kind, report;
        bool unsure = false;
    };

    Row row_of(const FigureClaim& place) const {
        const Claim& claim = claim_of(account_, place);
        const Report& one = report(place.report);
        const std::string who = harmless(source_of(place, claim));
        const std::string number = claim.implicit ? "one (implicit)" : harmless(slice(one.content, claim.span));
        return {told_as(claim) + number, who, kind_behind(place, who), harmless(one.id),
                to_three_decimals(claim.confidence) < unsure_below};
    }

    /// The kind is short and stays whole; the name before it is cut.
    static std::string with_kind(const Row& row, std::size_t width) {
        return cut_to(row.who, width - std::min(width, columns(row.kind))) + row.kind;
    }

    void write_claims(const Figure& figure) {
        std::vector<Row> rows;
        std::size_t number = 0, id = 0;
        for (const FigureClaim& claim : figure.claims) {
            if (rows.size() == most_claims)
                break;
            rows.push_back(row_of(claim));
            number = std::max(number, columns(rows.back().number));
            id = std::max(id, columns(rows.back().report));
        }
        number = std::min<std::size_t>(number, 24);
        id = std::min<std::size_t>(id, 20);
        const std::size_t beside = 6 + number + 2 + 2 + id;
        for (const Row& row : rows) {
            out_ << (row.unsure ? "    ? " : "      ");
            if (beside + narrowest_source <= width_)
                out_ << padded(row.number, number) << "  " << padded(with_kind(row, width_ - beside), width_ - beside)
                     << "  " << cut_to(row.report, id) << "\n";
            else
                write_behind(row.number + " - " + row.who + row.kind + " - " + row.report, 6, 8);
            unsure_shown_ = unsure_shown_ || row.unsure;
        }
        if (figure.claims.size() > rows.size())
            write_wrapped("... and " + std::to_string(figure.claims.size() - rows.size()) + " more.", 6, 6);
    }

    /// As the report words it, with the name that it resolves to where the words do not tell that.
    std::string source_of(const FigureClaim& place, const Claim& claim) const {
        if (!claim.source)
            return "the report itself";
        const std::string text(slice(report(place.report).content, claim.source->span));
        const std::string& name = place.source_name.empty() ? claim.source->name : place.source_name;
        const std::string last_word = folded(std::string_view(name).substr(name.rfind(' ') + 1));
        return last_word.empty() || folded(text).find(last_word) != std::string::npos ? text : text + " (" + name + ")";
    }

    /// " · official"; nothing where the kind is not known, no source is named, or its words tell the kind already.
    static std::string kind_behind(const FigureClaim& place, std::string_view source) {
        const std::string_view kind = words_of(place.kind);
        const bool told = kind.empty() || folded(source).find(folded(kind)) != std::string::npos;
        return told ? "" : " \u00b7 " + std::string(kind);
    }

    // ---- versions of pages

    void write_edits(const StoryAccount& story) {
        if (story.pages.empty())
            return;
        write_section("WHAT PAGES CHANGED");
        for (const EditedPage& page : story.pages) {
            write_wrapped(harmless(page.versions.address) + ": " + counted(page.versions.reports.size(), "version") +
                              ", " + std::string(words_of(page.versions.order)) +
                              (page.edits.empty() ? "; all with the same words" : ""),
                          2, 4);
            for (std::size_t i = 0; i < page.edits.size() && i < most_edits; ++i)
                write_wrapped((page.edits[i].noted.empty() ? "silently  " : "with a note  ") +
                                  edit_sentence(account_, page.edits[i]),
                              4, 6);
            if (page.edits.size() > most_edits)
                write_wrapped("... and " + std::to_string(page.edits.size() - most_edits) + " more.", 4, 4);
        }
        out_ << "\n";
    }

    // ---- timeline

    void write_timeline(const StoryAccount& story) {
        if (story.events.empty())
            return;
        write_section("WHAT HAPPENED (~ inferred day)");
        std::size_t written = 0;
        for (const Event& event : story.events) {
            if (written++ >= most_events)
                continue;
            const std::string date =
                event.date.empty()
                    ? "day open"
                    : event.date + (event.date_end.empty() || event.date_end == event.date ? "" : "/" + event.date_end);
            const std::string mark = event.date.empty() || event.date_stated ? "  " : "~ ";
            const std::string lead = "  " + mark + padded(date, 12);
            out_ << lead;
            write_behind(
                harmless(kind_of(event)) + ": " + cut_to(harmless(event.title), event_lines * (width_ - columns(lead))),
                columns(lead), columns(lead));
        }
        if (written > most_events)
            write_wrapped("... and " + std::to_string(written - most_events) + " more.", 4, 4);
        out_ << "\n";
    }

    // ---- lineages and reports

    void write_lineages(const StoryAccount& story) {
        if (story.lineages.empty())
            return;
        write_section("WHICH REPORTS SHARE A TEXT");
        for (const Lineage& lineage : story.lineages) {
            std::string line = lineage.agency.empty() ? "" : "copy of " + harmless(lineage.agency) + ": ";
            for (const std::uint32_t number : lineage.reports)
                line += (number == lineage.reports.front() ? "" : ", ") + harmless(report(number).id);
            write_wrapped(line + ": " + counted(lineage.passages.size(), "passage"), 2, 4);
            for (const LineageRelation& relation : lineage.relations)
                write_wrapped(
                    harmless(report(relation.to).id) + verb(relation.kind) + harmless(report(relation.from).id) + " (" +
                        std::to_string(static_cast<int>(relation.share * 100 + 0.5)) + " % of the shorter one)",
                    4, 6);
        }
        out_ << "\n";
    }

    static std::string verb(LineageKind kind) {
        switch (kind) {
        case LineageKind::copy: return " copies ";
        case LineageKind::reworded: return " rewords ";
        default: return " shares sentences with ";
        }
    }

    void write_reports(const StoryAccount& story) {
        write_section("THE REPORTS (~ inferred day)");
        for (const std::uint32_t number : story.reports) {
            const ReportDay& day = account_.days[number];
            const std::string when = day.days ? iso_days(*day.days) : "day open";
            const std::string lead = std::string("  ") + (day.days && !day.stated ? "~ " : "  ") + padded(when, 12);
            out_ << lead;
            std::string credit;
            for (const std::string& agency : report(number).agencies)
                credit += (credit.empty() ? ", with " : " and ") + agency;
            write_behind(harmless(report(number).id + ": " + outlet_words(account_, story, number) + credit),
                         columns(lead), columns(lead));
        }
        out_ << "\n";
    }

    // ---- what was left out, and what is in another language

    void write_redaction() {
        if (!account_.redaction)
            return;
        write_wrapped(redaction_told(account_), 0, 2);
        out_ << "\n";
    }

    void write_left_out() {
        if (left_out_.least_confidence <= 0)
            return;
        write_wrapped("Left out, because their confidence is under " + plain_number(left_out_.least_confidence) + ": " +
                          counted(left_out_.claims, "claim") + ".",
                      0, 2);
        out_ << "\n";
    }

    void write_decisions() {
        const std::string decided = decisions_sentence(account_);
        if (decided.empty())
            return;
        write_wrapped(decided, 0, 2);
        out_ << "\n";
    }

    void write_later() {
        if (!account_.as_of || account_.as_of->left_out.empty())
            return;
        write_section("LEFT OUT AS OF " + iso_day(account_.as_of->day));
        for (const LeftOutReport& one : account_.as_of->left_out)
            write_wrapped(harmless(one.id) + ": " + left_out_sentence(one), 2, 4);
        out_ << "\n";
    }

    void write_not_annotated() {
        std::map<std::string, std::vector<std::string>> by_language;
        for (const AnnotatedReport& one : account_.reports)
            if (!one.annotated)
                by_language[language_name(one.report.language)].push_back(
                    harmless(one.report.id + (one.report.outlet.empty() ? "" : " (" + one.report.outlet + ")")));
        if (by_language.empty())
            return;
        write_section("NOT ANNOTATED: REPORTS IN A LANGUAGE THAT THE CODEBOOK DOES NOT KNOW");
        for (const auto& [language, reports] : by_language)
            write_wrapped("not annotated: " + language + ": " + joined(reports, ", "), 2, 4);
        out_ << "\n";
    }

    const Account& account_;
    const LeftOut& left_out_;
    std::size_t width_;
    std::ostream& out_;
    bool unsure_shown_ = false;  // in the story at hand
};

}  // namespace

void write_terminal(const Account& account, const LeftOut& left_out, std::size_t width, std::ostream& out) {
    TerminalWriter(account, left_out, width, out).write();
}

}  // namespace recount
