// What a word looks like: the program and the training see the same.
#include <doctest/doctest.h>

#include <string>

#include "language/word_features.h"

using namespace recount;

namespace {

FoldedForm folded(const std::string& form) {
    FoldedForm out;
    out.assign(form);
    return out;
}

}  // namespace

TEST_CASE("a form is folded and has a shape") {
    const FoldedForm minsk = folded("MINSK’s");
    CHECK(minsk.lower == "minsk's");
    CHECK(minsk.shape == "XX'x");
    CHECK(folded("6,700th").lower == "6,700th");
    CHECK(folded("6,700th").plain == "0,000th");
    CHECK(folded("6,700th").shape == "d,ddxx");
    CHECK(folded("“Élan”").lower == "\"élan\"");
    CHECK(folded("İX").lower == "İx");
    CHECK(folded("東京-ku").shape == "oo-xx");
    CHECK(folded("a-b-c-d-e-f-g").shape == "x-x-x-x-x-");
    CHECK(folded("").lower.empty());
}
