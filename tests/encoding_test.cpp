// Encodings: labels as the web has them, what a page declares, what its bytes look like, and what comes out.
#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>

#include "read/encoding.h"
#include "text/utf8.h"

using namespace recount;
using namespace std::string_literals;

namespace {

/// "UTF-8 by form": the encoding of a page and how it is known.
std::string told(const std::string& page, const std::string& container = "") {
    static const std::array<std::string, 6> by{"mark", "container", "declaration", "form", "likeness", "habit"};
    const Encoding encoding = page_encoding(page, container);
    return std::string(encoding.name) + " by " + by.at(static_cast<std::size_t>(encoding.basis));
}

std::string read_as(const std::string& bytes, std::string_view encoding) {
    bool damaged = false;
    const auto text = decoded(bytes, encoding, damaged);
    return (text ? *text : "no converter") + (damaged ? " (damaged)" : "");
}

}  // namespace

TEST_CASE("a label is the encoding that browsers take it for") {
    CHECK(encoding_of_label("latin1") == "windows-1252");
    CHECK(encoding_of_label(" ISO-8859-1\n") == "windows-1252");
    CHECK(encoding_of_label("US-ASCII") == "windows-1252");
    CHECK(encoding_of_label("utf8") == "UTF-8");
    CHECK(encoding_of_label("Unicode") == "UTF-16LE");
    CHECK(encoding_of_label("gb2312") == "GBK");
    CHECK(encoding_of_label("ks_c_5601-1987") == "EUC-KR");
    CHECK(encoding_of_label("iso-8859-9") == "windows-1254");
    CHECK(encoding_of_label("x-sjis") == "Shift_JIS");
    CHECK(encoding_of_label("latin").empty());
    CHECK(encoding_of_label("iso-8859-1 iso-8859-2").empty());
    CHECK(encoding_of_label(" ").empty());
}

TEST_CASE("what is not certain of an encoding is said") {
    const Encoding declared{"windows-1251", EncodingBasis::declaration}, likely{"KOI8-R", EncodingBasis::likeness};
    CHECK(!encoding_remark(declared, false));
    CHECK(reason(*encoding_remark(declared, true)) ==
          "has bytes that mean nothing in windows-1251; they are read as U+FFFD");
    CHECK(reason(*encoding_remark(likely, false)) ==
          "does not tell its encoding and looks like KOI8-R; it is read as such, which is not certain");
    CHECK(!encoding_remark(likely, true)->is_error());
}

TEST_CASE("whatever bytes come, an encoding is found and valid UTF-8 comes out") {
    const std::string seed =
        "<!-- a --><?xml version='1.0' encoding='Shift_JIS'?><html><head><meta http-equiv=content-type "
        "content='text/html; charset=euc-jp'><meta charset=\"iso-2022-jp\"><p title=x>caf\xC3\xA9 \x1B$BF|K\\\x1B(B"
        "\x93so\x94 \xD6\xD0\xB9\xFA</p>";
    std::mt19937 random(20210503);
    for (int round = 0; round < 3000; ++round) {
        std::string bytes = seed;
        for (unsigned flips = random() % 6; flips > 0; --flips)
            bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
        bytes.resize(random() % (bytes.size() + 1));
        const Encoding encoding = page_encoding(bytes, round % 7 == 0 ? "gb18030" : "");
        bool damaged = false;
        const auto text = decoded(bytes, encoding.name, damaged);
        REQUIRE(text);
        CHECK(!first_invalid_utf8(*text));
    }
}

TEST_CASE("every encoding has a converter, and reads what it writes") {
    CHECK(read_as("\x80 5 caf\xE9 \x93so\x94", "windows-1252") == "€ 5 café “so”");
    CHECK(read_as("\xA3\xF3"
                  "d\xBC",
                  "ISO-8859-2") == "Łódź");
    CHECK(read_as("\xEC\xEE\xF1\xEA\xE2\xE0", "windows-1251") == "москва");
    CHECK(read_as("\xCD\xCF\xD3\xCB\xD7\xC1", "KOI8-R") == "москва");
    CHECK(read_as("\x93\xFA\x96\x7B", "Shift_JIS") == "日本");
    CHECK(read_as("\xC6\xFC\xCB\xDC", "EUC-JP") == "日本");
    CHECK(read_as("\x1B$BF|K\\\x1B(B", "ISO-2022-JP") == "日本");
    CHECK(read_as("\xC7\xD1\xB1\xB9", "EUC-KR") == "한국");
    CHECK(read_as("\xD6\xD0\xB9\xFA", "GBK") == "中国");
    CHECK(read_as("\xA4\xA4\xB0\xEA", "Big5") == "中國");
    CHECK(read_as("O\0k\0"s, "UTF-16LE") == "Ok");
    for (const std::string_view name :
         {"IBM866",       "ISO-8859-3",   "ISO-8859-4",     "ISO-8859-5",   "ISO-8859-6",
          "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-8-I",   "ISO-8859-10",  "ISO-8859-13",
          "ISO-8859-14",  "ISO-8859-15",  "KOI8-U",         "macintosh",    "windows-874",
          "windows-1250", "windows-1253", "windows-1254",   "windows-1255", "windows-1256",
          "windows-1257", "windows-1258", "x-mac-cyrillic", "gb18030",      "UTF-16BE"}) {
        CAPTURE(name);
        CHECK(encoding_of_label(name) == name);
        CHECK(read_as("", name).empty());
    }
    CHECK(read_as("x", "no-such-thing") == "no converter");
}

