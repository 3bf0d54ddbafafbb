// Reading: bytes in, reports and problems out; and the blocks, credits and days that a text's words tell.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "read/compose.h"
#include "support/reading.h"
#include "text/sha256.h"

using namespace recount;
using namespace recount::test;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

Report report_of(const std::string& text, const std::string& source_domain = "", const std::string& title = "") {
    Item item;
    item.text = text;
    item.title = title;
    item.source_domain = source_domain;
    bool not_a_date = false;
    return compose(std::move(item), wording(), not_a_date);
}

/// "kind: words" a block, '+' in front of what repeats earlier words.
Lines blocks_of(const std::string& text, const std::string& title = "") {
    const Report report = report_of(text, "", title);
    Lines list;
    for (const Block& block : report.blocks)
        list.push_back((block.repeated ? "+" : "") + std::string(name_of(block.kind)) + ": " +
                       std::string(slice(report.content, block.span)));
    return list;
}

std::string kinds_of(const std::string& text) {
    std::string out;
    for (const std::string& block : blocks_of(text))
        out += (out.empty() ? "" : " ") + block.substr(0, block.find(':'));
    return out;
}

std::string joined(const std::vector<std::string>& list) {
    std::string out;
    for (const std::string& entry : list)
        out += (out.empty() ? "" : ", ") + entry;
    return out;
}

const std::string paragraph = "The river rose by two metres overnight and stood in the lower streets of Karsk.";

}  // namespace

// ---------------------------------------------------------------- formats

TEST_CASE("a text is one report, to the character") {
    const auto result = read_bytes("\xEF\xBB\xBF One line.\r\n\r\nAnother.\n");
    REQUIRE(result.reports.size() == 1);
    CHECK(result.reports[0].id == "stdin:1");
    CHECK(result.reports[0].text() == " One line.\r\n\r\nAnother.\n");
    CHECK(result.reports[0].title().empty());
    CHECK(result.reports[0].language == "en");
    CHECK(result.problems.empty());
}

TEST_CASE("a JSON object is one report with the fields of news-please") {
    const auto result = read_bytes(
        R"({"id": "karsk-1", "title": "Flood in Karsk", "text": "Tr\u00fcb und na\u00df.\nMore.", "date_publish": "2021-05-03T10:00:00",
        "source_domain": "www.karsker-bote.example", "authors": ["A. Orlo", "B. Pask"], "url": "https://www.karsker-bote.example/1",
        "description": "Water", "language": "DE", "image": {"id": "no", "text": ["no"]}, "n": [1, {"title": "no"}]})");
    REQUIRE(result.reports.size() == 1);
    const Report& report = result.reports[0];
    CHECK(report.id == "karsk-1");
    CHECK(report.title() == "Flood in Karsk");
    CHECK(report.text() == "Tr\u00FCb und na\u00DF.\nMore.");
    CHECK(report.content == "Flood in Karsk\n\nTr\u00FCb und na\u00DF.\nMore.");
    CHECK(iso_day(*report.published) == "2021-05-03");
    CHECK(!report.published_span);
    CHECK(report.source_domain == "www.karsker-bote.example");
    CHECK(report.outlet == "karsker-bote.example");
    CHECK(joined(report.authors) == "A. Orlo, B. Pask");
    CHECK(report.description == "Water");
    CHECK(report.language == "de");
}

TEST_CASE("an object a line: each line is a report, named by its id or its line") {
    const std::string lines =
        "{\"text\": \"One.\"}\n\n{\"text\": \"Two.\", \"id\": \"second\"}\n{\"text\": \"Three.\", \"id\": 33}";
    const Folder folder;
    const auto result = read_paths({folder.put("news.txt", lines)});
    CHECK(ids(result) == "33 news.txt:1 second");
    CHECK(result.reports[1].sha256 == sha256_hex("{\"text\": \"One.\"}"));
    CHECK(ids(read_bytes(lines)) == "33 second stdin:1");
}

TEST_CASE("half a character in JSON is none") {
    CHECK(read_bytes(R"({"text": "One \ud800, \ud800\ud83d\ude00 and \\ud800."})").reports.at(0).text() ==
          "One \xEF\xBF\xBD, \xEF\xBF\xBD\xF0\x9F\x98\x80 and \\ud800.");
    CHECK(
        read_bytes("{\"text\": \"One \\uDBFF\"}\n{\"text\": \"Two \\ud8\"}\n{\"text\": \"Three.\"}\n").reports.size() ==
        2);
    CHECK(read_bytes(R"({"text": "One \ude00 and \ud83d\ude00."})").reports.at(0).text() ==
          "One \uFFFD and \U0001F600.");
}

TEST_CASE("a list of objects holds as many reports") {
    CHECK(ids(read_bytes(R"([{"text": "One."}, {"text": "Two.", "id": "b"}])")) == "b stdin:1");
    CHECK(only_message(read_bytes("[1, 2, [3]]\n")) ==
          "standard input: holds a list without an object where a report is expected; give an object with \"text\"");
    CHECK(only_message(read_bytes(R"(["a", {"text": "Two."}])")) ==
          "standard input, line 1: holds no object where a report is expected; give an object with \"text\"");
    CHECK(only_message(read_bytes("[\"cut")) ==
          "standard input: ends in the middle of its JSON (at byte 5); get the whole of it again");
    CHECK(only_message(read_bytes("[]")) ==
          "standard input: holds an empty list where a report is expected; give an object with \"text\"");
    CHECK(
        only_message(read_bytes(R"([{"text": "One."} {"text": "Two."}])")) ==
        "standard input: is broken JSON at byte 18 (Missing a comma or ] after an object of the list); mend it there");
}

