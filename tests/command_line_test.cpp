// The command line as people type it: wrong words and the right ones, help, versions, formats; and what is written from
// the table of options.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <sstream>

#include "command/help.h"
#include "command/messages.h"
#include "command/nearest.h"
#include "command/options.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace {

const std::string reports =
    (std::filesystem::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall" / "reports").string();

Request request(const std::vector<std::string>& arguments) {
    return read_command_line(arguments);
}

/// What is wrong with a command line.
std::string complaint(const std::vector<std::string>& arguments) {
    try {
        request(arguments);
    } catch (const Failure& failure) {
        return failure.message;
    }
    return "nothing";
}

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a wrong word is named with the nearest right one") {
    CHECK(complaint({"accuont", "x"}) == "there is no command 'accuont'; did you mean 'account'? see recount --help");
    CHECK(complaint({"frobnicate"}) == "there is no command 'frobnicate'; see recount --help");
    CHECK(complaint({"account", "x", "--confidance", "1"}) ==
          "recount account has no option '--confidance'; did you mean '--confidence'? see recount account --help");
    CHECK(complaint({"stories", "x", "--nope"}) ==
          "recount stories has no option '--nope'; see recount stories --help");
    CHECK(complaint({"extract", "x", "--tokens"}).starts_with("recount extract has no option '--tokens'"));
    CHECK(complaint({"account", "-z", "x"}).starts_with("recount account has no option '-z'"));
    CHECK(holds(complaint({"account", "x", "--format", "jsn"}), "did you mean 'json'?"));
}

TEST_CASE("the nearest word") {
    const std::vector<std::string_view> words{"output", "confidence", "codebook", "model"};
    for (const auto& [given, meant] : std::vector<std::pair<std::string, std::string>>{{"outptu", "output"},
                                                                                       {"conf", "confidence"},
                                                                                       {"codebok", "codebook"},
                                                                                       {"modell", "model"},
                                                                                       {"x", ""},
                                                                                       {"sentences", ""},
                                                                                       {"", ""}})
        CHECK_MESSAGE(nearest(given, words) == meant, given);
}

TEST_CASE("what is missing or too much is said") {
    CHECK(complaint({}).starts_with("say what to do"));
    CHECK(complaint({"account"}) ==
          "recount account wants reports: files, folders, or - for standard input; see recount account --help");
    CHECK(complaint({"account", "x", "-o"}) == "--output wants a value: --output FILE");
    CHECK(complaint({"annotate", "x", "--tokens=yes"}) == "--tokens takes no value");
    CHECK(complaint({"parse", "x"}).starts_with("recount parse reads standard input alone; 'x' is one too many"));
    CHECK(complaint({"account", "x", "--threads", "0"}) == "--threads: \"0\" is no number from 1 to 1024");
    CHECK(complaint({"--threads", "2", "account", "x"}).starts_with("the command comes first"));
}

TEST_CASE("options stand before, between and behind paths, joined to their values or not") {
    for (const std::vector<std::string>& arguments :
         std::vector<std::vector<std::string>>{{"account", "-q", "-o", "out.html", "a", "b"},
                                               {"account", "a", "-qoout.html", "b"},
                                               {"account", "a", "b", "--quiet", "--output=out.html"}}) {
        const Request read = request(arguments);
        CHECK(read.command->name == "account");
        CHECK(read.options.paths == std::vector<std::string>{"a", "b"});
        CHECK(read.options.output == "out.html");
        CHECK(read.options.quiet);
    }
    CHECK(request({"account", "--", "-q", "--x"}).options.paths == std::vector<std::string>{"-q", "--x"});
    CHECK(request({"account", "-"}).options.paths == std::vector<std::string>{"-"});
}

TEST_CASE("check takes its sentence first, and none beside a file of them") {
    CHECK(request({"check", "Two died.", "a"}).options.sentence == "Two died.");
    const Request read = request({"check", "--sentences", "file", "a", "b"});
    CHECK(read.options.sentence.empty());
    CHECK(read.options.paths == std::vector<std::string>{"a", "b"});
}

TEST_CASE("help is a text of 80 columns that names every command, option and exit status") {
    CHECK(request({"--help"}).kind == Request::Kind::help);
    CHECK(request({"help", "check"}).command->name == "check");
    CHECK(request({"check", "-h"}).kind == Request::Kind::help);
    std::string all = help_text(nullptr);
    for (const Command& command : commands()) {
        CHECK(holds(all, "  " + std::string(command.name)));
        const std::string one = help_text(&command);
        for (const Option& option : options())
            CHECK(holds(one, "--" + std::string(option.name) + " ") == option.is_of(command.name));
        CHECK(holds(one, "Exit status:\n"));
        for (const Example& example : command.examples)
            CHECK(holds(one, example.line));
        all += one;
    }
    std::istringstream lines(all);
    for (std::string line; std::getline(lines, line);)
        CHECK_MESSAGE(line.size() <= 80, line);
}

TEST_CASE("manual and completions know every command and option") {
    const std::string manual = manual_page();
    CHECK(manual.starts_with(".TH RECOUNT 1"));
    for (const Command& command : commands())
        CHECK(holds(manual, ".SS \"recount " + std::string(command.name)));
    for (const std::string_view shell : {"bash", "zsh", "fish"}) {
        const std::string text = completions(shell);
        for (const Option& option : options())
            CHECK_MESSAGE(holds(text, option.name), shell);
    }
    CHECK_THROWS_AS(completions("tcsh"), Failure);
}