TEST_CASE("what means nothing in an encoding is replaced and said") {
    CHECK(read_as("fine \xC3( more", "UTF-8") == "fine \uFFFD( more (damaged)");
    CHECK(read_as("cut \xE2\x82", "UTF-8") == "cut \uFFFD (damaged)");
    CHECK(read_as("\xEF\xBB\xBFmarked", "UTF-8") == "marked");
    const std::string much(100000, '\xE9');
    CHECK(read_as(much, "windows-1252").size() == 2 * much.size());
}

TEST_CASE("a page declares its encoding in its head") {
    CHECK(declared_encoding("<html><head><meta charset=latin1>") == "windows-1252");
    CHECK(declared_encoding("<META CharSet = 'KOI8-R' >") == "KOI8-R");
    CHECK(declared_encoding("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1251\"/>") ==
          "windows-1251");
    CHECK(declared_encoding("<meta content='text/html;charset=\"euc-kr\"' http-equiv=content-type>") == "EUC-KR");
    CHECK(declared_encoding("<meta name=x content='charset=euc-kr'>").empty());
    CHECK(declared_encoding("<!-- <meta charset=big5> --><p title='<meta charset=big5>'><meta charset=gbk>") == "GBK");
    CHECK(declared_encoding("<meta charset=nonsense><meta charset=utf-16>") == "UTF-8");
    CHECK(declared_encoding("<?xml version=\"1.0\" encoding='Shift_JIS'?><html>") == "Shift_JIS");
    CHECK(declared_encoding("<p>charset=utf-8</p><!-- <meta charset=big5>").empty());
    CHECK(declared_encoding("<meta charset").empty());
    CHECK(declared_encoding("<").empty());
}

TEST_CASE("mark, container, declaration and likeness, in this order") {
    const std::string latin = "<meta charset=iso-8859-2><p>za\xBF\xF3\xB3\xE6 g\xEA\xB6l\xB1 ja\xBC\xF1</p>";
    CHECK(told(latin) == "ISO-8859-2 by declaration");
    CHECK(told(latin, "windows-1250") == "windows-1250 by container");
    CHECK(told(latin, "unheard-of") == "ISO-8859-2 by declaration");
    CHECK(told("\xEF\xBB\xBF" + latin, "windows-1250") == "UTF-8 by mark");
    CHECK(told("<p>Plain words.</p>") == "UTF-8 by form");
    CHECK(told("<\0p\0>\0a\0b\0"s) == "UTF-16LE by form");
    CHECK(told("\xFE\xFF\0<\0p"s) == "UTF-16BE by mark");
}

TEST_CASE("a page that was saved anew in UTF-8 is UTF-8 whatever it declares") {
    CHECK(told("<meta charset=euc-kr><p>Żółta łódź płynie</p>") == "UTF-8 by form");
    CHECK(told("<meta charset=windows-1252><p>caf\xC3\xA9</p>") == "UTF-8 by form");
    CHECK(told("<p>caf\xC3\xA9, \xE2\x80\x9Cred\xE2\x80\x9D</p>", "iso-8859-1") == "UTF-8 by form");
    CHECK(told("<meta charset=windows-1252><p>\xABL'\xC9T\xC9\xBB</p>") == "windows-1252 by declaration");
    CHECK(told("<meta charset=windows-1252><p>ET\xC9\xBB</p>") == "windows-1252 by declaration");
    CHECK(told("<meta charset=iso-8859-5><p>\xC3\xA9</p>") == "ISO-8859-5 by declaration");
}

TEST_CASE("where nothing tells, the bytes are looked at, and what they look like is not certain") {
    // "The river rose by two metres in the night and flooded the lower streets of the city", in Russian.
    const std::string russian =
        "<p>\xD0\xE5\xEA\xE0 \xEF\xEE\xE4\xED\xFF\xEB\xE0\xF1\xFC \xED\xE0 \xE4\xE2\xE0 \xEC\xE5\xF2\xF0\xE0 \xE7\xE0 "
        "\xED\xEE\xF7\xFC \xE8 \xE7\xE0\xF2\xEE\xEF\xE8\xEB\xE0 \xED\xE8\xE6\xED\xE8\xE5 \xF3\xEB\xE8\xF6\xFB "
        "\xE3\xEE\xF0\xEE\xE4\xE0</p>";
    CHECK(told(russian) == "windows-1251 by likeness");
    CHECK(!page_encoding(russian, "").is_certain());
    CHECK(told("<p>\x1B$BF|K\\$N?7J9\x1B(B \x1B$BF|K\\$N?7J9\x1B(B</p>") == "ISO-2022-JP by likeness");
    CHECK(told("<p>\xE9</p>") == "windows-1252 by habit");
    CHECK(page_encoding("<p>Words</p>", "").is_certain());
}
