// The report of a page, whatever its makers' habits: pages written for these tests, each set as one kind of news site
// sets its own, with the words that are the report's and those that stand around it.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "support/reading.h"

using namespace recount;
using recount::test::Lines;

namespace {

const std::string flood =
    "The river Senna rose by two metres overnight and flooded the lower town of Marrow, the fire service said.";
const std::string people =
    "Some 340 people left their homes, most of them for the sports hall, where the Red Cross had set up beds.";
const std::string quote =
    "\"We had ten minutes to take what we could carry,\" said Ida Venn, who lives by the old mill.";
const std::string dam =
    "Engineers opened the gates of the dam above the town at midnight, a day earlier than they had planned.";
const std::string trains =
    "Trains between Marrow and the coast stand still until Friday at least, the railway said in a statement.";
const std::string minister =
    "The minister of the interior, who flew over the valley on Tuesday, promised help to all who lost their homes.";
const std::string rain = "More rain is forecast for the weekend, but the river should fall from Thursday on.";

const std::string menu =
    "<div><a href='/'>Home</a> <a href='/news'>News</a> <a href='/sport'>Sport</a> <a href='/money'>Money</a></div>";
const std::string teasers =
    "<div><h3>More stories</h3><div><a href='/1'>Council votes on new bridge after ten years of talks</a></div><div><a "
    "href='/2'>Why the price of bread doubles</a></div><div><a href='/3'>Marrow United loses again</a></div></div>";

std::string page(const std::string& body, const std::string& head = {}) {
    return "<!doctype html><html lang='en'><head><title>River floods Marrow | Valley Post</title>" + head +
           "</head><body>" + menu + "<div><h1>River floods Marrow</h1>" + body + "</div>" + teasers +
           "<div><p>Valley Post, 12 Mill Lane, Marrow. All rights reserved.</p></div></body></html>";
}

std::string p(const std::string& words) {
    return "<p>" + words + "</p>";
}

/// The blocks of running text, and the headings.
Lines report_of(const std::string& html) {
    const Report report = recount::test::report_of_page(html);
    Lines lines;
    for (const Block& block : report.blocks)
        if (block.kind == BlockKind::paragraph || block.kind == BlockKind::heading || block.kind == BlockKind::list ||
            block.kind == BlockKind::quotation || block.kind == BlockKind::table)
            lines.emplace_back(slice(report.content, block.span));
    return lines;
}

}  // namespace

TEST_CASE("paragraphs may be elements of any kind") {
    std::string divisions, spans;
    for (const std::string& words : {flood, people, quote, dam}) {
        divisions += "<div class='x1y'>" + words + "</div>";
        spans += "<div><div><span>" + words + "</span></div></div>";
    }
    CHECK(report_of(page("<div>" + divisions + "</div>")) == Lines{flood, people, quote, dam});
    CHECK(report_of(page("<section>" + spans + "</section>")) == Lines{flood, people, quote, dam});
}

TEST_CASE("breaks part a text that has no paragraphs, an advertisement in its middle is left out") {
    CHECK(report_of(page("<div>" + flood + "<br><br>" + people + "<div class='ad-slot'>Advertisement</div>" + quote +
                         "<br><br>" + dam + "</div>")) == Lines{flood, people, quote, dam});
}

TEST_CASE("a report in sections of their own, as page builders set it, is one report") {
    const auto section = [](const std::string& words) {
        return "<div class='elementor-element elementor-widget elementor-widget-text-editor'><div>" + p(words) +
               "</div></div>";
    };
    CHECK(report_of(page("<div class='elementor'>" + section(flood) + section(people) + section(quote) + section(dam) +
                         section(trains) + "</div>")) == Lines{flood, people, quote, dam, trains});
}

TEST_CASE("links to other stories between the paragraphs are none of them") {
    CHECK(
        report_of(page("<div>" + p(flood) + p("<a href='/4'>Read more: the flood of 1954 in pictures</a>") + p(people) +
                       "<div><h4>Related</h4><ul><li><a href='/5'>How dams work</a></li><li><a "
                       "href='/6'>Ten rivers that changed course</a></li></ul></div>" +
                       p(quote) + p(dam) + "</div>")) == Lines{flood, people, quote, dam});
}

TEST_CASE("headings within the report stay, those of what follows it go") {
    CHECK(report_of(page("<div>" + p(flood) + p(people) + "<h2>Gates opened at midnight</h2>" + p(dam) + p(trains) +
                         "</div><div><h2>Most read</h2><ol><li><a href='/7'>Mayor resigns</a></li><li><a "
                         "href='/8'>A dog finds home</a></li></ol></div>")) ==
          Lines{flood, people, "Gates opened at midnight", dam, trains});
}

