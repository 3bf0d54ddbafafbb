// Whom the words of a source mean: a short text in, the speakers of what is said in it out. The first ones need no
// model; the others are the trained choice.
#include <doctest/doctest.h>

#include <string>

#include "support.h"

using namespace recount;

namespace {

std::string speakers_in(const AnnotatedReport& report) {
    std::string out;
    for (const Attribution& attribution : report.layers.attributions)
        out.append(out.empty() ? "" : " | ").append(attribution.speaker);
    return out;
}

std::string plainly(const std::string& text) {
    return speakers_in(test::language().chain.annotate(test::report_of(text)));
}

std::string by_model(const std::string& text) {
    return speakers_in(test::trained_language().chain.annotate(test::report_of(text)));
}

}  // namespace

TEST_CASE("a name that its bearer gave is not that of somebody who was named before") {
    const std::string text =
        "Ada Lam, the mayor, said the roads were safe.\n\"We will come back,\" said a student surnamed Lam.";
    CHECK(plainly(text) == "Ada Lam | a student surnamed Lam");
    CHECK(by_model(text) == "Ada Lam | a student surnamed Lam");
    CHECK(by_model("\"It was loud,\" a man, who gave his name as Mark, told the paper. Mark said he left.") ==
          "Mark | Mark");
}

TEST_CASE("a surname with the title of another sex is another person") {
    CHECK(by_model("Ted Orlo said the vote was fair. Mrs. Orlo said the hall was full. \"It rained,\" she said.") ==
          "Ted Orlo | Orlo | Orlo");
}

TEST_CASE("cues that share a source have one speaker") {
    CHECK(by_model("Ann Kade met Ben Orlo. The mayor of Gent said it rained and added that the bridge was closed.") ==
          "The mayor of Gent | The mayor of Gent");
}

TEST_CASE("whoever is only told something is not who speaks next") {
    CHECK(by_model("Ann Kade told Marta Veil that the bridge was closed. She said it may fall.") ==
          "Ann Kade | Ann Kade");
}

TEST_CASE("what a speaker is called behind the verb outweighs the first name") {
    // Garland is a man's name, mostly.
    CHECK(by_model("Garland Kade said she saw the fire. \"It was loud,\" she said.") == "Garland Kade | Garland Kade");
    CHECK(by_model("Garland Kade said it rained. \"It was loud,\" she said.") == "Garland Kade | ");
}

TEST_CASE("an office whose holder follows behind a comma speaks as the holder") {
    CHECK(by_model("The mayor of Gent, Ada Orlo, said the bridge was closed. \"It may fall,\" she said.") ==
          "Ada Orlo | Ada Orlo");
    CHECK(by_model("Port Police Assistant Commissioner, Mark Kade, said the bridge was closed.") == "Mark Kade");
}

TEST_CASE("an office does not point to one who was not introduced with it") {
    CHECK(by_model("Ann Kade crossed the bridge on Monday. \"It was safe,\" the judge said.") == "the judge");
    CHECK(plainly("Ann Kade crossed the bridge on Monday. \"It was safe,\" the judge said.") == "the judge");
}
