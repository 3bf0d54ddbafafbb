// Feeds, news agencies' deliveries and mails: what is a report in them, and what is told of it.
#include <doctest/doctest.h>

#include "report/calendar.h"
#include "support/archives.h"
#include "support/reading.h"

using namespace recount;
using namespace recount::test;

namespace {

const std::string words = "The river rose by two metres overnight. Police said three people had been hurt.";

std::string rss(const std::string& items) {
    return "<?xml version=\"1.0\"?><rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
           "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><channel><title>Bote</title><language>en</language>" +
           items + "</channel></rss>";
}

const Report& only(const ReadResult& result) {
    CAPTURE(messages(result));
    REQUIRE(result.reports.size() == 1);
    return result.reports.front();
}

/// "kind: words" a block.
Lines blocks(const Report& report) {
    Lines list;
    for (const Block& block : report.blocks)
        list.push_back(std::string(name_of(block.kind)) + ": " + std::string(slice(report.content, block.span)));
    return list;
}

std::string news_item(const std::string& content, const std::string& status = "usable",
                      const std::string& kind = "text") {
    return "<newsItem guid=\"urn:newsml:karsk:" + kind + status +
           "\" xml:lang=\"en\" xmlns=\"http://iptc.org/std/nar/2006-10-01/\">"
           "<itemMeta><itemClass qcode=\"ninat:" +
           kind +
           "\"/><provider literal=\"KNA\"/>"
           "<versionCreated>2021-05-03T10:00:00Z</versionCreated><pubStatus qcode=\"stat:" +
           status +
           "\"/></itemMeta>"
           "<contentMeta><headline>Flood in Karsk</headline><by>Ana Orlo</by></contentMeta>"
           "<contentSet>" +
           content + "</contentSet></newsItem>";
}

}  // namespace

TEST_CASE("an item of RSS is a report: its content, with its summary as description") {
    const auto result = read_bytes(rss(
        "<item><title>Flood &amp;amp; fire</title><link>https://bote.example/1</link><guid "
        "isPermaLink=\"false\">k1</guid>"
        "<pubDate>Mon, 3 May 2021 23:30:00 -0500</pubDate><dc:creator>Ana Orlo</dc:creator><description>In "
        "short.</description>"
        "<content:encoded><![CDATA[<p>" +
        words + "</p><h2>The bridge</h2><p>It holds, the mayor said &mdash; for now.</p>]]></content:encoded></item>"));
    const Report& report = only(result);
    CHECK(report.id == "k1");
    CHECK(report.title() == "Flood & fire");
    CHECK(report.url == "https://bote.example/1");
    CHECK(report.outlet == "bote.example");
    CHECK(report.date_publish == "2021-05-03T23:30:00-05:00");
    CHECK(iso_day(*report.published) == "2021-05-03");
    CHECK(report.authors == std::vector<std::string>{"Ana Orlo"});
    CHECK(report.description == "In short.");
    CHECK(!report.is_summary);
    CHECK(blocks(report) == Lines{"title: Flood & fire", "paragraph: " + words, "heading: The bridge",
                                  "paragraph: It holds, the mayor said \u2014 for now."});
}

TEST_CASE("an item without content is its summary, and marked so") {
    const auto result = read_bytes(rss("<item><title>Flood</title><description>" + words +
                                       "</description></item><item><title>Bare</title></item>"));
    const Report& report = only(result);
    CHECK(report.is_summary);
    CHECK(report.text() == words + "\n");
    CHECK(report.id == "stdin:1");
    CHECK(only_message(result) ==
          "standard input, item 2: has a \"text\" without a word in it; there is nothing to read");
}

TEST_CASE("an entry of Atom is a report, whatever its content's type") {
    const auto atom = [](const std::string& content) {
        return read_bytes(
            "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>Bote</title><entry><id>urn:1</id>"
            "<title>Flood</title><link rel=\"self\" href=\"https://bote.example/feed\"/><link "
            "href=\"https://bote.example/2\"/>"
            "<updated>2021-05-04T10:00:00Z</updated><published>2021-05-03T10:00:00Z</published>"
            "<author><name>Ana Orlo</name><email>a@bote.example</email></author>" +
            content + "</entry></feed>");
    };
    for (const std::string& content :
         {"<content type=\"html\">&lt;p&gt;" + words + "&lt;/p&gt;</content>", "<content>" + words + "</content>",
          "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>" + words + "</p></div></content>"}) {
        const auto result = atom(content);
        const Report& report = only(result);
        CHECK(report.id == "urn:1");
        CHECK(report.url == "https://bote.example/2");
        CHECK(report.authors == std::vector<std::string>{"Ana Orlo"});
        CHECK(iso_day(*report.published) == "2021-05-03");
        CHECK(blocks(report).back() == "paragraph: " + words);
    }
}

