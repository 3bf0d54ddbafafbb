#include "reconcile/decided_account.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "decide/edits.h"
#include "gather/kinship.h"
#include "reconcile/renumber.h"
#include "reconcile/stable_id.h"

namespace recount {

namespace {

/// The stories of the groups, found anew where what they depend on is not as it was.
std::vector<Story> gather_again(std::vector<std::vector<std::uint32_t>> groups,
                                std::span<const AnnotatedReport> reports, GatherRules& rules, GatheredStory& known) {
    std::vector<GatheredStory::Known> now;
    for (const AnnotatedReport& report : reports)
        now.push_back({report.report.published, report.report.published_minute.has_value(), report.report.outlet});
    if (known.stories.empty() || known.groups != groups || known.reports != now) {
        known = {std::move(now), std::move(groups), {}};
        std::vector<ReportWords> words;
        for (const std::vector<std::uint32_t>& group : known.groups)
            known.stories.push_back(gather_story(group, reports, rules, words));
    }
    return known.stories;
}

/// Words of a version that a newer one stands in for are in no cell.
void refuse_older_versions(const std::vector<Story>& stories, std::span<DecisionResult> decisions) {
    for (DecisionResult& decided : decisions) {
        const auto is_older = [&](const PlacedTarget& place) {
            return !place.span.empty() && std::ranges::any_of(stories, [&](const Story& story) {
                return std::ranges::any_of(story.versions, [&](const PageVersions& page) {
                    return std::ranges::find(page.reports.begin(), page.reports.end() - 1, place.report) !=
                           page.reports.end() - 1;
                });
            });
        };
        if (decided.holds() && std::ranges::any_of(decided.on, is_older))
            decided.does_not_fit("a newer version of its page stands in the report's place");
    }
}

}  // namespace

Account reconcile_alone(std::vector<AnnotatedReport> reports, GatherRules& rules, ReconcileKnowledge knowledge,
                        std::span<DecisionResult> decisions, GatheredStory* gathered) {
    const Executor here = [](std::size_t count, const std::function<void(std::size_t)>& work) {
        for (std::size_t i = 0; i < count; ++i)
            work(i);
    };
    std::vector<std::vector<std::uint32_t>> groups(1, std::vector<std::uint32_t>(reports.size()));
    std::iota(groups.front().begin(), groups.front().end(), 0u);
    std::vector<std::vector<Claim>> claims;  // as they were read
    for (const AnnotatedReport& report : reports)
        claims.push_back(report.layers.claims);
    edit_reports(reports, groups, decisions,
                 [&](std::string_view quantity) { return knowledge.rules.quantity(std::string(quantity)).known; });
    require_one_story(decisions, groups);
    const auto swap_claims = [&] {
        for (std::size_t i = 0; i < reports.size(); ++i)
            std::swap(reports[i].layers.claims, claims[i]);
    };
    swap_claims();
    GatheredStory once;
    std::vector<Story> stories = gather_again(std::move(groups), reports, rules, gathered ? *gathered : once);
    swap_claims();
    refuse_older_versions(stories, decisions);
    for (Story& story : stories)
        follow_kinship(StoryDecisions(decisions, story.reports), reports, story.lineages);
    knowledge.decisions = decisions;
    return reconcile(std::move(reports), std::move(stories), knowledge, here);
}

DecidedAccount::DecidedAccount(Account machine, GatherRules& rules, const ReconcileKnowledge& knowledge)
    : account_(std::move(machine)), rules_(rules), knowledge_(knowledge) {
    for (const StoryAccount& story : account_.stories)
        members_.push_back(all_reports(story));
    story_of_.assign(account_.reports.size(), members_.size());
    for (std::size_t story = 0; story < members_.size(); ++story)
        for (const std::uint32_t report : members_[story])
            story_of_[report] = story;
    is_present_.assign(members_.size(), true);
}

void DecidedAccount::prepare() {
    for (std::size_t story = 0; story < members_.size(); ++story) {
        if (machine_.contains(story))
            continue;
        std::vector<AnnotatedReport> reports;
        for (const std::uint32_t report : members_[story])
            reports.push_back(account_.reports[report]);
        std::vector<std::vector<std::uint32_t>> groups(1, std::vector<std::uint32_t>(reports.size()));
        std::iota(groups.front().begin(), groups.front().end(), 0u);
        gather_again(std::move(groups), reports, rules_, gathered_[story]);
    }
}

std::size_t DecidedAccount::follow(std::span<const Decision> log, std::string_view round) {
    account_.decisions = place_decisions(log, round, account_.reports);
    std::map<std::size_t, Results> decisions;
    for (const auto& [story, kept] : machine_)
        decisions[story];  // those of which all decisions were undone are made again too
    for (DecisionResult& result : account_.decisions) {
        if (!result.holds() || result.on.empty())
            continue;
        const std::size_t story = story_of_[result.on.front().report];
        const bool one_story =
            std::ranges::all_of(result.on, [&](const PlacedTarget& place) { return story_of_[place.report] == story; });
        if (!one_story || story == members_.size())
            result.does_not_fit(one_story ? "its report stands in no story"
                                          : "what it is on does not stand in reports of one story");
        else
            decisions[story].push_back(&result);
    }
    std::size_t made = 0;
    for (const auto& [story, results] : decisions)
        made += follow_in(story, results) ? 1 : 0;
    if (made > 0)
        name_stably(account_, knowledge_.rules);
    return made;
}

/// Whether the story was made again.
bool DecidedAccount::follow_in(std::size_t story, const Results& results) {
    if (results.empty()) {
        put_back(story);
        return true;
    }
    Machine& machine = keep_machine(story);
    const bool as_before = std::ranges::equal(
        results, machine.followed,
        [](const DecisionResult* now, const DecisionResult& then) { return now->decision == then.decision; });
    if (!as_before) {
        machine.followed.clear();
        for (const DecisionResult* result : results)
            machine.followed.push_back(*result);
        remake(story, machine);
    }
    for (std::size_t i = 0; i < results.size(); ++i)
        *results[i] = machine.followed[i];
    return !as_before;
}

DecidedAccount::Machine& DecidedAccount::keep_machine(std::size_t story) {
    const auto [kept, is_new] = machine_.try_emplace(story);
    Machine& machine = kept->second;
    if (!is_new)
        return machine;
    for (const std::uint32_t report : members_[story]) {
        machine.reports.push_back(std::move(account_.reports[report]));
        machine.days.push_back(std::move(account_.days[report]));
    }
    machine.story = std::move(account_.stories[story_place(story)]);
    return machine;
}

/// Makes a story by Machine::followed, of which the places are changed to those among the story's reports and back.
void DecidedAccount::remake(std::size_t story, Machine& machine) {
    const std::vector<std::uint32_t>& members = members_[story];
    for (DecisionResult& result : machine.followed)
        for (PlacedTarget& place : result.on)
            place.report =
                static_cast<std::uint32_t>(std::ranges::lower_bound(members, place.report) - members.begin());
    Account alone = reconcile_alone(machine.reports, rules_, knowledge_, machine.followed, &gathered_[story]);
    for (DecisionResult& result : machine.followed) {
        if (result.decision.verb == Verb::day && result.machine.empty())
            if (const auto& days = machine.days[result.on.front().report].days)
                result.machine = iso_days(*days);
        for (PlacedTarget& place : result.on)
            place.report = members[place.report];
    }
    for (std::size_t i = 0; i < members.size(); ++i) {
        renumber_reports(alone.days[i], members);
        account_.reports[members[i]] = std::move(alone.reports[i]);
        account_.days[members[i]] = std::move(alone.days[i]);
    }
    if (alone.stories.empty())
        return set_story(story, std::nullopt);
    renumber_reports(alone.stories.front(), members);
    alone.stories.front().id = machine.story.id;
    set_story(story, std::move(alone.stories.front()));
}

void DecidedAccount::put_back(std::size_t story) {
    Machine machine = std::move(machine_.at(story));
    machine_.erase(story);
    for (std::size_t i = 0; i < members_[story].size(); ++i) {
        account_.reports[members_[story][i]] = std::move(machine.reports[i]);
        account_.days[members_[story][i]] = std::move(machine.days[i]);
    }
    set_story(story, std::move(machine.story));
}

/// Where a story stands, or would stand, in the account.
std::size_t DecidedAccount::story_place(std::size_t story) const {
    return static_cast<std::size_t>(
        std::count(is_present_.begin(), is_present_.begin() + static_cast<std::ptrdiff_t>(story), true));
}

void DecidedAccount::set_story(std::size_t story, std::optional<StoryAccount> made) {
    const auto place = account_.stories.begin() + static_cast<std::ptrdiff_t>(story_place(story));
    if (made && is_present_[story])
        *place = std::move(*made);
    else if (made)
        account_.stories.insert(place, std::move(*made));
    else if (is_present_[story])
        account_.stories.erase(place);
    is_present_[story] = made.has_value();
}

}  // namespace recount
