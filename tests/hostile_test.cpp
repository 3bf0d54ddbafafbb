// Inputs that are meant to hurt: each is refused or read in bounded time and memory, with one clear line, and what
// stands beside it is read. Nothing large is ever written to disk: what is long is made as it is read.
#include <doctest/doctest.h>

#include <sys/resource.h>

#include <cstdio>
#include <functional>
#include <streambuf>

#include "support/archives.h"
#include "support/reading.h"

using namespace recount;
using namespace recount::test;
using namespace std::string_literals;

namespace {

#if defined(__SANITIZE_ADDRESS__)
constexpr bool memory_can_be_measured = false;  // freed memory is kept for a while, to catch its use
#else
constexpr bool memory_can_be_measured = true;
#endif

long peak_megabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/// `head`, then `piece` so many times, then `tail`, none of it in memory more than once.
class Repeated : public std::streambuf {
public:
    Repeated(std::string head, std::string piece, std::uint64_t times, std::string tail)
        : parts_{std::move(head), std::move(piece), std::move(tail)}, times_(times) {}

private:
    int_type underflow() override {
        while (step_ < 3) {
            std::string& part = parts_[step_];
            if (step_ == 1 ? done_++ < times_ : done_++ < 1) {
                setg(part.data(), part.data(), part.data() + part.size());
                if (!part.empty())
                    return traits_type::to_int_type(part[0]);
                continue;
            }
            ++step_;
            done_ = 0;
        }
        return traits_type::eof();
    }

    std::string parts_[3];
    std::uint64_t times_, done_ = 0;
    int step_ = 0;
};

ReadResult read_repeated(std::string head, std::string piece, std::uint64_t times, std::string tail) {
    Repeated bytes(std::move(head), std::move(piece), times, std::move(tail));
    std::istream in(&bytes);
    return read({"-"}, in, wording());
}

std::string times(const std::string& piece, std::size_t count) {
    std::string out;
    out.reserve(piece.size() * count);
    for (std::size_t i = 0; i < count; ++i)
        out += piece;
    return out;
}

const std::string good = "Police said three people had been hurt in Karsk.";

/// A gzip member of `head` and then zeros without end: so many times a megabyte.
std::string gzip_bomb(const std::string& head, std::size_t megabytes) {
    return gzip_of(head + std::string(megabytes << 20, '\0'));
}

/// The header of a tar's entry of that size, out of libarchive's own.
std::string tar_header(const std::string& name, std::uint64_t size) {
    std::string header = tar_of({{name, "x"}}).substr(0, 512);
    char digits[13];
    std::snprintf(digits, sizeof digits, "%011llo", static_cast<unsigned long long>(size));
    header.replace(124, 12, digits, 12);
    header.replace(148, 8, "        ");
    unsigned sum = 0;
    for (const char c : header)
        sum += static_cast<unsigned char>(c);
    std::snprintf(digits, sizeof digits, "%06o", sum);
    header.replace(148, 8, std::string(digits) + '\0' + ' ');
    return header;
}

}  // namespace

TEST_CASE("a file that unpacks without end is refused, and what stands before it is read") {
    const std::string before = tar_of({{"one.txt", good}}).substr(0, 1024);
    const auto result = read_bytes(gzip_bomb(before + tar_header("zeros", 7ull << 30), 300));
    CHECK(ids(result) == "one");
    CHECK(messages(result) ==
          Lines{"standard input, zeros: has a NUL byte at byte 0, so it is no text; give the report's text, in UTF-8",
                "standard input: unpacks to more than 200 times its size, as bombs do; unpack it yourself if you trust "
                "it"});
    CHECK(read_bytes(gzip_bomb("x", 100)).problems.size() == 1);
    CHECK(read_bytes(zstd_of(std::string(300u << 20, 'x'))).problems.size() == 1);
}

TEST_CASE("a bomb in a .zip costs itself alone") {
    const auto result = read_bytes(zip_of({{"bomb.txt", std::string(100u << 20, 'x')}, {"one.txt", good}}));
    CHECK(ids(result) == "one");
    CHECK(only_message(result) ==
          "standard input, bomb.txt: is longer than the 16777216 bytes that one report may have; split it into its "
          "reports");
}

TEST_CASE("a header field of 2 GB is passed over, and the record behind it is read") {
    const long before = peak_megabytes();
    const auto result = read_repeated(
        "WARC/1.0\r\nWARC-Type: response\r\nX: ", std::string(1u << 20, 'x'), 2048,
        "\r\nContent-Length: 3\r\n\r\nx\r\n\r\n\r\n" + record_of("https://bote.example/1", answer_of(good)));
    CHECK(ids(result) == "https://bote.example/1");
    CHECK(messages(result) ==
          Lines{"standard input, record 1: has a header that does not end, or not within 1048576 bytes; leave it out"});
    if (memory_can_be_measured)
        CHECK(peak_megabytes() - before < 50);
}

