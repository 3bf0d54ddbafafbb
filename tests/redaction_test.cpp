// Names that are taken out are in nothing that is written, whatever their form; what points at words still points at
// the right ones; and nothing that is left tells the name.
#include <doctest/doctest.h>

#include <rapidjson/document.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "redact/pseudonyms.h"
#include "redact/redact.h"
#include "show/json.h"
#include "support.h"
#include "support/account.h"
#include "support/program.h"
#include "text/sha256.h"
#include "text/utf8.h"

using namespace recount;
using namespace recount::test;

namespace fs = std::filesystem;

namespace {

const RedactRules& rules() {
    static const RedactRules loaded(language().codebook);
    return loaded;
}

/// What stands in the text for the names of a list.
std::string redacted_text(std::string_view list, std::string_view text) {
    NameForms forms(rules());
    std::vector<std::string> pseudonyms;
    for (const ListedName& name : read_name_list(list)) {
        for (const std::string& form : name.forms) {
            forms.add_whole(form, static_cast<std::uint32_t>(pseudonyms.size()));
            if (!name.whole)
                forms.add_parts(form, static_cast<std::uint32_t>(pseudonyms.size()));
        }
        pseudonyms.push_back("P" + std::to_string(pseudonyms.size() + 1));
    }
    forms.settle(pseudonyms, "P");
    return forms.in_text(text, pseudonyms);
}

std::string redacted_id(std::string_view name, std::string_view id) {
    NameForms forms(rules());
    forms.add_whole(name, 0);
    forms.add_parts(name, 0);
    std::vector<std::string> pseudonyms{"Person 1"};
    forms.settle(pseudonyms, "Person");
    return forms.in_id(id, pseudonyms);
}

/// The bytes with all that JSON, HTML and addresses escape undone, letters and digits alone: what a search in any case,
/// with accents or without, looks through.
std::string searchable(const std::string& bytes) {
    std::string plain;
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        const auto digits = [&](std::size_t from, std::size_t count) {
            const std::string part = bytes.substr(std::min(from, bytes.size()), count);
            return part.size() == count && part.find_first_not_of("0123456789abcdefABCDEF") == part.npos ? part : "";
        };
        if (bytes[at] == '\\' && at + 1 < bytes.size() && bytes[at + 1] == 'u' && !digits(at + 2, 4).empty()) {
            append_utf8(plain, static_cast<char32_t>(std::stoul(digits(at + 2, 4), nullptr, 16)));
            at += 5;
        } else if (bytes[at] == '%' && !digits(at + 1, 2).empty()) {
            plain += static_cast<char>(std::stoul(digits(at + 1, 2), nullptr, 16));
            at += 2;
        } else {
            plain += bytes[at];
        }
    }
    return folded(valid_utf8(std::move(plain)));
}

/// Reports of one happening in which somebody is named in every way that reports name people.
class NamedReports {
public:
    NamedReports() {
        const std::string first = "Zelvina", last = "Trobănesku", slug = "trobanesku", escaped = "Trob%C4%83nesku";
        const std::string name = first + " " + last, bare = first + " " + slug;
        std::string lower = first, upper = first;
        std::ranges::transform(lower, lower.begin(), [](char c) { return static_cast<char>(std::tolower(c)); });
        std::ranges::transform(upper, upper.begin(), [](char c) { return static_cast<char>(std::toupper(c)); });
        folder_.write("in/" + lower + "-" + slug + "-hurt.txt",
                      "The Prut Courier\n8 February 2024\n\n" + upper + " IS HURT IN ORHEI\n\n" + name +
                          " was injured in Orhei on Thursday, and three people were killed, police said.\n\n" + last +
                          "’s shop burned down. \"I saw four people under the roof,\" " + last + " said.\n\n" +
                          "Her husband, Oktav " + last + ", said five people were killed.\n\n" + "#JusticeFor" + first +
                          " was on the wall. @" + lower +
                          "_tr wrote that eleven people were hurt. See www.help.example/" + escaped + " for more. M. " +
                          last + "-led groups and the " + last + "s met.\n");
        folder_.write("in/two.json",
                      "{\"id\":\"report of " + bare + "\",\"url\":\"https://news.example/2024/" + lower + "-" + slug +
                          "\",\"title\":\"" + name + ": three killed in Orhei\",\"authors\":[\"" + name +
                          "\"],\"date_publish\":\"2024-02-09\",\"text\":\"Three people were killed "
                          "in Orhei on Thursday, according to " +
                          name + ". " + first + " was injured in the shop. " + upper + " counted three.\"}");
        folder_.write("in/three.txt", "The Reut Post\n9 February 2024\n\nA road is shut\n\nWorkers shut " + bare +
                                          " Street in Soroca on Friday. Two people were injured there.\n");
        folder_.write("in/" + slug + "-empty.txt", "");
        list_ = folder_.write("list.txt", "# mine\n" + name + "; @" + lower + "_tr\n");
    }

