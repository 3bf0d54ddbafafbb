#include "reconcile/events/claim_time.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "annotate/attributions.h"
#include "reconcile/events/claim_words.h"
#include "reconcile/events/claims.h"
#include "report/time_value.h"

namespace recount {

namespace {

/// Whether the time tells when the claim was said, or stands outside the words that say it.
bool is_of_saying(const AnnotatedReport& source, const Claim& claim, const Time& time) {
    return std::ranges::any_of(source.layers.attributions_of(claim.sentence), [&](std::uint32_t index) {
        const Attribution& attribution = source.layers.attributions[index];
        return std::ranges::any_of(
                   attribution.content,
                   [&](Span content) { return content.contains(claim.span) && !content.contains(time.span); }) ||
               tells_when_said(source, attribution, time);
    });
}

/// Whether a happening of the claim's sentence is dated by the time.
bool is_of_mention(const Layers& layers, const Claim& claim, const Time& time) {
    return std::ranges::any_of(layers.mentions_of(claim.sentence), [&](const Mention& other) {
        return other.time != no_index && &layers.times[other.time] == &time;
    });
}

/// The time nearest to the claim in its sentence that is neither a happening's nor that of what was said; null where
/// there is none.
const Time* own_time(const AnnotatedReport& source, const Claim& claim) {
    const Time* nearest = nullptr;
    std::uint32_t least = UINT32_MAX;
    for (const Time& time : source.layers.times_of(claim.sentence)) {
        if (time.type == TimeType::duration || time.type == TimeType::set)
            continue;
        const std::uint32_t distance = time.first_token >= claim.end_token
                                           ? time.first_token - claim.end_token
                                           : claim.first_token - std::min(claim.first_token, time.end_token);
        if (distance < least && !is_of_mention(source.layers, claim, time) && !is_of_saying(source, claim, time)) {
            least = distance;
            nearest = &time;
        }
    }
    return nearest;
}

/// "Twelve were still in hospital on Saturday": a day soon after a happening tells when its count held, not of another
/// one. no_index where nothing happened soon before.
std::uint32_t group_soon_before(const EventGroups& groups, const QuantityRule& rule, const DayInterval& days) {
    constexpr auto soon = std::chrono::days(3), one_day = std::chrono::days(1);
    for (Day before = days.first - one_day; days.last - before <= soon; before -= one_day) {
        std::uint32_t told = no_index;
        for (const std::string& family : rule.families)
            told = std::min(told, groups.first_of(family, DayInterval{before, before}, true));
        if (told != no_index)
            return told;
    }
    return no_index;
}

}  // namespace

std::uint32_t group_by_time(const StoryMentions& mentions, const ToldDays& told, std::uint32_t r, const Claim& claim,
                            const QuantityRule& rule, EventGroups& groups) {
    const Time* time = own_time(mentions.report(r), claim);
    if (!time)
        return no_index;
    const auto said = mentions.day_of(r, claim.sentence);
    const auto days = resolve(*time, said);
    if (!days && time->anchor == TimeAnchor::report && !said)
        return no_index;  // the report's day is not known: nothing follows from "on Thursday"
    if (!days)  // "that year", "two months before": of another day than what is told around it, and nobody knows which
        return time->form == TimeForm::reference || time->anchor == TimeAnchor::none ? no_index : of_no_event;
    for (const std::string& family : rule.families)
        if (const auto group = groups.first_of(family, told.refined(family, *days), false); group != no_index)
            return group;
    if (const auto group = group_soon_before(groups, rule, *days); group != no_index)
        return group;
    const std::string_view family = first_family(rule);
    return groups.of_key({family, told.refined(family, *days), 0, no_index}, rule.event_type);
}

}  // namespace recount
