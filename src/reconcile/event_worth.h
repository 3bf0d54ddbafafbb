// Which happenings belong into an account: what a report mentions in passing ("who flew in on Monday") is none that a
// reader looks for. Each event answers a few questions about how it is told; the answers, weighed by what
// train/event_worth.py learned, add up to its worth. Events that figures are of, and those of which a
// person decided something, belong there in any case.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "language/learned_weights.h"
#include "reconcile/story_view.h"

namespace recount {

/// The questions. Answers lie in 0 ... 1.
enum class EventQuestion : std::uint8_t {
    // what it is
    statement,
    gathering,
    harm,
    arrest,
    release,
    travel,
    meeting,
    order,
    court,
    investigation,
    strike,
    abduction,
    // how much of it is told
    one_report,
    two_reports,
    share_of_reports,
    one_mention,
    few_mentions,  // two or three
    in_lead,
    has_figures,
    // how
    own_time,       // share of the mentions that a time dates
    absolute_time,  // of any mention
    has_place,
    no_actor,
    several_actors,
    planned,      // share of the mentions
    people_only,  // the same
    // when, beside the story's last report
    last_day,
    last_week,
    long_before,
    to_come,
    // beside what
    others_of_day,  // share of the story's events of one day that are of this day
    larger_of_family_and_day,
    count_,
};

constexpr std::size_t event_questions = static_cast<std::size_t>(EventQuestion::count_);
using EventAnswers = std::array<float, event_questions>;

/// The answers for `events[index]`. `figures`: how many figures are of it.
EventAnswers describe_event(const StoryView& view, std::span<const Event> events, std::size_t index,
                            std::size_t figures);

/// The weights of a model's answers; nullopt where there is no model, or it was trained without them. Throws
/// ModelError.
inline std::optional<LearnedWeights> event_weights(const LanguageModel* model) {
    return LearnedWeights::of(model, "event_worth/weights", event_questions);
}

/// How many figures each event of an account has.
std::vector<std::size_t> count_figures(const StoryAccount& account);

/// Leaves out of a story's account the events of no worth.
void leave_out_passing_events(const StoryView& view, const LearnedWeights& weights, StoryAccount& account);

}  // namespace recount
