// What a web page says of its report: when it was published, what it is called, whose it is, whose copy it uses, where
// the places that say so contradict each other.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "read/html/written_time.h"
#include "support/reading.h"

using namespace recount;
using recount::test::wording;

namespace {

const std::string text =
    "<p>The old bridge of Halm was closed to lorries on Tuesday after engineers found cracks in two of its piers.</p>"
    "<p>\"We would rather be late than sorry,\" the mayor said, and asked drivers to take the ring road.</p>";

/// A page: what stands in its head, between headline and text, at the text's end, and behind it.
struct Page {
    std::string head = {}, line = {}, ending = {}, behind = {};
    std::string title = "Bridge of Halm closed to lorries", heading = "<h1>Bridge of Halm closed to lorries</h1>";
    std::string language = "en";

    Report report() const {
        return recount::test::report_of_page("<!doctype html><html lang='" + language + "'><head><title>" + title +
                                             "</title>" + head + "</head><body>" + heading + "<div>" + line +
                                             "</div><div>" + text + ending + "</div>" + behind + "</body></html>");
    }
};

std::string meta(const std::string& name, const std::string& content) {
    return "<meta property='" + name + "' content='" + content + "'>";
}

std::string linked(const std::string& members) {
    return "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", " + members + "}</script>";
}

std::string published(const std::string& head, const std::string& line, const std::string& behind = {},
                      const std::string& language = "en") {
    return Page{.head = head, .line = line, .behind = behind, .language = language}.report().date_publish;
}

}  // namespace

TEST_CASE("a line that names its zone corrects metadata that call the same clock UTC") {
    CHECK(published(meta("article:published_time", "2021-05-04T08:41:00Z"), "<p>May 4, 2021, 8:41 a.m. EDT</p>") ==
          "2021-05-04T08:41:00-04:00");
}

TEST_CASE("a line in local time agrees with metadata in UTC, which stay") {
    CHECK(published(meta("article:published_time", "2021-05-04T06:41:20Z"), "<p>4 May 2021, 08:41</p>") ==
          "2021-05-04T06:41:20+00:00");
    // On the evening before, far to the west.
    CHECK(published(meta("article:published_time", "2021-05-05T03:10:00Z"), "<p>May 4, 2021</p><p>8:10 PM</p>") ==
          "2021-05-05T03:10:00+00:00");
}

TEST_CASE("metadata that hold the time of a change give way to an earlier time that the page shows") {
    const std::string overwritten =
        linked("\"datePublished\": \"2021-05-05T19:31:39+00:00\", \"dateModified\": \"2021-05-05T19:31:39+00:00\"");
    CHECK(published(overwritten, "<p>May 4, 2021, 19:14 GMT</p>") == "2021-05-04T19:14:00+00:00");
    CHECK(published(overwritten, {}, "<p>First published: May 4, 2021, 7:14 PM GMT</p>") ==
          "2021-05-04T19:14:00+00:00");
    CHECK(published(overwritten + meta("article:published_time", "2021-05-05T09:12:00Z"), {}) ==
          "2021-05-05T09:12:00+00:00");
}

TEST_CASE("the time of a change is not taken for that of publication") {
    const std::string head =
        meta("article:published_time", "2021-05-04T06:41:00Z") + meta("article:modified_time", "2021-05-04T10:20:00Z");
    CHECK(published(head, "<p>May 4, 2021, 10:20 a.m. GMT</p>") == "2021-05-04T06:41:00+00:00");
    CHECK(published({}, "<p>Updated: May 5, 2021, 9 a.m. GMT</p><p>Posted: May 4, 2021, 8:41 a.m. GMT</p>") ==
          "2021-05-04T08:41:00+00:00");
    CHECK(published({}, "<p>Posted May 4, 2021, 8:41 a.m. GMT | Updated May 5, 2021, 9 a.m. GMT</p>") ==
          "2021-05-04T08:41:00+00:00");
    CHECK(published({}, "<p>Updated</p><p>May 5, 2021, 9 a.m. GMT</p><p>Published</p><p>May 4, 2021, 8 a.m. GMT</p>") ==
          "2021-05-04T08:00:00+00:00");
    CHECK(published({}, "<time class='entry-date published updated' datetime='2021-05-04T08:41:00Z'>today</time>") ==
          "2021-05-04T08:41:00+00:00");
}

