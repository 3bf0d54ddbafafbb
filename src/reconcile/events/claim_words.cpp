#include "reconcile/events/claim_words.h"

#include <algorithm>
#include <iterator>

#include "reconcile/events/claims.h"

namespace recount {

namespace {

/// Tokens between a claim and a happening; one that is told behind the claim is two farther.
std::uint32_t distance(const Claim& claim, const Mention& mention) {
    if (mention.end_token <= claim.first_token)
        return claim.first_token - mention.end_token;
    return mention.first_token >= claim.end_token ? mention.first_token - claim.end_token + 2 : 0;
}

/// The group of the first happening in the paragraph behind a heading that the quantity is told of.
std::uint32_t group_under_heading(const StoryMentions& mentions, const EventGroups& groups, std::uint32_t r,
                                  std::uint32_t heading, const QuantityRule& rule) {
    const auto& sentences = mentions.report(r).layers.sentences;
    for (std::size_t i = mentions.first_of_report[r]; i < mentions.first_of_report[r + 1]; ++i) {
        const PlacedMention& placed = mentions.placed[i];
        if (sentences[mentions.mention(placed).sentence].block == heading + 1 && groups.of_mention(i) != no_index &&
            accepts(rule, placed.key.family))
            return groups.of_mention(i);
    }
    return no_index;
}

}  // namespace

bool accepts(const QuantityRule& rule, std::string_view family) {
    return std::find(rule.families.begin(), rule.families.end(), family) != rule.families.end();
}

std::string_view first_family(const QuantityRule& rule) {
    return rule.families.empty() ? std::string_view("other") : std::string_view(rule.families.front());
}

std::uint32_t group_by_mention(const StoryMentions& mentions, const EventGroups& groups, std::uint32_t r,
                               const Claim& claim, const QuantityRule& rule) {
    const Layers& layers = mentions.report(r).layers;
    const auto beside = layers.mentions_of(claim.sentence);
    const std::size_t first =
        mentions.first_of_report[r] + static_cast<std::size_t>(beside.data() - layers.mentions.data());
    for (const std::string& family : rule.families) {
        std::uint32_t best = no_index, least = UINT32_MAX;
        bool to_come = false;
        for (std::size_t i = first; i < first + beside.size(); ++i) {
            const PlacedMention& placed = mentions.placed[i];
            if (placed.key.family != family)
                continue;
            const Mention& found = mentions.mention(placed);
            to_come = to_come || (found.planned && !placed.has_event);
            if (groups.of_mention(i) == no_index || (found.people_only && family != rule.families.front()))
                continue;
            if (distance(claim, found) < least) {
                least = distance(claim, found);
                best = groups.of_mention(i);
            }
        }
        if (best != no_index)
            return best;
        if (to_come && claim.standing == Standing::planned)
            return of_no_event;
    }
    return no_index;
}

std::uint32_t group_by_context(const StoryMentions& mentions, const EventGroups& groups, std::uint32_t r,
                               const Claim& claim, const QuantityRule& rule) {
    const AnnotatedReport& source = mentions.report(r);
    const auto sentence_of = [&](std::size_t i) { return mentions.mention(mentions.placed[i]).sentence; };
    const std::uint32_t block = source.layers.sentences[claim.sentence].block;
    const BlockKind kind = source.report.blocks[block].kind;
    if (kind == BlockKind::heading)
        if (const auto group = group_under_heading(mentions, groups, r, block, rule); group != no_index)
            return group;
    std::size_t behind = 0;  // the last happening's place, and one: nothing is told before the claim where it is none
    for (const std::string& family : rule.families)
        for (const bool caption : {false, true}) {
            if (caption && kind != BlockKind::caption)
                continue;
            const auto& told = groups.told_in(r, family, caption);
            const auto end =
                std::ranges::partition_point(told, [&](std::size_t i) { return sentence_of(i) < claim.sentence; });
            if (end != told.begin())
                behind = std::max(behind, *std::prev(end) + 1);
        }
    if (behind == 0)
        return no_index;
    const std::size_t last = behind - 1;
    const bool far = !rule.families.empty() && rule.families.front() == "gathering";  // stays meant in later paragraphs
    return far || source.layers.sentences[sentence_of(last)].block == block ? groups.of_mention(last) : no_index;
}

}  // namespace recount
