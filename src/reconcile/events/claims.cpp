#include "reconcile/events/claims.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "reconcile/events/claim_time.h"
#include "reconcile/events/claim_words.h"
#include "reconcile/events/decided.h"
#include "reconcile/events/main_event.h"

namespace recount {

namespace {

/// Places what the words beside a claim place: a happening in its sentence, a time of its own, the claim before it in
/// the paragraph.
void place_told_claims(const StoryMentions& mentions, const ToldDays& days, std::uint32_t r, EventGroups& all,
                       ClaimGroups& placed) {
    const Layers& layers = mentions.report(r).layers;
    auto& groups = placed.group.emplace_back(layers.claims.size(), no_index);
    auto& told = placed.told.emplace_back(layers.claims.size(), false);
    for (std::uint32_t c = 0; c < layers.claims.size(); ++c) {
        const Claim& claim = layers.claims[c];
        const QuantityRule& rule = mentions.view.rules.quantity(claim.quantity);
        if (!rule.known)
            continue;
        groups[c] = group_by_mention(mentions, all, r, claim, rule);
        if (groups[c] == no_index)
            groups[c] = group_by_time(mentions, days, r, claim, rule, all);
        told[c] = groups[c] != no_index && groups[c] != of_no_event;
        if (c == 0 || groups[c] != no_index || groups[c - 1] == no_index || groups[c - 1] == of_no_event)
            continue;
        const bool same_paragraph =
            layers.sentences[layers.claims[c - 1].sentence].block == layers.sentences[claim.sentence].block;
        if (same_paragraph && accepts(rule, all[groups[c - 1]].key.family))
            groups[c] = groups[c - 1];
    }
}

/// Does `work` with each claim of a known quantity that a version of the passage tells: its report, its number there
/// and its quantity.
template <class Work>
void for_each_claim(const StoryMentions& mentions, const std::vector<Evidence>& passage, const Work& work) {
    const auto& reports = mentions.view.story.reports;
    for (const Evidence& place : passage) {
        const auto r = static_cast<std::uint32_t>(std::lower_bound(reports.begin(), reports.end(), place.report) -
                                                  reports.begin());
        const auto& claims = mentions.report(r).layers.claims;
        for (std::uint32_t c = 0; c < claims.size(); ++c)
            if (place.span.contains(claims[c].span) && mentions.view.rules.quantity(claims[c].quantity).known)
                work(r, c, claims[c].quantity);
    }
}

/// Claims of one quantity in one shared passage are of one event, whatever a rewording made of its words: of those that
/// the versions tell, the one that the story tells most of.
void place_passage(const StoryMentions& mentions, const EventGroups& groups, const std::vector<Evidence>& passage,
                   ClaimGroups& placed) {
    std::map<std::string_view, std::uint32_t> told;  // quantity -> group
    for_each_claim(mentions, passage, [&](std::uint32_t r, std::uint32_t c, const std::string& quantity) {
        if (!placed.told[r][c])
            return;
        const std::uint32_t group = placed.group[r][c];
        const auto [best, is_new] = told.try_emplace(quantity, group);
        if (!is_new && groups[group].members.size() > groups[best->second].members.size())
            best->second = group;
    });
    for_each_claim(mentions, passage, [&](std::uint32_t r, std::uint32_t c, const std::string& quantity) {
        if (const auto found = told.find(quantity); found != told.end()) {
            placed.group[r][c] = found->second;
            placed.told[r][c] = true;
        }
    });
}

/// Places the rest: by what the report spoke of, by the event that the report tells most of, by the event that other
/// reports give this quantity. Then every claim is known to its group.
void place_other_claims(const StoryMentions& mentions, std::uint32_t r, MainEvents& main_events, EventGroups& groups,
                        ClaimGroups& placed) {
    const Layers& layers = mentions.report(r).layers;
    for (std::uint32_t c = 0; c < layers.claims.size(); ++c) {
        const Claim& claim = layers.claims[c];
        const QuantityRule& rule = mentions.view.rules.quantity(claim.quantity);
        if (!rule.known)
            continue;
        std::uint32_t& group = placed.group[r][c];
        if (group == of_no_event) {
            group = no_index;
            continue;
        }
        if (group == no_index)
            group = group_by_context(mentions, groups, r, claim, rule);
        if (group == no_index)
            group = main_events.of(r, rule, claim.quantity);
        if (group == no_index)
            group = groups.of_key({first_family(rule), std::nullopt, 0, no_index}, rule.event_type);
        groups.add_claim(group, r, mentions.evidence(r, claim.span));
    }
}

}  // namespace

ClaimGroups place_claims(const StoryMentions& mentions, const ToldDays& days, EventGroups& groups) {
    ClaimGroups placed;
    for (std::uint32_t r = 0; r < mentions.report_count(); ++r)
        place_told_claims(mentions, days, r, groups, placed);
    for (const Lineage& lineage : mentions.view.story.lineages)
        for (const auto& passage : lineage.passages)
            place_passage(mentions, groups, passage, placed);
    follow_claim_decisions(mentions, groups, placed);
    MainEvents main_events(mentions, groups, placed);
    for (std::uint32_t r = 0; r < mentions.report_count(); ++r)
        place_other_claims(mentions, r, main_events, groups, placed);
    return placed;
}

}  // namespace recount