    std::string path() const { return (folder_.path() / "in").string(); }
    std::string list() const { return list_.string(); }
    fs::path folder() const { return folder_.path(); }

    /// All that the program writes of them, file after file.
    std::string all_outputs(const std::vector<std::string>& options) const {
        const fs::path out = folder_.path() / "out";
        fs::remove_all(out);
        std::string bytes;
        const auto run = [&](std::vector<std::string> arguments) {
            arguments.insert(arguments.begin(), {"account", path(), "-q"});
            arguments.insert(arguments.end(), options.begin(), options.end());
            const Outcome outcome = run_recount(arguments);
            CHECK(outcome.status == 1);  // the empty file
            bytes += outcome.out + "\n";
        };
        run({"-o", out.string() + "/"});
        run({"--profile", "ucdp", "--format", "csv"});
        run({});
        run({"--story", "s1"});
        std::set<fs::path> files;
        for (const auto& entry : fs::directory_iterator(out))
            files.insert(entry.path());
        CHECK(files.size() == 10);
        for (const fs::path& file : files)
            bytes += file.filename().string() + "\n" + read_bytes(file);
        return bytes;
    }

private:
    TemporaryFolder folder_;
    fs::path list_;
};

bool holds(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// A line of a log that takes out a name. The report is one that nobody has, where none is named.
std::string redact_line(const std::string& quote, const std::string& more = "",
                        const std::string& report = std::string(64, 'a')) {
    return "{\"recount_decision\":1,\"verb\":\"redact\",\"on\":[{\"report\":\"" + report +
           "\",\"field\":\"text\",\"start\":0,\"end\":1,\"quote\":\"" + quote + "\"}]" + more + "}\n";
}

/// Every object that has a report, a place in it and the words there: the words are those at the place.
std::size_t checked_places(const rapidjson::Value& value,
                           const std::map<std::string, const rapidjson::Value*>& reports) {
    std::size_t checked = 0;
    if (value.IsArray())
        for (const auto& one : value.GetArray())
            checked += checked_places(one, reports);
    if (!value.IsObject())
        return checked;
    if (value.HasMember("report") && value.HasMember("start") && value.HasMember("text")) {
        const rapidjson::Value& report = *reports.at(value["report"].GetString());
        const std::string text = report[value.HasMember("field") ? "title" : "text"].GetString();
        std::size_t start = 0, end = 0;
        for (unsigned i = 0; i < value["start"].GetUint(); ++i)
            next_code_point(text, start);
        end = start;
        for (unsigned i = value["start"].GetUint(); i < value["end"].GetUint(); ++i)
            next_code_point(text, end);
        CHECK(text.substr(start, end - start) == value["text"].GetString());
        ++checked;
    }
    for (const auto& member : value.GetObject())
        checked += checked_places(member.value, reports);
    return checked;
}

}  // namespace

TEST_CASE("a name goes with all its forms") {
    const auto said = [](std::string_view text) { return redacted_text("Vera Olaru", text); };
    CHECK(said("Vera Olaru left. Olaru's shop, VERA’S car.") == "P1 left. P1's shop, P1’S car.");
    CHECK(said("Olaru, Vera; vera olaru; Véra Ólarü") == "P1, P1; P1; P1");
    CHECK(said("Vera M. Olaru, Vera Maria Olaru and V. Olaru came.") == "P1, P1 and P1 came.");
    CHECK(said("She met Vera. Olaru spoke.") == "She met P1. P1 spoke.");
    CHECK(said("the Olarus, pro-Olaru, Olaruism, VeraOlaru, olaru2") == "the P1, pro-P1, P1, P1, P1");
    CHECK(said("Several were there; Veracruz and Polaruk too.") == "Several were there; Veracruz and Polaruk too.");
    CHECK(said("Write to vera@mail.example or @polaru99, see #FreeVera!") == "Write to P1 or P1, see P1!");
    CHECK(said("https://x.example/a/%4Flaru-dies, and/or") == "P1, and/or");
}