TEST_CASE("the format is told by the content, not by the name") {
    const Folder folder;
    CHECK(read_paths({folder.put("a.json", "Just words.")}).reports.at(0).text() == "Just words.");
    CHECK(read_paths({folder.put("b.txt", R"({"text": "From JSON."})")}).reports.at(0).text() == "From JSON.");
    CHECK(read_bytes("{Updates with police} Two people died.").reports.at(0).text() ==
          "{Updates with police} Two people died.");
    CHECK(read_bytes("[Photo/Pool] Two people died.").reports.at(0).text() == "[Photo/Pool] Two people died.");
    CHECK(read_bytes("[1] The first note.").reports.at(0).text() == "[1] The first note.");
}

TEST_CASE("a head that is cut within a character is looked at all the same") {
    const std::string text = std::string(1023, 'x') + "\u00E4" + std::string(64512, 'y') + "\u00E4 end.";
    CHECK(read_bytes(text).reports.at(0).text() == text);
    CHECK(read_bytes(std::string(1023, 'x') + "\xC3").problems.at(0).kind == ProblemKind::invalid_utf8);
}

TEST_CASE("UTF-16 is read where it is certain, and said") {
    const std::string with_mark = "\xFF\xFEO\0k\0 \0\xE4\0"s;
    const auto result = read_bytes(with_mark);
    REQUIRE(result.reports.size() == 1);
    CHECK(result.reports[0].text() == "Ok \u00E4");
    CHECK(result.reports[0].sha256 == sha256_hex(with_mark));
    CHECK(only_message(result) == "standard input: is UTF-16LE; it is read as such");
    CHECK(!result.problems[0].is_error());
    CHECK(read_bytes("\0P\0l\0a\0i\0n\0."s).reports.at(0).text() == "Plain.");
    CHECK(read_bytes("\xFE\xFF\0{\0\"\0t\0e\0x\0t\0\"\0:\0\"\0J\0.\0\"\0}"s).reports.at(0).text() == "J.");
    CHECK(only_message(read_bytes("\xFF\xFEO\0\0\xD8k\0"s)) ==
          "standard input: is not valid UTF-16 at byte 4; convert it to UTF-8");
}

// ---------------------------------------------------------------- ids

TEST_CASE("a file's name without its ending is the id, with as many folders as make it unique") {
    const Folder folder;
    folder.put("a/news/one.txt", "First.");
    folder.put("b/news/one.txt", "Second.");
    folder.put("b/two.json", R"({"text": "Third."})");
    folder.put("b/.hidden.txt", "Not looked at.");
    CHECK(ids(read_paths({folder.path()})) == "a/news/one b/news/one two");
    folder.put("b/two.txt", "Fourth.");
    CHECK(ids(read_paths({folder.path()})) == "a/news/one b/news/one two.json two.txt");
}

TEST_CASE("an id that an earlier report states gets its place in front") {
    CHECK(ids(read_bytes("{\"text\": \"One.\", \"id\": \"x\"}\n{\"text\": \"Two.\", \"id\": \"x\"}")) == "stdin:2:x x");
}

TEST_CASE("each report is handed on with its id as soon as it is read, with the share of the bytes that is done") {
    const Folder folder;
    const std::string b =
        folder.put("b.jsonl", "{\"text\": \"One.\", \"id\": \"z\"}\n{\"text\": \"Two.\", \"id\": \"a\"}\n");
    const std::string a = folder.put("a.txt", std::string(90, 'x') + ".");
    std::istringstream none;
    std::string order;
    std::vector<double> shares;
    CHECK(read_each({b, a}, none, wording(), [&](Report report, double share) {
              order += report.id + " ";
              shares.push_back(share);
          }).empty());
    CHECK(order == "a z b.jsonl:2:a ");
    REQUIRE(shares.size() == 3);
    CHECK(shares[0] > 0.5);
    CHECK(shares[0] < shares[2]);
    CHECK(shares[2] == 1);
}

TEST_CASE("the order of the paths changes nothing") {
    const Folder folder;
    const std::string a = folder.put("a.txt", "Same words."), b = folder.put("b.txt", "Same words."),
                      c = folder.put("c.txt", "Other words.");
    const auto one = read_paths({a, b, c}), other = read_paths({c, b, a});
    CHECK(ids(one) == "a c");
    CHECK(ids(other) == ids(one));
    CHECK(messages(one) == messages(other));
}

// ---------------------------------------------------------------- bad input

