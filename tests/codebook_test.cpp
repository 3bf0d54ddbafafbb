// What the codebook tells of itself when it is read.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "check/rules.h"
#include "show/review_queue.h"
#include "gather/gather.h"
#include "read/wording.h"
#include "reconcile/rules.h"
#include "redact/rules.h"
#include "support.h"

using namespace recount;

namespace {

/// A copy of the built-in codebook with a line put in front of one of its files.
std::filesystem::path codebook_with(const std::string& file, const std::string& line) {
    const auto folder = std::filesystem::temp_directory_path() / ("recount-codebook-" + std::to_string(::getpid()));
    std::filesystem::remove_all(folder);
    std::filesystem::copy(RECOUNT_CODEBOOK_DIR, folder);
    std::ifstream in(folder / file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    std::ofstream(folder / file) << line << "\n" << text;
    return folder;
}

/// What nothing reads when all that reads a codebook has been made.
std::vector<std::string> unread(const std::filesystem::path& folder) {
    Codebook codebook = Codebook::load(folder);
    const NameWords names(codebook);
    const ReadWording wording(codebook);
    const AnnotatorChain chain = make_chain(codebook, names, test::language().gazetteer);
    const ReconcileRules rules(codebook);
    const GatherRules gathering(codebook);
    const CheckRules check(codebook);
    const ReviewRules reviewing(codebook);
    const RedactRules redaction(codebook);
    return codebook.unread();
}

}  // namespace

TEST_CASE("a key that nothing reads is named with its file and line") {
    const auto folder = codebook_with("grammar.toml", "person_pronuons = [\"he\"]");
    const auto messages = unread(folder);
    REQUIRE(messages.size() == 1);
    CHECK(messages[0] ==
          "codebook file grammar.toml, line 1: nothing reads 'person_pronuons': check its spelling, or "
          "take it out");
    std::filesystem::remove_all(folder);
}

TEST_CASE("a file that is no TOML is named with its line, wherever it breaks off") {
    const auto folder = codebook_with("grammar.toml", "");
    const auto complaint = [&](const std::string& text) {
        std::ofstream(folder / "grammar.toml") << text;
        try {
            Codebook::load(folder);
        } catch (const CodebookError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    const std::string start = "codebook file " + (folder / "grammar.toml").string() + ", line ";
    for (const std::string last : {"[",       "[\n", "[[\n",    "[ \n",  "[#",     "[a",    "[a.",
                                   "a",       "a.",  "a =",     "a = [", "a = [}", "a = {", "a = \"",
                                   "a = '''", "= 1", "a = 1 2", "\xff",  "[\r\n",  "[,"}) {
        CAPTURE(last);
        CHECK(complaint("one = 1\ntwo = 2\n" + last).starts_with(start + "3: "));
    }
    std::string text;
    for (const char c : {'[', '\n', '[', '#', '=', '"', '.', '{', '}', ']', ',', '\\', '-'})
        for (std::size_t at = 0; at < 60; at += 7) {
            text = "[table]\nwords = [\"one\", \"two\"]\nnumber = 1.5\nday = 2024-02-08\n";
            complaint(text.insert(at % text.size(), 1, c));
        }
    std::filesystem::remove_all(folder);
}

TEST_CASE("a table that an older codebook lacks is named, with what to do") {
    const Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    CHECK_THROWS_WITH_AS(codebook.file("sources").table("later"),
                         doctest::Contains("the table [later] is missing: copy it from the built-in codebook"),
                         CodebookError);
}

TEST_CASE("the built-in codebook has no key that nothing reads") {
    for (const std::string& message : unread(RECOUNT_CODEBOOK_DIR))
        FAIL_CHECK(message);
}
