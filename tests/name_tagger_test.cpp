// The network that finds names: what it is told of words, its tags against a slow and obvious decoder, its bounds.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "annotate/name_finder.h"
#include "language/name_tagger.h"
#include "support.h"
#include "support/plain_decoder.h"
#include "support/tiny_model.h"
#include "text/utf8.h"

using namespace recount;

namespace {

/// A text with its tokens.
struct Cut {
    explicit Cut(std::string words) : text(std::move(words)), lowered(lowered_in_place(text)) {
        const Codebook& codebook = test::language().codebook;
        codebook.tokenizer().tokenize(text, lowered, {0, static_cast<std::uint32_t>(text.size())},
                                      codebook.vocabulary(), tokens);
    }
    std::vector<std::string> forms() const {
        std::vector<std::string> out;
        for (const Token& token : tokens)
            out.emplace_back(slice(text, token.span()));
        return out;
    }
    std::string text, lowered;
    std::vector<Token> tokens;
};

std::vector<NameHint> hints(const Cut& cut) {
    std::vector<NameHint> out(cut.tokens.size());
    look_up_names(test::language().gazetteer, cut.text, cut.tokens, out);
    return out;
}

/// The words that stand in a place's name, those of one name joined by "+".
std::string place_words(const std::string& text) {
    const Cut cut(text);
    std::string out;
    const std::vector<NameHint> found = hints(cut);
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i].place != 0)
            out.append(out.empty() ? "" : found[i].place % 3 == 0 ? "+" : " ").append(cut.forms()[i]);
    return out;
}

/// All rows of tags that fit together, one after another; the first of the best.
std::vector<std::uint8_t> best_of_all_rows(const std::vector<float>& scores, std::size_t words) {
    constexpr std::size_t count = NameTagger::tag_count;
    const auto fits = [](std::uint8_t before, std::uint8_t tag) {
        const bool open = before != 0 && (before - 1) % 4 <= 1;  // begin, inside
        const bool goes_on = tag != 0 && ((tag - 1) % 4 == 1 || (tag - 1) % 4 == 2);
        return open ? goes_on && (before - 1) / 4 == (tag - 1) / 4 : !goes_on;
    };
    std::vector<std::uint8_t> row(words), best;
    float most = 0;
    const auto extend = [&](const auto& self, std::size_t at, float sum) -> void {
        if (at == words) {
            if (fits(words == 0 ? std::uint8_t{0} : row.back(), 0) && (best.empty() || sum > most)) {
                most = sum;
                best = row;
            }
            return;
        }
        for (std::uint8_t tag = 0; tag < count; ++tag)
            if (fits(at == 0 ? std::uint8_t{0} : row[at - 1], tag)) {
                row[at] = tag;
                self(self, at + 1, sum + scores[at * count + tag]);
            }
    };
    extend(extend, 0, 0);
    return best;
}

ModelFile tiny_names(std::uint32_t seed) {
    const std::string file = "recount-tiny-names-" + std::to_string(seed) + ".model";
    const std::string path = (std::filesystem::temp_directory_path() / file).string();
    std::ofstream(path, std::ios::binary) << test::tiny_model(seed);
    return ModelFile::open(path);
}

std::string generated_text(std::mt19937& generator) {
    static const std::vector<std::string> words{
        "the", "police",  "Minsk", "New York", "said",   "Ali",           ",", "U.S.", "\xC3\xA9t\xC3\xA9", "X",
        "(",   "Oksen's", "84",    "-",        "people", "Rio de Janeiro"};
    std::string out;
    for (std::size_t i = 0, count = 1 + generator() % 30; i < count; ++i)
        out += words[generator() % words.size()] + " ";
    return out;
}

}  // namespace

TEST_CASE("the gazetteer tells the network of places, peoples, first names and everyday words") {
    CHECK(place_words("He went from Minsk to New York and Rio de Janeiro.") == "Minsk New+York Rio+de+Janeiro");
    CHECK(place_words("they told us, and the US told them.") == "US");
    CHECK(place_words("in minsk") == "");
    const std::vector<NameHint> found = hints(Cut("Belarus Belarusian Minsk Maria Reading Oksen and"));
    CHECK(found[0].place != found[1].place);
    CHECK(found[0].place != found[2].place);
    CHECK(found[3].word != found[4].word);
    CHECK(found[3].word != found[5].word);
    CHECK(found[6] == NameHint{});
}

TEST_CASE("the codebook tells the network of well-known organisations") {
    const Cut cut("The International Committee of the Red Cross met NATO, who told us.");
    std::vector<NameHint> found(cut.tokens.size());
    look_up_names(test::language().names, test::language().gazetteer, cut.text, cut.lowered, cut.tokens, found);
    std::string told;
    for (const NameHint hint : found)
        told += hint.word > place_hints + 4 ? static_cast<char>('0' + (hint.word - place_hints)) : '-';
    CHECK(told == "-677777-5-----");
}

TEST_CASE("the best row of tags is the best of all rows that fit together") {
    std::mt19937 generator(5);
    std::vector<std::uint8_t> back, tags;
    for (int round = 0; round < 200; ++round) {
        const std::size_t words = 1 + generator() % 4;
        std::vector<float> scores(words * NameTagger::tag_count);
        for (float& score : scores)
            score = static_cast<float>(generator() % 1000000) / 100000;
        best_name_tags(scores.data(), words, back, tags);
        CHECK(tags == best_of_all_rows(scores, words));
    }
}

TEST_CASE("the fast network gives the scores of the slow one, to the bit") {
    std::mt19937 generator(7);
    for (const std::uint32_t seed : {1U, 2U, 3U}) {
        const ModelFile model = tiny_names(seed);
        const NameTagger tagger(model);
        NameTagger::Scratch scratch;
        for (int round = 0; round < 20; ++round) {
            const Cut cut(generated_text(generator));
            scratch.hints = hints(cut);
            const float* fast = tagger.score(cut.text, cut.tokens, scratch);
            std::vector<std::size_t> rows;
            for (const NameHint hint : scratch.hints)
                rows.push_back(std::size_t{hint.place} * word_hints + (hint.word - place_hints));
            const std::vector<float> slow = test::plain_name_scores(model, cut.forms(), rows);
            REQUIRE(slow.size() == cut.tokens.size() * NameTagger::tag_count);
            CHECK(std::equal(slow.begin(), slow.end(), fast));
        }
    }
}

TEST_CASE("names stand in order within their sentence, whatever the words") {
    const ModelFile model = tiny_names(4);
    const NameTagger tagger(model);
    NameTagger::Scratch scratch;
    std::mt19937 generator(9);
    std::vector<std::string> texts{"", "A", std::string(10000, 'x'), "\xF0\x9F\x98\x80 \xC3\x89"};
    std::string longer;
    for (int i = 0; i < 300; ++i)
        longer += generated_text(generator);
    texts.push_back(longer);  // many windows
    std::size_t all = 0;
    for (const std::string& text : texts) {
        const Cut cut(text);
        std::vector<TaggedName> names;
        std::vector<float> outside;
        tagger.tag(cut.text, cut.tokens, hints(cut), scratch, names, outside);
        std::uint32_t behind = 0;
        for (const TaggedName& name : names) {
            CHECK(name.first >= behind);
            CHECK(name.end > name.first);
            REQUIRE(name.type != EntityType::other);
            CHECK(name.short_of[static_cast<std::size_t>(name.type)] == 0);
            behind = name.end;
        }
        CHECK(behind <= cut.tokens.size());
        CHECK(outside.size() == cut.tokens.size());
        all += names.size();
    }
    CHECK(all > 0);
}
