// What is known of each claim of a story before claims are put together: whose it is, which happening its words tie it
// to, what it counts, and the words, names, places and days of its sentence. Worked out once, so that comparing two
// claims (claim_pairs.h) looks nothing up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "reconcile/events.h"
#include "reconcile/status.h"
#include "reconcile/story_view.h"

namespace recount {

/// Numbers with weights, in the order of the numbers; the sum of the weights' squares is 1, or there are none.
using WeightedWords = std::vector<std::pair<std::uint32_t, float>>;

struct StoryClaim {
    std::uint32_t report = 0;  // into the reports of the run
    std::uint32_t claim = 0;   // into Layers::claims
    std::uint32_t block = 0;
    bool in_lead = false, in_caption = false;
    bool remaining = false;  // its sentence says that those are counted who are left

    std::uint32_t event = no_index;   // into StoryEvents::events
    bool told = false;                // by words beside the claim; else by what its report mostly tells
    std::optional<DayInterval> days;  // that its sentence tells

    std::string scope, head;                   // head: the counted noun, folded, where it is no general word
    std::string source_name;                   // resolved over the story; empty where it has no name
    std::string source;                        // the name, else the words, folded; empty in the report's own voice
    SourceIdentity identity;                   // of the same
    std::optional<SourceIdentity> speaks_for;  // the body whose spokesman the source is, by the words of any claim
    std::uint32_t lineage = no_index, passage = no_index;  // that its report shares with others
    Bounds bounds;                                         // but for what the figure tells: witness, long_settled

    struct Sister {
        std::string quantity;
        std::optional<double> low, high;
        auto operator<=>(const Sister&) const = default;
    };
    std::vector<Sister> sisters;  // what else its sentence counts, sorted

    WeightedWords words, counted;       // of its sentence, of what is counted
    std::vector<std::uint32_t> places;  // entities in its sentence, sorted
};

inline const Claim& claim_of(const StoryView& view, const StoryClaim& entry) {
    return view.reports[entry.report].layers.claims[entry.claim];
}

/// The claim of `claims` that words mean, as decide/edits.h finds it; no_index where there is none.
std::uint32_t story_claim_at(const StoryView& view, std::span<const StoryClaim> claims, const PlacedTarget& place);

/// The claims of a story in the order of its reports and of their text, but for a headline's where the text gives the
/// same number.
std::vector<StoryClaim> collect_claims(const StoryView& view, const StoryEvents& events);

}  // namespace recount
