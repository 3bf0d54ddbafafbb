// Web archives of the older kind (ARC), and pages packed with brotli: read as the pages themselves are.
#include <doctest/doctest.h>

#include "support/archives.h"
#include "support/reading.h"

using namespace recount;
using namespace recount::test;
using namespace std::string_literals;

namespace {

std::string text(int number) {
    return "Police said " + std::to_string(number) + " people had been hurt in Karsk on Monday evening.";
}

std::string address(int number) {
    return "http://bote.example/" + std::to_string(number);
}

std::string arc(int number) {
    return arc_record_of(address(number), answer_of(text(number)), "text/plain");
}

std::string brotli_answer(std::string_view body) {
    return answer_of(body, "Content-Type: text/plain\r\nContent-Encoding: br\r\n");
}

}  // namespace

TEST_CASE("an ARC gives the pages of its records, packed or not") {
    const std::string whole =
        arc_head() + arc(1) + arc(2) +
        arc_record_of(address(3), answer_of("GIF8", "Content-Type: image/gif\r\n"), "image/gif") +
        arc_record_of("dns:bote.example", "20240209110000\nbote.example. IN A 192.0.2.1\n", "text/dns");
    for (const std::string& bytes : {whole, gzip_of(arc_head()) + gzip_of(arc(1)) + gzip_of(arc(2))}) {
        const auto result = read_bytes(bytes);
        CHECK(ids(result) == address(1) + " " + address(2));
        CHECK(result.reports.at(0).text() == text(1));
        CHECK(result.reports.at(0).url == address(1));
        CHECK(!result.reports.at(0).published);  // the crawler's day is not the report's
    }
    CHECK(only_message(read_bytes(whole)).find("has records without a report") != std::string::npos);
}

TEST_CASE("the second version of ARC has more fields in a record's line") {
    const std::string content = answer_of(text(1));
    CHECK(ids(read_bytes(arc_head() + address(1) + " 192.0.2.1 20240209110000 text/plain 200 - - 1536 crawl.arc " +
                         std::to_string(content.size()) + "\n" + content + "\n")) == address(1));
}

TEST_CASE("a damaged record of an ARC costs that record alone") {
    const std::string lost = arc_record_of(address(2), answer_of(text(2)), "text/plain");
    std::string damaged_line = arc(2);
    damaged_line.replace(damaged_line.find(" text/plain "), 12, " text/plain x");
    const auto result = read_bytes(arc_head() + arc(1) + damaged_line + arc(3));
    CHECK(ids(result) == address(1) + " " + address(3));
    CHECK(only_message(result).find("has no record of a web archive where one should begin") != std::string::npos);

    const auto cut = read_bytes(arc_head() + arc(1) + lost.substr(0, lost.size() - 20));
    CHECK(ids(cut) == address(1));
    CHECK(only_message(cut).find("record 3 (" + address(2) + "): is not as long as its header says") !=
          std::string::npos);

    std::string packed = gzip_of(arc(2));
    packed[packed.size() / 2] ^= 0x55;
    const auto damaged = read_bytes(gzip_of(arc_head()) + gzip_of(arc(1)) + packed + gzip_of(arc(3)));
    CHECK(ids(damaged) == address(1) + " " + address(3));
    CHECK(damaged.problems.size() == 1);
}

TEST_CASE("an answer packed with brotli is unpacked, unless the crawler did") {
    for (const std::string& body : {brotli_of(text(1)), text(1), chunked(brotli_of(text(1)))}) {
        const bool is_chunked = body.starts_with("10\r\n") || body.find("\r\n") != std::string::npos;
        const std::string answer =
            is_chunked
                ? answer_of(body, "Content-Type: text/plain\r\nContent-Encoding: br\r\nTransfer-Encoding: chunked\r\n")
                : brotli_answer(body);
        const auto result = read_bytes(record_of(address(1), answer));
        CHECK(messages(result) == Lines{});
        REQUIRE(result.reports.size() == 1);
        CHECK(result.reports[0].text() == text(1));
    }
}

TEST_CASE("brotli that is damaged or cut costs its record alone") {
    const std::string packed = brotli_of(text(1) + text(2) + text(3));
    std::string damaged = packed;
    damaged[packed.size() / 2] ^= 0x55;
    for (const std::string& body : {damaged, packed.substr(0, packed.size() / 2)}) {
        const auto result =
            read_bytes(record_of(address(1), brotli_answer(body)) + record_of(address(2), answer_of(text(4))));
        CHECK(ids(result) == address(2));
        CHECK(only_message(result).find("packed data") != std::string::npos);
    }
}

TEST_CASE("brotli that unpacks to far more than a report is given up") {
    const auto result = read_bytes(record_of(address(1), brotli_answer(brotli_of(std::string(200u << 20, 'a')))));
    CHECK(only_message(result).find("is longer than the 16777216 bytes that one report may have") != std::string::npos);
}

TEST_CASE("a page as a server packed it with brotli is read from a file") {
    const Folder folder;
    CHECK(read_paths({folder.put("flood.html", brotli_of("<html><body><p>" + text(1) + " " + text(2)))})
              .reports.at(0)
              .text() == text(1) + " " + text(2));
    CHECK(only_message(read_bytes("\x0B\x02\x03\x04\x00 no brotli"s)).find("has a NUL byte") != std::string::npos);
}
