// A store as people use it: reports in, accounts and reports out, and what is said when something is not right.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "support/program.h"

using namespace recount::test;
namespace fs = std::filesystem;

namespace {

const std::string reports = (fs::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports").string();

std::string said(const std::vector<std::string>& arguments, int status) {
    const Outcome outcome = run_recount(arguments);
    CHECK(outcome.status == status);
    return outcome.err;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

std::vector<std::string> files_of(const fs::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : fs::directory_iterator(folder))
        files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("reports that are added to a store give the account, in all formats, of a single run") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "news.store").string();
    const Outcome added = run_recount({"add", "--store", store, reports});
    CHECK(added.status == 0);
    CHECK(holds(added.out, "stored "));
    CHECK(holds(added.out, " 0 of them") == false);
    for (const char* format : {"json", "csv", "html", "text"})
        CHECK(run_recount({"account", "--store", store, "--format", format}).out ==
              run_recount({"account", reports, "--format", format}).out);
    const std::string from_store = (folder.path() / "a" / "").string(), from_run = (folder.path() / "b" / "").string();
    CHECK(run_recount({"account", "--store", store, "-o", from_store}).status == 0);
    CHECK(run_recount({"account", reports, "-o", from_run}).status == 0);
    REQUIRE(files_of(from_store).size() > 5);
    for (const std::string& file : files_of(from_store))
        CHECK(read_bytes(file) == read_bytes(fs::path(from_run) / fs::path(file).filename()));
    const std::string sentence = "At least five people were killed.";
    CHECK(run_recount({"check", sentence, "--store", store}).out == run_recount({"check", sentence, reports}).out);
}

TEST_CASE("what is exported is read as the very same reports") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "news.store").string(),
                      lines = (folder.path() / "reports.jsonl").string();
    CHECK(run_recount({"add", "--store", store, reports}).status == 0);
    CHECK(run_recount({"export", "--store", store, "-o", lines}).status == 0);
    CHECK(run_recount({"account", lines, "--format", "json"}).out ==
          run_recount({"account", reports, "--format", "json"}).out);
    const Outcome again = run_recount({"add", "--store", store, lines});
    CHECK(again.status == 0);
    CHECK(holds(again.out, ": 0 new reports, "));
    CHECK(holds(again.out, " that were there already"));

    std::string cut = read_bytes(lines);
    cut.erase(cut.find("\"marks\""), 12);
    CHECK(holds(said({"extract", folder.write("cut.jsonl", cut).string()}, 1), "not what recount export writes"));
}

TEST_CASE("with another codebook a store tells so, and is made anew by the next add") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "news.store").string();
    const fs::path book = folder.path() / "book";
    fs::copy(fs::path(RECOUNT_SOURCE_DIR) / "codebook", book, fs::copy_options::recursive);
    std::ofstream(book / "codebook.toml", std::ios::app) << "\n# mine\n";
    CHECK(run_recount({"add", "--store", store, reports}).status == 0);
    const std::string before = run_recount({"account", "--store", store, "--format", "json"}).out;

    const Outcome old = run_recount({"account", "--store", store, "--codebook", book.string(), "--format", "json"});
    CHECK(old.out == before);
    CHECK(holds(old.err, "another program, codebook or model made its accounts"));
    const Outcome anew = run_recount({"add", "--store", store, "--codebook", book.string()});
    CHECK(anew.status == 0);
    CHECK(holds(anew.err, "annotated again"));
    const Outcome now = run_recount({"account", "--store", store, "--codebook", book.string(), "--format", "json"});
    CHECK(now.err == "");
    CHECK(now.out == run_recount({"account", reports, "--codebook", book.string(), "--format", "json"}).out);
    CHECK(now.out != before);  // at least in its provenance
}

TEST_CASE("what is wrong with a store, or with what is asked of it, is said") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "news.store").string();
    CHECK(holds(said({"account", "--store", store}, 2), "there is no such store; `recount add --store "));
    CHECK_FALSE(fs::exists(store));
    CHECK(holds(said({"add", reports}, 2), "recount add wants a store"));
    CHECK(holds(said({"export"}, 2), "recount export wants a store"));
    CHECK(holds(said({"export", "--store", store, "x"}, 2), "recount export takes no PATH"));
    CHECK(holds(said({"account", "--store", store, reports}, 2), "give reports or a store, not both"));
    CHECK(holds(said({"account", "--store", store, "--confidence", "0.5"}, 2), "--confidence is for reports alone"));
    CHECK(holds(said({"add", "--store", store, "--batch", "0", reports}, 2), "--batch: \"0\" is no number from 1"));
    CHECK(holds(said({"add", "--store", store, "/nowhere"}, 2), "/nowhere"));
    CHECK(holds(said({"account", "--store", store}, 2), "there is no report in it yet"));
    CHECK(run_recount({"add", "--store", store, reports}).status == 0);
    const std::string bytes = read_bytes(store);
    CHECK(holds(said({"add", "--store", store, folder.path().string()}, 2), "the store itself is among the reports"));
    CHECK(holds(said({"export", "--store", store, "-o", store}, 2), store));
    CHECK(holds(said({"account", "--store", store, "--format", "json", "-o", store}, 2), store));
    CHECK(read_bytes(store) == bytes);
    CHECK(
        holds(said({"account", "--store", folder.write("text", "no store").string()}, 2), "it is no store of Recount"));
}

TEST_CASE("the account of a store goes by its decisions, as that of a run goes by a log of them") {
    const TemporaryFolder folder;
    const std::string store = (folder.path() / "news.store").string(),
                      log = (folder.path() / "decisions.jsonl").string(),
                      kept = (folder.path() / "kept.jsonl").string();
    const std::string machine = run_recount({"account", reports, "--format", "json"}).out;
    const std::size_t at = machine.find("\"sha256\":\"") + 10;
    const std::string line =
        R"({"recount_decision":1,"id":"d1","at":"","by":"ana","verb":"leave_out","on":[{"report":")" +
        machine.substr(at, 64) + "\"}]}";
    folder.write("decisions.jsonl", line + "\nno decision\n");
    REQUIRE(run_recount({"add", "--store", store, reports}).status == 0);
    CHECK(run_recount({"account", "--store", store, "--format", "json"}).out == machine);
    const Outcome decided = run_recount({"decide", "--store", store, log});
    CHECK(decided.status == 1);
    CHECK(holds(decided.err, "decisions.jsonl:2: left out"));
    CHECK(holds(decided.err, "1 decision added"));
    CHECK(holds(run_recount({"decide", "--store", store, log}).err, "0 decisions added, 1 there already"));
    CHECK(run_recount({"decide", "--store", store, "-o", kept}).status == 0);
    CHECK(read_bytes(kept) == line + "\n");
    const std::string account = run_recount({"account", "--store", store, "--format", "json"}).out;
    CHECK(account != machine);
    CHECK(holds(account, R"("verb":"leave_out")"));
    CHECK(account == run_recount({"account", reports, "--decisions", log, "--format", "json"}).out);
}