TEST_CASE("references that a feed does not declare, and encodings of one byte a character, are read") {
    const auto result = read_bytes(
        "<?xml version=\"1.0\" encoding=\"windows-1252\"?><rss><channel><item><title>Zo\xEB \x96 Karsk</title>"
        "<description>&lt;p&gt;A caf&eacute; &amp;amp; a bridge.&lt;/p&gt;</description></item></channel></rss>");
    CHECK(only(result).title() == "Zo\u00EB \u2013 Karsk");
    CHECK(only(result).text() == "A caf\u00E9 & a bridge.");
}

TEST_CASE("a feed in UTF-8 is read as that, whatever it declares") {
    for (const std::string declared : {"ISO-8859-1", "windows-1252", "us-ascii", "ISO-8859-2"}) {
        CAPTURE(declared);
        const auto result = read_bytes("<?xml version=\"1.0\" encoding=\"" + declared +
                                       "\"?><rss><channel><item><title>Zo\u00EB \u2013 Karsk</title><description>A "
                                       "caf\u00E9, \u201Cred\u201D.</description></item></channel></rss>");
        CHECK(only(result).title() == "Zo\u00EB \u2013 Karsk");
        CHECK(blocks(only(result)).back() == "paragraph: A caf\u00E9, \u201Cred\u201D.");
    }
}

TEST_CASE("a feed that declares Latin-1 may have the quotation marks of windows-1252") {
    const auto result = read_bytes(
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rss><channel><item><title>\x93Zo\xEB\x94"
        "</title><description>A caf\xE9.</description></item></channel></rss>");
    CHECK(only(result).title() == "\u201CZo\u00EB\u201D");
    CHECK(blocks(only(result)).back() == "paragraph: A caf\u00E9.");
}

TEST_CASE("a broken feed is read up to where it breaks") {
    const auto result =
        read_bytes(rss("<item><guid>a</guid><description>One came.</description></item><item><title>x</item>"));
    CHECK(ids(result) == "a");
    REQUIRE(result.problems.size() == 1);
    CHECK(messages(result).front().find("is broken XML at byte") != std::string::npos);
    CHECK(only_message(read_bytes(rss(""))) == "standard input: has no item in it; there is nothing to read");
    CHECK(only_message(read_bytes("<?xml version=\"1.0\"?><svg/>")) ==
          "standard input: is XML of another kind (<svg>); give a feed, NewsML-G2, or the report's text");
}

TEST_CASE("a feed within an archive names its items' file") {
    const Folder folder;
    CHECK(ids(read_paths({folder.put(
              "feeds.zip", zip_of({{"bote.xml", rss("<item><description>" + words + "</description></item>")}}))})) ==
          "bote.xml:1");
}

TEST_CASE("NewsML-G2: a text item is a report; others are passed over, withdrawn ones named") {
    const std::string xhtml =
        "<inlineXML contenttype=\"application/xhtml+xml\"><html "
        "xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>no</title></head>"
        "<body><p>" +
        words + "</p></body></html></inlineXML>";
    const auto alone = read_bytes(news_item(xhtml));
    CHECK(only(alone).id == "urn:newsml:karsk:textusable");
    CHECK(only(alone).title() == "Flood in Karsk");
    CHECK(only(alone).date_publish == "2021-05-03T10:00:00Z");
    CHECK(only(alone).authors == std::vector<std::string>{"Ana Orlo"});
    CHECK(blocks(only(alone)) == Lines{"title: Flood in Karsk", "paragraph: " + words});

    const auto message =
        read_bytes("<?xml version=\"1.0\"?><newsMessage><header/><itemSet>" + news_item(xhtml) +
                   news_item(xhtml, "canceled") + news_item(xhtml, "usable", "picture") + "</itemSet></newsMessage>");
    CHECK(ids(message) == "urn:newsml:karsk:textusable");
    CHECK(messages(message) == Lines{"standard input, item 2: is withdrawn by its publisher; it is left out",
                                     "standard input: has items that are no text (pictures, packages of links), 1 in "
                                     "all; they are passed over"});

    CHECK(only(read_bytes(news_item("<inlineData contenttype=\"text/plain\">" + words + " A &amp; B.</inlineData>")))
              .text() == words + " A & B.");
}

