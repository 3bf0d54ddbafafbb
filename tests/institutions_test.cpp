// What a country has one of, however reports word it: one organisation of the story.
#include <doctest/doctest.h>

#include "reconcile/institutions.h"
#include "support.h"

using namespace recount;

namespace {

/// "name: wording, wording; name: ...", over the reports of one story.
std::string institutions(const std::vector<std::string>& texts) {
    std::vector<AnnotatedReport> reports;
    Story story;
    for (const std::string& text : texts) {
        story.reports.push_back(static_cast<std::uint32_t>(reports.size()));
        reports.push_back(test::language().chain.annotate(test::report_of(text)));
    }
    std::string out;
    for (const AccountEntity& entity :
         find_institutions(reports, story, test::language().names, test::language().gazetteer)) {
        out += (out.empty() ? "" : "; ") + entity.name + ": ";
        for (const Evidence& mention : entity.mentions)
            out.append(out.ends_with(": ") ? "" : ", ").append(reports[mention.report].words(mention.span));
    }
    return out;
}

}  // namespace

TEST_CASE("a country's institution is one, by its people's word, its name before or behind") {
    CHECK(institutions({"The Kenyan government agreed. Kenya's government paid.",
                        "The government of Kenya paid, the Kenyan army said."}) ==
          "Kenyan government: Kenyan government, Kenya's government, government of Kenya; Kenyan army: Kenyan army");
    CHECK(institutions({"The Swiss foreign ministry and the ministry of foreign affairs of Switzerland agreed."}) ==
          "Swiss foreign ministry: Swiss foreign ministry, ministry of foreign affairs of Switzerland");
    CHECK(institutions({"The U.S. military helped the armed forces of the Philippines."}) ==
          "armed forces of the Philippines: armed forces of the Philippines; U.S. military: U.S. military");
}

TEST_CASE("without a country, or within a name of its own, it is none") {
    CHECK(institutions({"The government agreed, and so did the city's government."}) == "");
    CHECK(institutions({"In Kenya government offices were closed."}) == "");
    CHECK(institutions({"Paris police and the French wine merchants agreed."}) == "");
}