TEST_CASE("small words of a name are no name, and a name in quotation marks goes as a whole alone") {
    CHECK(redacted_text("Ana de la Cruz", "De facto, the cross. De la Cruz left the la-la land; Ana de la Cruz.") ==
          "De facto, the cross. De la P1 left the la-la land; P1.");
    CHECK(redacted_text("\"Lilac House\" = The shelter", "The Lilac House is a house; lilac.") ==
          "The P1 is a house; lilac.");
    CHECK(redacted_text("Li Wu", "Mr Li and li, then WU.") == "Mr P1 and li, then P1.");
}

TEST_CASE("a word that several of the list have says no more than that") {
    CHECK(redacted_text("Vera Olaru\nIon Olaru", "Vera Olaru met Ion Olaru. Olaru left with Ion.") ==
          "P1 met P2. P1 or P2 left with P2.");
}

TEST_CASE("a list is read as it is written again") {
    const std::string text = "Vera Olaru; Verochka; @vera\n\"Lilac House\" = The shelter\n";
    const std::vector<ListedName> names = read_name_list("\xEF\xBB\xBF# note\r\n\r\n" + text);
    REQUIRE(names.size() == 2);
    CHECK(names[0].forms == std::vector<std::string>{"Vera Olaru", "Verochka", "@vera"});
    CHECK(names[1].whole);
    CHECK(names[1].pseudonym == "The shelter");
    CHECK(written_name_list(names) == text);
}

TEST_CASE("ids and names of files lose the name wherever its letters stand") {
    CHECK(redacted_id("Vera Olaru", "2024-01-vera-olaru-dies.html") == "2024-01-person-1-dies.html");
    CHECK(redacted_id("Vera Olaru", "https://x.example/Ver%61%20Olaru") == "https://x.example/person-1");
    CHECK(redacted_id("Vera Olaru", "theolarucase") == "person-1");
    CHECK(redacted_id("Vera Olaru", "v-e-r-a-o-l-a-r-u") == "person-1");
    CHECK(redacted_id("Vera Olaru", "several-4") == "several-4");
}

TEST_CASE("no form of a name that is taken out is in any file or on the screen") {
    const NamedReports reports;
    const std::vector<std::string> forms{"zelvina", "trobanesku", "oktav"};
    const std::string plain = searchable(reports.all_outputs({}));
    for (const std::string& form : forms)
        CHECK((holds(plain, form)));
    const std::string bytes = reports.all_outputs({"--redact", reports.list()});
    const std::string found = searchable(bytes);
    for (const std::string& form : forms) {
        CAPTURE(form);
        CHECK_FALSE(holds(found, form));
    }
    CHECK(holds(bytes, "Person 1 was injured in Orhei"));
    CHECK(holds(bytes, "Her husband, Person 2, said five people"));
    CHECK(holds(bytes, "\"id\":\"person-1-hurt\""));
    CHECK(holds(bytes, "Workers shut Person 1"));
    CHECK(holds(bytes, "\"redacted_names\":2"));
    CHECK(holds(bytes, "Redacted: pseudonyms stand for 2 names, in 3 reports of 3."));
}

TEST_CASE("nothing that is left depends on what the name was") {
    const ReconcileRules reconcile(language().codebook);
    const auto take_out = [&](const Account& account, std::string_view list) {
        return redact(account, {read_name_list(list), {}, {}}, rules(), reconcile).account;
    };
    const auto written = [](const Account& account) {
        std::ostringstream out;
        write_account(account, {}, {}, out);
        return out.str();
    };
    std::vector<AnnotatedReport> reports;
    reports.push_back(dated_report("vera-olaru-1",
                                   "VERA OLARU IS HURT\nVera Olaru was injured in Orhei on Thursday, police said.\n"
                                   "\"I saw four people under the roof,\" Olaru said. Olaru's shop burned down.\n",
                                   "2024-02-09"));
    reports.push_back(
        dated_report("x", "Vera Olaru said three people were killed in Orhei on Thursday.\n", "2024-02-09"));
    const Account account = account_of(reports), renamed = take_out(account, "Vera Olaru = Ludmila Tarnavschi");
    CHECK(holds(written(renamed), "LUDMILA") == false);
    CHECK(holds(written(renamed), "Ludmila Tarnavschi's shop"));
    CHECK(written(take_out(account, "Vera Olaru")) == written(take_out(renamed, "Ludmila Tarnavschi")));
}