TEST_CASE("the entries of a live report are all of it") {
    const auto entry = [](const std::string& time, const std::string& words, const std::string& more) {
        return "<div class='live-entry'><h3>" + time + "</h3>" + p(words) + p(more) + "</div>";
    };
    const Lines lines = report_of(page("<div>" + entry("What the railway says", trains, rain) +
                                       entry("The minister flies in", minister, quote) +
                                       entry("The river rises", flood, people) + "</div>"));
    for (const std::string& words : {trains, rain, minister, quote, flood, people})
        CHECK(std::count(lines.begin(), lines.end(), words) == 1);
}

TEST_CASE("a list and a table of the report are parts of it") {
    CHECK(report_of(page("<div>" + p(flood) + p("What is closed on Wednesday, by the word of the town hall:") +
                         "<ul><li>The bridge at the old mill</li><li>Both schools of the lower town</li><li>The road "
                         "to the coast</li></ul>" +
                         p(dam) +
                         "<table><tr><th>Place</th><th>Metres</th></tr><tr><td>Marrow</td><td>6.1</td></tr>"
                         "<tr><td>Lower Senna</td><td>5.4</td></tr></table>" +
                         p(trains) + "</div>")) ==
          Lines{flood, "What is closed on Wednesday, by the word of the town hall:", "The bridge at the old mill",
                "Both schools of the lower town", "The road to the coast", dam,
                "Place\tMetres\nMarrow\t6.1\nLower Senna\t5.4", trains});
}

TEST_CASE("captions and posts are no running text") {
    CHECK(report_of(page("<div>" + p(flood) +
                         "<figure><img src=a.jpg><figcaption>The old mill on Tuesday. Photo: Jan "
                         "Weiss</figcaption></figure>" +
                         p(people) +
                         "<blockquote class='twitter-tweet'><p>Water is in the cellar now and nobody answers the "
                         "phone.</p>&mdash; Ida Venn (@idavenn) <a href='https://t.example/1'>May 4, "
                         "2021</a></blockquote>" +
                         p(dam) + "</div>")) == Lines{flood, people, dam});
}

TEST_CASE("what readers say below is none of it") {
    CHECK(report_of(page("<div>" + p(flood) + p(people) + p(quote) + p(dam) + p(trains) +
                         "</div><div id='comments'><h3>2 comments</h3><div>" +
                         p("I told them years ago that the dam would not hold, and they laughed at me.") +
                         "</div><div>" + p("My cellar is full of water again, who is going to pay for all of this?") +
                         "</div></div>")) == Lines{flood, people, quote, dam, trains});
}

TEST_CASE("a notice that asks readers to pay stands in the text and is none of it") {
    CHECK(report_of(page("<div>" + p(flood) + p(people) + p(quote) +
                         "<div class='paywall-notice'><p>Subscribe now to read on. You have two free stories left this "
                         "month.</p><a href='/subscribe'>See the offers</a></div>" +
                         p(dam) + p(trains) + "</div>")) == Lines{flood, people, quote, dam, trains});
}

TEST_CASE("a page laid out with tables gives its middle column") {
    CHECK(report_of("<html><head><title>River floods Marrow</title></head><body><table><tr><td width=120><a "
                    "href='/'>Home</a><br><a href='/n'>News</a><br><a href='/w'>Weather</a></td><td><h2>River floods "
                    "Marrow</h2>" +
                    p(flood) + p(people) + p(quote) + p(dam) +
                    "</td><td><b>Also today</b><br><a href='/1'>Council votes on new bridge</a><br><a href='/2'>The "
                    "price of bread</a></td></tr></table></body></html>") == Lines{flood, people, quote, dam});
}

TEST_CASE("short sentences of a conversation stay between long ones") {
    CHECK(report_of(page("<div>" + p(flood) + p("Is the dam safe?") + p(dam) + p("And the trains?") + p(trains) +
                         p("Nobody knows.") + p(rain) + "</div>")) ==
          Lines{flood, "Is the dam safe?", dam, "And the trains?", trains, "Nobody knows.", rain});
}

TEST_CASE("the copy in linked data tells where the report ends") {
    const std::string box =
        "This story was first told in our newsletter, which reaches its readers each morning before breakfast.";
    CHECK(report_of(page(
              "<div>" + p(flood) + p(people) + p(quote) + p(dam) + p(trains) + "</div><div>" + p(box) + "</div>",
              "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"articleBody\": \"" + flood + " " +
                  people + " " + dam + " " + trains + "\"}</script>")) == Lines{flood, people, quote, dam, trains});
}

TEST_CASE("a publisher that has several roles in microdata is named all the same") {
    const std::string html =
        "<html><head><title>River floods Marrow</title><meta name='application-name' "
        "content='VPost'></head><body><h1>River floods Marrow</h1>" +
        p(flood) + p(people) +
        "<div itemprop='copyrightHolder publisher provider' itemscope><meta itemprop='name' content='The Valley "
        "Post'></div></body></html>";
    CHECK(recount::test::report_of_page(html, "https://valleypost.example/flood").outlet == "The Valley Post");
}
