// Of which kind the source of a claim is: official, police, witness ... The wording tells it ("a doctor at the
// hospital"), else the words that introduce its name anywhere in the story ("Interior Minister Ana Orlo", "Ben Sand, a
// spokesman for the rescue service"), else what bears the name: a place speaks for its government, a person without a
// title for himself. The words are those of codebook/sources.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "reconcile/story_claims.h"

namespace recount {

/// The finder for one story. The view must outlive it. Not to be shared between threads: it remembers whom it looked
/// up.
class SourceKindFinder {
public:
    explicit SourceKindFinder(const StoryView& view);

    /// `report` in a report's own voice, `post` for all that an embedded post says, `unknown` where no word tells.
    SourceKind kind_of(const StoryClaim& claim);

private:
    SourceKind kind_of_source(const StoryClaim& claim, const ClaimSource& source);
    std::uint32_t bearer_of(const StoryClaim& claim, Span words) const;
    KindWords introduced(std::uint32_t bearer);
    bool is_outlet(std::string_view words) const;

    const StoryView& view_;
    std::map<std::string_view, std::uint32_t> by_name_;       // bearers, the first of each name
    std::map<std::string_view, std::uint32_t> by_last_name_;  // persons; no_index for a name of several
    std::vector<std::string> outlets_;                        // folded, sorted
    std::map<std::uint32_t, KindWords> introduced_;           // of each bearer that was looked up
};

}  // namespace recount