TEST_CASE("a day becomes more exact by what else is stated of the same day") {
    CHECK(published(meta("article:published_time", "2021-05-04") + "<meta name='parsely-pub-date' "
                                                                   "content='2021-05-04T06:41:00Z'>",
                    {}) == "2021-05-04T06:41:00+00:00");
    CHECK(published(meta("article:published_time", "2021-05-04"), "<p>May 4, 2021,</p><p>08:41pm EDT</p>") ==
          "2021-05-04T20:41:00-04:00");
    CHECK(published("<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\", \"datePublished\": "
                    "\"2021-05-04T06:41:00+00:00\"}]}</script>",
                    {}) == "2021-05-04T06:41:00+00:00");
}

TEST_CASE("without metadata a day within a sentence is not the report's, a date line is") {
    CHECK(published({},
                    "<p>The Halm council named Ana Orlo head of works and of bridges from 1.9.2021 on</p>"
                    "<p>Written by Jan on 25.08.2021 22:30 (15 readers)</p>") == "2021-08-25T22:30:00");
}

TEST_CASE("a date line counts wherever it stands near the headline, even in what is called a sidebar or a comment") {
    CHECK(published({}, "<div class='sidebar'>May 4, 2021</div>") == "2021-05-04");
    CHECK(published({}, "<div class='header-comment'>May 4, 2021</div>") == "2021-05-04");
    CHECK(published({}, "<h2>Town (1 / 1) 04.05.2021 13:30</h2>") == "2021-05-04T13:30:00");
    CHECK(Page{.heading = "<article><header><time>Posted on May 4, 2021</time><p>Town</p><p>Roads</p><p>A</p><p>B</p>"
                          "<p>C</p><p>D</p><p>E</p><h1>Bridge of Halm closed to lorries</h1></header>"}
              .report()
              .date_publish == "2021-05-04");
    // That of a post within the report is the post's.
    CHECK(published({}, {}, "<blockquote class='twitter-tweet'><time datetime='2019-01-01'>then</time></blockquote>")
              .empty());
}

TEST_CASE("a page without a day takes none from its foot, its head, an aside or another story") {
    CHECK(published({}, {}, "<footer>Today is Tuesday, May 4, 2021</footer>").empty());
    CHECK(published({}, {}, "<div>Tuesday, May 4, 2021</div>").empty());
    CHECK(published({}, "<p>Today is Tuesday, May 4, 2021</p>").empty());
    CHECK(published({}, "<aside><p>Ferry of Halm sold, May 4, 2021</p></aside>").empty());
    CHECK(published({}, "<div class='related'><a href='/1'>Ferry sold</a><p>May 4, 2021</p></div>").empty());
    CHECK(published({}, {}, "<article><h3>Ferry of Halm sold</h3><time datetime='2021-05-04'>May 4</time></article>")
              .empty());
    CHECK(published({}, {}, "<aside><p itemprop='datePublished' content='2021-05-04'>Ferry sold</p></aside>").empty());
    CHECK(Page{.heading = "<header><p>Tuesday, May 4, 2021</p></header><h1>Bridge of Halm closed to lorries</h1>"}
              .report()
              .date_publish.empty());
}