TEST_CASE("the same bytes twice are one report, and no error") {
    const Folder folder;
    const std::string a = folder.put("a.txt", "Same words."), b = folder.put("b.txt", "Same words.");
    const auto result = read_paths({a, b, a});
    CHECK(ids(result) == "a");
    REQUIRE(result.problems.size() == 2);
    CHECK(messages(result)[0] == "a.txt: is given more than once; it is read once");
    CHECK(messages(result)[1].starts_with("b.txt: is the same report as "));
    CHECK(std::none_of(result.problems.begin(), result.problems.end(),
                       [](const Problem& problem) { return problem.is_error(); }));
}

TEST_CASE("each bad input is named with its reason, and the others are read") {
    const Folder folder;
    folder.put("good.txt", "Two people were hurt.");
    folder.put("empty.txt", "");
    folder.put("blank.txt", " \n\t\n");
    folder.put("picture.txt", "\x89PNG\r\n\x1A\n and more");
    folder.put("document.txt", "%PDF-1.7 and more");
    folder.put("nul.txt", "words\0and words"s);
    folder.put("utf8.txt", "fine so far\xC3(");
    folder.put("page.txt", "<!DOCTYPE html><html><body>Words</body></html>");
    folder.put("cut.json", R"({"title": "Cut", "text": "in the mid)");
    folder.put("broken.json", R"({"title": "Broken" "text": "x"})");
    folder.put("textless.json", R"({"title": "No text"})");
    folder.put("wordless.json", R"({"title": "No words", "text": " \n"})");
    folder.put("more.json", R"({"text": "x"} y)");
    const auto result = read_paths({folder.path(), folder.at("nowhere.txt")});
    CHECK(ids(result) == "good");
    CHECK(messages(result) ==
          Lines{
              "blank.txt: holds nothing but blanks; there is nothing in it to read",
              "broken.json: is broken JSON at byte 19 (Missing a comma or '}' after an object member); mend it there",
              "cut.json: ends in the middle of its JSON (at byte 36); get the whole of it again",
              "document.txt: is a PDF document that pdftotext cannot read (no page can be found in it); get it again, "
              "or make text of it yourself",
              "empty.txt: is empty; there is nothing in it to read",
              "more.json: is broken JSON at byte 13 (More follows behind the object); mend it there",
              "nowhere.txt: does not exist; check the path",
              "nul.txt: has a NUL byte at byte 5, so it is no text; give the report's text, in UTF-8",
              "page.txt: is a web page in which no report was found; save the page of one report, or its text",
              "picture.txt: is a picture (PNG), not text; give the report's text",
              "textless.json: has no \"text\" that is a string; give the report's text under \"text\"",
              "utf8.txt: is not valid UTF-8 at byte 11; convert it to UTF-8",
              "wordless.json: has a \"text\" without a word in it; there is nothing to read",
          });
    CHECK(std::all_of(result.problems.begin(), result.problems.end(),
                      [](const Problem& problem) { return problem.is_error(); }));
}

TEST_CASE("a folder without reports, an unreadable file, a loop of links") {
    const Folder folder;
    fs::create_directories(folder.at("void/inner"));
    CHECK(only_message(read_paths({folder.at("void")})) ==
          "void: is a folder without any file to read; give the folder that holds the reports");

    folder.put("tree/one.txt", "One.");
    fs::create_directory_symlink(folder.at("tree"), folder.at("tree/again"));
    const auto looped = read_paths({folder.at("tree")});
    CHECK(ids(looped) == "one");
    CHECK(only_message(looped) == "again: leads back into a folder that is being searched; it is not searched again");

    fs::create_symlink(folder.at("self"), folder.at("self"));
    CHECK(read_paths({folder.at("self")}).problems.size() == 1);

    const std::string locked = folder.put("locked.txt", "Words.");
    fs::permissions(locked, fs::perms::none);
    if (!std::ifstream(locked))  // root reads everything
        CHECK(only_message(read_paths({locked})) ==
              "locked.txt: cannot be opened (Permission denied); check its permissions");
}

TEST_CASE("a broken line costs that line alone") {
    const auto result =
        read_bytes("{\"text\": \"One.\"}\n{\"text\": \"Two\n[1]\n{\"text\": \"Bad \xFF\"}\n{\"text\": \"Five.\"}\n");
    CHECK(ids(result) == "stdin:1 stdin:5");
    CHECK(messages(result) ==
          Lines{
              "standard input, line 2: ends in the middle of its JSON (at byte 13); get the whole of it again",
              "standard input, line 3: holds no object where a report is expected; give an object with \"text\"",
              "standard input, line 4: is not valid UTF-8 at byte 14; convert it to UTF-8",
          });
}

TEST_CASE("a first line longer than what is looked at first is still a line") {
    std::string words;
    while (words.size() < 200000)
        words += "The quay was empty. ";
    const std::string first = "{\"id\": \"a\", \"text\": \"" + words + "\"}",
                      second = "{\"id\": \"b\", \"text\": \"The quay was full.\"}";
    CHECK(ids(read_bytes(first + "\n" + second + "\n")) == "a b");
    CHECK(ids(read_bytes(first + "\n")) == "a");
    CHECK(ids(read_bytes(first)) == "a");
}

