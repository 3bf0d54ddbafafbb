#include "show/decided_cells.h"

#include <algorithm>

#include "show/wording.h"

namespace recount {

namespace {

class CellFinder {
public:
    CellFinder(const Account& account, const StoryAccount& story, const std::vector<PlacedTarget>& on)
        : account_(account), story_(story), on_(on) {}

    void figures(std::vector<DecidedCell>& cells) const {
        for (const Figure& figure : story_.figures)
            for (const FigureClaim& claim : figure.claims)
                if (meets({claim.report, claim_of(account_, claim).span}))
                    cells.push_back({.story = story_.id, .figure = figure.id, .claim = claim.id});
    }

    void events(std::vector<DecidedCell>& cells) const {
        for (const Event& event : story_.events)
            if (std::ranges::any_of(event.evidence, [&](const Evidence& place) { return meets(place); }))
                cells.push_back({.story = story_.id, .event = event.id});
    }

    void statements(std::vector<DecidedCell>& cells) const {
        for (const Statement& statement : story_.statements)
            if (std::ranges::any_of(statement.variants, [&](const Variant& variant) { return says(variant); }))
                cells.push_back({.story = story_.id, .statement = statement.id});
    }

    void entities(std::vector<DecidedCell>& cells) const {
        for (const AccountEntity& entity : story_.entities)
            if (std::ranges::any_of(entity.mentions, [&](const Evidence& place) { return meets(place); }))
                cells.push_back({.story = story_.id, .entity = entity.id});
    }

private:
    bool meets(const Evidence& place) const {
        return std::ranges::any_of(on_, [&](const PlacedTarget& target) {
            return target.report == place.report && target.span.overlaps(place.span);
        });
    }

    bool says(const Variant& variant) const {
        return std::ranges::any_of(variant.spans, [&](Span span) { return meets({variant.report, span}); });
    }

    const Account& account_;
    const StoryAccount& story_;
    const std::vector<PlacedTarget>& on_;
};

}  // namespace

std::vector<DecidedCell> cells_of(const Account& account, const DecisionResult& decided) {
    std::vector<DecidedCell> cells;
    if (!decided.holds() || decided.on.empty() || decided.on.front().span.empty())
        return cells;
    for (const StoryAccount& story : account.stories) {
        if (!std::ranges::binary_search(story.reports, decided.on.front().report))
            continue;
        const CellFinder finder(account, story, decided.on);
        switch (decided.decision.verb) {
        case Verb::one_event:
        case Verb::two_events:
        case Verb::event_day:
        case Verb::event_type:
        case Verb::event_place: finder.events(cells); break;
        case Verb::speaker: finder.statements(cells); break;
        case Verb::one_name:
        case Verb::two_names:
        case Verb::redact: finder.entities(cells); break;
        default: finder.figures(cells);
        }
    }
    return cells;
}

std::string decisions_sentence(const Account& account) {
    const auto count = [&](DecisionOutcome outcome) {
        return static_cast<std::size_t>(std::ranges::count(account.decisions, outcome, &DecisionResult::outcome));
    };
    const auto told = [](std::size_t number, const char* of_one, const char* of_more) {
        return std::to_string(number) + (number == 1 ? of_one : of_more);
    };
    const std::size_t hold = count(DecisionOutcome::holds), misfit = count(DecisionOutcome::misfit),
                      absent = count(DecisionOutcome::absent);
    if (hold + misfit + absent == 0)
        return {};
    std::vector<std::string> others;
    if (misfit > 0)
        others.push_back(told(misfit, " does not fit", " do not fit"));
    if (absent > 0)
        others.push_back(told(absent, " waits for its report", " wait for their reports"));
    return counted(hold, "decision") + (hold == 1 ? " holds" : " hold") + (others.empty() ? "" : "; ") +
           joined(others, ", ") + ".";
}

}  // namespace recount