TEST_CASE("linked data of other stories describe no page") {
    const auto script = [](const std::string& data) {
        return "<script type='application/ld+json'>" + data + "</script>";
    };
    const std::string other =
        R"({"@type": "NewsArticle", "headline": "Ferry sold", "url": "https://bote.example/ferry", )"
        R"("datePublished": "2019-02-03", "articleBody": "It was sold."})";
    const std::string own = R"({"@type": "NewsArticle", "datePublished": "2021-05-04T06:41:00Z"})";
    for (const std::string& list :
         {R"({"@type": "ItemList", "itemListElement": [)" + other + "]}",
          R"({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": )" + other + "}]}",
          R"({"@type": "WebPage", "hasPart": )" + other + "}"}) {
        CAPTURE(list);
        const Report alone = Page{.head = script(list)}.report();
        CHECK(alone.date_publish.empty());
        CHECK(alone.url.empty());
        CHECK(Page{.head = script(list) + script(own)}.report().date_publish == "2021-05-04T06:41:00+00:00");
    }
    CHECK(Page{.head = script(R"({"@graph": [{"@type": "WebPage", "mainEntity": )" + own + "}]}")}
              .report()
              .date_publish == "2021-05-04T06:41:00+00:00");
}

TEST_CASE("linked data are read within the marks that once hid them, and with comments") {
    const std::string own =
        "{\"@type\": \"NewsArticle\", \"author\": {\"name\": \"Ana\tOrlo\"}, \"datePublished\": \"2021-05-04\"}";
    for (const auto& [open, close] : {std::pair<std::string, std::string>{"// <![CDATA[\n", "\n// ]]>"},
                                      {"<![CDATA[", "]]>"},
                                      {"/* <![CDATA[ */ ", " /* ]]> */"},
                                      {"<!--\n", "\n-->"},
                                      {"//<!--\n", "\n//-->"},
                                      {"\n// of this page\n", ""}}) {
        CAPTURE(open);
        const Report report =
            Page{.head = "<script type='application/ld+json'>" + open + own + close + "</script>"}.report();
        CHECK(report.date_publish == "2021-05-04");
        CHECK(report.authors == std::vector<std::string>{"Ana Orlo"});
    }
}

TEST_CASE("the day in an address is not when an archive fetched the page") {
    const auto day = [](const std::string& address) {
        return recount::test::report_of_page("<h1>Bridge of Halm closed</h1>" + text, address).date_publish;
    };
    CHECK(day("https://archive.example/web/20160218112233/http://halm.example/bridge").empty());
    CHECK(day("https://halm.example/20160218/bridge") == "2016-02-18");
}

TEST_CASE("months are read in the language of the page, or of its words where it states none") {
    CHECK(published({}, "<p>21. Januar 2022 | Verkehr</p>", {}, "de") == "2022-01-21");
    CHECK(published({}, "<p>Erhverv - 02. januar 2020 kl. 10:21</p>", {}, "da") == "2020-01-02T10:21:00");
    CHECK(published({}, "<p>11 de octubre de 2018</p>", {}, "es") == "2018-10-11");
    CHECK(published({}, "<p>Posted on Maret 30, 2015 by Ana</p>", {}, "id") == "2015-03-30");
    const auto iso = [](std::string_view written, std::string_view language) {
        return html::iso_time(written, wording().pages, wording().lexicon, language);
    };
    CHECK(iso("5 maja 2021 11:22", "pl-PL") == "2021-05-05T11:22:00");
    CHECK(iso("11 октября 2018", "ru") == "2018-10-11");
    CHECK(iso("20 d\u2019abril de 2021", "ca") == "2021-04-20");
    CHECK(iso("1er mars 2021", "fr") == "2021-03-01");
    CHECK(iso("2020. augusztus 18. 21:35", "hu") == "2020-08-18T21:35:00");
    CHECK(iso("24 نيسان / أبريل 2020", "ar") == "2020-04-24");
    CHECK(iso("٢٤ أبريل ٢٠٢٠", "ar") == "2020-04-24");
    CHECK(iso("Mon Jan 13 13:37:49 UTC 2020", "en") == "2020-01-13T13:37:49+00:00");
    CHECK(iso("4. 2. 2022", "cs") == "2022-02-04");
    CHECK(iso("20210504T132005+0200", "pl") == "2021-05-04T13:20:05+02:00");
    CHECK(iso("5 maja 2021", "no such language").empty());
    CHECK(iso("maja 5", "pl").empty());
}

