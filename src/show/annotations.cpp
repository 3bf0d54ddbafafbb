#include "show/annotations.h"

#include <algorithm>

#include "show/json_spans.h"
#include "show/reasons.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr int quoted_around = 32;  // code points, as common tools for annotation write

class AnnotationsWriter {
public:
    AnnotationsWriter(const Account& account, std::ostream& out)
        : account_(account), json_(out), spans_(spans_of(account)) {}

    void write() {
        json_.object([&] {
            json_.key("@context").text("http://www.w3.org/ns/anno.jsonld");
            json_.key("id").text("annotations.jsonld");
            json_.key("type").text("AnnotationPage");
            json_.key("items").list([&] {
                for (const StoryAccount& story : account_.stories)
                    write_story(story);
            });
        });
        json_.end_line();
    }

private:
    void write_story(const StoryAccount& story) {
        for (const Event& event : story.events)
            for (std::size_t i = 0; i < event.evidence.size(); ++i)
                write_annotation("#" + event.id + "-" + std::to_string(i + 1), "claims.jsonld#" + event.id,
                                 event.type + ": " + in_one_line(event.title), event.evidence[i].report,
                                 {event.evidence[i].span});
        for (const Figure& figure : story.figures)
            for (const FigureClaim& claim : figure.claims)
                write_annotation("#" + claim.id, "claims.jsonld#" + claim.id,
                                 figure.quantity + ", " + figure.scope + ": " + std::string(name_of(figure.status)) +
                                     ". " + reason_sentence(account_, story, figure),
                                 claim.report, {claim_of(account_, claim).span});
        for (std::size_t i = 0; i < story.statements.size(); ++i)
            write_statement(story.id + "-statement-" + std::to_string(i + 1), story.statements[i]);
    }

    void write_statement(const std::string& id, const Statement& statement) {
        for (std::size_t i = 0; i < statement.variants.size(); ++i)
            if (const Variant& variant = statement.variants[i]; !variant.spans.empty())
                write_annotation(
                    "#" + id + "-" + std::to_string(i + 1), {},
                    statement.speaker.empty() ? "said, without a name" : "said by " + in_one_line(statement.speaker),
                    variant.report, variant.spans);
    }

    /// `subject`: what the words are linked to; empty: nothing.
    void write_annotation(const std::string& id, const std::string& subject, const std::string& words,
                          std::uint32_t report, const std::vector<Span>& spans) {
        json_.object([&] {
            json_.key("id").text(id);
            json_.key("type").text("Annotation");
            json_.key("motivation").text(subject.empty() ? "describing" : "linking");
            json_.key("body").list([&] {
                if (!subject.empty())
                    json_.object([&] {
                        json_.key("type").text("SpecificResource");
                        json_.key("source").text(subject);
                        json_.key("purpose").text("linking");
                    });
                json_.object([&] {
                    json_.key("type").text("TextualBody");
                    json_.key("value").text(words);
                    json_.key("format").text("text/plain");
                    json_.key("purpose").text("describing");
                });
            });
            json_.key("target").list([&] {
                for (const Span span : spans)
                    json_.object([&] { write_target(report, span); });
            });
        });
    }

    void write_target(std::uint32_t number, Span span) {
        const Report& report = account_.reports[number].report;
        json_.key("source").text(report.url.empty() ? "claims.jsonld#report-" + report.sha256 : report.url);
        json_.key("selector").list([&] {
            json_.object([&] { write_quote(report, span); });
            if (!report.in_title(span))
                json_.object([&] {
                    const Span at = spans_[number].points(span);
                    json_.key("type").text("TextPositionSelector");
                    json_.key("start").count(at.start);
                    json_.key("end").count(at.end);
                });
        });
    }

    void write_quote(const Report& report, Span span) {
        const std::string_view all = report.content;
        const std::size_t first = report.in_title(span) ? 0 : report.text_start;
        const std::size_t last = report.in_title(span) ? report.title().size() : all.size();
        std::size_t before = span.start, behind = span.end;
        const auto is_inside = [&](std::size_t at) { return (static_cast<unsigned char>(all[at]) & 0xC0) == 0x80; };
        for (int i = 0; i < quoted_around && before > first; ++i)
            do
                --before;
            while (before > first && is_inside(before));
        for (int i = 0; i < quoted_around && behind < last; ++i)
            do
                ++behind;
            while (behind < last && is_inside(behind));
        json_.key("type").text("TextQuoteSelector");
        json_.key("exact").text(slice(all, span));
        json_.key("prefix").text(all.substr(before, span.start - before));
        json_.key("suffix").text(all.substr(span.end, behind - span.end));
    }

    const Account& account_;
    JsonStream json_;
    std::vector<SpanWriter> spans_;  // one a report
};

}  // namespace

void write_annotations(const Account& account, std::ostream& out) {
    AnnotationsWriter(account, out).write();
}

}  // namespace recount
