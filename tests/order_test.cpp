// The same reports give the same bytes, whatever the order of the inputs and the number of threads.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "support/program.h"

using namespace recount::test;

namespace {

const std::filesystem::path reports =
    std::filesystem::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports";

std::vector<std::string> inputs() {
    std::vector<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(reports))
        files.push_back(file.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

/// The account of these inputs in one of its forms.
std::string account(const std::vector<std::string>& files, const std::string& form, int threads) {
    const TemporaryFolder folder;
    const auto out = folder.path() / ("account." + form);
    std::vector<std::string> arguments{"account", "-o", out.string(), "--threads", std::to_string(threads)};
    arguments.insert(arguments.end(), files.begin(), files.end());
    const Outcome outcome = run_recount(arguments);
    REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
    return read_bytes(out);
}

}  // namespace

TEST_CASE("shuffled inputs and one or two threads give the same JSON") {
    std::vector<std::string> files = inputs();
    const std::string expected = account(files, "json", 1);
    REQUIRE(!expected.empty());
    CHECK(account(files, "json", 2) == expected);
    std::mt19937 random(2024);  // its own shuffle: std::shuffle may differ between libraries
    for (int round = 0; round < 4; ++round) {
        for (std::size_t i = files.size(); i > 1; --i)
            std::swap(files[i - 1], files[random() % i]);
        CAPTURE(round);
        CHECK(account(files, "json", 1 + round % 2) == expected);
    }
}

TEST_CASE("reversed inputs and two threads give the same page and table") {
    std::vector<std::string> files = inputs();
    const std::string page = account(files, "html", 1), table = account(files, "csv", 1);
    std::reverse(files.begin(), files.end());
    CHECK(account(files, "html", 2) == page);
    CHECK(account(files, "csv", 2) == table);
}

TEST_CASE("a folder gives what its files give") {
    CHECK(account({reports.string()}, "csv", 1) == account(inputs(), "csv", 1));
}
