// Pairs of names (bench/name_pairs.tsv): whether two names can be one bearer's, by the names alone.
#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>

#include "reconcile/name_pairs.h"
#include "support.h"

using namespace recount;

namespace {

const NameSpellings& spellings() {
    return test::language().names.spellings();
}

bool may_be_one(const std::string& type, const std::string& a, const std::string& b) {
    const NamePairs pairs(spellings(), test::language().gazetteer);
    if (type == "person")
        return pairs.distance(person_name(spellings(), a), person_name(spellings(), b)) <= NamePairs::farthest;
    return pairs.may_be_one_organisation(organisation_name(spellings(), a), organisation_name(spellings(), b));
}

struct Tally {
    int right = 0, all = 0;
    double share() const { return static_cast<double>(right) / all; }
};

}  // namespace

TEST_CASE("of 300 pairs of spellings and 300 of namesakes, 95 in 100 are told apart, of those held back too") {
    std::ifstream in(std::string(RECOUNT_SOURCE_DIR) + "/bench/name_pairs.tsv");
    std::array<std::array<Tally, 2>, 2> tallies;  // by held back, by one
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#')
            continue;
        std::istringstream fields(line);
        std::string verdict, type, a, b;
        std::getline(fields, verdict, '\t');
        std::getline(fields, type, '\t');
        std::getline(fields, a, '\t');
        std::getline(fields, b, '\t');
        const bool is_held_back = number++ % 3 == 2, is_one = verdict == "one", found = may_be_one(type, a, b);
        CHECK_MESSAGE(may_be_one(type, b, a) == found, a, " and ", b, " turned round");
        Tally& tally = tallies[is_held_back][is_one];
        ++tally.all;
        if (found == is_one)
            ++tally.right;
        else
            MESSAGE(std::string(is_one ? "taken for two: " : "taken for one: "), a, " | ", b);
    }
    for (const bool is_held_back : {false, true})
        for (const bool is_one : {false, true}) {
            const Tally& tally = tallies[is_held_back][is_one];
            const std::string part = is_held_back ? "held back, " : "built on, ";
            MESSAGE(part, std::string(is_one ? "one person: " : "two bearers: "), tally.right, " of ", tally.all);
            CHECK(tally.all == (is_held_back ? 100 : 200));
            CHECK(tally.share() >= 0.95);
        }
}

TEST_CASE("words of a person's name are compared without articles and suffixes") {
    CHECK(person_name(spellings(), "Bashar al-Orlo").words == std::vector<std::string>{"bashar", "orlo"});
    CHECK(person_name(spellings(), "Abdel Fattah el-Orlo") == person_name(spellings(), "Abdul-Fattah Al Orlo"));
    CHECK(person_name(spellings(), "Uma Orlo Jr.").suffix == "jr");
    CHECK(person_name(spellings(), "el").words == std::vector<std::string>{"el"});
}

TEST_CASE("words of an organisation's name are compared in their usual spelling") {
    const auto words = [](std::string_view name) { return organisation_words(spellings(), name); };
    CHECK(words("The Organisation of Halm Teachers") == words("Organization of Halm's Teachers"));
    CHECK(words("Orlo & Co. Ltd.") == words("Orlo"));
    CHECK(words("United States Mint") == words("U.S. Mint"));
    CHECK(words("London-based Halm Forum") == words("Halm Forum"));
    CHECK(words("Co.") == std::vector<std::string>{"co"});
}

TEST_CASE("a short form, an initial or a slip is one step, and two steps too many are another name") {
    CHECK(may_be_one("person", "William Orlo", "Bill Orlo"));
    CHECK(may_be_one("person", "W. Orlo", "William Orlo"));
    CHECK(may_be_one("person", "William J. Orlo", "William Orlo"));
    CHECK_FALSE(may_be_one("person", "William J. Orlo", "William K. Orlo"));
    CHECK_FALSE(may_be_one("person", "William J. Orlo", "William K.J. Orlo"));
    CHECK_FALSE(may_be_one("person", "Orlo", "William Orlo"));
    CHECK_FALSE(may_be_one("person", "William Orlo", "William Weiss"));
    CHECK(may_be_one("organisation", "Halm Teachers Union", "Halm Teacher's Union"));
    CHECK(may_be_one("organisation", "United States Halm Mill", "USHM"));
    CHECK_FALSE(may_be_one("organisation", "Elm Milling Corp.", "EMC"));
    CHECK_FALSE(may_be_one("person", "Tim Cole", "Tim C. Hutchins"));
    CHECK_FALSE(may_be_one("organisation", "Channel 4 News", "Channel 5 News"));
}