TEST_CASE("the title is the heading that the page shows, not a shorter one for sharing") {
    Page page{.head = meta("og:title", "Halm bridge: what we know"),
              .title = "Halm bridge: what we know - Halm Courier",
              .heading = "<h1>Lorries must take the ring road for months</h1>"};
    CHECK(page.report().title() == "Lorries must take the ring road for months");
    page.heading = "<h1>World news</h1>";  // a section's sign is none
    CHECK(page.report().title() == "Halm bridge: what we know");
}

TEST_CASE("a heading with the outlet's name is its sign, however like the page's title") {
    CHECK(Page{.head = meta("og:site_name", "News from the Town of Halm"),
               .title = "Bridge of Halm closed | News from the Town of Halm",
               .heading = "<h1>News from the Town of Halm</h1><h2>Bridge of Halm closed</h2>"}
              .report()
              .title() == "Bridge of Halm closed");
}

TEST_CASE("a line that is no heading is the headline where it is the page's title without the outlet") {
    CHECK(Page{.title = "Bridge of Halm closed to lorries :: The Town",
               .heading = "<div><b>Bridge of Halm closed to lorries</b></div>"}
              .report()
              .title() == "Bridge of Halm closed to lorries");
}

TEST_CASE("the outlet's name is the one like its address, not an app's, a section's or a slogan") {
    const std::string canonical = "<link rel='canonical' href='https://www.halmcourier.example/bridge'>";
    const auto outlet = [&](const std::string& head, const std::string& title) {
        return Page{.head = head, .title = title}.report().outlet;
    };
    const std::string headline = "Bridge of Halm closed to lorries";
    CHECK(outlet(canonical + meta("og:site_name", "Regional news, daily"), headline + " - Halm Courier") ==
          "Halm Courier");
    CHECK(outlet(canonical + meta("og:site_name", "Halm Courier - Regional news"), headline) == "Halm Courier");
    CHECK(outlet("<link rel='canonical' href='https://tohn.example/bridge'>", headline + " | Town of Halm News") ==
          "Town of Halm News");
    CHECK(outlet("<link rel='canonical' href='https://halmcouriertown.blogs.example/1'>",
                 headline + " ~ Halm Courier Town's - Letters, Food, and Travel") == "Halm Courier Town's");
    CHECK(outlet("<meta name='application-name' content='Pocket Reader'>", headline + " | The Orlo Gazette") ==
          "The Orlo Gazette");
    CHECK(outlet("<link rel='canonical' href='https://halmnews.example/1'>" + meta("og:site_name", "The Town Crier"),
                 headline + " - News - The Town Crier") == "The Town Crier");
}

TEST_CASE("the address that shortens a stated name does not make the app's name the outlet's") {
    const std::string app =
        "<link rel='canonical' href='https://www.odtimes.example/bridge'>" + meta("al:android:app_name", "ODTimes");
    const auto outlet = [&](const std::string& property, const std::string& name) {
        return Page{
            .head = app,
            .line = "<span itemprop='" + property + "' itemscope><meta itemprop='name' content='" + name + "'></span>"}
            .report()
            .outlet;
    };
    CHECK(outlet("publisher", "The Old Dock Times") == "The Old Dock Times");
    CHECK(outlet("isPartOf", "The Old Dock Times") == "The Old Dock Times");
    CHECK(outlet("publisher", "Old Dock Media") == "ODTimes");
}

TEST_CASE("a credit is found behind the last word, and where the page glues names together") {
    const auto agencies = [](const std::string& line, const std::string& behind) {
        return Page{.line = line, .ending = "<p>" + behind + "</p>"}.report().agencies;
    };
    CHECK(agencies({}, "Nobody was hurt when the lorry hit the pier, the police said late on Tuesday. PTI") ==
          std::vector<std::string>{"PTI"});
    CHECK(agencies("<p class='byline'>By <span>Anna Orlo</span><span>The Associated Press</span></p>", {}) ==
          std::vector<std::string>{"AP"});
    CHECK(agencies({}, "aja/PAP") == std::vector<std::string>{"PAP"});
}

