#include "show/decision_json.h"

#include "show/decided_cells.h"

namespace recount {

namespace {

void text_unless_empty(JsonStream& json, std::string_view name, std::string_view value) {
    if (!value.empty())
        json.key(name).text(value);
}

/// Where its words stand in these reports; as the decision has it where they were not found.
void write_on(JsonStream& json, const Account& account, const std::vector<SpanWriter>& spans,
              const DecisionResult& decided) {
    json.key("on").list([&] {
        for (std::size_t i = 0; i < decided.decision.on.size(); ++i) {
            const DecisionTarget& target = decided.decision.on[i];
            const PlacedTarget* placed = i < decided.on.size() ? &decided.on[i] : nullptr;
            json.object([&] {
                json.key("sha256").text(target.report);
                if (placed)
                    json.key("report").text(account.reports[placed->report].report.id);
                if (placed && !target.whole)
                    spans[placed->report].members(json, placed->span);
                if (!target.whole)
                    json.key("quote").text(target.quote);
            });
        }
    });
}

void write_cell(JsonStream& json, const DecidedCell& cell) {
    text_unless_empty(json, "story", cell.story);
    text_unless_empty(json, "event", cell.event);
    text_unless_empty(json, "figure", cell.figure);
    text_unless_empty(json, "claim", cell.claim);
    text_unless_empty(json, "statement", cell.statement);
    text_unless_empty(json, "entity", cell.entity);
}

}  // namespace

void write_decision(JsonStream& json, const Account& account, const std::vector<SpanWriter>& spans,
                    const DecisionResult& decided) {
    const Decision& decision = decided.decision;
    json.key("id").text(decision.id);
    text_unless_empty(json, "at", decision.at);
    text_unless_empty(json, "by", decision.by);
    text_unless_empty(json, "round", decision.round);
    json.key("verb").text(name_of(decision.verb));
    write_on(json, account, spans, decided);
    write_decided_value(json, decision.value);
    text_unless_empty(json, "old", decision.old);
    text_unless_empty(json, "reason", decision.reason);
    json.key("outcome").text(name_of(decided.outcome));
    text_unless_empty(json, "why", decided.why);
    text_unless_empty(json, "machine", decided.machine);
    json.key("cells").array(cells_of(account, decided),
                            [&](const DecidedCell& cell) { json.object([&] { write_cell(json, cell); }); });
}

}  // namespace recount
