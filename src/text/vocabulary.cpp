#include "text/vocabulary.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace recount {

namespace {

std::size_t hash_of(std::string_view word) {
    static_assert(sizeof(std::size_t) == 8);
    return std::hash<std::string_view>{}(word);
}

std::uint32_t upper_half(std::size_t hash) {
    return static_cast<std::uint32_t>(hash >> 32);
}

}  // namespace

/// The word's place, or the free one that it would have.
std::size_t Vocabulary::slot_of(std::string_view lowered, std::size_t hash) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = hash & mask;
    while (slots_[at].id != unknown_word && (slots_[at].hash != upper_half(hash) || text(slots_[at].id) != lowered))
        at = (at + 1) & mask;
    return at;
}

WordId Vocabulary::add(std::string_view lowered) {
    if (const WordId known = find(lowered))
        return known;
    if (2 * words_.size() >= slots_.size())
        grow();
    words_.emplace_back(lowered);
    const std::size_t hash = hash_of(lowered);
    const auto id = static_cast<WordId>(words_.size());
    slots_[slot_of(lowered, hash)] = {upper_half(hash), id};
    return id;
}

/// The last word first: what stands in its slot's way came before it.
void Vocabulary::truncate(std::size_t size) {
    while (words_.size() > size) {
        slots_[slot_of(words_.back(), hash_of(words_.back()))] = {};
        words_.pop_back();
    }
}

void Vocabulary::grow() {
    slots_.assign(2 * slots_.size(), {});
    for (std::size_t i = 0; i < words_.size(); ++i) {
        const std::size_t hash = hash_of(words_[i]);
        slots_[slot_of(words_[i], hash)] = {upper_half(hash), static_cast<WordId>(i + 1)};
    }
}

WordId Vocabulary::find(std::string_view lowered) const {
    return slots_[slot_of(lowered, hash_of(lowered))].id;
}

std::uint32_t PhraseTable::add_child(std::uint32_t node, WordId word) {
    if (const std::uint32_t known = child(node, word))
        return known;
    const auto added = static_cast<std::uint32_t>(values_.size());
    values_.push_back(none);
    if (2 * values_.size() > children_.size()) {
        const std::vector<Child> before = std::exchange(children_, std::vector<Child>(2 * children_.size()));
        for (const Child& known : before)
            if (known.child != 0)
                children_[slot_of(known.node, known.word)] = known;
    }
    children_[slot_of(node, word)] = {node, word, added};
    return added;
}

void PhraseTable::add(Vocabulary& vocabulary, std::string_view phrase, std::uint32_t value) {
    std::uint32_t node = 0, words = 0;
    WordId last = unknown_word;
    for (std::size_t at = 0; at < phrase.size();) {
        const std::size_t blank = std::min(phrase.find(' ', at), phrase.size());
        if (blank > at) {
            const WordId word = vocabulary.add(phrase.substr(at, blank - at));
            if (node == 0)
                begins_.add(word);
            node = add_child(node, word);
            last = word;
            ++words;
        }
        at = blank + 1;
    }
    most_words_ = std::max(most_words_, words);
    if (node == 0)
        return;
    ends_.add(last);
    if (values_[node] == none)
        values_[node] = value;
}

}  // namespace recount
