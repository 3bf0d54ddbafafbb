// The mentions of happenings of one story, with what is worked out about each of them: its family, the days that it
// means, the side of a gathering and the town, which together tell one event from another. The steps of events.h fill
// them in, one after the other: days (dating.h), sides (sides.h), towns (towns.h).
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "reconcile/story_view.h"

namespace recount {

/// What tells one event of a story from another.
struct EventKey {
    std::string_view family;
    std::optional<DayInterval> days;
    std::int8_t side = 0;
    std::uint32_t town = no_index;  // entity: where others of the day are told elsewhere; no_index for the main place
    std::uint32_t apart = 0;        // a number where a person said that it is another one
    auto operator<=>(const EventKey&) const = default;
};

/// One mention with what was worked out about it.
struct PlacedMention {
    std::uint32_t report = 0;   // into Story::reports
    std::uint32_t mention = 0;  // into Layers::mentions
    EventKey key;
    bool has_event = false;
    std::optional<DayInterval> told;  // what its own words say, before the story settles it
    std::optional<Day> counted_from;  // of "two weeks after the vote": the day of the vote
};

/// All mentions of a story. Reports (`r`) are numbered as in Story::reports throughout.
struct StoryMentions {
    const StoryView& view;
    std::vector<PlacedMention> placed;         // by report, then in text order
    std::vector<std::size_t> first_of_report;  // into placed; one more than there are reports

    std::uint32_t report_count() const { return static_cast<std::uint32_t>(view.story.reports.size()); }
    const AnnotatedReport& report(std::uint32_t r) const { return view.reports[view.story.reports[r]]; }
    const Mention& mention(const PlacedMention& one) const { return report(one.report).layers.mentions[one.mention]; }
    const Block& block(const PlacedMention& one) const;

    /// The day that a sentence's words are said on; nullopt where it is not known.
    std::optional<Day> day_of(std::uint32_t r, std::uint32_t sentence) const {
        return view.day_of(view.story.reports[r], sentence);
    }

    /// A span of a report as the account names it.
    Evidence evidence(std::uint32_t r, Span span) const { return {view.story.reports[r], span}; }

    /// The story's entity of one of a report's (`index`, into Layers::entities); no_index where it is none.
    std::uint32_t entity(std::uint32_t r, std::uint32_t index) const {
        return view.entities.at({view.story.reports[r], report(r).layers.entities[index].span});
    }

    /// How much a mention says about what its report is about: headlines and first sentences most. From 1 to 3.
    int weight(const PlacedMention& one) const;
};

/// The mentions with what their own words tell: family, side and days. `view` must outlive them.
StoryMentions collect_mentions(const StoryView& view);

}  // namespace recount