TEST_CASE("what is said while an account is made without names has none of them") {
    const NamedReports reports;
    const std::string log = (reports.folder() / "log.jsonl").string();
    std::ofstream(log) << redact_line("Zelvina Trobănesku");
    const std::string out = (reports.folder() / "said.json").string(),
                      empty = (reports.folder() / "in" / "trobanesku-empty.txt").string();
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{reports.path(), "--redact", reports.list()},
                                               {reports.path(), "--redact", reports.list(), "--as-of", "2024-02-08"},
                                               {reports.path(), "--decisions", log, "--as-of", "2024-02-08"},
                                               {empty, "--redact", reports.list()},
                                               {empty, "--decisions", log}}) {
        std::vector<std::string> arguments{"account", "-o", out};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Outcome outcome = run_recount(arguments);
        CAPTURE(outcome.err);
        CHECK(outcome.status == (options.front() == empty ? 2 : 1));
        CHECK(holds(outcome.err, "-empty.txt: "));
        for (const char* form : {"zelvina", "trobanesku"})
            CHECK_FALSE(holds(searchable(outcome.err), form));
    }
    const std::string bytes = reports.all_outputs({"--redact", reports.list(), "--as-of", "2024-02-08"});
    CHECK(holds(bytes, "\"left_out\""));
    for (const char* form : {"zelvina", "trobanesku"})
        CHECK_FALSE(holds(searchable(bytes), form));
}

TEST_CASE("offsets point rightly into the redacted texts, and fingerprints stay or are keyed") {
    const NamedReports reports;
    const std::string key = (reports.folder() / "key").string();
    run_shell("head -c 32 /dev/zero > '" + key + "'");
    std::set<std::string> fingerprints[3];
    const std::vector<std::vector<std::string>> options{
        {}, {"--redact", reports.list()}, {"--redact", reports.list(), "--redact-key", key}};
    for (std::size_t i = 0; i < options.size(); ++i) {
        std::vector<std::string> arguments{"account", reports.path(), "-q", "--format", "json"};
        arguments.insert(arguments.end(), options[i].begin(), options[i].end());
        const Outcome outcome = run_recount(arguments);
        rapidjson::Document account;
        REQUIRE_FALSE(account.Parse(outcome.out.c_str()).HasParseError());
        std::map<std::string, const rapidjson::Value*> by_id;
        for (const auto& report : account["reports"].GetArray()) {
            by_id[report["id"].GetString()] = &report;
            fingerprints[i].insert(report["sha256"].GetString());
            if (i == 0)
                continue;
            const std::string title = report["title"].IsNull() ? "" : report["title"].GetString(),
                              text = report["text"].GetString();
            for (const auto& place : report["redacted"].GetArray()) {
                const std::string& field = place.HasMember("field") ? title : text;
                std::size_t at = 0;
                for (unsigned point = 0; point < place["start"].GetUint(); ++point)
                    next_code_point(field, at);
                CHECK(field.substr(at).starts_with("Person "));
            }
        }
        CHECK(checked_places(account["stories"], by_id) > 20);
    }
    CHECK(fingerprints[0] == fingerprints[1]);
    std::vector<std::string> both;
    std::ranges::set_intersection(fingerprints[0], fingerprints[2], std::back_inserter(both));
    CHECK(both.empty());
}

