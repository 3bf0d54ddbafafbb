#include "text/vocabulary.h"

#include <algorithm>

namespace recount {

WordId Vocabulary::add(std::string_view lowered) {
    if (const WordId known = find(lowered))
        return known;
    const std::string& kept = words_.emplace_back(lowered);
    const auto id = static_cast<WordId>(words_.size());
    ids_.emplace(kept, id);
    return id;
}

WordId Vocabulary::find(std::string_view lowered) const {
    const auto found = ids_.find(lowered);
    return found == ids_.end() ? unknown_word : found->second;
}

void PhraseTable::add(Vocabulary& vocabulary, std::string_view phrase, std::uint32_t value) {
    std::uint32_t node = 0, words = 0;
    for (std::size_t at = 0; at < phrase.size();) {
        const std::size_t blank = std::min(phrase.find(' ', at), phrase.size());
        if (blank > at) {
            const WordId word = vocabulary.add(phrase.substr(at, blank - at));
            const auto [place, is_new] =
                children_.try_emplace((std::uint64_t{node} << 32) | word, static_cast<std::uint32_t>(values_.size()));
            if (is_new)
                values_.push_back(none);
            node = place->second;
            ++words;
        }
        at = blank + 1;
    }
    most_words_ = std::max(most_words_, words);
    if (node != 0 && values_[node] == none)
        values_[node] = value;
}

}  // namespace recount
