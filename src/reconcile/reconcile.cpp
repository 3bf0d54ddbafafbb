#include "reconcile/reconcile.h"

#include "reconcile/days.h"
#include "reconcile/entities.h"
#include "reconcile/events.h"
#include "reconcile/figures.h"
#include "reconcile/institutions.h"
#include "reconcile/page_edits.h"
#include "reconcile/precision.h"
#include "reconcile/stable_id.h"
#include "reconcile/statements.h"
#include "reconcile/titles.h"

namespace recount {

namespace {

StoryAccount account_of(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days, const Story& story,
                        std::size_t number, const ReconcileKnowledge& knowledge) {
    StoryAccount account;
    account.id = "s" + std::to_string(number + 1);
    account.reports = story.reports;
    account.lineages = story.lineages;
    const StoryDecisions decisions(knowledge.decisions, story.reports);
    account.entities = join_entities(reports, story, knowledge.names, knowledge.gazetteer, decisions);
    for (AccountEntity& institution : find_institutions(reports, story, knowledge.names, knowledge.gazetteer))
        account.entities.push_back(std::move(institution));
    number_entities(account.entities);
    const EntityLookup lookup(account.entities);
    const StoryView view{reports, days, story, lookup, knowledge.rules, decisions};
    StoryEvents events = find_events(view);
    const std::vector<StoryClaim> claims = collect_claims(view, events);
    const auto& pairs = knowledge.scorers.pairs;
    account.figures = find_figures(view, claims, events.events, pairs ? &*pairs : nullptr);
    account.events = std::move(events.events);
    if (knowledge.watcher)
        knowledge.watcher(view, claims, account);
    if (knowledge.scorers.events)
        leave_out_passing_events(view, *knowledge.scorers.events, account);
    for (Event& event : account.events)
        event.title = title_of(event, reports, lookup, knowledge.rules.titles());
    measure_precision(account.events, reports, knowledge.gazetteer, knowledge.rules);
    account.statements = find_statements(view, knowledge.scorers.vectors ? &*knowledge.scorers.vectors : nullptr);
    account.pages = edited_pages(reports, story.versions, knowledge.rules.edits());
    account.title = title_of(account, reports, knowledge.rules.titles());
    return account;
}

/// A day that a person gave a report stands, whatever else was found.
void follow_decided_days(std::span<const DecisionResult> decisions, std::vector<ReportDay>& days) {
    for (const DecisionResult& decided : decisions) {
        if (!decided.holds() || decided.decision.verb != Verb::day)
            continue;
        const Day day = *parse_iso_day(decided.decision.text());
        const std::string& by = decided.decision.by;
        days[decided.on.front().report] = {
            DayInterval{day, day}, false, by.empty() ? "A person gave this day." : by + " gave this day.", {}};
    }
}

}  // namespace

Account reconcile(std::vector<AnnotatedReport> reports, std::vector<Story> stories, const ReconcileKnowledge& knowledge,
                  const Executor& executor) {
    Account account;
    account.days = resolve_days(reports, stories);
    follow_decided_days(knowledge.decisions, account.days);
    account.stories.resize(stories.size());
    executor(stories.size(),
             [&](std::size_t i) { account.stories[i] = account_of(reports, account.days, stories[i], i, knowledge); });
    account.reports = std::move(reports);
    name_stably(account, knowledge.rules);
    return account;
}

}  // namespace recount
