#include "decide/placing.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include "text/utf8.h"

namespace recount {

namespace {

/// The byte at which so many code points have passed; nullopt where the text is shorter.
std::optional<std::uint32_t> byte_at(std::string_view text, std::uint32_t code_points) {
    std::size_t at = 0;
    for (; code_points > 0; --code_points) {
        if (at == text.size())
            return {};
        next_code_point(text, at);
    }
    return static_cast<std::uint32_t>(at);
}

/// Where the words stand: at their place, else at the one place of title and text that has them.
std::variant<Span, std::string> find_words(const Report& report, const DecisionTarget& target) {
    const std::string_view part = target.in_title ? report.title() : report.text();
    const auto offset = static_cast<std::uint32_t>(part.data() - report.content.data());
    const auto start = byte_at(part, target.start);
    const auto size = static_cast<std::uint32_t>(target.quote.size());
    if (start && part.substr(*start).starts_with(target.quote))
        return Span{offset + *start, offset + *start + size};
    const std::string_view all = report.content;
    const std::size_t first = all.find(target.quote);
    if (first == std::string_view::npos)
        return "the report no longer has the words \"" + target.quote + "\"";
    if (all.find(target.quote, first + 1) != std::string_view::npos)
        return "the words \"" + target.quote + "\" are no longer at their place, and stand in the report several times";
    return Span{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(first) + size};
}

using ReportsBySha256 = std::unordered_map<std::string_view, std::uint32_t>;

void place(DecisionResult& result, std::span<const AnnotatedReport> reports, const ReportsBySha256& by_sha256) {
    for (const DecisionTarget& target : result.decision.on) {
        const auto found = by_sha256.find(target.report);
        if (found == by_sha256.end()) {
            result.outcome = DecisionOutcome::absent;
            result.why = "its report is not among those read";
            break;
        }
        PlacedTarget& placed = result.on.emplace_back(PlacedTarget{found->second, {}});
        if (target.whole)
            continue;
        auto words = find_words(reports[found->second].report, target);
        if (auto* why = std::get_if<std::string>(&words)) {
            result.does_not_fit(std::move(*why));
            break;
        }
        placed.span = std::get<Span>(words);
    }
    if (result.on.size() < result.decision.on.size() || result.outcome != DecisionOutcome::holds)
        result.on.clear();
}

/// Whether a verb says one thing of what it is on, so that the last word on it counts. What ties several things
/// together or parts them is weighed pair by pair where it is followed; and what an event is said to be, event by
/// event, for one that is impossible takes nothing away.
bool has_last_word(Verb verb) {
    switch (verb) {
    case Verb::one_event:
    case Verb::two_events:
    case Verb::event_day:
    case Verb::event_type:
    case Verb::event_place:
    case Verb::one_figure:
    case Verb::two_figures:
    case Verb::one_name:
    case Verb::two_names:
    case Verb::undo: return false;
    default: return true;
    }
}

/// Verbs that answer one question are one slot.
Verb slot_of(Verb verb) {
    if (verb == Verb::claim)
        return Verb::not_a_claim;
    return verb == Verb::not_a_copy ? Verb::copy : verb;
}

/// The last decision on a thing replaces those before it.
void replace_earlier(std::vector<DecisionResult>& results) {
    std::map<std::pair<Verb, std::vector<PlacedTarget>>, const DecisionResult*> last;
    for (auto result = results.rbegin(); result != results.rend(); ++result) {
        const Verb verb = result->decision.verb;
        if (result->outcome != DecisionOutcome::holds || !has_last_word(verb))
            continue;
        std::vector<PlacedTarget> on(result->on);
        if (slot_of(verb) == Verb::copy)
            std::sort(on.begin(), on.end());
        else
            on.resize(1);  // further words tell what is meant, not of what
        const auto [place, is_last] = last.try_emplace({slot_of(verb), std::move(on)}, &*result);
        if (!is_last)
            result->give_way_to(place->second->decision);
    }
}

}  // namespace

std::string_view name_of(DecisionOutcome outcome) {
    constexpr std::array<std::string_view, 5> names{"holds", "misfit", "replaced", "undone", "absent"};
    return names[static_cast<std::size_t>(outcome)];
}

std::vector<DecisionResult> place_decisions(std::span<const Decision> log, std::string_view round,
                                            std::span<const AnnotatedReport> reports) {
    ReportsBySha256 by_sha256;
    for (std::uint32_t i = 0; i < reports.size(); ++i)
        by_sha256.try_emplace(reports[i].report.sha256, i);
    std::vector<DecisionResult> results;
    for (const StandingDecision& standing : replay(log)) {
        const Decision& decision = log[standing.place];
        if (decision.round != round || (decision.verb == Verb::undo && !standing.undoes_nothing))
            continue;
        DecisionResult& result = results.emplace_back();
        result.decision = decision;
        if (standing.undoes_nothing)
            result.does_not_fit("there is no decision " + decision.undoes + " before it");
        else if (standing.undone)
            result.outcome = DecisionOutcome::undone;
        else
            place(result, reports, by_sha256);
    }
    replace_earlier(results);
    return results;
}

}  // namespace recount
