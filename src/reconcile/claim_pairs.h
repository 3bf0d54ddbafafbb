// Whether two claims are about one thing, as numbers that a scorer weighs: each feature answers one question about the
// two, whichever comes first. train/claim_pairs.py learns from what recount_claim_pair_inputs prints of these.
#pragma once

#include <array>
#include <cstddef>

#include "reconcile/story_claims.h"

namespace recount {

/// The questions. Answers lie in 0 ... 1.
enum class PairQuestion : std::uint8_t {
    // the happening
    same_event,
    same_event_told,   // and both claims' own words tell it
    other_event_told,  // by both claims' own words
    other_event_told_by_one,
    other_event_untold,
    no_event,
    other_event_type,
    // times and places of their sentences
    days_meet,
    days_apart,
    days_near,  // apart by a week at most
    place_shared,
    places_differ,
    // how they are told
    both_asserted,
    earlier_and_asserted,
    both_earlier,
    planned_and_asserted,
    both_planned,
    general_and_asserted,
    both_general,
    other_standing,
    one_denied,
    one_implicit,
    // what is counted
    both_whole,
    whole_and_part,
    whole_and_named_part,
    both_parts,
    same_named_part,
    part_and_named_part,
    like_named_parts,
    other_named_parts,
    same_head,
    no_head,
    one_head,
    head_within_other,
    other_head,
    counted_alike,
    sister_same,   // their sentences count something else alike
    sister_other,  // and otherwise
    // the numbers
    same_number,
    same_number_exact,
    same_large_number,
    compatible,
    incompatible,
    ratio,  // of the less to the more, each with one added
    under_half,
    under_a_tenth,
    both_vague,
    one_none,  // "no one": what is denied has no size that could be like
    both_none,
    later_is_more,
    later_is_less,
    later_is_less_and_may_be,  // of a quantity that falls as well as rises
    both_remaining,            // of those who are left
    one_remaining,
    // where they stand
    same_report,
    same_sentence,
    same_paragraph,
    same_report_same_number,
    same_report_incompatible,
    same_sentence_incompatible,
    same_passage_same_number,
    same_passage_other_number,
    both_lead,
    one_lead,
    one_caption,
    words_alike,
    // and several of these together
    whole_of_same_event,
    whole_of_same_gathering,
    told_of_same_gathering,
    of_other_gatherings,
    ratio_of_gatherings,
    incompatible_while_moving,
    incompatible_by_other_source,
    incompatible_by_other_source_in_sentence,
    count_,
};

constexpr std::size_t pair_questions = static_cast<std::size_t>(PairQuestion::count_);
using PairAnswers = std::array<float, pair_questions>;

/// Whether two claims can be of one figure at all: of a quantity that the codebook names, in one unit.
bool comparable(const StoryView& view, const StoryClaim& a, const StoryClaim& b);

/// The answers for two comparable claims, the same whichever is first. REQUIRES: both of `view`'s story.
PairAnswers compare(const StoryView& view, const StoryClaim& a, const StoryClaim& b, const std::vector<Event>& events);

}  // namespace recount
