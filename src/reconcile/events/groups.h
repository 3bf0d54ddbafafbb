// The events of a story as they are found: the mentions and claims of one key are one group. Groups are made in the
// order in which they are first told, and claims may make further ones, so that the number of a group stays.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "reconcile/events/mentions.h"

namespace recount {

/// What people say of one event, in the place of what its mentions tell.
struct DecidedEvent {
    DecisionResult *day = nullptr, *type = nullptr, *place = nullptr;  // the last of each; null: nobody decided it
    std::optional<DayInterval> days;                                   // of `day`; none: they are not known
    std::uint32_t named = no_index;                                    // of `place`: the entity; no_index: no place

    bool any() const { return day || type || place; }
};

struct EventGroup {
    EventKey key;
    std::string type;
    std::vector<std::size_t> members;  // into StoryMentions::placed
    std::set<std::uint32_t> reports;   // of mentions and claims
    std::vector<Evidence> claims;
    bool named = false;  // by more than those who take part
    DecidedEvent decided = {};

    std::optional<DayInterval> days() const { return decided.day ? decided.days : key.days; }
};

class EventGroups {
public:
    /// Puts the mentions that have an event together. Needs all of their keys; views of the rules stay in these.
    explicit EventGroups(const StoryMentions& mentions);

    /// The group of a key, made where there is none; `type` is that of a new one.
    std::uint32_t of_key(const EventKey& key, std::string_view type);

    /// The group of a mention (into StoryMentions::placed); no_index where it has no event.
    std::uint32_t of_mention(std::size_t index) const { return of_mention_[index]; }

    /// The first made of the groups of a family and of these days, of any side; no_index where there is none. `named`:
    /// of those that more than their people name.
    std::uint32_t first_of(std::string_view family, std::optional<DayInterval> days, bool named) const;

    /// The mentions with an event that a report's captions, or the rest of it, tell of a family: into
    /// StoryMentions::placed, in text order.
    const std::vector<std::size_t>& told_in(std::uint32_t r, std::string_view family, bool caption) const;

    std::uint32_t size() const { return static_cast<std::uint32_t>(groups_.size()); }
    const EventGroup& operator[](std::uint32_t group) const { return groups_[group]; }

    /// Adds a claim of a report to a group.
    void add_claim(std::uint32_t group, std::uint32_t r, const Evidence& claim);

    /// Keeps what people say of a group; it stays where it is.
    void decide(std::uint32_t group, const DecidedEvent& decided) { groups_[group].decided = decided; }

private:
    std::vector<EventGroup> groups_;
    std::map<EventKey, std::uint32_t> of_key_;
    std::vector<std::uint32_t> of_mention_;
    std::map<std::tuple<std::uint32_t, std::string_view, bool>, std::vector<std::size_t>> told_in_;
};

}  // namespace recount