TEST_CASE("bash completes commands, and an option's values") {
    const TemporaryFolder folder;
    const std::string script = folder.write("recount.bash", completions("bash")).string();
    const auto completed = [&](const std::string& words, int at) {
        const std::string out = (folder.path() / "out").string();
        const std::string command = "bash -c '. " + script + "; COMP_WORDS=(" + words +
                                    "); COMP_CWORD=" + std::to_string(at) + "; _recount; echo \"${COMPREPLY[*]}\"' > " +
                                    out;
        REQUIRE(std::system(command.c_str()) == 0);
        return read_bytes(out);
    };
    CHECK(completed("recount acc", 1) == "account\n");
    CHECK(completed("recount account --format c", 3) == "csv\n");
    CHECK(completed("recount annotate --tok", 2) == "--tokens\n");
    CHECK(completed("recount extract --tok", 2) == "\n");
}

TEST_CASE("--version names program, codebook, model and gazetteer") {
    for (const std::string option : {"--version", "-V"}) {
        const Outcome outcome = run_recount({option});
        CHECK(outcome.status == 0);
        std::istringstream lines(outcome.out);
        for (const std::string start : {"recount ", "codebook   news ", "model      sha256 ", "gazetteer  sha256 "}) {
            std::string line;
            std::getline(lines, line);
            CHECK_MESSAGE(line.starts_with(start), line);
        }
    }
}

TEST_CASE("a program without its data says what is missing, where, and what to do") {
    const TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "bin");
    std::filesystem::copy_file(RECOUNT_PROGRAM, folder.path() / "bin/recount");
    const auto run = [&] {
        const std::string out = (folder.path() / "out").string();
        CHECK(std::system(((folder.path() / "bin/recount").string() + " --version > " + out).c_str()) != 0);
        return read_bytes(out);
    };
    const std::string data = (folder.path() / "share/recount/").string();
    CHECK(holds(run(), "the codebook is missing: there is no " + data + "codebook; install Recount again"));
    std::filesystem::create_directories(data);
    std::filesystem::copy(RECOUNT_CODEBOOK_DIR, data + "codebook", std::filesystem::copy_options::recursive);
    const std::string without = run();
    CHECK(holds(without, "codebook   news "));
    CHECK(holds(without, "the language model is missing: there is no " + data + "english.model"));
    CHECK(holds(without, "the gazetteer is missing: there is no " + data + "gazetteer.bin"));
    folder.write("share/recount/english.model", std::string(5000, 'x'));
    CHECK(holds(run(), "cannot use the language model " + data + "english.model: it is no language model"));
}

TEST_CASE("an account goes to standard output in the format that is asked for") {
    const Outcome json = run_recount({"account", reports, "--format", "json"});
    CHECK(json.status == 0);
    CHECK(json.out.starts_with("{\"provenance\":"));
    CHECK(run_recount({"account", reports, "--format", "csv"}).out.find("story,story_title,event,") < 4);
    CHECK(run_recount({"account", reports, "--format", "folder"}).message_with("wants the folder's name") != "");
}

TEST_CASE("the terminal leads from all stories to one") {
    const Outcome all = run_recount({"account", reports});
    CHECK(all.status == 0);
    CHECK(holds(all.out, " in 10 reports"));
    CHECK(holds(all.out, "--story s1"));
    CHECK(std::count(all.out.begin(), all.out.end(), '\n') < 40);
    const Outcome one = run_recount({"account", reports, "--story", "s1"});
    CHECK(holds(one.out, "THE SOURCES CONTRADICT ONE ANOTHER"));
    const Outcome none = run_recount({"account", reports, "--story", "s99"});
    CHECK(none.status == 2);
    CHECK(!none.message_with("no story is called 's99'").empty());
}

TEST_CASE("--quiet leaves notes out, and still names what could not be read") {
    const TemporaryFolder folder;
    folder.write("one.txt", "The Prut Courier\n8 February 2024\n\nPolice said two people were hurt in Orhei.\n");
    folder.write("two.txt", "The Prut Courier\n8 February 2024\n\nPolice said two people were hurt in Orhei.\n");
    CHECK(!run_recount({"extract", folder.path().string()}).err.empty());  // the second is the first
    CHECK(run_recount({"extract", "--quiet", folder.path().string()}).err.empty());
    folder.write("three.txt", "");
    const Outcome outcome = run_recount({"extract", "-q", folder.path().string()});
    CHECK(outcome.status == 1);
    CHECK(outcome.messages().size() == 1);
    CHECK(!outcome.message_with("three.txt").empty());
}

TEST_CASE("progress tells how many, how fast, and how long it will take") {
    CHECK(messages::progress("reading report", 0, 0, 0, 0) == "reading report 0");
    CHECK(messages::progress("reading report", 1500, 0, 0, 10) == "reading report 1,500, 150 a second");
    CHECK(messages::progress("reading report", 1500, 0, 0.25, 10) == "reading report 1,500, 150 a second, 30 s left");
    CHECK(messages::progress("annotating report", 340, 1200, 0, 4) ==
          "annotating report 340 of 1,200, 85 a second, 11 s left");
    CHECK(messages::progress("annotating report", 10, 1200, 0, 20) ==
          "annotating report 10 of 1,200, 0.5 a second, 40 min left");
}

TEST_CASE("README.md shows what the program writes of the sample story today") {
    const std::string readme = read_bytes(std::filesystem::path(RECOUNT_SOURCE_DIR) / "README.md");
    const Outcome outcome = run_recount({"account", reports});
    REQUIRE(outcome.status == 0);
    INFO("it writes:\n", outcome.out);
    CHECK(holds(readme, "```\n" + outcome.out + "```\n"));
}
