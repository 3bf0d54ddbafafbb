// --confidence: what is used, what is left out, and what is no confidence at all.
#include <doctest/doctest.h>

#include <algorithm>
#include <rapidjson/document.h>
#include <sstream>

#include "support/program.h"

using namespace recount::test;

namespace {

const std::string reports =
    (std::filesystem::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports").string();

rapidjson::Document parsed(const std::string& json) {
    rapidjson::Document document;
    document.Parse(json.c_str(), json.size());
    REQUIRE(!document.HasParseError());
    return document;
}

/// The confidences that `recount annotate` gives, in its order.
std::vector<double> annotated(const std::string& least) {
    const Outcome outcome = run_recount({"annotate", reports, "--confidence", least});
    REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
    std::vector<double> found;
    std::istringstream lines(outcome.out);
    for (std::string line; std::getline(lines, line);) {
        const rapidjson::Document report = parsed(line);
        for (const auto& claim : report["claims"].GetArray())
            found.push_back(claim["confidence"].GetDouble());
    }
    return found;
}

}  // namespace

TEST_CASE("--confidence keeps the claims that have at least that much, as it is written") {
    const std::vector<double> all = annotated("0");
    REQUIRE(!all.empty());
    std::vector<double> sorted = all;
    std::sort(sorted.begin(), sorted.end());
    const double middle = sorted[sorted.size() / 2];
    std::ostringstream least;
    least << middle;
    std::vector<double> expected;
    std::copy_if(all.begin(), all.end(), std::back_inserter(expected), [&](double one) { return one >= middle; });
    CHECK(annotated(least.str()) == expected);
}

TEST_CASE("an account rests on the claims that are sure enough, and says how many it leaves out") {
    const TemporaryFolder out;
    const auto file = out.path() / "account.json";
    REQUIRE(run_recount({"account", reports, "--confidence", "0.9", "-o", file.string()}).status == 0);
    const rapidjson::Document account = parsed(read_bytes(file));
    for (const auto& story : account["stories"].GetArray())
        for (const auto& figure : story["figures"].GetArray())
            for (const auto& claim : figure["claims"].GetArray())
                CHECK(claim["confidence"].GetDouble() >= 0.9);
    const std::size_t left_out = annotated("0").size() - annotated("0.9").size();
    CHECK(account["provenance"]["claims_left_out"].GetUint64() == left_out);
    CHECK(account["provenance"]["least_confidence"].GetDouble() == 0.9);
    const Outcome summary = run_recount({"account", reports, "--confidence", "0.9"});
    CHECK(summary.out.find("under 0.9: " + std::to_string(left_out) + " claim") != std::string::npos);
}

TEST_CASE("what is no number from 0 to 1 is no confidence") {
    for (const std::string given : {"2", "-0.1", "nan", "high", "80%", "0.5x"}) {
        CAPTURE(given);
        const Outcome outcome = run_recount({"account", reports, "--confidence=" + given});
        CHECK(outcome.status == 2);
        CHECK(outcome.out.empty());
        CHECK(outcome.message_with("\"" + given + "\" is no number from 0 to 1").find("--confidence: ") == 9);
    }
}