TEST_CASE("NITF, within NewsML-G2 and by itself, gives its body") {
    const std::string nitf =
        "<nitf><head><title>no</title><docdata><doc-id id-string=\"n1\"/><date.issue "
        "norm=\"2021-05-03\"/></docdata></head>"
        "<body><body.head><hedline><hl1>Flood in Karsk</hl1></hedline><byline>Ana Orlo</byline></body.head>"
        "<body.content><p>" +
        words + "</p><hl2>The bridge</hl2><p>It holds for now, the mayor said.</p></body.content></body></nitf>";
    const Lines expected{"title: Flood in Karsk", "paragraph: " + words, "heading: The bridge",
                         "paragraph: It holds for now, the mayor said."};
    CHECK(blocks(only(read_bytes(nitf))) == expected);
    CHECK(only(read_bytes(nitf)).id == "n1");
    CHECK(blocks(only(read_bytes(
              news_item("<inlineXML contenttype=\"application/nitf+xml\">" + nitf + "</inlineXML>")))) == expected);
}

TEST_CASE("ninjs of each generation is read") {
    const std::string one =
        R"({"uri": "urn:k:1", "type": "text", "pubstatus": "usable", "headline": "Flood", "versioncreated": "2021-05-03T10:00:00Z",
        "byline": "Ana Orlo", "language": "en", "description_text": "In short.", "body_xhtml": "<p>)" +
        words + R"(</p>"})";
    const std::string two =
        R"({"uri": "urn:k:1", "headlines": [{"role": "main", "value": "Flood"}], "by": "Ana Orlo", "versionCreated": "2021-05-03T10:00:00Z",
        "descriptions": [{"contentType": "text/plain", "value": "In short."}], "bodies": [{"role": "main", "contentType": "text/plain", "value": ")" +
        words + R"("}]})";
    for (const std::string& bytes : {one, two}) {
        const auto result = read_bytes(bytes);
        const Report& report = only(result);
        CHECK(report.id == "urn:k:1");
        CHECK(report.title() == "Flood");
        CHECK(report.text() == words);
        CHECK(report.authors == std::vector<std::string>{"Ana Orlo"});
        CHECK(report.description == "In short.");
        CHECK(report.date_publish == "2021-05-03T10:00:00Z");
    }
    CHECK(only_message(read_bytes(R"({"uri": "urn:k:2", "pubstatus": "canceled", "body_text": "Gone."})")) ==
          "standard input: is withdrawn by its publisher; it is left out");
}

TEST_CASE("a mail is a report: its text, else its page; what is attached is not read, and said so") {
    const std::string head =
        "Received: from x\r\nFrom: =?utf-8?Q?Ana_Orl=C3=B3?= <ana@bote.example>\r\nSubject: "
        "=?utf-8?Q?Flood_=E2=80=93_update?=\r\n"
        "Date: Mon, 3 May 2021 08:00:00 +0200\r\nMessage-ID: <k1@bote.example>\r\nMIME-Version: 1.0\r\n";
    const auto plain = read_bytes(head +
                                  "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: "
                                  "quoted-printable\r\n\r\nA caf=E9. " +
                                  words + "\r\n");
    const Report& report = only(plain);
    CHECK(report.id == "k1@bote.example");
    CHECK(report.title() == "Flood \u2013 update");
    CHECK(report.authors == std::vector<std::string>{"Ana Orl\u00F3"});
    CHECK(report.date_publish == "2021-05-03T08:00:00+02:00");
    CHECK(report.text().starts_with("A caf\u00E9. " + words));

    const auto parts = read_bytes(
        head + "Content-Type: multipart/mixed; boundary=o\r\n\r\n--o\r\nContent-Type: text/plain\r\n\r\n" + words +
        "\r\n--o\r\nContent-Type: image/png\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: "
        "base64\r\n\r\niVBORw0KGgo=\r\n--o--\r\n");
    CHECK(only(parts).text() == words);
    CHECK(only_message(parts) == "standard input: has attachments, 1 in all; they are not read, save them as files");
    CHECK(read_bytes("From: Karsk\nSubject: none\n\nA text with lines that look like a mail's.")
              .reports.at(0)
              .text()
              .starts_with("From: Karsk"));
}

namespace {

std::string mail_of(const std::string& body, const std::string& type = "text/plain; charset=utf-8") {
    return "From: Ana Orlo <ana@bote.example>\r\nSubject: Flood\r\nDate: Mon, 3 May 2021 08:00:00 +0200\r\nMessage-ID: "
           "<k2@bote.example>\r\nMIME-Version: 1.0\r\nContent-Type: " +
           type + "\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + body;
}

/// The blocks behind the title.
Lines mail_blocks(const std::string& body, const std::string& type = "text/plain; charset=utf-8") {
    const auto result = read_bytes(mail_of(body, type));
    Lines list = blocks(only(result));
    list.erase(list.begin());
    return list;
}

}  // namespace

