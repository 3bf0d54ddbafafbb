#include "reconcile/reconcile.h"

#include <algorithm>
#include <map>
#include <set>

#include "reconcile/days.h"
#include "reconcile/entities.h"
#include "reconcile/events.h"
#include "reconcile/figures.h"
#include "reconcile/institutions.h"
#include "reconcile/precision.h"
#include "reconcile/stable_id.h"
#include "reconcile/statements.h"

namespace recount {

namespace {

/// The headline of a report, or the first sentence of its body.
std::string_view headline(const AnnotatedReport& report) {
    if (!report.report.title().empty())
        return report.report.title();
    for (const Sentence& sentence : report.layers.sentences)
        if (report.report.blocks[sentence.block].kind == BlockKind::paragraph)
            return report.words(sentence.span);
    return {};
}

/// Whether most of a report is another one's, or some of its passages are taken from one that is likelier the original.
bool rewords_another(const Story& story, std::uint32_t report) {
    for (const Lineage& lineage : story.lineages)
        for (const LineageRelation& relation : lineage.relations)
            if (relation.to == report)
                return true;
    return false;
}

/// The headline that has most words in common with the others: what the reports agree that the story is.
std::string title_of(std::span<const AnnotatedReport> reports, const Story& story) {
    std::map<std::string_view, std::size_t> frequency;
    std::vector<std::set<std::string_view>> words(story.reports.size());
    for (std::size_t i = 0; i < story.reports.size(); ++i) {
        const AnnotatedReport& report = reports[story.reports[i]];
        const std::string_view title = headline(report);
        if (title.empty())
            continue;
        const auto start = static_cast<std::uint32_t>(title.data() - report.report.content.data());
        const Span span{start, start + static_cast<std::uint32_t>(title.size())};
        for (const Token& token : report.layers.tokens)
            if (token.kind == TokenKind::word && token.end - token.start > 3 && span.contains(token.span()))
                words[i].insert(report.lowered(token.span()));
        for (const std::string_view word : words[i])
            ++frequency[word];
    }
    std::string_view best;
    double most = -1;
    for (std::size_t i = 0; i < story.reports.size(); ++i) {
        const AnnotatedReport& report = reports[story.reports[i]];
        double shared = 0;
        for (const std::string_view word : words[i])
            shared += static_cast<double>(frequency[word] - 1);
        if (!words[i].empty())
            shared /= static_cast<double>(words[i].size() + 4);  // long ones share by chance
        if (report.report.title().empty())
            shared *= 0.5;
        if (rewords_another(story, story.reports[i]))
            shared *= 0.5;
        if (shared > most && !headline(report).empty()) {
            most = shared;
            best = headline(report);
        }
    }
    std::string title(best);
    std::replace(title.begin(), title.end(), '\n', ' ');
    return title;
}

StoryAccount account_of(std::span<const AnnotatedReport> reports, std::span<const ReportDay> days, const Story& story,
                        std::size_t number, const ReconcileKnowledge& knowledge) {
    StoryAccount account;
    account.id = "s" + std::to_string(number + 1);
    account.title = title_of(reports, story);
    account.reports = story.reports;
    account.lineages = story.lineages;
    account.entities = join_entities(reports, story, knowledge.names, knowledge.gazetteer);
    for (AccountEntity& institution : find_institutions(reports, story, knowledge.names, knowledge.gazetteer))
        account.entities.push_back(std::move(institution));
    number_entities(account.entities);
    const EntityLookup lookup(account.entities);
    const StoryView view{reports, days, story, lookup, knowledge.rules};
    StoryEvents events = find_events(reports, days, story, lookup, knowledge.rules);
    const std::vector<StoryClaim> claims = collect_claims(view, events);
    const auto& pairs = knowledge.scorers.pairs;
    account.figures = find_figures(view, claims, events.events, pairs ? &*pairs : nullptr);
    account.events = std::move(events.events);
    if (knowledge.watcher)
        knowledge.watcher(view, claims, account);
    if (knowledge.scorers.events)
        leave_out_passing_events(view, *knowledge.scorers.events, account);
    measure_precision(account.events, reports, knowledge.gazetteer, knowledge.rules);
    account.statements = find_statements(reports, story, account.entities, lookup);
    return account;
}

}  // namespace

Account reconcile(std::vector<AnnotatedReport> reports, std::vector<Story> stories, const ReconcileKnowledge& knowledge,
                  const Executor& executor) {
    Account account;
    account.days = resolve_days(reports, stories);
    account.stories.resize(stories.size());
    executor(stories.size(),
             [&](std::size_t i) { account.stories[i] = account_of(reports, account.days, stories[i], i, knowledge); });
    account.reports = std::move(reports);
    name_stably(account, knowledge.rules);
    return account;
}

}  // namespace recount
