// Containers: what they hold is read as if it had been given as files; what is broken or meant to hurt is named in one
// line and costs nothing else.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/archives.h"
#include "support/reading.h"

using namespace recount;
using namespace recount::test;
using namespace std::string_literals;

namespace {

/// A short report that no other equals.
std::string report(int number) {
    return "Police said " + std::to_string(number) + " people had been hurt in Karsk.";
}

const std::vector<Packed> three{
    {"north/one.txt", report(1)}, {"south/one.txt", report(2)}, {"two.json", R"({"text": "Three were hurt."})"}};

std::string page_address(int number) {
    return "https://bote.example/" + std::to_string(number);
}

std::string record(int number) {
    return record_of(page_address(number), answer_of(report(number)));
}

/// The texts in the order of the ids.
Lines texts(const ReadResult& result) {
    Lines list;
    for (const Report& one : result.reports)
        list.emplace_back(one.text());
    return list;
}

std::string flipped(std::string bytes, std::size_t at) {
    bytes.at(at) ^= 0x55;
    return bytes;
}

}  // namespace

// ---------------------------------------------------------------- archives

TEST_CASE("an archive is read as the folder that it was made of") {
    const Folder folder;
    for (const Packed& file : three)
        folder.put("files/" + file.name, file.bytes);
    const auto from_folder = read_paths({folder.at("files")});
    CHECK(ids(from_folder) == "north/one south/one two");
    for (const std::string& archive : {tar_of(three), zip_of(three), gzip_of(tar_of(three)), zstd_of(tar_of(three))}) {
        const auto result = read_paths({folder.put("archive", archive)});
        CHECK(ids(result) == "one south/one two");  // "one" stands fast before the other one is seen
        CHECK(texts(result) == texts(from_folder));
        CHECK(result.problems.empty());
        CHECK(result.reports.at(0).sha256 == from_folder.reports.at(0).sha256);
        CHECK(ids(read_bytes(archive)) == ids(result));
    }
}

TEST_CASE("of files of one name in an archive, the first has the name alone, and a file that was given before any") {
    const Folder folder;
    const std::string given = folder.put("two.txt", report(4)), archive = folder.put("pages.tar", tar_of(three));
    const std::string alone = ids(read_paths({given}));
    CHECK(alone == "two");
    CHECK(ids(read_paths({archive, given})) == "one pages.tar/two south/one two");
}

TEST_CASE("a packed file has the name of what it holds") {
    const Folder folder;
    CHECK(ids(read_paths({folder.put("flood.txt.gz", gzip_of(report(1)))})) == "flood");
    CHECK(ids(read_paths({folder.put("fire.txt.zst", zstd_of(report(1)))})) == "fire");
    CHECK(ids(read_bytes(gzip_of(report(1)))) == "stdin:1");
    CHECK(texts(read_bytes(gzip_of(report(1)) + gzip_of(" And more."))) == Lines{report(1) + " And more."});
    CHECK(ids(read_paths({folder.put("lines.jsonl.gz", gzip_of("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n"))})) ==
          "lines.jsonl.gz:1 lines.jsonl.gz:2");
}

TEST_CASE("archives within archives are read, but not without end") {
    const std::string inner = gzip_of(tar_of({{"deep.txt", report(1)}}));
    CHECK(ids(read_bytes(zip_of({{"inner.tar.gz", inner}, {"near.txt", report(2)}}))) == "deep near");

    std::string nested = report(1);
    for (int i = 0; i < 20; ++i)
        nested = gzip_of(nested);
    CHECK(only_message(read_bytes(nested)) ==
          "standard input: lies within more than 6 archives; unpack the outer ones first");
}

TEST_CASE("an entry's name leads nowhere: it is never a path on disk") {
    const auto result =
        read_bytes(tar_of({{"../../x.txt", report(1)}, {"/etc/y.txt", report(2)}, {"C:\\z.txt", report(3)}}));
    CHECK(ids(result) == "x y z");
    CHECK(
        messages(result).front() ==
        "standard input, x.txt: has a name that leads out of its archive (\"../../x.txt\"); it is read in memory under "
        "this one");
    CHECK(result.problems.size() == 3);
    CHECK(!result.problems.front().is_error());
}

TEST_CASE("links are not followed, hidden files and folders' own entries are passed over") {
    const auto result = read_bytes(tar_of(
        {{"passwd", "", "/etc/passwd"}, {".hidden", report(1)}, {"__MACOSX/one.txt", "x"}, {"one.txt", report(2)}}));
    CHECK(ids(result) == "one");
    CHECK(only_message(result) == "standard input, passwd: is a link or a device, not a file; it is passed over");
}

