// Web pages: what of a page is its report, in which blocks, and what it states about itself; and that no page, however
// made, costs more than its length.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "read/html/flow.h"
#include "read/html/lean.h"
#include "read/html/page.h"
#include "read/html/tree.h"
#include "read/html/written_time.h"
#include "support/processor_time.h"
#include "support/reading.h"
#include "text/utf8.h"

using namespace recount;
using recount::test::report_of_page;
using recount::test::wording;

namespace {

/// The blocks of a page's text as "kind: words", a line each.
std::string blocks_of(std::string_view page) {
    const Report report = report_of_page(page);
    std::string lines;
    for (const Block& block : report.blocks)
        if (block.kind != BlockKind::title)
            lines += std::string(name_of(block.kind)) + ": " + std::string(slice(report.content, block.span)) + "\n";
    return lines;
}

const std::string bridge =
    "The old bridge of Halm was closed to lorries on Tuesday after engineers found cracks in two of its piers.";
const std::string mayor =
    "\"We would rather be late than sorry,\" the mayor said, and asked drivers to take the ring road.";
const std::string ferry =
    "The ferry will run every twenty minutes until the repair is done, the port authority announced.";
const std::string old_sorrow =
    "I never liked that bridge, and I have said so for thirty years, as everybody in this town knows.";

/// A page with a headline and a body.
std::string page_with(const std::string& body, const std::string& head = {}) {
    return "<!doctype html><html lang='en'><head><title>Bridge of Halm closed to lorries</title>" + head +
           "</head><body><h1>Bridge of Halm closed to lorries</h1><div>" + body + "</div></body></html>";
}

std::string paragraph(const std::string& words) {
    return "<p>" + words + "</p>";
}

double seconds_to_read(const std::string& page) {
    const double start = test::processor_seconds();
    const Item item = html::read_page(page, {}, wording());
    CHECK_FALSE(first_invalid_utf8(item.text));
    return test::processor_seconds() - start;
}

std::string repeated(const std::string& words, std::size_t times) {
    std::string all;
    all.reserve(words.size() * times);
    for (std::size_t i = 0; i < times; ++i)
        all += words;
    return all;
}

}  // namespace

// ---- what is the report

TEST_CASE("a page is told by the tag that it begins with, and many begin with what belongs into the head") {
    CHECK(html::is_page(" <!DOCTYPE html><p>x"));
    CHECK(html::is_page("<style>.a{}</style><html>"));
    CHECK_FALSE(html::is_page("a < b"));
    CHECK_FALSE(html::is_page("<rss><channel/></rss>"));
}

TEST_CASE("a page's report is its running text, not its menus, related stories and comments") {
    CHECK(blocks_of(
              "<!doctype html><html><head><title>Bridge of Halm closed to lorries</title></head><body>"
              "<nav><ul><li><a href='/'>Home</a><li><a href='/world'>World</a></ul></nav>"
              "<div class='page'><h1>Bridge of Halm closed to lorries</h1>" +
              paragraph(bridge) + "<h2>Waiting</h2>" + paragraph(mayor) +
              "<div class='related-stories'><h3>More</h3><ul><li><a href='/a'>Ten bridges that fell</a></ul></div>" +
              paragraph(ferry) + "<div id='comments'>" + paragraph(old_sorrow) +
              "</div></div><footer>All rights reserved.</footer></body></html>") ==
          "paragraph: " + bridge + "\nheading: Waiting\nparagraph: " + mayor + "\nparagraph: " + ferry + "\n");
}

TEST_CASE("without any helpful name, link density and sentences tell the report from what surrounds it") {
    CHECK(blocks_of("<html><body><table><tr><td><a href=/1>Home</a><br><a href=/2>Sport</a><br><a href=/3>Weather in "
                    "the whole country</a></td><td>" +
                    paragraph(bridge) + paragraph(mayor) + paragraph(ferry) +
                    "</td><td><a href=/4>The ten best bridges of the north</a><br><a href=/5>A ferry sank</a></td></tr>"
                    "</table></body></html>") ==
          "paragraph: " + bridge + "\nparagraph: " + mayor + "\nparagraph: " + ferry + "\n");
}

