// Spans of a report as outputs give them: offsets in code points, into the text or into the title.
#pragma once

#include "reconcile/account.h"
#include "report/report.h"
#include "text/json_stream.h"
#include "text/utf8.h"

namespace recount {

/// Knows one report's offsets. The report must outlive it.
class SpanWriter {
public:
    explicit SpanWriter(const Report& report)
        : report_(&report), points_(report.content), text_start_(points_.at(report.content, report.text_start)) {}

    /// The span in code points of its field.
    Span points(Span span) const {
        const std::uint32_t base = report_->in_title(span) ? 0 : text_start_;
        return {points_.at(report_->content, span.start) - base, points_.at(report_->content, span.end) - base};
    }

    /// "start", "end" and, in the title, "field" as members of the object that is open.
    void members(JsonStream& json, Span span) const {
        const Span out = points(span);
        json.key("start").count(out.start);
        json.key("end").count(out.end);
        if (report_->in_title(span))
            json.key("field").text("title");
    }

    /// [start, end].
    void pair(JsonStream& json, Span span) const {
        const Span out = points(span);
        json.array(std::initializer_list<std::uint32_t>{out.start, out.end},
                   [&](std::uint32_t offset) { json.count(offset); });
    }

    std::string_view words(Span span) const { return slice(report_->content, span); }

private:
    const Report* report_;
    CodePoints points_;
    std::uint32_t text_start_;
};

/// One for each report of an account, which must outlive them.
inline std::vector<SpanWriter> spans_of(const Account& account) {
    std::vector<SpanWriter> spans;
    for (const AnnotatedReport& annotated : account.reports)
        spans.emplace_back(annotated.report);
    return spans;
}

}  // namespace recount
