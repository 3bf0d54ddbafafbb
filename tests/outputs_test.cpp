// What the program writes is there as a whole or not at all: a full disk, a limit or Ctrl-C leaves the old file as it
// was and nothing beside it; no input is written over; and what it wrote earlier is not read as reports.
#include <doctest/doctest.h>

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

#include "command/messages.h"
#include "command/output_file.h"
#include "support/archives.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace fs = std::filesystem;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool files_can_be_limited = false;  // the sanitizer's own messages count too
#else
constexpr bool files_can_be_limited = true;
#endif

const std::string sample = (fs::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports").string();
const std::string report = "The Prut Courier\n8 February 2024\n\nPolice said two people were hurt in Orhei.\n";

std::set<std::string> names_in(const fs::path& folder) {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder))
        names.insert(entry.path().filename().string());
    return names;
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// Reports, a line each, that take a while to write.
std::string many_reports(std::size_t count, std::size_t length) {
    std::string lines;
    for (std::size_t i = 0; i < count; ++i)
        lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"Police said " + std::to_string(i) +
                 " people were hurt in Orhei on Sunday. " + std::string(length, 'x') + "\"}\n";
    return lines;
}

/// Nothing of it may be done: it is told at once, and no report is read.
void check_refused(const std::vector<std::string>& arguments, const std::string& reason) {
    const Outcome outcome = run_recount(arguments, report);
    CAPTURE(outcome.err);
    CHECK(outcome.status == 2);
    REQUIRE(outcome.messages().size() == 1);
    CHECK(holds(outcome.err, reason));
}

}  // namespace

TEST_CASE("a file that cannot be written whole leaves the old one, and nothing beside it") {
    if (!files_can_be_limited)
        return;
    const TemporaryFolder folder;
    const std::string file = folder.write("account.json", "as it was");
    const Outcome limited = run_shell("ulimit -f 16; \"$RECOUNT\" account '" + sample + "' -q -o '" + file + "'");
    CHECK(limited.status == 2);
    CHECK(holds(limited.err, "account.json: cannot be written (File too large)"));
    CHECK(read_bytes(file) == "as it was");
    CHECK(names_in(folder.path()) == std::set<std::string>{"account.json"});
}

TEST_CASE("of a folder's files none is new where one cannot be written") {
    if (!files_can_be_limited)
        return;
    const TemporaryFolder folder;
    // The page is larger than the JSON, which is written first.
    const std::string old = folder.write("out/account.json", "as it was");
    const std::string limit = "ulimit -f 700; \"$RECOUNT\" account '" + sample + "' -q -o '" + folder.path().string();
    const Outcome limited = run_shell(limit + "/out/'");
    CHECK(limited.status == 2);
    CHECK(holds(limited.err, "account.html: cannot be written (File too large)"));
    CHECK(read_bytes(old) == "as it was");
    CHECK(names_in(folder.path() / "out") == std::set<std::string>{"account.json"});
    CHECK(run_shell(limit + "/a/b/'").status == 2);
    CHECK(names_in(folder.path()) == std::set<std::string>{"out"});
}