TEST_CASE("a line or a text beyond all measure is refused, and what follows is read") {
    const std::string huge(max_report_bytes + 10, 'x');
    const auto lines = read_bytes("{\"text\": \"One.\"}\n{\"text\": \"" + huge + "\"}\n{\"text\": \"Three.\"}\n");
    CHECK(ids(lines) == "stdin:1 stdin:3");
    CHECK(only_message(lines) ==
          "standard input, line 2: is longer than the 16777216 bytes that one report may have; split it into its "
          "reports");
    CHECK(only_message(read_bytes(huge)) ==
          "standard input: is longer than the 16777216 bytes that one report may have; split it into its reports");
}

TEST_CASE("JSON nested beyond all depth is passed over") {
    const std::string deep(1u << 20, '[');
    CHECK(read_bytes(R"({"x": )" + deep + R"(, "text": "y"})").problems.size() == 1);
    const std::string nested = std::string(5000, '[') + std::string(5000, ']');
    CHECK(read_bytes(R"({"x": )" + nested + R"(, "text": "Still read."})").reports.at(0).text() == "Still read.");
}

TEST_CASE("a date_publish that is no date is said, and the report is undated") {
    const auto result = read_bytes(R"({"text": "Words.", "date_publish": "last week"})");
    CHECK(!result.reports.at(0).published);
    CHECK(only_message(result) ==
          "standard input: has a date_publish that is no date (\"last week\"); it is taken as undated");
    CHECK(!result.problems[0].is_error());
    CHECK(iso_day(*read_bytes(R"({"text": "Words.", "date_publish": "Mon, 3 May 2021 08:00:00 GMT"})")
                       .reports.at(0)
                       .published) == "2021-05-03");
}

TEST_CASE("whatever bytes come, there is a report or a problem, and every block lies in its text") {
    const std::vector<std::string> seeds{
        "KARSK (AFP) - " + paragraph +
            "\n\nCrowds on the bridge, May 3, 2021. Photo: A. Orlo/Reuters\n\nWe are safe now! \u2014 Ana Orlo (@ana) "
            "May 3, 2021\n\n(AFP)",
        R"({"id": "a", "title": "T\u00e4glich", "text": "One.\nTwo \ud83d\ude00.", "authors": ["x"], "date_publish": "2021-05-03"})",
        "{\"text\": \"One.\"}\n{\"text\": \"Two.\", \"id\": 3}\n[]\n",
        R"([{"text": "One."}, {"text": "Two."}])",
        "\xFF\xFEO\0n\0e\0.\0"s,
    };
    std::mt19937 random(20210503);
    for (int round = 0; round < 4000; ++round) {
        std::string bytes = seeds[random() % seeds.size()];
        for (unsigned flips = random() % 4; flips > 0; --flips)
            bytes[random() % bytes.size()] ^= static_cast<char>(1u << (random() % 8));
        if (random() % 2 == 0)
            bytes.resize(random() % (bytes.size() + 1));
        const auto result = read_bytes(bytes);
        CHECK_MESSAGE((!result.reports.empty() || !result.problems.empty()), bytes);
        for (const Report& report : result.reports) {
            std::uint32_t end = 0;
            for (const Block& block : report.blocks) {
                CHECK(block.span.start >= end);
                CHECK(block.span.end > block.span.start);
                end = block.span.end;
            }
            CHECK(end <= report.content.size());
        }
    }
}

// ---------------------------------------------------------------- blocks

TEST_CASE("a line is a paragraph, whether blank lines part them or not") {
    CHECK(kinds_of(paragraph + "\n" + paragraph + " Again.") == "paragraph paragraph");
    CHECK(kinds_of(paragraph + "\r\n\r\n" + paragraph + " Again.\r\n") == "paragraph paragraph");
}

TEST_CASE("lines that a margin broke are one paragraph") {
    const std::string text =
        "The river rose by two metres overnight and\nstood in the lower streets of Karsk, where\nboats took people "
        "from their windows until\nthe "
        "evening.\n\nNobody was hurt, said the mayor, but forty\nhouses will not be lived in before spring.";
    CHECK(kinds_of(text) == "paragraph paragraph");
    CHECK(kinds_of("The river rose by two metres overnight and stood in the lower\nstreets of Karsk.") == "paragraph");
    CHECK(kinds_of("A river that rose by two metres overnight\nPolice said that nobody was hurt.") ==
          "heading paragraph");
}

TEST_CASE("a short line without a full stop heads what follows") {
    CHECK(blocks_of(paragraph + "\n\n- Call for boats -\n\n" + paragraph +
                    " Again.\n\n'We are not leaving'\n\nMany stayed.") ==
          Lines{"paragraph: " + paragraph, "heading: - Call for boats -", "paragraph: " + paragraph + " Again.",
                "heading: 'We are not leaving'", "paragraph: Many stayed."});
    CHECK(kinds_of(paragraph + "\n\n\"We stay.\"\n\nMany stayed.") == "paragraph paragraph paragraph");
    CHECK(kinds_of(paragraph + "\n\nThe end of it") == "paragraph paragraph");
}

TEST_CASE("items are a list") {
    CHECK(kinds_of(paragraph + "\n- One boat\n- Two ropes\n- Ten lamps\n" + paragraph + " Again.") ==
          "paragraph list list list paragraph");
    CHECK(kinds_of(paragraph + "\nAnna Orlo\nBen Pask\nCarl Ruhn\n" + paragraph + " Again.") ==
          "paragraph list list list paragraph");
}

