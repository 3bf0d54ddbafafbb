#include "reconcile/events/decided.h"

#include <algorithm>
#include <vector>

#include "decide/edits.h"
#include "reconcile/precision.h"

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

namespace {

/// The group that words tell of: a happening's, else a number's; no_index where they tell of none.
std::uint32_t group_at(const StoryMentions& mentions, const ClaimGroups& placed, const EventGroups& groups,
                       const PlacedTarget& place) {
    if (const std::uint32_t mention = mention_at(mentions, place); mention != no_index)
        return groups.of_mention(mention);
    const std::uint32_t r = number_in_story(mentions, place.report);
    const std::uint32_t claim = claim_at(mentions.report(r), place.span);
    return claim == no_index ? no_index : placed.group[r][claim];
}

/// "2020-08-16", "2020-08", "2020", or two of them with a stroke between; nullopt where it is none.
std::optional<DayInterval> days_in(std::string_view words) {
    const std::size_t stroke = words.find('/');
    const auto read = [](std::string_view date) -> std::optional<DayInterval> {
        const bool is_date = date.size() == 4 || date.size() == 7 || date.size() == 10;  // and no time of a day
        return is_date && !date.starts_with("0000") ? days_of_date(date) : std::nullopt;
    };
    std::optional<DayInterval> days = read(words.substr(0, stroke));
    if (!days || stroke == std::string_view::npos)
        return days;
    const auto last = read(words.substr(stroke + 1));
    if (!last || last->last < days->first)
        return std::nullopt;
    days->last = last->last;
    return days;
}

/// The first place of the story that is called so, or that a report calls so.
std::uint32_t place_called(const StoryView& view, std::string_view name) {
    const auto is_place = [&](std::uint32_t index) { return view.entities[index].type == EntityType::place; };
    for (std::uint32_t index = 0; index < view.entities.size(); ++index)
        if (is_place(index) && view.entities[index].name == name)
            return index;
    for (std::uint32_t index = 0; index < view.entities.size(); ++index)
        if (is_place(index) && std::ranges::any_of(view.entities[index].mentions, [&](const Evidence& mention) {
                return view.reports[mention.report].words(mention.span) == name;
            }))
            return index;
    return no_index;
}

/// Takes a decision into what is said of its event; where that is none it becomes a misfit.
void take(const StoryView& view, DecisionResult& result, DecidedEvent& said) {
    const std::string_view value = result.decision.text();
    DecisionResult** last = nullptr;
    switch (result.decision.verb) {
    case Verb::event_day:
        said.days = days_in(value);
        if (!value.empty() && !said.days)
            return result.does_not_fit("\"" + std::string(value) +
                                       "\" is no day such as 2020-08-17, and no days such as 2020-08-17/2020-08-19");
        last = &said.day;
        break;
    case Verb::event_type:
        if (!view.rules.knows_event(value))
            return result.does_not_fit("the codebook names no event \"" + std::string(value) + "\"");
        last = &said.type;
        break;
    default:
        said.named = value.empty() ? no_index : place_called(view, value);
        if (!value.empty() && said.named == no_index)
            return result.does_not_fit("the story names no place \"" + std::string(value) + "\"");
        last = &said.place;
    }
    if (*last)
        (*last)->give_way_to(result.decision);
    *last = &result;
}

}  // namespace

void follow_event_values(const StoryMentions& mentions, const ClaimGroups& placed, EventGroups& groups) {
    for (const Verb verb : {Verb::event_day, Verb::event_type, Verb::event_place})
        for (DecisionResult* result : mentions.view.decisions.of(verb)) {
            const std::uint32_t group = group_at(mentions, placed, groups, result->on.front());
            if (group == no_index) {
                result->does_not_fit("these words tell of no event");
                continue;
            }
            DecidedEvent said = groups[group].decided;
            take(mentions.view, *result, said);
            if (result->holds())
                groups.decide(group, said);
        }
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