TEST_CASE("a flowing mail's lines are paragraphs; its signature is furniture") {
    const std::string flowed = "text/plain; charset=utf-8; format=flowed";
    CHECK(mail_blocks("The river rose by two \nmetres.\n\n From Karsk forty \nfled.\n\n-- \nBote\nTel 1\n", flowed) ==
          Lines{"paragraph: The river rose by two metres.", "paragraph: From Karsk forty fled.",
                "furniture: -- \nBote\nTel 1"});
    CHECK(mail_blocks("The river ro \nse.\n", flowed + "; delsp=yes") == Lines{"paragraph: The river rose."});
}

TEST_CASE("a signature does not keep a mail's broken lines from being joined") {
    const std::string broken =
        "The river rose by two metres overnight and stood in the\nlower streets of Karsk, where boats "
        "took forty people\nfrom their windows until the evening, said the mayor of\nthe town.";
    CHECK(mail_blocks(broken + "\n\n--\nBote\nTel 1\nKarsk\n") ==
          Lines{"paragraph: " + broken, "furniture: --\nBote\nTel 1\nKarsk"});
}

TEST_CASE("a quoted mail is its author's, of its own day") {
    const std::string own = "No, three were hurt, the police said.";
    for (const auto& [introduction, author, day] :
         {std::tuple<std::string, std::string, std::string>{"Jan Weiss wrote on 2 May:", "Jan Weiss", "2021-05-02"},
          {"On Sun, May 2, 2021 at 10:15 AM Jan Weiss <jan@halm.example> wrote:", "Jan Weiss", "2021-05-02"},
          {"On 30 December 2020 at 10:15 CET, Jan Weiss\n<jan@halm.example> wrote:", "Jan Weiss", "2020-12-30"},
          {"jan@halm.example wrote:", "jan@halm.example", ""}}) {
        CAPTURE(introduction);
        const auto result = read_bytes(mail_of(introduction + "\n> Thirty were hurt\n> in Karsk.\n\n" + own + "\n"));
        const Report& report = only(result);
        CHECK(blocks(report) == Lines{"title: Flood", "furniture: " + introduction,
                                      "embed: Thirty were hurt\nin Karsk.", "paragraph: " + own});
        CHECK(report.blocks[2].author == author);
        CHECK(slice(report.content, report.blocks[2].author_span) == author);
        CHECK((report.blocks[2].date ? iso_day(*report.blocks[2].date) : "") == day);
    }
    CHECK(mail_blocks("> One.\n>\n> Two.\n>> Three.\n" + own) ==
          Lines{"embed: One.", "embed: Two.", "embed: Three.", "paragraph: " + own});
    CHECK(mail_blocks(">From Karsk nobody came, the police said.\n") ==
          Lines{"paragraph: From Karsk nobody came, the police said."});
}

TEST_CASE("a mail that is pasted in below another is its author's; one that is passed on alone is the report") {
    const std::string pasted =
        "From: Jan Weiss <jan@halm.example>\nSent: Sunday, May 2, 2021 10:15\nTo: x\nSubject: Flood";
    const std::string own = "No, three were hurt, the police said.";
    const auto result =
        read_bytes(mail_of(own + "\n\n-----Original Message-----\n" + pasted + "\n\nThirty were hurt.\n"));
    const Report& report = only(result);
    CHECK(blocks(report) == Lines{"title: Flood", "paragraph: " + own,
                                  "furniture: -----Original Message-----\n" + pasted, "embed: Thirty were hurt."});
    CHECK(report.blocks.back().author == "Jan Weiss");
    CHECK(iso_day(*report.blocks.back().date) == "2021-05-02");
    CHECK(mail_blocks("---------- Forwarded message ----------\n" + pasted + "\n\nThirty were hurt.\n").back() ==
          "paragraph: Thirty were hurt.");
}

TEST_CASE("a mail whose bytes are UTF-8 is read as that, whatever its label") {
    const auto result =
        read_bytes(mail_of("A caf\u00E9, \u201Cred\u201D, was flooded.\n", "text/plain; charset=iso-8859-1"));
    CHECK(only(result).text() == "A caf\u00E9, \u201Cred\u201D, was flooded.\n");
    CHECK(only(read_bytes(mail_of("A caf\xE9.\n", "text/plain; charset=iso-8859-1"))).text() == "A caf\u00E9.\n");
    CHECK(only_message(read_bytes(mail_of("A caf\xE9.\n", "text/plain"))) != "0 problems");
}
