// The tables as the program writes them: which files, by which options, and the same bytes each time.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/program.h"

using namespace recount::test;

namespace {

const std::filesystem::path reports =
    std::filesystem::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports";

/// Writes the account of the sample story as the options say.
Outcome account(const std::filesystem::path& output, std::vector<std::string> options,
                const std::vector<std::string>& paths = {reports.string()}) {
    std::vector<std::string> arguments{"account", "-o", output.string()};
    arguments.insert(arguments.end(), options.begin(), options.end());
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    return run_recount(arguments);
}

}  // namespace

TEST_CASE("a folder gets the tables, and that of a profile beside them") {
    const TemporaryFolder folder;
    const auto out = folder.path() / "account/";
    REQUIRE(account(out, {"--profile", "ccc"}).status == 0);
    CHECK(read_bytes(out / "claims.csv") == read_bytes(out / "account.csv"));
    for (const auto& [file, columns] : {std::pair{"claims.csv", "story,story_title,event,"},
                                        {"statements.csv", "story,statement,variant,speaker,"},
                                        {"lineages.csv", "story,lineage,kind,agency,"},
                                        {"events.csv", "event,story,title,type,date,"},
                                        {"crosswalk.csv", "event,story,report,"},
                                        {"events-ccc.csv", "date,locality,state,"}}) {
        CAPTURE(file);
        CHECK(read_bytes(out / file).starts_with(std::string("\xEF\xBB\xBF") + columns));
    }

    const auto table = folder.path() / "table.csv";
    REQUIRE(account(table, {"--profile", "ccc"}).status == 0);
    CHECK(read_bytes(table) == read_bytes(out / "events-ccc.csv"));
}

TEST_CASE("reversed inputs and two threads give the same tables") {
    std::vector<std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(reports))
        files.push_back(file.path().string());
    std::sort(files.begin(), files.end());
    const TemporaryFolder folder;
    REQUIRE(account(folder.path() / "one/", {"--profile", "acled", "--threads", "1"}, files).status == 0);
    std::reverse(files.begin(), files.end());
    REQUIRE(account(folder.path() / "two/", {"--profile", "acled", "--threads", "2"}, files).status == 0);
    for (const std::string table : {"events.csv", "crosswalk.csv", "claims.csv", "statements.csv", "lineages.csv",
                                    "claims.jsonld", "annotations.jsonld", "events-acled.csv"}) {
        CAPTURE(table);
        CHECK(read_bytes(folder.path() / "one" / table) == read_bytes(folder.path() / "two" / table));
    }
}

TEST_CASE("a profile that is not there is named with those that are") {
    const TemporaryFolder folder;
    const Outcome outcome = account(folder.path() / "table.csv", {"--profile", "usdp"});
    CHECK(outcome.status == 2);
    CHECK(outcome.message_with("usdp") ==
          "recount: no profile is called 'usdp'; there are acled, ccc, recount, ucdp, or "
          "name a .toml file of your own");
    CHECK(!std::filesystem::exists(folder.path() / "table.csv"));
}

TEST_CASE("a profile makes a table and nothing else") {
    const TemporaryFolder folder;
    const Outcome outcome = account(folder.path() / "account.json", {"--profile", "ucdp"});
    CHECK(outcome.status == 2);
    CHECK(!outcome.message_with("--profile makes a table").empty());
}

TEST_CASE("a file of one's own is a profile") {
    const TemporaryFolder folder;
    const auto profile = folder.write("mine.toml",
                                      "name = \"mine\"\ntitle = \"Mine\"\n"
                                      "column = [{ name = \"what\", from = \"type\" }]\n");
    REQUIRE(account(folder.path() / "table.csv", {"--profile", profile.string()}).status == 0);
    CHECK(read_bytes(folder.path() / "table.csv").starts_with("\xEF\xBB\xBFwhat\r\n"));
    const auto wrong =
        folder.write("wrong.toml", "name = \"a/b\"\ntitle = \"Mine\"\ncolumn = [{ name = \"a\", value = \"\" }]\n");
    const Outcome outcome = account(folder.path() / "table.csv", {"--profile", wrong.string()});
    CHECK(outcome.status == 2);
    CHECK(!outcome.message_with("'name' is part of a file's name: letters, digits, - and _ alone").empty());
}