TEST_CASE("a byline outranks other lines, and what stands at a picture credits the picture") {
    CHECK(Page{.line = "<p class='byline'>By Anna Orlo, Associated Press</p><p>Reuters</p>"}.report().agencies ==
          std::vector<std::string>{"AP"});
    CHECK(Page{.line = "<p>Reuters</p>"}.report().agencies == std::vector<std::string>{"Reuters"});
    CHECK(Page{.line = "<div class='img_descript'><a href='/r'>Reuters</a></div>"}.report().agencies.empty());
}

TEST_CASE("a line behind the text credits by what it says, a bare name there leads elsewhere") {
    const auto agencies = [](const std::string& line) {
        return Page{.head = meta("og:site_name", "Halm Courier"), .behind = "<div>" + line + "</div>"}
            .report()
            .agencies;
    };
    using Names = std::vector<std::string>;
    CHECK(agencies("\u00A9 2021 The Canadian Press") == Names{"The Canadian Press"});
    CHECK(agencies("Copyright 2021 The Associated Press. All rights reserved.") == Names{"AP"});
    CHECK(agencies("This story was first published by Northern Wire.") == Names{"Northern Wire"});
    CHECK(agencies("\u00A9 2021 Halm Courier").empty());
    CHECK(agencies("Reuters").empty());
}

TEST_CASE("linked data with empty objects in them are read") {
    CHECK(published(linked("\"image\": {}, \"about\": [{}, []], \"datePublished\": \"2021-05-04T06:41:00Z\""), {}) ==
          "2021-05-04T06:41:00+00:00");
}

TEST_CASE("an outlet that is a news agency by its own name is none to itself") {
    CHECK(Page{.head = meta("og:site_name", "Halm News Agency") + "<meta name='author' content='Halm News Agency'>"}
              .report()
              .agencies.empty());
}

TEST_CASE("names of authors come without what is glued to them") {
    const auto authors = [](const std::string& stated) {
        return Page{.head = meta("og:site_name", "Halm Courier") + linked("\"author\": \"" + stated + "\"")}
            .report()
            .authors;
    };
    using Names = std::vector<std::string>;
    CHECK(authors("Anna Orlo, The Associated Press") == Names{"Anna Orlo", "The Associated Press"});
    CHECK(authors("Anna Orlo, The Halm Courier") == Names{"Anna Orlo"});
    CHECK(authors("Anna OrloHalm Courier") == Names{"Anna Orlo"});
    CHECK(authors("By Anna Orlo and Jan McWeiss") == Names{"Anna Orlo", "Jan McWeiss"});
    CHECK(authors("Anna Orlo, PhD") == Names{"Anna Orlo, PhD"});
    CHECK(authors("----").empty());
}

TEST_CASE("who published a story first is credited, unless it is this very outlet") {
    const auto agencies = [](const std::string& words) {
        return Page{.head = meta("og:site_name", "Halm Courier"), .ending = "<p>" + words + "</p>"}.report().agencies;
    };
    CHECK(agencies("This story was originally published by Northern Wire.") ==
          std::vector<std::string>{"Northern Wire"});
    CHECK(agencies("This article first appeared in The Orlo Gazette.") == std::vector<std::string>{"The Orlo Gazette"});
    CHECK(agencies("This article originally appeared on Halm Courier: Bridge closed.").empty());
    CHECK(agencies("This article was originally published on May 3, 2021.").empty());
}

TEST_CASE("a station's call sign in the dateline is no agency") {
    Page page;
    page.line =
        "<p>HALM CITY (KHLM) -- Lorries must take the ring road from Tuesday on, the mayor of the town said.</p>";
    CHECK(page.report().agencies.empty());
}