TEST_CASE("victims and witnesses are found, and who holds an office is kept") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(dated_report("a",
                                   "Three people were killed in Orhei on Thursday, Mayor Pavel Munteanu said.\n"
                                   "Among the injured was Ana Brescu, 34, a seller.\n"
                                   "\"I saw smoke above the roof,\" said Ilie Costaru, who lives next door.\n"
                                   "Interior Minister Radu Stoleru said two people were missing.\n",
                                   "2024-02-09"));
    const ReconcileRules reconcile(language().codebook);
    const auto names_of = [&](PeopleGroups groups) {
        std::set<std::string> names;
        for (const ListedName& name : redact(account_of(reports), {{}, groups, {}}, rules(), reconcile).names)
            names.insert(name.forms.front());
        return names;
    };
    CHECK(names_of({true, false}) == std::set<std::string>{"Ana Brescu"});
    CHECK(names_of({false, true}) == std::set<std::string>{"Ilie Costaru"});
    CHECK(names_of({true, true}) == std::set<std::string>{"Ana Brescu", "Ilie Costaru"});
}

TEST_CASE("the names that were taken out, given as a list, give the same pseudonyms") {
    const NamedReports reports;
    const std::string found = (reports.folder() / "found.txt").string(), one = (reports.folder() / "1.json").string(),
                      two = (reports.folder() / "2.json").string();
    CHECK(run_recount({"account", reports.path(), "-q", "--redact-people", "victims,witnesses", "--redacted-names",
                       found, "-o", one})
              .status == 1);
    CHECK((fs::status(found).permissions() & (fs::perms::group_all | fs::perms::others_all)) == fs::perms::none);
    CHECK(run_recount({"account", reports.path(), "-q", "--redact", found, "-o", two}).status == 1);
    CHECK((read_bytes(one) == read_bytes(two)));
}

TEST_CASE("a list without names, a short key and a group that is none are refused before the work") {
    const NamedReports reports;
    const std::string empty = (reports.folder() / "empty.txt").string();
    run_shell("echo '# nobody' > '" + empty + "'");
    for (const std::vector<std::string>& options :
         std::vector<std::vector<std::string>>{{"--redact", empty},
                                               {"--redact", "/no/such/file"},
                                               {"--redact", reports.list(), "--redact-key", empty},
                                               {"--redact-key", reports.list()},
                                               {"--redacted-names", (reports.folder() / "x").string()},
                                               {"--redact-people", "passers-by"}}) {
        std::vector<std::string> arguments{"account", reports.path()};
        arguments.insert(arguments.end(), options.begin(), options.end());
        const Outcome outcome = run_recount(arguments);
        CHECK(outcome.status == 2);
        CHECK(outcome.messages().size() == 1);
    }
}

TEST_CASE("a name that was decided goes, wherever the decision's words are and in any round") {
    const NamedReports reports;
    const auto taken_out = [&](const std::string& log, std::vector<std::string> options = {}) {
        const std::string file = (reports.folder() / "log.jsonl").string();
        std::ofstream(file) << log;
        options.insert(options.begin(), {"account", reports.path(), "-q", "--decisions", file, "--format", "json"});
        return !holds(searchable(run_recount(options).out), "trobanesku");
    };
    const std::string line = redact_line("Zelvina Trobănesku");
    CHECK(taken_out(line));
    CHECK(taken_out(line, {"--round", "a"}));
    CHECK(taken_out(redact_line("Zelvina Trobănesku", ",\"round\":\"a\""), {"--round", "a"}));
    CHECK_FALSE(taken_out(redact_line("Zelvina Trobănesku", ",\"round\":\"b\""), {"--round", "a"}));
    CHECK_FALSE(taken_out(redact_line("Zelvina Trobănesku", ",\"id\":\"one\"") +
                          "{\"recount_decision\":1,\"verb\":\"undo\",\"of\":\"one\"}\n"));
}

