#include "gather/story_index.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>

namespace recount {

WordShares weightiest(const ItemView& report, std::size_t count) {
    std::vector<StoryWord> words = report.item.words;
    std::ranges::sort(words, {},
                      [](const StoryWord& word) { return std::tuple(-int{word.weight}, word.key, word.kind); });
    words.resize(std::min(words.size(), count));
    double squares = 0;
    for (const double norm : report.norm)
        squares += norm;
    WordShares shares;
    for (const StoryWord& word : words)
        shares.emplace_back(word.key, static_cast<float>(word.weight / std::sqrt(squares)));
    return shares;
}

void StoryIndex::add(std::uint32_t report, const WordShares& words) {
    for (const auto& [key, weight] : words)
        postings_[key].push_back({report, weight});
    count_ += words.size();
    sums_.resize(std::max<std::size_t>(sums_.size(), std::size_t{report} + 1));
}

std::vector<StoryCandidate> StoryIndex::sharing(const WordShares& words, double least) {
    std::vector<std::uint32_t> met;  // some twice, where a sum was nothing
    for (const auto& [key, weight] : words)
        if (const auto found = postings_.find(key); found != postings_.end())
            for (const Posting& posting : found->second) {
                double& sum = sums_[posting.report];
                if (sum == 0)
                    met.push_back(posting.report);
                sum += double{weight} * posting.weight;
            }
    std::vector<StoryCandidate> out;
    for (const std::uint32_t report : met)
        if (const double share = std::exchange(sums_[report], 0); share >= least)
            out.push_back({report, share});
    std::ranges::sort(out, {}, &StoryCandidate::report);
    return out;
}

void StoryIndex::keep(std::size_t reports, std::size_t words_each, const std::function<bool(std::uint32_t)>& stays) {
    constexpr std::size_t few = 100000;
    if (count_ < few + 2 * reports * words_each)
        return;
    count_ = 0;
    for (auto entry = postings_.begin(); entry != postings_.end();) {
        std::erase_if(entry->second, [&](const Posting& posting) { return !stays(posting.report); });
        count_ += entry->second.size();
        entry = entry->second.empty() ? postings_.erase(entry) : std::next(entry);
    }
}

}  // namespace recount