TEST_CASE("two entries of one name are two reports") {
    CHECK(ids(read_bytes(tar_of({{"one.txt", report(1)}, {"one.txt", report(2)}}))) == "-/one one");
}

TEST_CASE("an archive of another kind is refused with a word on what to do") {
    CHECK(only_message(read_bytes("7z\xBC\xAF\x27\x1C and more")) ==
          "standard input: is a 7z archive, which is not read; unpack it, or pack it anew as .zip or .tar.gz");
}

TEST_CASE("one bad entry never stops the rest") {
    const std::vector<Packed> files{
        {"a.txt", report(1)}, {"b.txt", "\x89PNG\r\n\x1A\n..."}, {"c.txt", ""}, {"d.txt", report(4)}};
    for (const std::string& archive : {tar_of(files), zip_of(files)}) {
        const auto result = read_bytes(archive);
        CHECK(ids(result) == "a d");
        CHECK(messages(result) == Lines{"standard input, b.txt: is a picture (PNG), not text; give the report's text",
                                        "standard input, c.txt: is empty; there is nothing in it to read"});
    }
}

TEST_CASE("a damaged entry of a .zip costs that entry alone") {
    const Folder folder;
    std::vector<Packed> files;
    for (int i = 1; i <= 9; ++i)
        files.push_back({"r" + std::to_string(i) + ".txt", report(i)});
    const std::string zip = zip_of(files);
    const std::size_t name = zip.find("r4.txt");
    const std::size_t extra = static_cast<unsigned char>(zip[name - 2]);
    for (const std::size_t at : {name - 30, name + 6 + extra + 8}) {  // its header's mark, its packed data
        const auto result = read_paths({folder.put("damaged.zip", flipped(zip, at))});
        CHECK(ids(result) == "r1 r2 r3 r5 r6 r7 r8 r9");
        REQUIRE(result.problems.size() == 1);
        CHECK(messages(result).front().find("is damaged at byte") != std::string::npos);
    }
}

TEST_CASE("a damaged header of a .tar costs that entry alone") {
    const std::string tar = tar_of({{"a.txt", report(1)}, {"b.txt", report(2)}, {"c.txt", report(3)}});
    const auto result = read_bytes(flipped(tar, tar.find("b.txt")));
    CHECK(ids(result) == "a c");
    REQUIRE(result.problems.size() == 1);
}

TEST_CASE("a cut archive is read up to the cut") {
    std::vector<Packed> files;
    for (int i = 1; i <= 9; ++i)
        files.push_back({"r" + std::to_string(i) + ".txt", report(i)});
    for (const std::string& whole : {tar_of(files), zip_of(files), gzip_of(tar_of(files))}) {
        const auto result = read_bytes(whole.substr(0, whole.size() / 3));
        CHECK(result.reports.size() < 9);
        CAPTURE(messages(result));
        REQUIRE(result.problems.size() == 1);
        CHECK(result.problems.front().is_error());
    }
    const auto lines = read_bytes(gzip_of("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n").substr(0, 40));
    CHECK(only_message(lines) ==
          "standard input: ends in the middle of its packed data (at byte 40); get the whole of it again");
}

// ---------------------------------------------------------------- web archives

TEST_CASE("a web archive's pages are its reports, named by their addresses") {
    const std::string records =
        record_of("", "software: a crawler\r\n", "warcinfo") +
        record_of(page_address(1), "GET / HTTP/1.1\r\n\r\n", "request") + record(1) +
        record_of(page_address(2), answer_of(R"({"text": "Two."})", "Content-Type: application/json\r\n"));
    for (const std::string& archive : {records, gzip_of(records), zstd_of(records)}) {
        const auto result = read_bytes(archive);
        CHECK(ids(result) == "https://bote.example/1 https://bote.example/2");
        CHECK(texts(result) == Lines{report(1), "Two."});
        CHECK(result.reports.at(0).url == page_address(1));
        CHECK(result.reports.at(0).outlet == "bote.example");
        CHECK(!result.reports.at(0).published);  // the day it was fetched is not the day it was published
        CHECK(result.problems.empty());
    }
}

TEST_CASE("what a report states of itself outranks its record") {
    const auto result =
        read_bytes(record_of(page_address(1), answer_of(R"({"text": "One.", "url": "https://amtsblatt.example/x"})",
                                                        "Content-Type: application/json\r\n")));
    REQUIRE(result.reports.size() == 1);
    CHECK(result.reports[0].url == "https://amtsblatt.example/x");
    CHECK(result.reports[0].id == page_address(1));
}

