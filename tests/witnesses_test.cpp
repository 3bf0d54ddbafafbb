// Who stands behind a number independently of whom: short reports in, the witnesses of the dead out.
#include <doctest/doctest.h>

#include "support/account.h"

using namespace recount;

namespace {

AnnotatedReport report(std::string id, const std::string& headline, const std::string& text) {
    Report made;
    made.id = std::move(id);
    made.published = parse_iso_day("2021-05-07");
    made.content = headline + "\n\n" + text;
    made.text_start = static_cast<std::uint32_t>(headline.size() + 2);
    const auto end = static_cast<std::uint32_t>(made.content.size());
    made.blocks.push_back({{0, made.text_start - 2}, BlockKind::title, false, {}, {}, {}, {}});
    made.blocks.push_back({{made.text_start, end}, BlockKind::paragraph, false, {}, {}, {}, {}});
    return test::trained_language().chain.annotate(std::move(made));
}

/// "2 witnesses of 3 claims, agree", a line a figure of the dead.
std::string witnesses(std::vector<AnnotatedReport> reports) {
    std::string out;
    for (const StoryAccount& story : test::account_of(std::move(reports)).stories)
        for (const Figure& figure : story.figures)
            if (figure.quantity == "killed")
                out += (out.empty() ? "" : "\n") + std::to_string(figure.witnesses) + " of " +
                       std::to_string(figure.claims.size()) + ", " + std::string(name_of(figure.status));
    return out;
}

}  // namespace

TEST_CASE("a headline confirms nothing that its own report says") {
    CHECK(witnesses({report("a", "Flood kills 14 in Karsk",
                            "A flood killed 14 people in Karsk on Thursday, the mayor said.")}) == "1 of 1, single");
    CHECK(witnesses({report("a", "Flood kills 14 in Karsk",
                            "A flood killed at least 14 people in Karsk on Thursday, the mayor said.")}) ==
          "1 of 2, refines");
}

TEST_CASE("a number repeated without its source is its source's") {
    CHECK(
        witnesses({report("a", "Flood in Karsk",
                          "A flood killed 14 people in Karsk on Thursday. The mayor said that 14 people were killed in "
                          "the flood in Karsk.")}) == "1 of 2, repeated");
}

TEST_CASE("a body and its spokesman are one witness, two bodies are two") {
    const auto from = [](std::string id, const std::string& source) {
        return report(std::move(id), "Flood in Karsk",
                      source + " said that the flood in Karsk on Thursday killed 14 people.");
    };
    CHECK(witnesses({from("a", "The interior ministry"), from("b", "An interior ministry spokesman")}) ==
          "1 of 2, repeated");
    CHECK(witnesses({from("a", "The interior ministry"), from("b", "The health ministry")}) == "2 of 2, agree");
    CHECK(witnesses({from("a", "The rescue service"), from("b", "Ana Orlo, a spokeswoman for the rescue service,")}) ==
          "1 of 2, repeated");
    CHECK(witnesses({from("a", "The rescue service"), from("b", "Ana Orlo, a spokeswoman for the city hospital,")}) ==
          "2 of 2, agree");
    CHECK(witnesses({from("a", "The rescue service"), from("b", "Ana Orlo, a driver for the rescue service,")}) ==
          "2 of 2, agree");
}