TEST_CASE("a caption is told by its credit, its words or its date") {
    CHECK(kinds_of("Peaceful: A boat on the main square of Karsk. Photo: Anna Orlo/Reuters\n\n" + paragraph) ==
          "caption paragraph");
    CHECK(kinds_of(paragraph +
                   "\n\nImage copyright Pool Image caption Boats took people from their windows\n\nMany stayed.") ==
          "paragraph caption paragraph");
    CHECK(kinds_of("Residents wade through a street in Karsk on May 3, 2021.\n\n" + paragraph + "\n\nMany stayed.") ==
          "caption paragraph paragraph");
    CHECK(kinds_of(paragraph + "\n\nResidents wade through a street in Karsk (AFP)\n\nMany stayed.") ==
          "paragraph caption paragraph");
    CHECK(kinds_of("© Reuters/ Anna Orlo A boat takes people from the square of Karsk\n\n" + paragraph) ==
          "caption paragraph");
    CHECK(kinds_of("A dog on the steps of the hall in Karsk. [Ben Pask/Karsk Today]\n\n" + paragraph) ==
          "caption paragraph");
}

TEST_CASE("where paragraphs end with a stop, a sentence without one is a caption") {
    const std::string body =
        "The mayor asked the army on Monday for boats, tents and as many men as it could spare.\n\n"
        "Nobody had seen such a flood since the old bridge was built, the keeper of the dam said.\n\n"
        "Two hundred people spent the night in the school, most of them on the floor of its hall.\n\n"
        "Rain is to fall until Thursday, and the river office will not say when the water may sink.\n\n";
    const std::string caption = "Boats took forty people from the upper windows of the old mill in the morning";
    CHECK(kinds_of(body + caption + "\n\n" + paragraph) == "paragraph paragraph paragraph paragraph caption paragraph");
    CHECK(kinds_of(paragraph + "\n" + caption + "\n\n" + paragraph + " Again.") == "paragraph paragraph paragraph");
    // The last line may have lost its stop; a sentence may go on in the next line; so may an utterance with its
    // speaker.
    CHECK(kinds_of(body + caption) == "paragraph paragraph paragraph paragraph paragraph");
    CHECK(kinds_of(body + caption + "\n\nand brought them to the school.\n\n" + paragraph) ==
          "paragraph paragraph paragraph paragraph paragraph paragraph paragraph");
    CHECK(kinds_of(body + "\"Boats took forty people from the upper windows of the old mill,\" he said\n\n" +
                   paragraph) == "paragraph paragraph paragraph paragraph paragraph paragraph");
    CHECK(kinds_of(body + "Boats took forty people from the upper windows of the old mill, he said. §\n\n" +
                   paragraph) == "paragraph paragraph paragraph paragraph paragraph paragraph");
    // One that lacks its stop among several may be long; the only one may not.
    const std::string longer =
        "Boats took forty people from the upper windows of the old mill in the morning, among them the miller, his "
        "three children, two dogs and a man from Ruhn who had come to mend the wheel and stayed for the night";
    CHECK(kinds_of(body + longer + "\n\n" + caption + "\n\nThey" + caption + "\n\n" + paragraph) ==
          "paragraph paragraph paragraph paragraph caption caption caption paragraph");
    CHECK(kinds_of(body + longer + "\n\n" + paragraph) ==
          "paragraph paragraph paragraph paragraph paragraph paragraph");
    // Without a title, the first line is the headline, however long.
    CHECK(blocks_of(caption + "\n\n" + body).front() == "heading: " + caption);
}

TEST_CASE("the pictures of a gallery, each under its title, are captions") {
    std::string gallery;
    for (const std::string line : {"Rain fell for a week.", "The dam held.", "Boats were brought.", "The water sank."})
        gallery += "Ten days of flood in Karsk " + line + "\n";
    CHECK(kinds_of(paragraph + "\n" + gallery + paragraph + " Again.") ==
          "paragraph caption caption caption caption paragraph");
    CHECK(kinds_of("We will not leave the town, she said.\nWe will not leave the town, he said.\n" + paragraph) ==
          "paragraph paragraph paragraph");
}

TEST_CASE("a photographer before his agency, and a chart's source, are captions") {
    CHECK(kinds_of(paragraph + "\n\nAnna Orlo/Karsk Today\n\n" + paragraph + " Again.") ==
          "paragraph caption paragraph");
    CHECK(kinds_of(paragraph + "\n\nWin/lose for the mayor\n\n" + paragraph + " Again.") ==
          "paragraph heading paragraph");
    CHECK(kinds_of(paragraph + "\n\nGetty Images The old mill of Karsk\n\n" + paragraph + " Again.") ==
          "paragraph caption paragraph");
    CHECK(kinds_of(
              paragraph +
              "\n\nGetty Images said on Monday that it would help the town to find what is left of its pictures.\n\n" +
              paragraph + " Again.") == "paragraph paragraph paragraph");
    CHECK(kinds_of("AP:Associated Press Boats on the square.\n\n" + paragraph) == "caption paragraph");
    CHECK(kinds_of(paragraph + "\n\nSource: River Office\n\n" + paragraph + " Again.") ==
          "paragraph caption paragraph");
}

