#include "show/check.h"

#include <algorithm>
#include <map>
#include <set>

#include "show/json_spans.h"
#include "show/wording.h"

namespace recount {

namespace {

constexpr std::size_t most_evidence = 8;  // sentences shown to people, of one number

std::string quoted(const AnnotatedReport& report, const std::vector<Span>& spans) {
    std::vector<std::string> words;
    for (const Span span : spans)
        words.push_back("\"" + harmless(report.words(span)) + "\"");
    return joined(words, ", ");
}

/// One claim of the account, with all that it stands in.
struct Cited {
    Cited(const Account& account, const CheckEvidence& evidence)
        : story(account.stories[evidence.story]),
          figure(story.figures[evidence.figure]),
          entry(figure.claims[evidence.entry]),
          report(account.reports[entry.report]),
          claim(report.layers.claims[entry.claim]) {}

    std::string source() const {
        if (!claim.source)
            return {};
        return entry.source_name.empty() ? std::string(report.words(claim.source->span)) : entry.source_name;
    }

    const StoryAccount& story;
    const Figure& figure;
    const FigureClaim& entry;
    const AnnotatedReport& report;
    const Claim& claim;
};

/// Writes one line.
class FindingWriter {
public:
    FindingWriter(const Account& account, std::span<const SpanWriter> spans, std::ostream& out)
        : account_(account), spans_(spans), json_(out) {}

    void write(const CheckedSentence& checked, const Finding& finding) {
        const AnnotatedReport& sentence = checked.sentence;
        json_.object([&] {
            json_.key("sentence").text(sentence.report.content);
            json_.key("claim");
            finding.claim == no_index ? json_.null() : write_claim(sentence, sentence.layers.claims[finding.claim]);
            json_.key("verdict").text(name_of(finding.verdict));
            json_.key("reason").text(reason_of(finding, sentence));
            if (finding.reason == CheckReason::no_number || finding.reason == CheckReason::denial)
                json_.key("checkable").flag(false);
            json_.key("witnesses").count(finding.witnesses);
            json_.key("evidence").array(finding.evidence, [&](const CheckEvidence& one) { write_evidence(one); });
            std::set<std::pair<std::uint32_t, std::uint32_t>> figures;
            for (const CheckEvidence& one : finding.evidence)
                figures.emplace(one.story, one.figure);
            json_.key("figures").array(figures, [&](const auto& figure) {
                json_.text(account_.stories[figure.first].figures[figure.second].id);
            });
        });
        json_.end_line();
    }

private:
    void write_bounds(const Claim& claim) {
        json_.key("low").number_or_null(claim.low);
        json_.key("high").number_or_null(claim.high);
        json_.key("modifier").text(name_of(claim.modifier));
    }

    void write_claim(const AnnotatedReport& sentence, const Claim& claim) {
        const SpanWriter spans(sentence.report);
        json_.object([&] {
            spans.members(json_, claim.span);
            write_bounds(claim);
            json_.key("quantity").text(claim.quantity);
            json_.key("scope").text(claim.scope);
            if (!claim.unit.empty())
                json_.key("unit").text(claim.unit);
            json_.key("source");
            if (!claim.source)
                return json_.null();
            json_.object([&] {
                json_.key("text").text(sentence.words(claim.source->span));
                spans.members(json_, claim.source->span);
            });
        });
    }

    void write_evidence(const CheckEvidence& evidence) {
        const Cited cited(account_, evidence);
        const SpanWriter& spans = spans_[cited.entry.report];
        json_.object([&] {
            json_.key("side").text(name_of(evidence.side));
            json_.key("report").text(cited.report.report.id);
            spans.members(json_, cited.claim.span);
            json_.key("text").text(cited.report.words(cited.claim.span));
            write_bounds(cited.claim);
            json_.key("evidence").object([&] { spans.members(json_, cited.claim.evidence); });
            json_.key("source");
            if (!cited.claim.source) {
                json_.null();
            } else {
                json_.object([&] {
                    json_.key("text").text(cited.report.words(cited.claim.source->span));
                    json_.key("name").text_or_null(cited.entry.source_name);
                    spans.members(json_, cited.claim.source->span);
                });
            }
            json_.key("witness").count(evidence.witness);
            json_.key("story").text(cited.story.id);
            json_.key("figure").text(cited.figure.id);
        });
    }

