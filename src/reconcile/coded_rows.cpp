#include "reconcile/coded_rows.h"

#include <map>
#include <set>
#include <utility>

#include "decide/edits.h"

namespace recount {

namespace {

using ClaimNumber = std::pair<std::uint32_t, std::uint32_t>;  // of a report, and into its claims

/// How many of the words that a decision names are claims: of these verbs further words tell what is meant.
std::size_t claims_named(const DecisionResult& decided) {
    switch (decided.decision.verb) {
    case Verb::source:
    case Verb::event:
    case Verb::claim: return 1;
    default: return decided.on.size();
    }
}

class RowMaker {
public:
    explicit RowMaker(const Account& account) : account_(account) {
        for (const StoryAccount& story : account.stories)
            for (const Figure& figure : story.figures)
                for (const FigureClaim& entry : figure.claims)
                    places_[{entry.report, entry.claim}] = {&story, &figure, &entry};
    }

    std::vector<CodedRow> all() const {
        std::vector<CodedRow> rows;
        for (const auto& [number, place] : places_)
            rows.push_back(row(number));
        return rows;
    }

    CodedRow row(const ClaimNumber& number) const {
        const AnnotatedReport& report = account_.reports[number.first];
        const Claim& claim = report.layers.claims[number.second];
        CodedRow made;
        made.report = number.first;
        made.words = claim.span;
        made.quantity = claim.quantity;
        made.scope = claim.scope;
        made.modifier = name_of(claim.modifier);
        made.standing = name_of(claim.standing);
        made.low = claim.low;
        made.high = claim.high;
        if (claim.source) {
            made.source = report.words(claim.source->span);
            made.source_name = claim.source->name;
        }
        if (const auto place = places_.find(number); place != places_.end())
            add_place(made, place->second);
        return made;
    }

private:
    struct Place {
        const StoryAccount* story;
        const Figure* figure;
        const FigureClaim* entry;
    };

    static void add_place(CodedRow& row, const Place& place) {
        row.story = place.story->id;
        row.claim = place.entry->id;
        row.figure = place.figure->id;
        row.best = place.figure->best;
        row.best_rule = place.figure->best_rule;
        if (!place.entry->source_name.empty())
            row.source_name = place.entry->source_name;
        if (place.figure->event == no_index)
            return;
        const Event& event = place.story->events[place.figure->event];
        row.event = event.id;
        row.event_type = event.type;
        row.event_date = event.date;
        row.event_date_end = event.date_end;
        if (event.place)
            row.event_place = event.place->name;
    }

    const Account& account_;
    std::map<ClaimNumber, Place> places_;
};

std::set<std::uint32_t> left_out(const Account& account) {
    std::set<std::uint32_t> reports;
    for (const DecisionResult& decided : account.decisions)
        if (decided.holds() && decided.decision.verb == Verb::leave_out && !decided.on.empty())
            reports.insert(decided.on.front().report);
    return reports;
}

void note_decision(CodedRow& row, const Decision& decision) {
    row.coder = decision.by;
    row.round = decision.round;
    row.at = decision.at;
    if (!decision.reason.empty())
        row.reason = decision.reason;
    row.ids.push_back(decision.id);
}

}  // namespace

std::vector<CodedRow> machine_rows(const Account& account) {
    return RowMaker(account).all();
}

std::vector<CodedRow> coded_rows(const Account& account) {
    const RowMaker maker(account);
    const std::set<std::uint32_t> gone = left_out(account);
    std::map<ClaimNumber, CodedRow> rows;
    for (const DecisionResult& decided : account.decisions) {
        const Verb verb = decided.decision.verb;
        if (!decided.holds() || !(marks_claims(verb) || verb == Verb::final_value))
            continue;
        for (std::size_t i = 0; i < claims_named(decided); ++i) {
            const PlacedTarget& place = decided.on[i];
            const std::uint32_t claim = claim_at(account.reports[place.report], place.span);
            if (claim == no_index || gone.contains(place.report))
                continue;
            const ClaimNumber number(place.report, claim);
            const auto [row, is_new] = rows.try_emplace(number);
            if (is_new)
                row->second = maker.row(number);
            note_decision(row->second, decided.decision);
        }
    }
    std::vector<CodedRow> out;
    for (auto& [number, row] : rows)
        out.push_back(std::move(row));
    return out;
}

std::vector<Rejection> rejections_of(const Account& account) {
    std::vector<Rejection> rejections;
    for (const DecisionResult& decided : account.decisions) {
        const Decision& decision = decided.decision;
        if (decided.holds() && !decided.on.empty() &&
            (decision.verb == Verb::not_a_claim || decision.verb == Verb::leave_out))
            rejections.push_back(
                {decided.on.front().report, decided.on.front().span, decision.by, decision.at, decision.reason});
    }
    return rejections;
}

}  // namespace recount