TEST_CASE("a caption given twice is once, with or without its credit") {
    CHECK(blocks_of(paragraph +
                    "\n\nBoats on the square of Karsk.\nBoats on the square of Karsk. (AFP)\n\nMany stayed.") ==
          Lines{"paragraph: " + paragraph, "caption: Boats on the square of Karsk.",
                "+caption: Boats on the square of Karsk. (AFP)", "paragraph: Many stayed."});
}

TEST_CASE("where the text begins with its title, the title is the repeat") {
    const std::string long_title =
        "Flood in Karsk: forty houses lost, two hundred people in boats, and the dam may not hold";
    CHECK(blocks_of(long_title + "\n\nMany stayed.", long_title)[1] == "heading: " + long_title);
    CHECK(blocks_of("Flood in Karsk: 40 houses lost\n\nMany stayed.", "Flood in Karsk: 40 houses lost") ==
          Lines{"+title: Flood in Karsk: 40 houses lost", "heading: Flood in Karsk: 40 houses lost",
                "paragraph: Many stayed."});
}

TEST_CASE("a post reaches up to the words that introduce it, and has its author and day") {
    const std::string told =
        "“We have never seen such water,” said a shopkeeper in a post that showed the flooded square and the boats "
        "upon it, which was shared widely.";
    const Report report = report_of(told +
                                    "\n\nMore than 3K people on the roofs of #Karsk tonight!\n\n\n\nSend boats. "
                                    "pic.twitter.com/aB1 — Ana Örlo (@ana_o) May 3, 2021\n\n" +
                                    paragraph);
    REQUIRE(report.blocks.size() == 3);
    const Block& post = report.blocks[1];
    CHECK(post.kind == BlockKind::embed);
    CHECK(slice(report.content, post.span) ==
          "More than 3K people on the roofs of #Karsk tonight!\n\n\n\nSend boats. pic.twitter.com/aB1 — Ana Örlo "
          "(@ana_o) May 3, 2021");
    CHECK(post.author == "Ana Örlo");
    CHECK(slice(report.content, post.author_span) == "Ana Örlo");
    CHECK(iso_day(*post.date) == "2021-05-03");
    CHECK(slice(report.content, post.date_span) == "May 3, 2021");
}

TEST_CASE("a post takes no paragraph of the article") {
    CHECK(kinds_of(paragraph + "\n\nThe water is at our door, the lights are out and the children are asleep upstairs. "
                               "— Ana (@ana) May 3, 2021\n\nMany stayed.") == "paragraph embed paragraph");
    CHECK(
        kinds_of("The mayor said that the town was calm.\n\nAll calm here. — Ana (@ana) May 3, 2021\n\nMany stayed.") ==
        "paragraph embed paragraph");
    CHECK(kinds_of("The mayor put it this way:\n\nAll calm here. — Ana (@ana) May 3, 2021\n\nMany stayed.") ==
          "paragraph embed paragraph");
    CHECK(kinds_of(paragraph + "\n\nCalm returns\n\nThe water is at our door, the lights are out and the children are "
                               "asleep upstairs. — Ana (@ana) May 3, 2021") == "paragraph heading embed");
}

TEST_CASE("lines of one post are one block, two posts are two, and text goes on behind") {
    CHECK(kinds_of("Lights out\nroads closed\n— Ana (@ana) May 3, 2021\nMany stayed in the upper town.") ==
          "embed paragraph");
    CHECK(kinds_of("Water. — Ana (@ana) May 3, 2021 Mud. — Ben (@ben) May 4, 2021 Many stayed.") ==
          "embed embed paragraph");
    CHECK(kinds_of("Boats. A post shared by Ana (@ana) on May 3, 2021 at 10:56pm PDT\n" + paragraph) ==
          "embed paragraph");
    CHECK(kinds_of(paragraph + "\nA post shared by Ana (@ana) on May 3, 2021\nMany stayed.") ==
          "paragraph embed paragraph");
    CHECK(kinds_of(paragraph + "\nView this post on Instagram\nThe water is here.\nBoats too.\nA post shared by Ana "
                               "(@ana) on May 3, 2021\nMany stayed.") == "paragraph embed paragraph");
    CHECK(blocks_of("Up – and away – with it — Ana-Lu (@ana) 3 May 2021").size() == 1);
    CHECK(report_of("Up – and away – with it — Ana-Lu (@ana) 3 May 2021").blocks[0].author == "Ana-Lu");
}

