// recount parse as its users run it, with a model of random numbers.
#include <doctest/doctest.h>
#include <rapidjson/document.h>

#include <sstream>
#include <string>
#include <vector>

#include "support/program.h"
#include "support/tiny_model.h"

using namespace recount::test;

namespace {

const std::string row_end = "\t_\t_\t_\t_\t_\t_\t_\t_\n";

/// Sentences of several lengths, one of them longer than a window.
std::string many_sentences(std::size_t count) {
    const std::vector<std::string> words{"The", "police", "said", "2,000", "people", "marched", "in", "Bălți", "."};
    std::string out;
    for (std::size_t s = 0; s < count; ++s) {
        out += "# sent_id = " + std::to_string(s) + "\n";
        const std::size_t length = s % 97 == 5 ? 300 : 1 + s * 7 % 31;
        for (std::size_t w = 1; w <= length; ++w)
            out += std::to_string(w) + "\t" + words[(s + w * w) % words.size()] + row_end;
        out += "\n";
    }
    return out;
}

std::vector<std::string> columns(const std::string& row) {
    std::vector<std::string> out(1);
    for (const char c : row)
        if (c == '\t')
            out.emplace_back();
        else
            out.back() += c;
    return out;
}

}  // namespace

TEST_CASE("parse fills in tags and one tree a sentence, and keeps the rest") {
    const TemporaryFolder folder;
    const std::string model = folder.write("tiny.model", tiny_model()).string();
    const Outcome outcome = run_recount({"parse", "--model", model},
                                        "# text = Police marched\n1\tPolice" + row_end + "2\tmarched" + row_end + "\n");
    CAPTURE(outcome.err);
    CHECK(outcome.status == 0);
    std::istringstream lines(outcome.out);
    std::string line;
    std::getline(lines, line);
    CHECK(line == "# text = Police marched");
    std::size_t roots = 0, words = 0;
    while (std::getline(lines, line) && !line.empty()) {
        const std::vector<std::string> row = columns(line);
        REQUIRE(row.size() == 10);
        ++words;
        CHECK(row[3] != "_");
        CHECK(row[7] != "_");
        CHECK((row[6] == "0") == (row[7] == "root"));
        roots += row[6] == "0";
    }
    CHECK(words == 2);
    CHECK(roots == 1);
}

TEST_CASE("parse gives the same bytes on any number of threads") {
    const TemporaryFolder folder;
    const std::string model = folder.write("tiny.model", tiny_model()).string();
    const std::string input = many_sentences(4000);
    const Outcome one = run_recount({"parse", "--model", model, "--threads", "1"}, input);
    const Outcome three = run_recount({"parse", "--model", model, "--threads", "3"}, input);
    CHECK(one.status == 0);
    CHECK(one.out.size() > input.size());
    CHECK(one.out == three.out);
}

TEST_CASE("parse names rows that are none and goes on; where all are, nothing could be done") {
    const TemporaryFolder folder;
    const std::string model = folder.write("tiny.model", tiny_model()).string();
    const Outcome some = run_recount({"parse", "--model", model}, "1\tYes" + row_end + "no row\n\n");
    CHECK(some.status == 1);
    CHECK(some.message_with("line 2").find("ten columns") != std::string::npos);
    CHECK(some.out.starts_with("1\tYes\t"));
    const Outcome prose = run_recount({"parse", "--model", model}, "Police said that they counted.\n");
    CHECK(prose.status == 2);
}

TEST_CASE("parse without a model says what to do") {
    const Outcome outcome = run_recount({"parse", "--model", "/nowhere/english.model"}, "1\tYes" + row_end);
    CHECK(outcome.status == 2);
    CHECK(outcome.message_with("/nowhere/english.model").find("make train") != std::string::npos);
}

TEST_CASE("annotate gives each token its tags and its place in the tree, where there is a model") {
    const TemporaryFolder folder;
    const std::string model = folder.write("tiny.model", tiny_model()).string();
    const std::string report =
        folder.write("march.txt", "A march in Orhei\n\nPolice said 2,000 people marched in Orhei on Sunday.\n")
            .string();
    const Outcome outcome = run_recount({"annotate", "--tokens", "--model", model, report});
    CAPTURE(outcome.err);
    REQUIRE(outcome.status == 0);
    rapidjson::Document json;
    REQUIRE(!json.Parse(outcome.out.c_str()).HasParseError());
    const auto tokens = json["tokens"].GetArray();
    REQUIRE(tokens.Size() >= 10);
    std::size_t roots = 0;
    for (const auto& token : tokens) {
        CHECK(token["upos"].GetStringLength() > 0);
        CHECK(token["feats"].GetStringLength() > 0);
        roots += token["head"].IsNull();
        CHECK(token["head"].IsNull() == (token["deprel"].GetString() == std::string("root")));
        if (!token["head"].IsNull())
            CHECK(token["head"].GetUint() < tokens.Size());
    }
    CHECK(roots == json["sentences"].Size());
}
