// Who gives a number: two wordings of a source in, whether they are one out.
#include <doctest/doctest.h>

#include "reconcile/sources.h"
#include "support.h"

using namespace recount;

namespace {

bool one(std::string_view a, std::string_view b) {
    static const SourceRules rules(test::language().codebook);
    return same_source(rules.identify(a), rules.identify(b));
}

}  // namespace

TEST_CASE("a body, its spokesman and its name with an article are one source") {
    CHECK(one("organisers", "The organisers"));
    CHECK(one("the interior ministry", "an interior ministry spokesman"));
    CHECK(one("police", "a police spokesman"));
    CHECK(one("the army", "an army spokesman"));
    CHECK(one("Nugroho", "Sutopo Purwo Nugroho"));
}

TEST_CASE("bodies of other places and other bodies are other sources") {
    CHECK_FALSE(one("police in Karsk", "the interior ministry"));
    CHECK_FALSE(one("the mayor", "the governor"));
    CHECK_FALSE(one("the health ministry", "the interior ministry"));
    CHECK_FALSE(one("Karsk police", "Halm police"));
    CHECK_FALSE(one("officials", "hospital officials"));
}