TEST_CASE("of several articles on a page the one with the headline is the report") {
    std::string others;
    for (int i = 0; i < 12; ++i)
        others +=
            "<article><h2><a href='/x'>Another story of the day</a></h2><p>What it tells in short, in one long "
            "sentence that teases a reader to go on and click it at last.</p></article>";
    CHECK(blocks_of("<html><head><title>Bridge of Halm closed to lorries | Halm Courier</title></head><body><article>"
                    "<h1>Bridge of Halm closed to lorries</h1>" +
                    paragraph(bridge) + paragraph(mayor) + paragraph(ferry) + paragraph(bridge + " " + mayor) +
                    "</article><div>" + others + "</div></body></html>") ==
          "paragraph: " + bridge + "\nparagraph: " + mayor + "\nparagraph: " + ferry + "\nparagraph: " + bridge + " " +
              mayor + "\n");
}

TEST_CASE("a name that only mentions a sidebar or a hidden label takes nothing away") {
    const std::string expected = "paragraph: " + bridge + "\nparagraph: " + mayor + "\n";
    CHECK(blocks_of("<html><body class='has-sidebar'><div class='label-hidden with-comments'>" + paragraph(bridge) +
                    paragraph(mayor) + "</div></body></html>") == expected);
    CHECK(blocks_of("<html><body><div class='sidebar'>" + paragraph(bridge) + paragraph(mayor) +
                    "</div></body></html>") == expected);  // all there is cannot be beside it
}

TEST_CASE("what no reader of the page sees is no text") {
    CHECK(blocks_of(page_with(paragraph(bridge) + "<p style='display: none'>" + old_sorrow + "</p><p hidden>" +
                              old_sorrow + "</p><script>var p = '<p>" + old_sorrow + "</p>';</script><noscript><p>" +
                              old_sorrow + "</p></noscript><!-- <p>" + old_sorrow + "</p> -->" + paragraph(ferry))) ==
          "paragraph: " + bridge + "\nparagraph: " + ferry + "\n");
}

TEST_CASE("scraps between headline and text, and behind its end, are left out") {
    CHECK(blocks_of(page_with("<div>12 shares</div><div>Published May 4, 2021</div>" + paragraph(bridge) +
                              paragraph(mayor) + "<div><h3>You may also like</h3><div>Next story</div></div>")) ==
          "paragraph: " + bridge + "\nparagraph: " + mayor + "\n");
}

// ---- roles

TEST_CASE("blocks have the roles that the page gives them") {
    CHECK(
        blocks_of(page_with(
            paragraph(bridge) +
            "<figure><img src=a.jpg><figcaption>The bridge on Monday. Photo: Jan Weiss</figcaption></figure>"
            "<blockquote><p>" +
            mayor + "</p></blockquote><ul><li>Lorries over 3.5 tonnes: closed.<li>Cars and buses: open.</ul>" +
            "<table><tr><th>Pier</th><th>Cracks</th></tr><tr><td>North</td><td>4</td></tr><tr><td>South</td><td>7</td>"
            "</tr></table><p><a href='/repair'>The long story of a repair that never came</a></p>" +
            paragraph(ferry))) ==
        "paragraph: " + bridge + "\ncaption: The bridge on Monday. Photo: Jan Weiss\nquotation: " + mayor +
            "\nlist: Lorries over 3.5 tonnes: closed.\nlist: Cars and buses: open.\n"
            "table: Pier\tCracks\nNorth\t4\nSouth\t7\nlink: The long story of a repair that never came\nparagraph: " +
            ferry + "\n");
}

