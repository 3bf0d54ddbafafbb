#include "store/account_assembler.h"

#include <algorithm>
#include <span>
#include <utility>

#include "reconcile/days.h"
#include "reconcile/stable_id.h"
#include "store/layers_codec.h"

namespace recount {

AccountAssembler::AccountAssembler(std::string where, StoredReports reports) : where_(std::move(where)) {
    for (std::uint32_t i = 0; i < reports.numbers.size(); ++i)
        index_of_[reports.numbers[i]] = i;
    account_.days.resize(reports.reports.size());
    told_.resize(reports.reports.size());
    account_.reports = std::move(reports.reports);
}

void AccountAssembler::add(StoredNumber number, const std::vector<StoredNumber>& members, std::string_view bytes) {
    StoryAccount story;
    story.id = "s" + std::to_string(number);
    for (const StoredNumber member : members)
        if (const auto found = index_of_.find(member); found != index_of_.end())
            story.reports.push_back(found->second);
    if (members.empty() || story.reports.size() < members.size())
        throw StoreError(where_ + ": story " + story.id + " is damaged: reports of it are missing");
    for (const std::uint32_t report : story.reports)
        if (told_[report])
            throw StoreError(where_ + ": the report " + account_.reports[report].report.id +
                             " is in two stories, or its story is there twice");
    std::sort(story.reports.begin(), story.reports.end());
    std::vector<ReportDay> days;
    try {
        unpack_account(bytes, packed_reports(story.reports, account_.reports), story, days);
    } catch (const DamagedBytes& problem) {
        throw StoreError(where_ + ": reading the account of story " + story.id + ": " + problem.what());
    }
    for (std::size_t i = 0; i < days.size(); ++i) {
        account_.days[story.reports[i]] = std::move(days[i]);
        told_[story.reports[i]] = true;
    }
    firsts_[story.id] = story.reports.front();
    for (const EditedPage& page : story.pages)
        for (std::size_t older = 0; older + 1 < page.versions.reports.size(); ++older)
            std::erase(story.reports, page.versions.reports[older]);
    if (story.reports.empty())
        throw StoreError(where_ + ": reading the account of story " + story.id + ": no version of its pages stands");
    account_.stories.push_back(std::move(story));
}

Account AccountAssembler::finish(const ReconcileRules& rules) {
    for (std::uint32_t i = 0; i < told_.size(); ++i)
        if (!told_[i])
            day_of_one_alone(i);
    std::ranges::sort(account_.stories, {}, [&](const StoryAccount& story) { return firsts_[story.id]; });
    name_stably(account_, rules);
    return std::move(account_);
}

void AccountAssembler::day_of_one_alone(std::uint32_t report) {
    ReportDay& day = account_.days[report];
    day = std::move(resolve_days(std::span(account_.reports).subspan(report, 1), {}).front());
    for (Evidence& evidence : day.evidence)
        evidence.report = report;
}

}  // namespace recount