TEST_CASE("a report out of a web archive is the report out of the file") {
    const auto from_file = read_bytes(report(1)).reports.at(0), from_record = read_bytes(record(1)).reports.at(0);
    CHECK(from_record.content == from_file.content);
    CHECK(from_record.sha256 == from_file.sha256);
    CHECK(from_record.blocks.size() == from_file.blocks.size());
}

TEST_CASE("an answer's chunks are put together and its packing is undone, where they are there") {
    const auto text_of = [](std::string_view body, std::string_view header) {
        const auto result = read_bytes(record_of(page_address(1), answer_of(body, header)));
        return result.reports.empty() ? only_message(result) : std::string(result.reports[0].text());
    };
    const std::string one = report(1);
    CHECK(text_of(chunked(one), "Transfer-Encoding: chunked\r\n") == one);
    CHECK(text_of(gzip_of(one), "Content-Encoding: gzip\r\n") == one);
    CHECK(text_of(deflate_of(one), "content-encoding: deflate\r\n") == one);
    CHECK(text_of(chunked(gzip_of(one)), "Transfer-Encoding: chunked\r\nContent-Encoding: GZIP\r\n") == one);
    CHECK(text_of(one, "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n") == one);  // undone by the crawler
    CHECK(text_of(chunked(one).substr(0, 60), "Transfer-Encoding: chunked\r\n") ==
          "standard input, record 1 (https://bote.example/1): has broken chunks (at byte 107 of its record); get it "
          "again");
}

TEST_CASE("answers that are no pages are counted and passed over") {
    const auto result = read_bytes(record(1) + record_of(page_address(2), answer_of("Gone.", "", "404 Not Found")) +
                                   record_of(page_address(3), answer_of("\x89PNG", "Content-Type: image/png\r\n")) +
                                   record_of("https://bote.example/robots.txt", answer_of("User-agent: *")));
    CHECK(ids(result) == page_address(1));
    CHECK(only_message(result) ==
          "standard input: has records without a report (answers other than pages, pictures, scripts), 3 in all; they "
          "are passed over");
    CHECK(!result.problems.front().is_error());
}

TEST_CASE("one address fetched twice gives two reports") {
    const Folder folder;
    const std::string archive =
        record_of(page_address(1), answer_of(report(1))) + record_of(page_address(1), answer_of(report(2)));
    CHECK(ids(read_paths({folder.put("crawl.warc", archive)})) ==
          "crawl.warc:2:https://bote.example/1 https://bote.example/1");
}

TEST_CASE("a damaged record costs that record alone") {
    std::vector<std::string> members, all_texts;
    for (int i = 1; i <= 9; ++i) {
        members.push_back(gzip_of(record(i)));
        all_texts.push_back(report(i));
    }
    const auto read_with = [&](std::size_t which, std::string damaged) {
        std::string all;
        for (std::size_t i = 0; i < members.size(); ++i)
            all += i == which ? damaged : members[i];
        return read_bytes(all);
    };
    for (std::size_t at = 0; at < members[4].size(); ++at) {
        if (at >= 4 && at < 10)
            continue;  // the time and system of gzip's header, which nothing depends on
        const auto result = read_with(4, flipped(members[4], at));
        CAPTURE(at);
        CAPTURE(messages(result));
        std::size_t whole = 0;
        for (const std::string& text : texts(result))
            whole += std::find(all_texts.begin(), all_texts.end(), text) != all_texts.end() ? 1 : 0;
        CHECK(whole == result.reports.size());
        CHECK(whole >= 8);  // all nine where the damage lies behind the report's own bytes
        CHECK(result.problems.size() >= 1);
        CHECK(result.problems.size() <= 2);  // where the damage also shortens the record, its rest is no record
    }
    const auto cut = read_with(8, members[8].substr(0, members[8].size() / 2));
    CHECK(cut.reports.size() == 8);
    CHECK(messages(cut).front().starts_with("standard input, record 9"));
}

TEST_CASE("a record that lies about its length costs what it covers") {
    const std::string lie = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: seven\r\n\r\nsome bytes\r\n\r\n";
    const auto result = read_bytes(record(1) + lie + record(2));
    CHECK(ids(result) == "https://bote.example/1 https://bote.example/2");
    CHECK(messages(result) == Lines{"standard input, record 2: has no record of a web archive where one should begin "
                                    "(at byte 276); get it again"});
    const std::string longer =
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999999999\r\n\r\nsome bytes\r\n\r\n";
    CHECK(read_bytes(record(1) + longer).problems.size() == 1);
}