TEST_CASE("an embedded post is one block with its author and day") {
    const Report report = report_of_page(page_with(
        paragraph(bridge) +
        "<blockquote class='twitter-tweet'><p lang='en'>Stuck at the bridge since six. Nobody tells us anything.</p>"
        "&mdash; Anna Orlo (@annaorlo) <a href='https://t.example/1'>May 4, 2021</a></blockquote>" +
        paragraph(mayor)));
    const auto post = std::find_if(report.blocks.begin(), report.blocks.end(),
                                   [](const Block& block) { return block.kind == BlockKind::embed; });
    REQUIRE(post != report.blocks.end());
    CHECK(slice(report.content, post->span) ==
          "Stuck at the bridge since six. Nobody tells us anything.\n"
          "\u2014 Anna Orlo (@annaorlo) May 4, 2021");
    CHECK(post->author == "Anna Orlo");
    REQUIRE(post->date.has_value());
    CHECK(iso_day(*post->date) == "2021-05-04");
}

TEST_CASE("line breaks part lines, two of them part paragraphs") {
    CHECK(blocks_of("<html><body><div>" + bridge + "<br><br>" + mayor + "<br>The ring road is open.<br/><br/>" + ferry +
                    "</div></body></html>") ==
          "paragraph: " + bridge + "\nparagraph: " + mayor + "\nThe ring road is open.\nparagraph: " + ferry + "\n");
}

TEST_CASE("blanks come out as one, references resolved, marks without width gone") {
    CHECK(blocks_of(
              "<html><body><p>The&nbsp;old   bridge\n of <b>H</b>alm &amp; its ferry&shy;man, closed since "
              "caf\u00E9 <i>Anker</i> opened, stay where they have always been, the town says.</p></body></html>") ==
          "paragraph: The old bridge of Halm & its ferryman, closed since caf\u00E9 Anker opened, stay where they have "
          "always been, the town says.\n");
}

// ---- what it states

TEST_CASE("linked data state headline, times, authors and outlet, through references and small faults") {
    const Report report = report_of_page(
        page_with(paragraph(bridge) + paragraph(mayor),
                  "<script type='application/ld+json'>{\"@context\": \"https://schema.org\", \"@graph\": [\n"
                  "{\"@type\": \"Organization\", \"@id\": \"#o\", \"name\": \"Halm Courier\"},"
                  "{\"@type\": \"Person\", \"@id\": \"#p\", \"name\": \"Anna Orlo\"},"
                  "{\"@type\": \"NewsArticle\", \"headline\": \"Bridge of Halm closed to lorries\", \"description\": "
                  "\"A line\nbroken\","
                  "\"datePublished\": \"2021-05-04T08:41:00+02:00\", \"dateModified\": \"2021-05-04T09:00:00+02:00\","
                  "\"author\": [{\"@id\": \"#p\"}, {\"@type\": \"Person\", \"name\": \"Jan Weiss\"}], \"publisher\": "
                  "{\"@id\": \"#o\"},}]}"
                  "</script>"));
    CHECK(report.title() == "Bridge of Halm closed to lorries");
    CHECK(report.date_publish == "2021-05-04T08:41:00+02:00");
    CHECK(report.date_modified == "2021-05-04T09:00:00+02:00");
    CHECK(report.authors == std::vector<std::string>{"Anna Orlo", "Jan Weiss"});
    CHECK(report.outlet == "Halm Courier");
    CHECK(report.origins.published == Origin::linked_data);
    CHECK(report.origins.title == Origin::page);
}

