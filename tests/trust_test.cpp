// What comes from outside is not trusted: names and addresses that are no UTF-8, pipes that nobody writes to, limits on
// memory that leave no room for threads.
#include <doctest/doctest.h>

#include <rapidjson/document.h>

#include <chrono>
#include <sstream>

#include "support/archives.h"
#include "support/program.h"

using namespace recount::test;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool memory_can_be_limited = false;  // its shadow takes terabytes of address space
#else
constexpr bool memory_can_be_limited = true;
#endif

const std::string report = "The Prut Courier\n8 February 2024\n\nPolice said two people were hurt in Orhei.\n";

/// True when every line is JSON in valid UTF-8.
bool is_json(const std::string& lines) {
    std::istringstream in(lines);
    for (std::string line; std::getline(in, line);) {
        rapidjson::Document document;
        if (document.Parse<rapidjson::kParseValidateEncodingFlag>(line.data(), line.size()).HasParseError())
            return false;
    }
    return !lines.empty();
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("names and addresses that are no UTF-8 leave the JSON valid") {
    const TemporaryFolder folder;
    folder.write("caf\xe9.txt", report + "One.\n");
    folder.write("caf\xe8.txt", report + "Two.\n");
    folder.write("empty\xff.txt", "");
    folder.write("a.warc", record_of("https://news.example/\xe9\xff", answer_of(report + "Three.\n")) +
                               record_of("https://news.example/\xe8", answer_of("\xff\xff\xff")));
    folder.write("b.tar", tar_of({{"na\xefve/one.txt", report + "Four.\n"}, {"na\xefve/two.txt", ""}}));
    const std::string path = folder.path().string();
    for (const std::string command : {"extract", "annotate", "stories"}) {
        const Outcome outcome = run_recount({command, path});
        CAPTURE(command);
        CHECK(outcome.status == 1);
        CHECK(is_json(outcome.out));
    }
    const Outcome account = run_recount({"account", path, "--format", "json"});
    CHECK(is_json(account.out));
    CHECK(holds(account.out, "\"caf\xEF\xBF\xBD.txt\""));
    CHECK(holds(account.out, "\"caf\xEF\xBF\xBD.txt#2\""));
    CHECK(holds(account.out, "\"https://news.example/\xEF\xBF\xBD\xEF\xBF\xBD\""));
    CHECK(holds(account.out, "empty\xEF\xBF\xBD.txt"));
    CHECK(is_json(run_recount({"check", "Two people were hurt in Orhei.", path, "--json"}).out));
    const std::string out = (folder.path() / "out/").string();
    CHECK(run_recount({"account", path, "-o", out}).status == 1);
    for (const char* name : {"account.json", "claims.jsonld", "annotations.jsonld"})
        CHECK(is_json(read_bytes(out + name)));
}

TEST_CASE("a pipe that nobody writes to is told, and the others are read") {
    const TemporaryFolder folder;
    folder.write("one.txt", report);
    const std::string start = "cd '" + folder.path().string() + "'; ";
    const auto before = std::chrono::steady_clock::now();
    const Outcome silent = run_shell(start + "mkfifo pipe; \"$RECOUNT\" extract one.txt pipe");
    CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(30));
    CHECK(silent.status == 1);
    CHECK(holds(silent.err, "pipe: is a pipe that nobody has written to for 3 seconds"));
    CHECK(holds(silent.out, "two people were hurt"));
    // One who comes late, and one who is slow, are waited for.
    for (const std::string writer : {"sleep 1; cat one.txt > pipe", "(sleep 4; cat one.txt) > pipe"}) {
        const Outcome outcome = run_shell(start + "(" + writer + ") & \"$RECOUNT\" extract pipe; wait");
        CHECK(outcome.status == 0);
        CHECK(holds(outcome.out, "two people were hurt"));
    }
    CHECK(run_shell(start + ": > pipe & \"$RECOUNT\" extract pipe; wait").message_with("pipe: is empty") != "");
}

TEST_CASE("as many threads work as the system gives, and the account is the same") {
    const TemporaryFolder folder;
    for (int i = 1; i <= 60; ++i)
        folder.write("in/" + std::to_string(i) + ".txt",
                     "Police said " + std::to_string(i) + " people were hurt in Orhei on Sunday. Nobody knew why.\n");
    const std::string account = "\"$RECOUNT\" account '" + (folder.path() / "in").string() + "' -q --format json ";
    const Outcome one = run_shell(account + "--threads 1");
    REQUIRE(one.status == 0);
    CHECK(run_shell(account + "--threads 1024").out == one.out);
    if (memory_can_be_limited)
        for (const std::string kilobytes : {"500000", "1000000"}) {
            const Outcome limited = run_shell("ulimit -v " + kilobytes + "; " + account + "--threads 1024");
            CAPTURE(limited.err);
            CHECK(limited.status == 0);
            CHECK(limited.out == one.out);
        }
}
