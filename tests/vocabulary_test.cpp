// Words as numbers.
#include <doctest/doctest.h>

#include <map>
#include <random>
#include <string>

#include "text/vocabulary.h"

using namespace recount;

TEST_CASE("each word has one number, from 1 in the order they come, and its letters back") {
    Vocabulary words;
    CHECK(words.add("quay") == 1);
    CHECK(words.add("bridge") == 2);
    CHECK(words.add("quay") == 1);
    CHECK(words.find("bridge") == 2);
    CHECK(words.find("river") == unknown_word);
    CHECK(words.find("") == unknown_word);
    CHECK(words.text(1) == "quay");
}

TEST_CASE("the table of words gives what a plain map gives, however many there are") {
    std::mt19937 random(11);
    Vocabulary words;
    std::map<std::string, WordId> plain;
    for (int round = 0; round < 40'000; ++round) {
        std::string word;
        for (unsigned letters = 1 + random() % 4; letters > 0; --letters)
            word += static_cast<char>('a' + random() % 26);
        if (random() % 2) {
            const auto [found, is_new] = plain.try_emplace(word, static_cast<WordId>(plain.size() + 1));
            REQUIRE(words.add(word) == found->second);
        } else {
            const auto found = plain.find(word);
            REQUIRE(words.find(word) == (found == plain.end() ? unknown_word : found->second));
        }
    }
    CHECK(words.size() == plain.size());
}