TEST_CASE("OpenGraph and other names state what linked data do not") {
    const Report report = report_of_page(
        "<html lang='en-GB'><head><title>Lorries out! - Halm Courier</title>"
        "<meta property='og:title' content='Bridge of Halm closed to lorries - Halm Courier'>"
        "<meta property='og:site_name' content='Halm Courier'><meta name='author' content='By Anna Orlo and Jan Weiss'>"
        "<meta property='article:published_time' content='2021-05-04T06:41:00Z'>"
        "<meta property='og:description' content='Cracks in two piers.'>"
        "<link rel='canonical' href='https://halmcourier.example/bridge'></head><body>" +
        paragraph(bridge) + paragraph(mayor) + "</body></html>");
    CHECK(report.title() == "Bridge of Halm closed to lorries");
    CHECK(report.outlet == "Halm Courier");
    CHECK(report.authors == std::vector<std::string>{"Anna Orlo", "Jan Weiss"});
    CHECK(report.date_publish == "2021-05-04T06:41:00+00:00");
    CHECK(report.description == "Cracks in two piers.");
    CHECK(report.url == "https://halmcourier.example/bridge");
    CHECK(report.origins.published == Origin::open_graph);
    CHECK(report.origins.authors == Origin::meta);
}

TEST_CASE("microdata, <time>, the words at the head and the address state the day where nothing better does") {
    CHECK(report_of_page(page_with("<span itemprop='datePublished' content='2021-05-04'></span>" + paragraph(bridge)))
              .date_publish == "2021-05-04");
    const Report by_time = report_of_page(
        page_with("<time datetime='2021-05-04T08:41+02:00'>today</time>" + paragraph(bridge) + paragraph(mayor)));
    CHECK(by_time.date_publish == "2021-05-04T08:41:00+02:00");
    CHECK(by_time.origins.published == Origin::time_element);
    const Report by_words = report_of_page(page_with("<div>By Anna Orlo</div><div>May 4, 2021, 8:41 a.m. GMT</div>" +
                                                     paragraph(bridge) + paragraph(mayor)));
    CHECK(by_words.date_publish == "2021-05-04T08:41:00+00:00");
    CHECK(by_words.authors == std::vector<std::string>{"Anna Orlo"});
    CHECK(by_words.origins.published == Origin::page);
    const Report by_address = report_of_page(page_with(paragraph(bridge)), "https://halm.example/2021/05/04/bridge");
    CHECK(by_address.date_publish == "2021-05-04");
    CHECK(by_address.origins.published == Origin::address);
}

TEST_CASE("agencies of a byline are credited for the text, a picture's maker is kept apart") {
    const Report report = report_of_page(
        page_with("<div class='byline'>By Associated Press</div><figure><figcaption>The bridge on Monday. <span "
                  "class='credit'>Jan Weiss/AFP</span></figcaption></figure>" +
                  paragraph(bridge) + paragraph(mayor)));
    CHECK(report.agencies == std::vector<std::string>{"AP"});
}

TEST_CASE("times come out in ISO 8601, as exact as they are written") {
    const auto iso = [](std::string_view written) {
        return html::iso_time(written, wording().pages, wording().lexicon);
    };
    CHECK(iso("2021-05-04") == "2021-05-04");
    CHECK(iso("2021-05-04T08:41:07.123Z") == "2021-05-04T08:41:07+00:00");
    CHECK(iso("2021-05-04 08:41") == "2021-05-04T08:41:00");
    CHECK(iso("2021-05-04T08:41:00+0530") == "2021-05-04T08:41:00+05:30");
    CHECK(iso("Tue, 04 May 2021 08:41:00 -0700") == "2021-05-04T08:41:00-07:00");
    CHECK(iso("May 4, 2021, 8:41 PM ET") == "2021-05-04T20:41:00-04:00");
    CHECK(iso("January 4, 2021 at 12:05 a.m. ET") == "2021-01-04T00:05:00-05:00");
    CHECK(iso("Published: 8.41pm, 4 May 2021") == "2021-05-04T20:41:00");
    CHECK(iso("25/12/2021") == "2021-12-25");
    CHECK(iso("05/04/2021").empty());  // the fourth of May, or the fifth of April?
    CHECK(iso("1620110460") == "2021-05-04T06:41:00+00:00");
    CHECK(iso("2021-13-40").empty());
    CHECK(iso("yesterday").empty());
}

// ---- the lean page against the whole page

