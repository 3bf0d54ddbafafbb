// Lemmas by a tiny table: a form's own script, a tag's, any tag's, the longest suffix's; and generated words by a plain
// lookup in a map.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <map>
#include <random>

#include "language/lemmatizer.h"
#include "support/model_writer.h"
#include "support/program.h"
#include "text/utf8.h"

using namespace recount;

namespace {

/// What the table says, before it is one: {class, form or suffix} to a script, or to "keep" and "lower" for capitals.
using Rules = std::map<std::pair<std::string, std::string>, std::string>;

const Rules& rules() {
    static const Rules out{
        {{"*", "said"}, "cy"},
        {{"VERB|VerbForm=Fin|Tense=Past", "saw"}, "cee"},
        {{"NOUN", "saw"}, "a"},
        {{"*", "went"}, "ego"},
        {{"*", "n't"}, "cot"},
        {{"-NOUN|Number=Plur", "s"}, "b"},
        {{"-NOUN|Number=Plur", "ies"}, "dy"},
        {{"-NOUN|Number=Plur", "ss"}, "a"},
        {{"-NOUN|Number=Plur", "näs"}, "cö"},
        {{"-VERB|VerbForm=Ger", "ing"}, "d"},
        {{"PROPN", "u.s."}, "ds"},
        {{"+VERB", ""}, "keep"},
        {{"+NOUN", ""}, "keep"},
        {{"+PART", ""}, "keep"},
        {{"^PROPN", "*"}, "keep"},
        {{"^PRON", "i"}, "keep"},
        {{"^PROPN", "monday"}, "lower"},
    };
    return out;
}

std::uint64_t hashed(const std::string& text) {
    std::uint64_t value = 0xCBF29CE484222325U;
    for (const char byte : text)
        value = (value ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
    return value;
}

const Lemmatizer& lemmatizer() {
    static const Lemmatizer out = [] {
        std::vector<std::string> edits;
        std::vector<std::uint32_t> keys(64), scripts(64);
        for (const auto& [key, edit] : rules()) {
            std::uint32_t number = edit == "keep" ? 1 : edit == "lower" ? 2 : 0;
            if (number == 0) {
                if (std::find(edits.begin(), edits.end(), edit) == edits.end())
                    edits.push_back(edit);
                number = static_cast<std::uint32_t>(std::find(edits.begin(), edits.end(), edit) - edits.begin()) + 1;
            }
            const std::uint64_t value = hashed(key.first + "\t" + key.second);
            std::size_t slot = (value ^ (value >> 32)) % 64;
            while (scripts[slot] != 0)
                slot = (slot + 1) % 64;
            keys[slot] = static_cast<std::uint32_t>(value >> 32);
            scripts[slot] = number;
        }
        test::ModelWriter writer;
        writer.array("lemmas/keys", keys);
        writer.array("lemmas/scripts", scripts);
        writer.strings("lemmas/edits", edits);
        const test::TemporaryFolder folder;
        return Lemmatizer(ModelFile::open(folder.write("lemmas.model", writer.file()).string()));
    }();
    return out;
}

std::string lemma(const std::string& form, const std::string& upos, const std::string& features = "_") {
    std::string buffer;
    return std::string(lemmatizer().lemma(form, lemmatizer().tag(upos, features), buffer));
}

/// A lemma in lower case, the plain way. `narrow` and `ending` are the tag's classes.
std::string slow_lemma(const std::string& form, const std::string& upos, const std::string& narrow,
                       const std::string& ending) {
    const std::string low = lowered_in_place(form);
    std::vector<std::pair<std::string, std::string>> tries{{narrow, low}, {upos, low}};
    if (rules().contains({"+" + upos, ""}))
        tries.emplace_back("*", low);
    std::vector<std::size_t> starts;
    for (std::size_t at = 0; at < low.size(); next_code_point(low, at))
        starts.push_back(at);
    starts.push_back(low.size());
    for (std::size_t i = starts.size() > 8 ? starts.size() - 8 : 0; i < starts.size(); ++i)
        tries.emplace_back("-" + ending, low.substr(starts[i]));
    for (const auto& key : tries)
        if (rules().contains(key)) {
            const std::string& edit = rules().at(key);
            const auto cut = static_cast<std::size_t>(edit[0] - 'a');
            return low.substr(0, cut < starts.size() ? starts[starts.size() - 1 - cut] : 0) + edit.substr(1);
        }
    return low;
}

}  // namespace

TEST_CASE("a form's lemma hangs on its tag where the tag makes a difference") {
    CHECK(lemma("saw", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin") == "see");
    CHECK(lemma("saw", "NOUN", "Number=Sing") == "saw");
    CHECK(lemma("Ladies", "NOUN", "Number=Plur") == "lady");
    CHECK(lemma("glass", "NOUN", "Number=Plur") == "glass");
    CHECK(lemma("walking", "VERB", "VerbForm=Ger") == "walk");
    CHECK(lemma("walking", "NOUN", "Number=Sing") == "walking");
}

TEST_CASE("a wrong tag does not harm a form that has one lemma") {
    CHECK(lemma("said", "VERB", "VerbForm=Fin") == "say");
    CHECK(lemma("said", "NOUN", "Number=Plur") == "say");
    CHECK(lemma("Said", "PROPN", "Number=Sing") == "Said");
    CHECK(lemma("n’t", "PART") == "not");
}

TEST_CASE("names keep their capitals, other words lose them") {
    CHECK(lemma("Orlo", "PROPN", "Number=Sing") == "Orlo");
    CHECK(lemma("Monday", "PROPN") == "monday");
    CHECK(lemma("U.S.", "PROPN") == "US");
    CHECK(lemma("I", "PRON") == "I");
    CHECK(lemma("THE", "DET") == "the");
    CHECK(lemma("École", "NOUN") == "école");
}

TEST_CASE("words that are none cost little and come out as they are") {
    CHECK(lemma("", "NOUN") == "");
    const std::string endless(10000, 's');
    CHECK(lemma(endless, "NOUN", "Number=Plur") == endless);
    CHECK(lemma("s", "NOUN", "Number=Plur") == "");
}

TEST_CASE("the fast lemmatizer and the slow one agree on generated words") {
    const std::vector<std::string> pieces{"s",    "ie", "ing", "saw", "nä",   "ö", "s",
                                          "went", "A",  "T",   "n't", "said", "ß", "Ж"};
    const std::vector<std::array<std::string, 4>> tags{
        {"NOUN", "Number=Plur", "NOUN|Number=Plur", "NOUN|Number=Plur"},
        {"VERB", "Tense=Past|VerbForm=Fin", "VERB|VerbForm=Fin|Tense=Past", "VERB|VerbForm=Fin|Tense=Past"},
        {"VERB", "VerbForm=Ger", "VERB|VerbForm=Ger", "VERB|VerbForm=Ger"},
        {"ADJ", "_", "ADJ", "ADJ"},
        {"PRON", "Case=Nom|Number=Plur", "PRON|Number=Plur|Case=Nom", "PRON|Number=Plur"}};
    std::mt19937 random(3);
    for (int i = 0; i < 3000; ++i) {
        std::string form;
        for (unsigned n = random() % 5; n > 0; --n)
            form += pieces[random() % pieces.size()];
        const auto& [upos, features, narrow, ending] = tags[random() % tags.size()];
        CAPTURE(form);
        CAPTURE(features);
        CHECK(lemma(form, upos, features) == slow_lemma(form, upos, narrow, ending));
    }
}