TEST_CASE("links, appeals and notices are not the report's words") {
    CHECK(kinds_of(paragraph + "\n\nREAD MORE: The boats of Karsk\n\nMany stayed.") == "paragraph link paragraph");
    CHECK(kinds_of(paragraph + "\n\nMayor says help is coming (2:50) |\n\nMany stayed.") == "paragraph link paragraph");
    CHECK(kinds_of(paragraph + "\n\nRead more:\n\nThe boats of Karsk\n\nWhy the dam was late") ==
          "paragraph link link link");
    CHECK(
        kinds_of(paragraph + "\n\nRead more:\n\nThe boats of Karsk\n\nThe dam held. Its keeper did not.\n\nComments") ==
        "paragraph link link link furniture");
    CHECK(kinds_of(paragraph + "\n\nRead more:\n\nThe dam held.\n\n" + paragraph + " Again.") ==
          "paragraph link paragraph paragraph");
    CHECK(kinds_of(paragraph + "\n\nWhy the dam was late Read more\n\nMany stayed.") == "paragraph link paragraph");
    CHECK(kinds_of(paragraph + "\n\nThe boats of Karsk, from above | 01:40\n\nMany stayed.") ==
          "paragraph link paragraph");
    CHECK(kinds_of(paragraph + "\n\nAna P. Orlo in Karsk and Ben Pask contributed to this report.") ==
          "paragraph furniture");
    CHECK(kinds_of(paragraph + " Rain and wind contributed to this. Report by report, the office learned of it.") ==
          "paragraph");
    CHECK(kinds_of(paragraph + "\n\nThis website uses cookies. You can switch them off.") == "paragraph furniture");
    CHECK(kinds_of(
              paragraph +
              "\n\nIndependent journalism costs money. Support Karsk Today for the price of a coffee.\n\nSupport Us") ==
          "paragraph furniture furniture");
    CHECK(kinds_of(paragraph + "\n\nCopyright 2021 Karsk Today. All rights reserved.") == "paragraph furniture");
    CHECK(kinds_of(paragraph + "\n\nSign up for our newsletter") == "paragraph furniture");
}

TEST_CASE("a report saved from its page, with all that stood around it") {
    CHECK(blocks_of("Karsk counts its losses as the river falls\n"
                    "\n"
                    "By Anna Orlo, AFP\n"
                    "May 3, 2021 - 18:30\n"
                    "Share\n"
                    "Boats on the main square of Karsk.\n"
                    "Boats on the main square of Karsk. (AFP)\n"
                    "KARSK (AFP) - The river fell by a metre on Monday, and two hundred people went home.\n"
                    "This website uses cookies. You can switch them off.\n"
                    "\"We lost the mill,\" said the miller, Ben Pask, who had come by boat.\n"
                    "We are safe, all forty of us, and we thank the men of the dam #karsk pic.twitter.com/a1b2c3 "
                    "\u2014 Ben Pask (@benpask) May 3, 2021\n"
                    "READ MORE: The night in which the dam held\n"
                    "- 'We stay' -\n"
                    "Many would not leave. The mayor had asked them to, twice, and then brought them bread.\n"
                    "Sign up for our newsletter\n"
                    "Independent journalism costs money. Support Karsk Today for the price of a coffee.\n"
                    "(KARSK TODAY with AFP)\n") ==
          Lines{
              "heading: Karsk counts its losses as the river falls",
              "furniture: By Anna Orlo, AFP",
              "furniture: May 3, 2021 - 18:30",
              "furniture: Share",
              "caption: Boats on the main square of Karsk.",
              "+caption: Boats on the main square of Karsk. (AFP)",
              "paragraph: KARSK (AFP) - The river fell by a metre on Monday, and two hundred people went home.",
              "furniture: This website uses cookies. You can switch them off.",
              "paragraph: \"We lost the mill,\" said the miller, Ben Pask, who had come by boat.",
              "embed: We are safe, all forty of us, and we thank the men of the dam #karsk pic.twitter.com/a1b2c3 "
              "\u2014 Ben Pask (@benpask) May 3, 2021",
              "link: READ MORE: The night in which the dam held",
              "heading: - 'We stay' -",
              "paragraph: Many would not leave. The mayor had asked them to, twice, and then brought them bread.",
              "furniture: Sign up for our newsletter",
              "furniture: Independent journalism costs money. Support Karsk Today for the price of a coffee.",
              "furniture: (KARSK TODAY with AFP)",
          });
}

TEST_CASE("words of an appeal within a sentence of the report stay with it") {
    CHECK(kinds_of("Copyright lawyers met in Karsk on Monday.\n\nSupport for the mayor fell.\n\nMore boats "
                   "came.\n\nDonations reached 20,000 euros, the mayor said.") ==
          "paragraph paragraph paragraph paragraph");
}

// ---------------------------------------------------------------- credits