    const Account& account_;
    std::span<const SpanWriter> spans_;  // of the account's reports
    JsonStream json_;
};

std::string_view heading_of(Side side) {
    switch (side) {
    case Side::agrees: return "says so";
    case Side::opposes: return "says otherwise";
    case Side::earlier: return "said so before";
    case Side::undecided: return "does not decide";
    }
    return {};
}

/// The words of the reports, once for each witness on a side.
void write_words(const Account& account, const Finding& finding, std::ostream& out) {
    std::set<std::pair<Side, std::uint32_t>> heard;
    std::size_t shown = 0;
    for (const CheckEvidence& evidence : finding.evidence) {
        if (!heard.emplace(evidence.side, evidence.witness).second || shown == most_evidence)
            continue;
        ++shown;
        const Cited cited(account, evidence);
        const std::string source = cited.source();
        out << "    " << heading_of(evidence.side) << ": " << harmless(cited.report.report.id)
            << (source.empty() ? "" : " (" + harmless(source) + ")") << ": "
            << harmless(cited.report.words(cited.claim.evidence)) << "\n";
    }
    if (const std::size_t more = finding.evidence.size() - shown; more > 0)
        out << "    and " << counted(more, "more mention") << "\n";
}

}  // namespace

std::string reason_of(const Finding& finding, const AnnotatedReport& sentence) {
    const std::string witnesses =
        std::to_string(finding.witnesses) + (finding.witnesses == 1 ? " witness" : " witnesses");
    const std::string missing = quoted(sentence, finding.missing);
    switch (finding.reason) {
    case CheckReason::same_number: return "The reports give this number, by " + witnesses + ".";
    case CheckReason::closer_number: return "The reports tell it more closely, by " + witnesses + ".";
    case CheckReason::later_number: return "The reports gave this number, and later another one, by " + witnesses + ".";
    case CheckReason::other_number: return "The reports give another number, by " + witnesses + ".";
    case CheckReason::disputed:
        return "Some give this number; " + witnesses +
               (finding.witnesses == 1 ? " says otherwise." : " say otherwise.");
    case CheckReason::no_number: return "The sentence has no number that counts something: it cannot be checked.";
    case CheckReason::denial: return "The sentence denies a number: it cannot be checked.";
    case CheckReason::no_quantity: return "The reports count no such thing.";
    case CheckReason::no_happening:
        return missing.empty() ? "The reports tell no such number of what the sentence is about."
                               : "The reports tell no such number of " + missing + ".";
    case CheckReason::no_scope: return "The reports do not count " + missing + ".";
    case CheckReason::no_source: return "The reports do not have it from " + missing + ".";
    case CheckReason::less_close: return "The reports tell it less closely.";
    }
    return {};
}

void write_checked_json(const Account& account, std::span<const CheckedSentence> sentences, std::ostream& out) {
    std::vector<SpanWriter> spans;
    for (const AnnotatedReport& annotated : account.reports)
        spans.emplace_back(annotated.report);
    for (const CheckedSentence& checked : sentences)
        for (const Finding& finding : checked.findings)
            FindingWriter(account, spans, out).write(checked, finding);
}

void write_checked(const Account& account, std::span<const CheckedSentence> sentences, std::ostream& out) {
    for (const CheckedSentence& checked : sentences)
        for (const Finding& finding : checked.findings) {
            const AnnotatedReport& sentence = checked.sentence;
            out << harmless(sentence.report.content) << "\n";
            out << "  " << name_of(finding.verdict);
            if (finding.claim != no_index && checked.findings.size() > 1)
                out << " (" << harmless(sentence.words(sentence.layers.claims[finding.claim].span)) << ")";
            out << ": " << reason_of(finding, sentence) << "\n";
            write_words(account, finding, out);
            out << "\n";
        }
}

}  // namespace recount
