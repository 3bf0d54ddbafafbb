// Inputs that cannot be read, and inputs that only look so: each is named in one line with its reason, the others are
// read, and nothing crashes.
#include <doctest/doctest.h>

#include <unistd.h>

#include <algorithm>
#include <cstdint>

#include "support/program.h"

using namespace recount::test;

namespace {

const std::string good =
    "The Prut Courier\n8 February 2024\n\nPolice said two people had been injured in Orhei on Thursday.\n";

/// How many reports `recount extract` gives: one a line.
std::size_t reports(const Outcome& outcome) {
    return static_cast<std::size_t>(std::count(outcome.out.begin(), outcome.out.end(), '\n'));
}

/// `bad` beside a good report: it is named in one line that holds all of `reasons`, and the good one is read.
void check_named(const TemporaryFolder& folder, const std::string& bad, const std::vector<std::string>& reasons) {
    folder.write("good.txt", good);
    const Outcome outcome = run_recount({"extract", folder.path().string()});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome) == 1);
    CHECK(outcome.out.find("two people had been injured") != std::string::npos);
    const std::string line = outcome.message_with(bad);
    REQUIRE(!line.empty());
    for (const std::string& reason : reasons) {
        CAPTURE(reason);
        CHECK(line.find(reason) != std::string::npos);
    }
}

/// UTF-16 of ASCII text.
std::string utf16(const std::string& text, bool little_endian) {
    std::string out = little_endian ? "\xff\xfe" : "\xfe\xff";
    for (const char c : text) {
        out += little_endian ? c : '\0';
        out += little_endian ? '\0' : c;
    }
    return out;
}

}  // namespace

TEST_CASE("a folder without reports: nothing could be done") {
    const TemporaryFolder folder;
    const Outcome outcome = run_recount({"account", folder.path().string()});
    CHECK(outcome.status == 2);
    CHECK(!outcome.message_with(folder.path().string()).empty());
}

TEST_CASE("a path that is not there: nothing could be done") {
    const TemporaryFolder folder;
    const Outcome outcome = run_recount({"account", (folder.path() / "absent.txt").string()});
    CHECK(outcome.status == 2);
    CHECK(!outcome.message_with("absent.txt").empty());
}

TEST_CASE("an unreadable file is named") {
    if (geteuid() == 0) {
        MESSAGE("root may read every file: a link that leads nowhere stands in");
        const TemporaryFolder folder;
        folder.write("good.txt", good);
        std::filesystem::create_symlink(folder.path() / "nothing", folder.path() / "dangling.txt");
        const Outcome outcome =
            run_recount({"extract", (folder.path() / "good.txt").string(), (folder.path() / "dangling.txt").string()});
        CHECK(outcome.status == 1);
        CHECK(reports(outcome) == 1);
        CHECK(!outcome.message_with("dangling.txt").empty());
        return;
    }
    const TemporaryFolder folder;
    std::filesystem::permissions(folder.write("locked.txt", good), std::filesystem::perms::none);
    check_named(folder, "locked.txt", {"ermission"});
}

TEST_CASE("an empty file is named") {
    const TemporaryFolder folder;
    folder.write("empty.txt", "");
    check_named(folder, "empty.txt", {"empty"});
}

TEST_CASE("a picture is named") {
    const TemporaryFolder folder;
    std::string png = "\x89PNG\r\n\x1a\n";
    png += std::string("\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89", 25);
    folder.write("photo.txt", png);  // told by its content, not by its name
    check_named(folder, "photo.txt", {"PNG"});
}

TEST_CASE("broken UTF-8 is named with the byte") {
    const TemporaryFolder folder;
    folder.write("broken.txt", good + "caf\xe9\x20 and more");
    check_named(folder, "broken.txt", {"UTF-8", "byte " + std::to_string(good.size() + 3)});
}

TEST_CASE("UTF-16 with its mark is read, and says the same") {
    for (const bool little_endian : {true, false}) {
        const TemporaryFolder folder;
        folder.write("wide.txt", utf16(good, little_endian));
        const Outcome outcome = run_recount({"extract", folder.path().string()});
        CAPTURE(outcome.err);
        CHECK(outcome.status == 0);
        CHECK(outcome.out.find("two people had been injured in Orhei") != std::string::npos);
    }
}

TEST_CASE("UTF-16 that is cut inside a character is named") {
    const TemporaryFolder folder;
    folder.write("wide.txt", utf16(good, true) + "x");
    check_named(folder, "wide.txt", {"UTF-16"});
}

TEST_CASE("JSON cut in the middle is named with the byte") {
    const TemporaryFolder folder;
    folder.write("cut.json", "{\"title\": \"Two hurt\", \"text\": \"Police said two peo");
    check_named(folder, "cut.json", {"JSON", "byte"});
}

TEST_CASE("a bad line of JSON lines is named by its number, the other lines are read") {
    const TemporaryFolder folder;
    folder.write("lines.jsonl",
                 "{\"id\": \"a\", \"text\": \"One person was hurt.\"}\n{\"id\": \"b\", \"te\n{\"id\": \"c\", \"text\": "
                 "\"Nobody was hurt.\"}\n");
    const Outcome outcome = run_recount({"extract", folder.path().string()});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 1);
    CHECK(reports(outcome) == 2);
    CHECK(outcome.message_with("lines.jsonl").find("line 2") != std::string::npos);
}

TEST_CASE("JSON that is no report is named") {
    const TemporaryFolder folder;
    folder.write("headline.json", "{\"headline\": \"Two hurt in Orhei\"}");
    check_named(folder, "headline.json", {"\"text\""});
}

TEST_CASE("the same report twice is one report, and said so") {
    const TemporaryFolder folder;
    folder.write("one.txt", good);
    folder.write("two.txt", good);
    const Outcome outcome = run_recount({"extract", folder.path().string()});
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    CHECK(reports(outcome) == 1);
    CHECK(!outcome.message_with("two.txt").empty());
}

TEST_CASE("a line of 20 MB is read or named, and stops nothing") {
    const TemporaryFolder folder;
    std::string line;
    line.reserve(20'000'000);
    while (line.size() < 20'000'000)
        line += "In Orhei two people and a word without end ";
    folder.write("long.txt", line);
    folder.write("good.txt", good);
    const Outcome outcome = run_recount({"extract", folder.path().string()});
    CAPTURE(outcome.err);
    const bool named = !outcome.message_with("long.txt").empty();
    CHECK(outcome.status == (named ? 1 : 0));
    CHECK(reports(outcome) == (named ? 1 : 2));
}

TEST_CASE("bytes of every kind crash nothing") {
    std::uint32_t state = 1;
    for (int round = 0; round < 8; ++round) {
        const TemporaryFolder folder;
        std::string noise = round % 2 ? "{\"text\": \"" : "";
        for (int i = 0; i < 4000; ++i) {
            state = state * 1664525 + 1013904223;
            noise += static_cast<char>(round % 4 < 2 ? state >> 24 : (state >> 24) & 0x7f);
        }
        folder.write("noise", noise);
        folder.write("good.txt", good);
        const Outcome outcome = run_recount({"account", folder.path().string()});
        CAPTURE(round);
        CAPTURE(outcome.err);
        CHECK(outcome.status <= 1);
    }
}