TEST_CASE("the lean page has the words of the whole page in the same elements") {
    const std::vector<std::string> pieces{"<div>",
                                          "</div>",
                                          "<p>",
                                          "</p>",
                                          "<ul>",
                                          "<li>",
                                          "</ul>",
                                          "<a href='x>y'>",
                                          "</a>",
                                          "<h2>",
                                          "</h2>",
                                          "<section class=\"a 'b'\">",
                                          "</section>",
                                          "<br>",
                                          "<img alt='<p>no</p>'>",
                                          "<!-- <p>no</p> -->",
                                          "<!-->",
                                          "<script>if (a < b) '<p>no</p>';</script>",
                                          "<style>p > a {}</style>",
                                          "<span id=a class=b>",
                                          "</span>",
                                          "<svg><path d='M0'/><text>no</text></svg>",

                                          "one ",
                                          "two & three ",
                                          "a < b ",
                                          "a wall of words that is long enough to be stood for",
                                          "\n  &nbsp;so is this one&hellip; &notit; &#38 and this \t\n",
                                          "~",
                                          "~>>>>",
                                          "&#126;>>>?",
                                          "&#x007E;>>>@ &#1260; ",
                                          "<div class='byline&#45;x' hidden=''>",
                                          "<p class='caption' class='byline' id=\"a 'b'\">",
                                          "<body class=sidebar>",
                                          "&lt;p&gt; ",
                                          "<td>",
                                          "<blockquote>",
                                          "</blockquote>",
                                          "<textarea><p>no</textarea>",
                                          "</ p>",
                                          "<?x y?>",
                                          "<script><!-- <script>no</script> --></script>",
                                          "<input value='>'>",
                                          "</p x='>'>",
                                          "<p\nclass=c\n>",
                                          "<hr/>"};
    std::mt19937 random(7);
    const html::MarkWords& marks = wording().pages.marks;
    for (int round = 0; round < 400; ++round) {
        std::string page = "<!doctype html><body>";
        for (int piece = 0; piece < 60; ++piece)
            page += pieces[random() % pieces.size()];
        html::Arena lean_arena, whole_arena;
        const html::Tree lean(html::make_lean(page), lean_arena), whole({page, {}, {}, {}}, whole_arena);
        const html::Flow lean_flow = make_flow(lean, marks), whole_flow = make_flow(whole, marks);
        CAPTURE(page);
        REQUIRE(lean_flow.text == whole_flow.text);
        REQUIRE(lean_flow.passages.size() == whole_flow.passages.size());
        for (std::size_t at = 0; at < lean_flow.passages.size(); ++at) {
            const html::Passage &passage = lean_flow.passages[at], &expected = whole_flow.passages[at];
            REQUIRE(passage.span == expected.span);
            REQUIRE(passage.kind == expected.kind);
            REQUIRE(passage.link_characters == expected.link_characters);
            REQUIRE(lean_flow.marks[passage.node] == whole_flow.marks[expected.node]);
        }
    }
}

TEST_CASE(
    "words, references to characters and attributes come out as the page has them, seen by the tree builder or not") {
    html::Arena arena;
    const html::Tree tree(html::make_lean("<title>Tilde ~ in a long title</title><p id=x>~>>>> and &#126;>>>> in words "
                                          "enough</p><a href='/a?b=1&amp;c=2' rel=next REL=prev>R&amp;D</a>"),
                          arena);
    std::string words;
    for (std::uint32_t node = 0; node < tree.size(); ++node) {
        if (tree[node].is_text())
            words += "[" + std::string(tree.words(node)) + "]";
        if (tree[node].tag == GUMBO_TAG_P)
            CHECK(tree.attribute(node, "id") == "x");
        if (tree[node].tag == GUMBO_TAG_A) {
            CHECK(tree.attribute(node, "href") == "/a?b=1&c=2");
            CHECK(tree.attribute(node, "rel") == "next");
            CHECK_FALSE(tree.has_attribute(node, "id"));
        }
    }
    CHECK(words == "[Tilde ~ in a long title][~>>>> and ~>>>> in words enough][R&D]");
}

