// One story as the steps of reconcile look at it: its reports and what was worked out about them so far.
#pragma once

#include <span>

#include "decide/constraints.h"
#include "reconcile/account.h"
#include "reconcile/entity_lookup.h"
#include "reconcile/rules.h"

namespace recount {

/// Only looks: what it points to must outlive it. `days` has one entry for each of `reports`, which are all of the run.
struct StoryView {
    std::span<const AnnotatedReport> reports;
    std::span<const ReportDay> days;
    const Story& story;
    const EntityLookup& entities;
    const ReconcileRules& rules;
    StoryDecisions decisions = {};

    /// The day that words of a sentence are said on: that of its post, else of its report; nullopt where it is not
    /// known to the day. `report` is into `reports`.
    std::optional<Day> day_of(std::uint32_t report, std::uint32_t sentence) const {
        const AnnotatedReport& annotated = reports[report];
        if (const auto& posted = annotated.report.blocks[annotated.layers.sentences[sentence].block].date)
            return posted;
        const auto& known = days[report].days;
        return known && known->is_one_day() ? std::optional(known->first) : std::nullopt;
    }
};

}  // namespace recount
