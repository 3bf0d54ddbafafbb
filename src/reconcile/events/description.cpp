#include "reconcile/events/description.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/events/date_reason.h"

namespace recount {

namespace {

/// The type that most mentions have, headlines most of all; that of the group where no mention tells one.
std::string type_of(const StoryMentions& mentions, const EventGroup& group) {
    std::map<std::string, int> types;
    for (const std::size_t i : group.members) {
        const Mention& found = mentions.mention(mentions.placed[i]);
        types[found.type] += found.people_only ? 1 : 1 + mentions.weight(mentions.placed[i]);
    }
    const auto most = std::ranges::max_element(types, {}, [](const auto& type) { return type.second; });
    return most == types.end() ? group.type : most->first;
}

/// The entities of the story that take part, ascending.
std::vector<std::uint32_t> actors_of(const StoryMentions& mentions, const EventGroup& group) {
    std::set<std::uint32_t> actors;
    for (const std::size_t i : group.members)
        for (const std::uint32_t actor : mentions.mention(mentions.placed[i]).actors)
            if (const auto entity = mentions.entity(mentions.placed[i].report, actor); entity != no_index)
                actors.insert(entity);
    return {actors.begin(), actors.end()};
}

/// The words that tell of the event; where claims alone do, theirs.
std::vector<Evidence> evidence_of(const StoryMentions& mentions, const EventGroup& group) {
    std::vector<Evidence> evidence;
    for (const std::size_t i : group.members)
        evidence.push_back(mentions.evidence(mentions.placed[i].report, mentions.mention(mentions.placed[i]).trigger));
    if (evidence.empty())
        evidence = group.claims;
    std::sort(evidence.begin(), evidence.end());
    return evidence;
}

AccountPlace place_of(const AccountEntity& entity) {
    AccountPlace place = entity.place.value_or(AccountPlace{});
    place.name = entity.name;  // as the reports spell it
    return place;
}

/// The place that most mentions stand with.
std::optional<AccountPlace> place_of(const StoryMentions& mentions, const EventGroup& group) {
    std::map<std::uint32_t, int> places;
    for (const std::size_t i : group.members) {
        const Mention& found = mentions.mention(mentions.placed[i]);
        if (found.place == no_index)
            continue;
        if (const auto entity = mentions.entity(mentions.placed[i].report, found.place); entity != no_index)
            places[entity] += found.people_only ? 1 : 2;
    }
    const auto most = std::ranges::max_element(places, {}, [](const auto& place) { return place.second; });
    if (most == places.end())
        return std::nullopt;
    return place_of(mentions.view.entities[most->first]);
}

std::string dates_of(const Event& event) {
    return event.date_end.empty() ? event.date : event.date + "/" + event.date_end;
}

/// What people said of an event stands in the place of what its mentions tell, which is noted.
void follow(const DecidedEvent& decided, const StoryView& view, Event& event) {
    if (decided.type) {
        decided.type->machine = std::exchange(event.type, decided.type->decision.text());
    }
    if (decided.place) {
        decided.place->machine = event.place ? event.place->name : std::string();
        event.place = decided.named == no_index ? std::nullopt : std::optional(place_of(view.entities[decided.named]));
    }
    if (decided.day) {
        decided.day->machine = dates_of(event);
        set_dates(decided.days, event);
        event.date_stated = false;
        event.date_evidence.clear();
        const std::string& by = decided.day->decision.by;
        event.date_reason = (by.empty() ? std::string("A person") : by) +
                            (decided.days ? " gave this day." : " says that its day is not known.");
    }
    event.is_decided = decided.any();
}

}  // namespace

Event describe_group(const StoryMentions& mentions, const EventGroup& group) {
    Event event;
    event.type = type_of(mentions, group);
    event.actors = actors_of(mentions, group);
    for (const std::uint32_t r : group.reports)
        event.reports.push_back(mentions.view.story.reports[r]);
    event.evidence = evidence_of(mentions, group);
    date_event(mentions, group.key.days, group.members, event);
    event.place = place_of(mentions, group);
    follow(group.decided, mentions.view, event);
    return event;
}

}  // namespace recount