// ---- hostile pages

TEST_CASE("a million nested tags, unclosed ones, ends without beginnings cost linear time") {
    const std::string text = paragraph(bridge) + paragraph(mayor);
    CHECK(seconds_to_read(repeated("<div>", 1'000'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<b><i><a href=x>", 300'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<p><font color=x>", 300'000) + text) < 20);
    CHECK(seconds_to_read(repeated("</div></p></a>", 300'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<table><tr><td>", 200'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<ul><li>x", 300'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<script><!--<script>", 200'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<svg><p>x", 300'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<a href=x><div>", 200'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<select><option>", 200'000) + text) < 20);
    CHECK(seconds_to_read(repeated("<!--", 500'000) + text) < 20);
}

TEST_CASE("a paragraph that is one link as a whole is a paragraph where it is set as its neighbours are") {
    const auto link = [](const std::string& words) { return "<a href='/1'>" + words + "</a>"; };
    const std::string all = "paragraph: " + ferry + "\nparagraph: " + bridge + "\nparagraph: " + mayor + "\n";
    CHECK(blocks_of(page_with(paragraph(link(ferry)) + paragraph(bridge) + paragraph(mayor))) == all);
    const auto wrapped = [](const std::string& words) { return "<div class='words'><p>" + words + "</p></div>"; };
    CHECK(blocks_of(page_with(wrapped(link("<b>" + ferry + "</b>")) + wrapped(bridge) + wrapped(mayor))) == all);
    CHECK(blocks_of(page_with(paragraph(bridge) + paragraph(link(ferry)) + paragraph(mayor))) ==
          "paragraph: " + bridge + "\nparagraph: " + ferry + "\nparagraph: " + mayor + "\n");
}

TEST_CASE("a link that leads on to another page is no paragraph") {
    const std::string text = paragraph(bridge) + paragraph(mayor);
    const std::string alone = "paragraph: " + bridge + "\nparagraph: " + mayor + "\n";
    CHECK(blocks_of(page_with(text + "<p><a href='/1'>The ferry of Halm was sold to its crew.</a></p>")) == alone);
    CHECK(blocks_of(page_with(text + "<ul><li><a href='/1'>" + ferry + "</a></li></ul>")) == alone);
    CHECK(blocks_of(page_with("<div class='box'><p><a href='/1'>" + ferry + "</a></p></div>" + text)) == alone);
}

TEST_CASE("what a deep page says is still read") {
    const std::string words = blocks_of("<html><body>" + repeated("<div>", 5000) + paragraph(bridge) +
                                        paragraph(mayor) + repeated("</div>", 5000) + "</body></html>");
    CHECK(words.find(bridge) != std::string::npos);
    CHECK(words.find(mayor) != std::string::npos);
}

TEST_CASE("huge attributes and many of them, one tag that never ends, noise") {
    const std::string text = paragraph(bridge) + paragraph(mayor);
    CHECK(seconds_to_read("<div class='" + std::string(8'000'000, 'a') + "'>" + text) < 20);
    CHECK(seconds_to_read("<div " + repeated("a=1 ", 1'000'000) + ">" + text) < 20);
    CHECK(seconds_to_read("<div class='" + repeated("sidebar ", 500'000)) < 20);
    std::mt19937 random(11);
    std::string noise = "<html>";
    for (int i = 0; i < 500'000; ++i)
        noise += static_cast<char>(random() % 127 + 1);
    CHECK(seconds_to_read(noise) < 20);
    CHECK(seconds_to_read("<script type='application/ld+json'>" + repeated("[", 500'000) + "</script>" + text) < 20);
    CHECK(seconds_to_read("<script type='application/ld+json'>" + repeated("{\"a\":", 300'000) + "</script>" + text) <
          20);
}
