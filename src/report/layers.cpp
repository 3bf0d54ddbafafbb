#include "report/layers.h"

#include <array>

namespace recount {

std::string_view name_of(EntityType type) {
    static constexpr std::array<std::string_view, 4> names{"person", "organisation", "place", "other"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(TimeType type) {
    static constexpr std::array<std::string_view, 4> names{"DATE", "TIME", "DURATION", "SET"};
    return names[static_cast<std::size_t>(type)];
}

std::string_view name_of(Modifier modifier) {
    static constexpr std::array<std::string_view, 9> names{"exact",     "at_least", "more_than", "at_most", "up_to",
                                                           "less_than", "approx",   "range",     "vague"};
    return names[static_cast<std::size_t>(modifier)];
}

std::string_view name_of(Standing standing) {
    static constexpr std::array<std::string_view, standing_count> names{"asserted", "denied", "planned", "earlier",
                                                                        "general"};
    return names[static_cast<std::size_t>(standing)];
}

std::uint32_t Layers::sentence_at(std::uint32_t at) const {
    const auto behind = std::ranges::upper_bound(sentences, at, {}, [](const Sentence& s) { return s.span.start; });
    const bool inside = behind != sentences.begin() && at < std::prev(behind)->span.end;
    return inside ? static_cast<std::uint32_t>(behind - sentences.begin() - 1) : no_index;
}

std::span<const std::uint32_t> Layers::attributions_of(std::uint32_t sentence) const {
    if (sentence + std::size_t{1} >= first_attribution_.size())
        return {};
    const std::uint32_t first = first_attribution_[sentence];
    return std::span(attributions_by_sentence_).subspan(first, first_attribution_[sentence + 1] - first);
}

void Layers::index_attributions() {
    struct Place {
        std::uint32_t sentence, attribution;
        auto operator<=>(const Place&) const = default;
    };
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < attributions.size(); ++i)
        for (const auto* spans : {&attributions[i].source, &attributions[i].cue, &attributions[i].content})
            for (const Span span : *spans) {
                auto sentence =
                    std::ranges::upper_bound(sentences, span.start, {}, [](const Sentence& s) { return s.span.end; });
                for (; sentence != sentences.end() && sentence->span.start < span.end; ++sentence)
                    places.push_back({static_cast<std::uint32_t>(sentence - sentences.begin()), i});
            }
    std::ranges::sort(places);
    places.erase(std::unique(places.begin(), places.end()), places.end());
    first_attribution_.assign(sentences.size() + 1, 0);
    attributions_by_sentence_.clear();
    for (const Place& place : places) {
        ++first_attribution_[place.sentence + 1];
        attributions_by_sentence_.push_back(place.attribution);
    }
    for (std::size_t i = 0; i < sentences.size(); ++i)
        first_attribution_[i + 1] += first_attribution_[i];
}

}  // namespace recount
