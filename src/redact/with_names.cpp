#include "redact/with_names.h"

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace recount {

namespace {

class Namer {
public:
    Namer(const Account& original, const RedactedAccount& redacted) : original_(original), redacted_(redacted) {}

    void name(Decision& decision) const {
        const DecisionResult placed =
            place_decisions({&decision, 1}, decision.round, redacted_.account.reports).front();
        if (placed.on.empty())
            return;
        for (std::size_t i = 0; i < decision.on.size(); ++i)
            if (!decision.on[i].whole)
                decision.on[i] = target(decision.on[i].report, placed.on[i].report, placed.on[i].span);
        const PlacedTarget& first = placed.on.front();
        if (auto* claim = std::get_if<DecidedClaim>(&decision.value); claim && claim->source)
            name_source(*claim->source, first);
        auto* text = std::get_if<std::string>(&decision.value);
        if (!text)
            return;
        if (decision.verb == Verb::source)
            name_source(*text, first);
        if (decision.verb == Verb::speaker || decision.verb == Verb::event_place)
            name_bearer(*text);
    }

private:
    DecisionTarget target(const std::string& sha256, std::uint32_t number, Span now) const {
        const Report& report = original_.reports[number].report;
        const Span span = redacted_.moved[number].back(now);
        const bool in_title = report.in_title(span);
        const CodePoints points(report.content);
        const std::uint32_t base = in_title ? 0 : points.at(report.content, report.text_start);
        return {sha256,
                false,
                in_title,
                points.at(report.content, span.start) - base,
                points.at(report.content, span.end) - base,
                std::string(slice(report.content, span))};
    }

    /// The words of the report that stand behind these, those nearest to the claim; as they are where the report has
    /// them itself.
    void name_source(std::string& words, const PlacedTarget& claim) const {
        const std::string_view before = original_.reports[claim.report].report.content,
                               now = redacted_.account.reports[claim.report].report.content;
        if (words.empty() || before.find(words) != std::string_view::npos)
            return;
        std::optional<std::size_t> nearest;
        const auto distance = [&](std::size_t at) {
            return at > claim.span.start ? at - claim.span.start : claim.span.start - at;
        };
        for (std::size_t at = now.find(words); at != std::string_view::npos; at = now.find(words, at + 1))
            if (!nearest || distance(at) < distance(*nearest))
                nearest = at;
        if (!nearest)
            return;
        const auto start = static_cast<std::uint32_t>(*nearest);
        words = slice(before,
                      redacted_.moved[claim.report].back({start, start + static_cast<std::uint32_t>(words.size())}));
    }

    void name_bearer(std::string& words) const {
        for (std::size_t story = 0; story < original_.stories.size(); ++story) {
            const auto& before = original_.stories[story].entities;
            const auto& now = redacted_.account.stories[story].entities;
            const auto found = std::ranges::find(now, words, &AccountEntity::name);
            if (found == now.end())
                continue;
            words = before[static_cast<std::size_t>(found - now.begin())].name;
            return;
        }
    }

    const Account& original_;
    const RedactedAccount& redacted_;
};

}  // namespace

Decision with_names(Decision decision, const Account& original, const RedactedAccount& redacted) {
    if (decision.verb != Verb::undo)
        Namer(original, redacted).name(decision);
    return decision;
}

}  // namespace recount
