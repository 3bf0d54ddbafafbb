// Look-ups that pass over nearly all of a text at a glance: they must find what a plain search finds.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "annotate/feature_keys.h"
#include "read/letter_pairs.h"
#include "text/token.h"
#include "text/vocabulary.h"

using namespace recount;

namespace {

std::vector<Token> tokens_of(const Vocabulary& vocabulary, const std::vector<std::string>& words) {
    std::vector<Token> tokens(words.size());
    for (std::size_t i = 0; i < words.size(); ++i)
        tokens[i].word = vocabulary.find(words[i]);
    return tokens;
}

}  // namespace

TEST_CASE("the longest phrase wins, forwards and backwards, and the first value of a phrase stays") {
    Vocabulary vocabulary;
    PhraseTable table;
    table.add(vocabulary, "at least", 1);
    table.add(vocabulary, "at", 2);
    table.add(vocabulary, "not at least one", 3);
    table.add(vocabulary, "at least", 4);
    const auto words = tokens_of(vocabulary, {"not", "at", "least", "two", "at"});
    const Tokens row(words);
    CHECK_FALSE(table.longest(row, 0));
    CHECK(table.longest(row, 1).value == 1);
    CHECK(table.longest(row, 1).length == 2);
    CHECK_FALSE(table.longest(row, 2));
    CHECK_FALSE(table.longest(row, 3));  // a word that no phrase has
    CHECK(table.longest(row, 4).value == 2);
    CHECK_FALSE(table.longest(row, 5));
    CHECK(table.ending_at(row, 3).value == 1);
    CHECK_FALSE(table.ending_at(row, 3, 2));
    CHECK_FALSE(table.ending_at(row, 4));
    CHECK_FALSE(table.ending_at(row, 0));
    CHECK(table.ending_at(row, 5).value == 2);
}

TEST_CASE("every one of many phrases is found by its words alone") {
    Vocabulary vocabulary;
    PhraseTable table;
    constexpr std::uint32_t count = 40;
    const auto word = [](std::uint32_t i) { return "w" + std::to_string(i); };
    for (std::uint32_t i = 0; i < count; ++i)
        for (std::uint32_t j = 0; j < count; ++j)
            table.add(vocabulary, word(i) + " " + word(j), i * count + j);
    for (std::uint32_t i = 0; i < count; ++i)
        for (std::uint32_t j = 0; j < count; ++j) {
            const auto words = tokens_of(vocabulary, {word(i), word(j)});
            CHECK(table.longest(Tokens(words), 0).value == i * count + j);
            CHECK_FALSE(table.longest(Tokens(words), 1));
        }
}

TEST_CASE("letter pairs let through each part of a text and keep out what has another pair") {
    const std::string text = "photo: anna orlo/halm courier";
    const LetterPairs pairs(text);
    for (std::size_t first = 0; first < text.size(); ++first)
        for (std::size_t size = 0; first + size <= text.size(); ++size)
            CHECK(pairs.may_hold(text.substr(first, size)));
    CHECK_FALSE(pairs.may_hold("read more"));
    CHECK_FALSE(pairs.may_hold("file photo"));
    CHECK_FALSE(LetterPairs("").may_hold("ab"));
}

TEST_CASE("a feature is found among the keys, from the least to the largest, and no other") {
    const std::array<std::uint32_t, 6> keys{0, 1, 70000, 0x80000000, 0x80000001, 0xFFFFFFFF};
    const FeatureKeys found(keys);
    for (std::size_t i = 0; i < keys.size(); ++i)
        CHECK(found.find(keys[i]) == i);
    for (const std::uint32_t other : {2u, 69999u, 0x80000002u, 0xFFFFFFFEu})
        CHECK(found.find(other) == found.size());
    CHECK(FeatureKeys({}).find(0) == 0);
}
