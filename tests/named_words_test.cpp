// Words that name a happening in lower case and something else as a name: a text in, what it tells of out.
#include <doctest/doctest.h>

#include "support.h"

using namespace recount;

namespace {

/// The triggers of all mentions, parted by " | ".
std::string mentions(std::string text) {
    Report report = test::report_of(std::move(text));
    report.published = parse_iso_day("2021-06-20");
    const AnnotatedReport annotated = test::trained_language().chain.annotate(std::move(report));
    std::string out;
    for (const Mention& mention : annotated.layers.mentions)
        out.append(out.empty() ? "" : " | ").append(annotated.words(mention.trigger));
    return out;
}

}  // namespace

TEST_CASE("a month is no march") {
    CHECK(mentions("The bridge was closed on March 3 and opened again in late March.") == "");
    CHECK(mentions("It was the driest March in Trento for decades.") == "");
    CHECK(mentions("March was cold. Four men drowned on 5 March in the lake.") == "");
    CHECK(mentions("On March 3 they joined a march.") == "march");
}

TEST_CASE("surnames, places and bodies are no happenings") {
    CHECK(mentions("Ms March told the council that Judge Strike was ill.") == "");
    CHECK(mentions("Rally Motors hired forty people in Trento.") == "");
    CHECK(mentions("The Metropolitan Detention Center in Los Angeles is full.") == "");
    CHECK(mentions("Ban Ki-moon spoke in Geneva.") == "");
}

TEST_CASE("a happening that has a name stays one, and so does one in a headline") {
    CHECK(mentions("The Women's March drew thousands in Trento.") == "March");
    CHECK(mentions("He was there at the Haymarket Riot.") == "Riot");
    CHECK(mentions("Thousands came to the March for Life on Friday.") == "March");
    CHECK(mentions("They fled from Hurricane Irma in boats.") == "fled | Hurricane");
    CHECK(mentions("Thousands March in Trento Against Fuel Tax") == "March");
    CHECK(mentions("TRENTO - Protesters filled the square.") == "Protesters");
    CHECK(mentions("Shooting leaves two dead in Trento") == "Shooting");
}