TEST_CASE("neither what decisions say nor what is said of them tells a name") {
    const NamedReports reports;
    const std::string log = (reports.folder() / "log.jsonl").string(), key = (reports.folder() / "key").string();
    std::ofstream(key) << std::string(32, 'k');
    const std::string sha256 = sha256_hex(read_bytes(reports.path() + "/three.txt"));
    std::ofstream(log) << redact_line("Zelvina trobanesku", ",\"id\":\"fixTrobanesku9\",\"round\":\"zelvina-a\"",
                                      sha256)
                       << redact_line("Zelvina was not here", ",\"id\":\"two\",\"round\":\"zelvina-a\"", sha256)
                       << redact_line("Zelvina") << "{\"recount_decision\":1,\"verb\":\"Zelvina\"}\n";
    const Outcome outcome = run_recount({"account", reports.path(), "--redact", reports.list(), "--redact-key", key,
                                         "--decisions", log, "--round", "zelvina-a", "--format", "json"});
    rapidjson::Document account;
    REQUIRE_FALSE(account.Parse(outcome.out.c_str()).HasParseError());
    REQUIRE(account["decisions"].Size() == 2);
    CHECK(holds(account["decisions"][0]["on"][0]["quote"].GetString(), "Person "));
    CHECK(account["decisions"][0]["on"][0]["sha256"] == account["reports"][1]["sha256"]);
    for (const std::string form : {"zelvina", "trobanesku"})
        CHECK_FALSE(holds(searchable(outcome.out), form));
    CHECK_FALSE(holds(outcome.out, sha256));
    const std::string note = outcome.message_with("does not fit");
    CHECK_FALSE(note.empty());
    CHECK_FALSE(holds(searchable(note), "zelvina"));
    const std::string bad = outcome.message_with("log.jsonl:4");
    CHECK_FALSE(bad.empty());
    CHECK_FALSE(holds(searchable(bad), "zelvina"));
}

TEST_CASE("what is said of decisions stays a sentence, whatever their ids are") {
    const NamedReports reports;
    const std::string log = (reports.folder() / "log.jsonl").string(),
                      sha256 = sha256_hex(read_bytes(reports.path() + "/three.txt"));
    std::ofstream(log) << redact_line("Zelvina trobanesku", ",\"id\":\"o\"", sha256)
                       << redact_line("Zelvina trobanesku", ",\"id\":\"d\"", sha256)
                       << redact_line("Zelvina was not here", ",\"id\":\"e\"", sha256);
    rapidjson::Document account;
    account.Parse(run_recount({"account", reports.path(), "-q", "--decisions", log, "--format", "json"}).out.c_str());
    REQUIRE(account["decisions"].Size() == 3);
    CHECK(account["decisions"][0]["why"] == "decision redacted-2 came after it");
    CHECK(holds(account["decisions"][2]["why"].GetString(), "the report no longer has the words \"Person "));
}

TEST_CASE("who shares a word of a name in a report of no story goes too") {
    const ReconcileRules reconcile(language().codebook);
    std::vector<AnnotatedReport> reports;
    reports.push_back(dated_report("a",
                                   "Vera Olaru said three people were killed in Orhei on Thursday.\n"
                                   "\"I saw them,\" said Ion Olaru, a lawyer.\n",
                                   "2024-02-09"));
    Account account = account_of(std::move(reports));
    account.stories.clear();
    const Account made = redact(std::move(account), {read_name_list("Vera Olaru"), {}, {}}, rules(), reconcile).account;
    CHECK(holds(made.reports[0].report.content, "Person 1 said three"));
    CHECK(holds(made.reports[0].report.content, "said Person 2, a lawyer"));
}

TEST_CASE("a pseudonym stands for one name, and has none in it") {
    std::vector<ListedName> names = read_name_list("Vera Olaru = Person 2\nAna Brescu\nIlie Costaru\n");
    CHECK(give_pseudonyms(names, "Person") == std::vector<std::string>{"Person 2", "Person 3", "Person 4"});
    for (const auto& [list, line] : std::vector<std::pair<std::string, std::size_t>>{
             {"# mine\nVera Olaru = X\nAna Brescu = x\n", 3}, {"Vera Olaru\nAna Brescu = Cousin Vera\n", 2}}) {
        const auto unfit = unfit_pseudonym(read_name_list(list), rules());
        REQUIRE(unfit);
        CHECK(unfit->line == line);
    }
    CHECK_FALSE(unfit_pseudonym(read_name_list("Vera Olaru = The seller\nAna Brescu = Person 1\n"), rules()));
    const NamedReports reports;
    const std::string list = (reports.folder() / "double.txt").string();
    std::ofstream(list) << "Vera Olaru = X\nAna Brescu = X\n";
    const Outcome outcome = run_recount({"account", reports.path(), "--redact", list});
    CHECK(outcome.status == 2);
    CHECK_FALSE(outcome.message_with("double.txt:2: the pseudonym stands for another name already").empty());
}
