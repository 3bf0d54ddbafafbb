// What a person should look at in a story, the gravest first: what would mislead a reader most, were it read wrong.
// Numbers that contradict each other come first, then what may be two things or one, then readings that Recount does
// not trust, then what rests on one witness. What a person has looked at stands here no more.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "reconcile/account.h"

namespace recount {

/// Why something is to be looked at; the gravest first.
enum class ReviewWhy : std::uint8_t {
    conflict,     // it is one of two claims that cannot both be true
    maybe_two,    // these are so far apart that they may count different things
    maybe_one,    // two events of one type, day and place
    unsure,       // the reading of a claim is not trusted
    one_witness,  // nobody else gives the figure
};
constexpr std::size_t review_why_count = static_cast<std::size_t>(ReviewWhy::one_witness) + 1;
std::string_view name_of(ReviewWhy why);

/// A claim of a figure, or two events.
struct ReviewItem {
    std::vector<ReviewWhy> why;        // the gravest first; never empty
    std::uint32_t figure = no_index;   // into StoryAccount::figures
    std::uint32_t claim = no_index;    // into its claims
    std::uint32_t event = no_index;    // into StoryAccount::events: the one that more reports tell
    std::uint32_t another = no_index;  // likewise: which may be the same
};

/// What a codebook says of reviewing. Immutable; any number of threads may use it.
struct ReviewRules {
    /// Throws CodebookError.
    explicit ReviewRules(const Codebook& codebook);

    double unsure, apart;                 // see codebook/review.toml
    std::vector<std::string> quantities;  // that can be chosen, in the codebook's order
    std::vector<std::string> events;      // their types, likewise
};

/// The story must be one of the account. Of two that are as grave comes first what more reports tell, then what is read
/// less surely, then what stands first in the story.
std::vector<ReviewItem> review_queue(const Account& account, const StoryAccount& story, const ReviewRules& rules);

}  // namespace recount