TEST_CASE("outlet and agencies as a text credits them") {
    const auto credits = [](const std::string& text, const std::string& domain = "") {
        const Report report = report_of(text, domain);
        return report.outlet + " | " + joined(report.agencies);
    };
    CHECK(credits(paragraph + "\n\n(KARSK TODAY with AFP)") == "KARSK TODAY | AFP");
    CHECK(credits(paragraph + "\n\nSource: KarskWorld and agencies") == "KarskWorld | ");
    CHECK(credits(paragraph + "\n\nThe Associated Press contributed to this report.") == " | AP");
    CHECK(credits(paragraph + "\n\nAna Orlo and Reuters contributed to this report.") == " | Reuters");
    CHECK(credits(paragraph + " Reuters contributed to this report.") == " | Reuters");
    CHECK(credits("Flood in Karsk: many leave Updated: 2021-05-03 06:50 (Xinhua)\n\n" + paragraph) == " | Xinhua");
    CHECK(credits(paragraph + " (© Daily Karsk, Ruhn)") == "Daily Karsk | ");
    CHECK(credits(paragraph + "\n\nSupport Times of Karsk for the price of a coffee.") == "Times of Karsk | ");
    CHECK(credits("KARSK (Reuters) - " + paragraph, "www.bote.example") == "bote.example | Reuters");
    CHECK(credits("KARSK, Ruhnland (AP) — " + paragraph) == " | AP");
    CHECK(credits("KARSK (Pontine News) — " + paragraph, "bote.example") == "bote.example | Pontine News");
    CHECK(credits("(CNN) " + paragraph, "edition.cnn.com") == "cnn.com | ");
    CHECK(credits(paragraph + "\n\nAP - AFP", "bote.example") == "bote.example | AP, AFP");
    CHECK(credits(paragraph + "\n\nab/cd (AFP, dpa)", "bote.example") == "bote.example | AFP, dpa");
    CHECK(credits(paragraph + " (Reuters)") == " | Reuters");
    CHECK(credits("The Karsk Courier\nMonday 3 May 2021\n\n" + paragraph) == "The Karsk Courier | ");
}

TEST_CASE("an image's credit is not the report's") {
    CHECK(report_of("Boats on the square. Photo: Anna Orlo/Reuters\n\n" + paragraph).agencies.empty());
    CHECK(report_of(paragraph + "\n\nBoats on the square (AFP)\n\nMany stayed.").agencies.empty());
    CHECK(report_of("The mayor told Reuters that the water was falling.\n\n" + paragraph).agencies.empty());
}

TEST_CASE("an author or an address can name the agency") {
    Item item;
    item.text = paragraph;
    item.authors = {"The Associated Press"};
    item.url = "https://bote.example/wires/afp/1";
    bool not_a_date = false;
    CHECK(joined(compose(item, wording(), not_a_date).agencies) == "AP, AFP");
}

TEST_CASE("an outlet's domain is that of its country's registry") {
    const auto domain = [](const std::string& address) { return outlet_domain(address, wording().second_levels); };
    CHECK(domain("www.bote.example") == "bote.example");
    CHECK(domain("https://africa.bote.com.cn/a/b?c") == "bote.com.cn");
    CHECK(domain("news.bote.co.uk") == "bote.co.uk");
    CHECK(domain("amp.dw.de") == "dw.de");
    CHECK(domain("").empty());
}

TEST_CASE("a day at the head of the text is the report's, with the place that says so") {
    const Report report = report_of(" date 2021-05-03 Boats on the square of Karsk. Photo: Reuters\n\n" + paragraph);
    CHECK(iso_day(*report.published) == "2021-05-03");
    CHECK(slice(report.content, *report.published_span) == "2021-05-03");
    CHECK(report.blocks[0].kind == BlockKind::furniture);
    CHECK(report.blocks[1].kind == BlockKind::caption);
    CHECK(iso_day(*report_of("Published: 3 May 2021, 18:30\n\n" + paragraph).published) == "2021-05-03");
    CHECK(iso_day(*report_of("May 3rd, 2021\n\n" + paragraph).published) == "2021-05-03");
    CHECK(iso_day(*report_of("Flood in Karsk Updated: 2021-05-03 06:50\n\n" + paragraph).published) == "2021-05-03");
    CHECK(iso_day(*report_of("Mon 3 May 2021 10.15 GMT\n\n" + paragraph).published) == "2021-05-03");
    CHECK(iso_day(*report_of("Last modified on Mon 3 May 2021 10.15 GMT\n\n" + paragraph).published) == "2021-05-03");
    CHECK(!report_of("On May 3, 2021, the river rose in Karsk.\n\n" + paragraph).published);
    CHECK(!report_of("May 32, 2021\n\n" + paragraph).published);
}

TEST_CASE("an agency's dateline states the day, and its paragraph stays one") {
    for (const std::string dateline :
         {"KARSK, May 3, 2021 - ", "KARSK, May 3, 2021 (Reuters) - ", "KARSK, Mar 3, 2021 \u2014 ",
          "Karsk, 3 May 2021 (KNA) \u2013 ", "May 3, 2021 (PORT KARSK) - ", "KARSK/HALM (3 May 2021) - ",
          "PORT KARSK, Karsk Island, May 3, 2021 (AP) \u2014 ", "(KNA) - May 3, 2021 - ",
          "Karsk, Monday, May 3, 2021 -- "}) {
        CAPTURE(dateline);
        const Report report = report_of("Flood in Karsk\n\n" + dateline + paragraph);
        REQUIRE(report.published);
        CHECK(iso_day(*report.published).substr(7) == "-03");
        CHECK(slice(report.content, *report.published_span).ends_with("2021"));
        CHECK(report.blocks.back().kind == BlockKind::paragraph);
        CHECK(slice(report.content, report.blocks.back().span) == dateline + paragraph);
    }
    CHECK(report_of("KARSK, May 3, 2021 (Reuters) - " + paragraph).agencies == std::vector<std::string>{"Reuters"});
    CHECK(!report_of("The flood of May 3, 2021 - the third in a year - " + paragraph).published);
    CHECK(!report_of("The truce that they signed in Karsk, May 3, 2021 - the third - held.").published);
}