TEST_CASE("a server's header field of 2 GB costs its record alone") {
    const std::string start = "HTTP/1.1 200 OK\r\nX: ", end = "\r\n\r\n" + good;
    const std::uint64_t length = start.size() + end.size() + (2ull << 30);
    const auto result = read_repeated(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n" + start,
        std::string(1u << 20, 'x'), 2048, end + "\r\n\r\n" + record_of("https://bote.example/1", answer_of(good)));
    CHECK(ids(result) == "https://bote.example/1");
    CHECK(messages(result) ==
          Lines{"standard input, record 1: has a header that does not end, or not within 1048576 bytes; leave it out"});
}

TEST_CASE("a mail, a line of JSON and a text that do not end are refused in bounded memory") {
    const long before = peak_megabytes();
    const std::string piece(1u << 20, 'x');
    for (const std::string& head :
         {"From: a\r\nMessage-ID: <1>\r\nMIME-Version: 1.0\r\nX: "s, "{\"text\": \""s, "Karsk "s})
        CHECK(only_message(read_repeated(head, piece, 300, "")).find("is longer than the 16777216 bytes") !=
              std::string::npos);
    if (memory_can_be_measured)
        CHECK(peak_megabytes() - before < 150);
}

TEST_CASE("a million nested tags are refused or read, without a stack as deep") {
    const std::size_t million = 1'000'000;
    CHECK(only_message(read_bytes("<rss><channel>" + times("<a>", million))) ==
          "standard input: has more than 1000 XML elements within one another, as no feed has; leave it out");
    const auto page = read_bytes("<!DOCTYPE html><html><body>" + times("<div>", million) + "<p>" + good +
                                 " It was late. Nobody knew why.</p>");
    CHECK(page.reports.size() + page.problems.size() == 1);
    const auto item = read_bytes("<rss><channel><item><description>" + times("&lt;b&gt;", million) + good +
                                 "</description></item></channel></rss>");
    CHECK(item.reports.size() + item.problems.size() == 1);
}

TEST_CASE("XML that reads other files or multiplies itself is refused") {
    const std::string refused = "standard input: declares entities of its own (at byte ";
    const std::string outside =
        "<!DOCTYPE rss [<!ENTITY e SYSTEM "
        "\"file:///etc/hostname\">]><rss><channel><item><description>&e;</description></item></channel></rss>";
    CHECK(only_message(read_bytes(outside)).starts_with(refused));
    std::string laughs = "<!DOCTYPE rss [<!ENTITY l0 \"ha\">";
    for (int i = 1; i < 40; ++i)
        laughs += "<!ENTITY l" + std::to_string(i) + " \"" + times("&l" + std::to_string(i - 1) + ";", 10) + "\">";
    CHECK(only_message(
              read_bytes(laughs + "]><rss><channel><item><description>&l39;</description></item></channel></rss>"))
              .starts_with(refused));
    const std::string parameter =
        "<!DOCTYPE rss [<!ENTITY % p SYSTEM \"file:///etc/hostname\"> %p;]><rss><channel/></rss>";
    CHECK(only_message(read_bytes(parameter)).starts_with(refused));
    // A type declaration that only names a file is common, and the file is never asked for.
    const auto named = read_bytes(
        "<!DOCTYPE rss SYSTEM "
        "\"file:///etc/hostname\"><rss><channel><item><guid>a</guid><description>Words.</description></item></"
        "channel></rss>");
    CHECK(ids(named) == "a");
}

TEST_CASE("an archive that lies about sizes and names is read or refused") {
    CHECK(read_bytes(tar_header("huge.txt", 077777777777) + good).problems.size() == 1);
    CHECK(ids(read_bytes(tar_of({{times("../", 80) + "deep.txt", good}}))) == "deep");
    // A name of 2 GB, by GNU's extension for long ones.
    std::string long_name = tar_header("././@LongLink", 2ull << 30);
    long_name[156] = 'L';
    CHECK(read_repeated(long_name, std::string(1u << 20, 'a'), 100, "").reports.empty());
}

TEST_CASE("problems beyond a thousand are counted, not named") {
    std::string lines;
    for (int i = 0; i < 5000; ++i)
        lines += "{\"x\": 1}\n";
    const auto result = read_bytes(lines + "{\"text\": \"Words.\"}\n");
    CHECK(result.reports.size() == 1);
    CHECK(result.problems.size() == 1001);
    CHECK(messages(result).back() ==
          "standard input: has 4000 more problems like these; mend those that are named first");
}
