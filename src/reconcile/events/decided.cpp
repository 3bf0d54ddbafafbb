#include "reconcile/events/decided.h"

#include <algorithm>
#include <vector>

#include "decide/edits.h"

namespace recount {

namespace {

std::uint32_t number_in_story(const StoryMentions& mentions, std::uint32_t report) {
    const auto& reports = mentions.view.story.reports;
    return static_cast<std::uint32_t>(std::ranges::lower_bound(reports, report) - reports.begin());
}

/// The mention, into StoryMentions::placed, whose word stands at a place; no_index where none does.
std::uint32_t mention_at(const StoryMentions& mentions, const PlacedTarget& place) {
    const std::uint32_t r = number_in_story(mentions, place.report);
    std::uint32_t found = no_index;
    for (std::size_t i = mentions.first_of_report[r]; i < mentions.first_of_report[r + 1]; ++i) {
        const Span trigger = mentions.mention(mentions.placed[i]).trigger;
        if (trigger == place.span)
            return static_cast<std::uint32_t>(i);
        if (found == no_index && trigger.overlaps(place.span))
            found = static_cast<std::uint32_t>(i);
    }
    return found;
}

bool are_one(const PlacedMention& a, const PlacedMention& b) {
    return a.has_event && b.has_event && a.key == b.key;
}

/// All mentions of the second's event become the first's.
void tie(StoryMentions& mentions, std::uint32_t first, std::uint32_t second) {
    PlacedMention& kept = mentions.placed[first];
    PlacedMention& moved = mentions.placed[second];
    if (!moved.has_event) {
        moved.has_event = true;
        moved.key = kept.key;
        return;
    }
    const EventKey key = moved.key;
    for (PlacedMention& mention : mentions.placed)
        if (mention.has_event && mention.key == key)
            mention.key = kept.key;
}

std::string described(const EventKey& key) {
    return std::string(key.family) + (key.days ? ", " + iso_days(*key.days) : std::string());
}

}  // namespace

void follow_event_decisions(StoryMentions& mentions) {
    const auto pairs = mentions.view.decisions.pairs(
        Verb::one_event, Verb::two_events, [&](const PlacedTarget& place) { return mention_at(mentions, place); },
        "happening");
    std::uint32_t apart = 0;
    for (const DecidedPair& pair : pairs) {
        PlacedMention &first = mentions.placed[pair.a], &second = mentions.placed[pair.b];
        if (pair.decision->machine.empty())
            pair.decision->machine = are_one(first, second) ? "one event" : "two events";
        if (!first.has_event)
            pair.decision->does_not_fit("the first of these words tells of no event");
        else if (pair.one && !are_one(first, second))
            tie(mentions, pair.a, pair.b);
        else if (!pair.one && are_one(first, second))
            second.key.apart = ++apart;
    }
    for (const DecidedPair& pair : pairs)
        if (pair.decision->holds() && are_one(mentions.placed[pair.a], mentions.placed[pair.b]) != pair.one)
            pair.decision->does_not_fit(pair.one ? "a later decision parts them" : "later decisions tie them together");
}

void follow_claim_decisions(const StoryMentions& mentions, EventGroups& groups, ClaimGroups& placed) {
    for (DecisionResult* decided : mentions.view.decisions.of(Verb::event)) {
        const PlacedTarget &claim = decided->on[0], &event = decided->on[1];
        const std::uint32_t r = number_in_story(mentions, claim.report);
        const std::uint32_t c = claim_at(mentions.report(r), claim.span);
        const std::uint32_t mention = mention_at(mentions, event);
        const std::uint32_t group = mention == no_index ? no_index : groups.of_mention(mention);
        if (c == no_index || group == no_index) {
            decided->does_not_fit(c == no_index ? "no number is read in these words" : "these words tell of no event");
            continue;
        }
        std::uint32_t& of_claim = placed.group[r][c];
        decided->machine = of_claim < of_no_event ? described(groups[of_claim].key) : std::string();
        of_claim = group;
        placed.told[r][c] = true;
        const Claim& counted = mentions.report(r).layers.claims[c];
        if (!mentions.view.rules.quantity(counted.quantity).known)  // no other step tells the group of it
            groups.add_claim(group, r, mentions.evidence(r, counted.span));
    }
}

}  // namespace recount
