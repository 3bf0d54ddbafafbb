// The figures of a story: short reports in, what they count with its verdict and its reason out.
#include <doctest/doctest.h>

#include "show/reasons.h"
#include "show/wording.h"
#include "support/account.h"

using namespace recount;
using test::dated_report;

namespace {

/// "killed 85: It moved ...", a line a figure of a quantity of which several numbers are told.
std::string figures(std::vector<AnnotatedReport> reports, std::string_view quantity) {
    std::string out;
    const Account account = test::account_of(std::move(reports));
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures)
            if (figure.quantity == quantity)
                out += (out.empty() ? "" : "\n") + (figure.best ? grouped_number(*figure.best) : "-") + " of " +
                       std::to_string(figure.claims.size()) + ": " + reason_sentence(account, story, figure);
    return out;
}

}  // namespace

TEST_CASE("a figure that moves ends at the latest number, and vague words are no number") {
    CHECK(figures(
              {dated_report("a", "A truck hit the market of Halm on Thursday. At least 60 people were killed in Halm.",
                            "2021-05-06"),
               dated_report("b", "The truck attack on the market of Halm on Thursday killed 84 people.", "2021-05-07"),
               dated_report("c", "Dozens of people were killed by the truck at the market of Halm on Thursday.",
                            "2021-05-08")},
              "killed") ==
          "84 of 3: It moved with time: from \"At least 60\" (outlet not named (1)) to \"84\" (outlet not named (2)).");
}

TEST_CASE("parts that one sentence lists are a figure each") {
    CHECK(figures({dated_report(
                      "a",
                      "Nine people were killed when a ferry sank off Salta on Monday. The victims included two Iraqis, "
                      "one Tunisian, one Chinese and one Norwegian, a harbour official said.",
                      "2021-05-06")},
                  "killed") ==
          "1 of 1: One mention only.\n2 of 1: One mention only.\n1 of 1: One mention only.\n9 of 1: One mention only.\n"
          "1 of 1: One mention only.");
}

TEST_CASE("what a report tells of another happening is none of the story's numbers") {
    CHECK(figures(
              {dated_report("a", "A truck hit the market of Halm on Thursday. There 84 people were killed in Halm.",
                            "2021-05-07"),
               dated_report("b", "The truck attack on the market of Halm on Thursday killed 84 people.", "2021-05-07"),
               dated_report("c",
                            "The truck killed 84 people at the market of Halm on Thursday. One person died, unlike on "
                            "Thursday.",
                            "2021-05-08")},
              "killed") == "84 of 3: All 3 mentions give the same number, by 3 witnesses.\n1 of 1: One mention only.");
}

TEST_CASE("two happenings told in one stock form have a figure each, and neither copies the other's number") {
    const std::string rest = "\nThe town hall was damaged. Trains stood still.\nThe region is often hit by quakes.";
    const std::string both = figures(
        {dated_report("a",
                      "An earthquake of magnitude 6.2 hit Salta on Tuesday, killing 14 people, the mayor said." + rest,
                      "2021-05-05"),
         dated_report("b",
                      "An earthquake of magnitude 5.9 hit Trento on Sunday, killing 5 people, the mayor said." + rest,
                      "2021-05-10")},
        "killed");
    CHECK(both == "14 of 1: One mention only.\n5 of 1: One mention only.");
}