TEST_CASE("signals while a file is written leave the old one, and nothing beside it") {
    const TemporaryFolder folder;
    const std::string small = folder.write("small.jsonl", many_reports(8000, 2000)),
                      long_ones = folder.write("long.jsonl", many_reports(30, 300'000));
    const fs::path out = folder.path() / "out", file = out / "written.json";
    for (const std::vector<std::string>& command :
         std::vector<std::vector<std::string>>{{"extract", small}, {"account", long_ones}}) {
        int ended_by_signal = 0;
        for (const int number : {SIGINT, SIGTERM, SIGHUP, SIGINT, SIGINT, SIGTERM}) {
            folder.write("out/written.json", "as it was");
            // Later each time, in the middle of what is written.
            const std::uintmax_t wanted = ended_by_signal * 1'000'000;
            const auto is_written = [&] {
                std::error_code error;
                for (const auto& entry : fs::directory_iterator(out, error))
                    if (entry.path().filename().string().starts_with(".recount-") && entry.file_size(error) > wanted)
                        return true;
                return false;
            };
            const Outcome outcome =
                run_recount_until({command[0], "-q", command[1], "-o", file.string()}, is_written, number);
            CAPTURE(outcome.status);
            CHECK(names_in(out) == std::set<std::string>{"written.json"});
            if (outcome.status == 0) {
                CHECK(read_bytes(file).size() > 8'000'000);
            } else {
                CHECK(outcome.status == 128 + number);
                CHECK(read_bytes(file) == "as it was");
                ++ended_by_signal;
            }
        }
        CHECK(ended_by_signal > 1);
    }
}

TEST_CASE("a signal at any moment of an account leaves the old one or the whole new one") {
    const TemporaryFolder folder;
    const std::string file = folder.write("out/account.html", "as it was");
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(run_recount({"account", "-q", sample, "-o", file}).status == 0);
    const auto whole_time = std::chrono::steady_clock::now() - start;
    const std::string whole = read_bytes(file);
    for (int moment = 0; moment < 12; ++moment) {
        folder.write("out/account.html", "as it was");
        const auto until = std::chrono::steady_clock::now() + whole_time * moment / 10;
        const Outcome outcome = run_recount_until(
            {"account", "-q", sample, "-o", file}, [&] { return std::chrono::steady_clock::now() >= until; }, SIGINT);
        CAPTURE(moment);
        CHECK((outcome.status == 0 || outcome.status == 128 + SIGINT));
        const std::string now = read_bytes(file);
        CHECK((now == whole || (now == "as it was" && outcome.status != 0)));
        CHECK(names_in(folder.path() / "out") == std::set<std::string>{"account.html"});
    }
}

TEST_CASE("a signal at any moment leaves all of a folder's new files, or no folder") {
    const TemporaryFolder folder;
    const auto start = std::chrono::steady_clock::now();
    REQUIRE(run_recount({"account", "-q", sample, "-o", (folder.path() / "whole/").string()}).status == 0);
    const auto whole_time = std::chrono::steady_clock::now() - start;
    const std::set<std::string> all = names_in(folder.path() / "whole");
    for (int moment = 0; moment < 12; ++moment) {
        fs::remove_all(folder.path() / "new");
        const auto until = std::chrono::steady_clock::now() + whole_time * moment / 10;
        const Outcome outcome = run_recount_until(
            {"account", "-q", sample, "-o", (folder.path() / "new/deep/").string()},
            [&] { return std::chrono::steady_clock::now() >= until; }, SIGTERM);
        CAPTURE(moment);
        CHECK((outcome.status == 0 || outcome.status == 128 + SIGTERM));
        const std::set<std::string> now = names_in(folder.path());
        const bool is_there = fs::exists(folder.path() / "new");
        CHECK((is_there || outcome.status != 0));
        CHECK(now == (is_there ? std::set<std::string>{"new", "whole"} : std::set<std::string>{"whole"}));
        if (is_there)
            CHECK(names_in(folder.path() / "new/deep") == all);
    }
}

TEST_CASE("two that write one file do not mix") {
    const TemporaryFolder folder;
    std::vector<std::string> wholes;
    for (const std::string word : {"first", "second", "third"}) {
        folder.write(word + ".txt", report + std::string(300'000, word[0]));
        wholes.push_back(run_recount({"extract", (folder.path() / (word + ".txt")).string()}).out);
    }
    const std::string one = "\"$RECOUNT\" extract $name.txt -o all.jsonl & ";
    for (int round = 0; round < 5; ++round) {
        const Outcome outcome =
            run_shell("cd '" + folder.path().string() + "'; for name in first second third; do " + one + "done; wait");
        CHECK(outcome.err.empty());
        CHECK(std::ranges::find(wholes, read_bytes(folder.path() / "all.jsonl")) != wholes.end());
        CHECK(names_in(folder.path()) == std::set<std::string>{"all.jsonl", "first.txt", "second.txt", "third.txt"});
    }
}

TEST_CASE("an old file's permissions stay, and a link stays a link") {
    const TemporaryFolder folder;
    const fs::path file = folder.write("private/account.json", "as it was"), link = folder.path() / "link.json";
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink("private/account.json", link);
    CHECK(run_recount({"account", "-q", sample, "-o", link.string()}).status == 0);
    CHECK(fs::is_symlink(link));
    CHECK(read_bytes(file).starts_with("{\"provenance\":"));
    CHECK(fs::status(file).permissions() == (fs::perms::owner_read | fs::perms::owner_write));
    const fs::path to_come = folder.path() / "to_come.json";
    fs::create_symlink("private/new.json", to_come);
    CHECK(run_recount({"account", "-q", sample, "-o", to_come.string()}).status == 0);
    CHECK(fs::is_symlink(to_come));
    CHECK(read_bytes(folder.path() / "private/new.json") == read_bytes(file));
}

TEST_CASE("an output that cannot be written is told before the work") {
    const TemporaryFolder folder;
    const std::string in = folder.write("in/one.txt", report), broken = folder.write("in/empty.txt", "");
    const std::string path = folder.path().string();
    for (const std::string command : {"extract", "annotate", "stories"}) {
        check_refused({command, path + "/in", "-o", path + "/nowhere/a.json"}, "(No such file or directory)");
        check_refused({command, path + "/in", "-o", path + "/in"}, "(Is a directory)");
        check_refused({command, path + "/in", "-o", path + "/new/"}, "(Is a directory)");
        check_refused({command, path + "/in", "-o", in + "/a.json"}, "(Not a directory)");
    }
    check_refused({"check", "Two people were hurt.", path + "/in", "-o", path + "/nowhere/a.txt"}, "(No such file");
    check_refused({"parse", "-o", path + "/nowhere/a.conllu"}, "(No such file");
    check_refused({"account", path + "/in", "-o", path + "/nowhere/a.json"}, "(No such file");
    check_refused({"account", path + "/in", "-o", in + "/"}, "(Not a directory)");
    check_refused({"account", path + "/in", "-o", in + "/a/b/"}, "(Not a directory)");
    fs::create_directories(folder.path() / "out/claims.csv");
    check_refused({"account", path + "/in", "-o", path + "/out"}, "claims.csv: cannot be written (Is a directory)");
    if (geteuid() == 0)
        return;  // root may write everywhere
    fs::create_directory(folder.path() / "locked");
    fs::permissions(folder.path() / "locked", fs::perms::owner_read | fs::perms::owner_exec);
    fs::permissions(folder.write("fixed.json", "as it was"), fs::perms::owner_read);
    for (const std::string output : {"/locked/a.json", "/locked/", "/locked/new/", "/fixed.json"})
        check_refused({"account", path + "/in", "-o", path + output}, "(Permission denied)");
    fs::permissions(folder.path() / "locked", fs::perms::owner_all);
}

TEST_CASE("no input is written over, by whatever name it goes") {
    const TemporaryFolder folder;
    const fs::path one = folder.write("in/deep/one.txt", report);
    folder.write("in/empty.txt", "");
    fs::create_symlink(one, folder.path() / "link.txt");
    fs::create_hard_link(one, folder.path() / "second_name.txt");
    const std::string path = folder.path().string(), found = "in/deep/one.txt";
    for (const std::string command : {"extract", "annotate", "stories", "account"}) {
        check_refused({command, path + "/in", "-o", one.string()}, "one.txt: is one of the inputs and is not written");
        check_refused({command, path + "/in", "-o", path + "/in/../in/deep/one.txt"}, "is one of the inputs");
        check_refused({command, path + "/in", "-o", path + "/link.txt"}, found + ")");
        check_refused({command, path + "/in", "-o", path + "/second_name.txt"}, found + ")");
        check_refused({command, path + "/link.txt", "-o", one.string()}, "link.txt)");
        check_refused({command, path + "/second_name.txt", "-o", one.string()}, "second_name.txt)");
    }
    const std::string zip = folder.write("packed/reports.zip", zip_of({{"one.txt", report}}));
    check_refused({"extract", path + "/packed", "-o", zip}, "reports.zip: is one of the inputs");
    const std::string draft = folder.write("draft.txt", "Two people were hurt.\n");
    check_refused({"check", "--sentences", draft, one.string(), "-o", draft}, "draft.txt: is one of the inputs");
    const std::string folder_input = folder.write("out/account.json", "{\"text\": \"Police said two people died.\"}");
    check_refused({"account", path + "/out", "-o", path + "/out/"}, "account.json: is one of the inputs");
    fs::copy(RECOUNT_CODEBOOK_DIR, folder.path() / "codebook", fs::copy_options::recursive);
    const std::string book = path + "/codebook";
    check_refused({"extract", one.string(), "--codebook", book, "-o", book + "/tokens.toml"}, "tokens.toml: is one");
    for (const std::string way : {"extract - -o one.txt < one.txt", "extract . >> one.txt"}) {
        const Outcome outcome = run_shell("cd '" + path + "/in/deep'; \"$RECOUNT\" " + way);
        CHECK(outcome.status == 2);
        CHECK(holds(outcome.err, "is one of the inputs"));
    }
    CHECK(read_bytes(one) == report);
}

TEST_CASE("pipes, devices and standard output are written straight to") {
    const TemporaryFolder folder;
    const std::string in = folder.write("one.txt", report), line = run_recount({"extract", in}).out;
    const std::string start = "cd '" + folder.path().string() + "'; ", extract = "\"$RECOUNT\" extract one.txt -o ";
    CHECK(run_shell(start + extract + "/dev/stdout").out == line);
    CHECK(run_shell(start + "(echo before; " + extract + "/dev/stdout; echo behind) > all; cat all").out ==
          "before\n" + line + "behind\n");
    CHECK(run_shell(start + extract + "/dev/fd/5 5> five; cat five").out == line);
    CHECK(run_shell(start + extract + "/dev/stdout | cat").out == line);
    CHECK(run_shell(start + "mkfifo pipe; " + extract + "pipe & cat pipe; wait; test -p pipe").out == line);
    CHECK(run_shell(start + extract + "/dev/null; test -c /dev/null").status == 0);
    const Outcome full = run_shell(start + extract + "/dev/full");
    CHECK(full.status == 2);
    CHECK(holds(full.err, "/dev/full: cannot be written (No space left on device)"));
    CHECK(names_in(folder.path()) == std::set<std::string>{"all", "five", "one.txt", "pipe"});
}

TEST_CASE("an output file is there once it is put in place, and not before") {
    const TemporaryFolder folder;
    const std::string path = (folder.path() / "a").string();
    {
        OutputFile file(path);
        file.stream() << "half";
        file.stream().flush();
        CHECK(!fs::exists(path));
    }
    CHECK(names_in(folder.path()).empty());
    std::vector<OutputFile> files;
    for (const char* name : {"/a", "/b"})
        files.emplace_back(folder.path().string() + name).stream() << "whole" << std::string(1'000'000, '.');
    OutputFile::put_in_place(files);
    CHECK(read_bytes(path).size() == 1'000'005);
    CHECK(names_in(folder.path()) == std::set<std::string>{"a", "b"});
    files.clear();
    const std::string below = folder.path().string() + "/made/when/whole";
    for (const bool is_kept : {false, true}) {
        files.clear();
        files.emplace_back(below).stream() << "whole";
        CHECK(!fs::exists(folder.path() / "made"));
        if (is_kept)
            OutputFile::put_in_place(files);
    }
    CHECK(read_bytes(below) == "whole");
    fs::remove_all(folder.path() / "made");
    OutputFile::require_writable(path);
    CHECK_THROWS_AS(OutputFile::require_writable(folder.path().string()), Failure);
    CHECK_THROWS_AS(OutputFile(path + "/c"), Failure);
    CHECK(names_in(folder.path()) == std::set<std::string>{"a", "b"});
}

TEST_CASE("every file of a folder that the program wrote is known as its own, and passed over") {
    const TemporaryFolder folder;
    const std::string out = folder.path().string() + "/reports/out/";
    fs::create_directories(out);
    for (const std::string profile : {"recount", "ucdp", "acled", "ccc"})
        REQUIRE(run_recount({"account", "-q", sample, "-o", out, "--profile", profile}).status == 0);
    REQUIRE(run_recount({"stories", "-q", sample, "-o", out + "stories.json"}).status == 0);
    const std::string joined = folder.path().string() + "/reports/tables/";
    REQUIRE(run_recount({"account", "-q", sample, "-o", joined, "--format", "tables"}).status == 0);
    CHECK(names_in(joined).size() == 13);
    for (const auto& entry : fs::directory_iterator(joined))
        CHECK(holds(run_recount({"extract", entry.path().string()}).err, "is an output of Recount, not a report"));
    fs::remove_all(joined);
    const std::size_t written = names_in(out).size();
    CHECK(written == 15);
    for (const auto& entry : fs::directory_iterator(out)) {
        const Outcome outcome = run_recount({"extract", entry.path().string()});
        CAPTURE(entry.path());
        CHECK(outcome.status == 2);
        CHECK(holds(outcome.err, "is an output of Recount, not a report; give the reports"));
    }
    // Beside reports they change nothing, and are named once; written anew, they are no inputs.
    const std::string reports = folder.path().string() + "/reports";
    fs::copy(sample, reports, fs::copy_options::recursive);
    const std::string before = read_bytes(out + "account.json");
    const Outcome outcome = run_recount({"account", reports, "-o", out});
    CHECK(outcome.status == 0);
    REQUIRE(outcome.messages().size() == 1);
    CHECK(holds(outcome.err, "account.csv: is an output of Recount, not a report; it is passed over, and so are " +
                                 std::to_string(written - 1) + " more"));
    CHECK(read_bytes(out + "account.json") == before);
    const std::string zip = folder.write("all.zip", zip_of({{"one.txt", report}, {"out/account.json", before}}));
    const Outcome packed = run_recount({"extract", zip});
    CHECK(packed.status == 0);
    CHECK(holds(packed.err, "all.zip, out/account.json: is an output of Recount, not a report; it is passed over\n"));
}

TEST_CASE("what extract and annotate write is read as the reports that it holds") {
    const TemporaryFolder folder;
    for (const std::string command : {"extract", "annotate"}) {
        const std::string file = (folder.path() / (command + ".jsonl")).string();
        REQUIRE(run_recount({command, "-q", sample, "-o", file}).status == 0);
        const Outcome outcome = run_recount({"extract", "-q", file});
        CHECK(outcome.status == 0);
        CHECK(std::ranges::count(outcome.out, '\n') == 10);
    }
}
