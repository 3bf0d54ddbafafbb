// One page that was fetched again: which addresses name one page, which version stands, and what its silent edits are.
// The pages are made: thirty pairs with an edit each, which must be found, and thirty that differ in what stands around
// the report alone, in which there is nothing to find.
#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "gather/page_address.h"
#include "gather/versions.h"
#include "reconcile/page_edits.h"
#include "support/account.h"
#include "support/reading.h"

using namespace recount;
using recount::test::language;
using recount::test::Lines;

namespace {

std::string page_of(std::string_view url) {
    static const AddressSettings settings(language().codebook);
    return page_address(url, settings).page;
}

// ---- made pages

/// Where and what a made report is about; each has its own town, names and numbers.
struct Matter {
    std::string town, official, witness;
    int killed, injured, houses;
};

const std::array<Matter, 3> matters{{
    {"Varesk", "Irena Dolan", "Tomas Reil", 12, 47, 130},
    {"Olmen", "Petra Wirth", "Jakub Senn", 8, 31, 64},
    {"Corvale", "Marta Quill", "Ivan Prosk", 21, 96, 210},
}};

/// A report sentence by sentence, each a paragraph; the first is its headline.
std::vector<std::string> report_on(const Matter& m) {
    const std::string killed = std::to_string(m.killed), injured = std::to_string(m.injured);
    return {"Dam near " + m.town + " breaks after days of rain",
            killed + " people were killed when an old dam above " + m.town + " broke on Tuesday, police said.",
            injured + " people were injured, the regional hospital said in a short notice.",
            "The water reached the lower town within minutes and carried away cars, trees and a wooden bridge.",
            "\"We had warned the ministry about this dam for years,\" said " + m.official + ", the mayor of " + m.town +
                ".",
            "About " + std::to_string(m.houses) + " houses were damaged, according to the fire service.",
            "\"I heard a noise like a train and then the street was gone,\" said " + m.witness +
                ", who lives beside the river.",
            "The company that runs the dam had been told to repair its gates last spring.",
            "Schools in the valley will stay closed until the end of the week.",
            "The government promised 3.5 million crowns for repairs."};
}

/// What stands around a report.
struct Furniture {
    std::string menu =
        "<li><a href='/'>Home</a></li><li><a href='/news'>News</a></li><li><a href='/sport'>Sport</a></li>";
    std::string before, behind, below, head;
};

std::string made_page(const std::vector<std::string>& lines, const std::string& modified,
                      const Furniture& around = {}) {
    std::string page = "<!doctype html><html lang='en'><head><title>" + lines.front() +
                       "</title><link rel='canonical' href='https://www.valleypost.example/2023/05/dam-breaks'>"
                       "<meta property='article:published_time' content='2023-05-09T08:00:00Z'>"
                       "<meta property='article:modified_time' content='" +
                       modified + "'>" + around.head + "</head><body><header><nav><ul>" + around.menu +
                       "</ul></nav></header>" + around.before + "<article><h1>" + lines.front() + "</h1>";
    for (std::size_t i = 1; i < lines.size(); ++i)
        page += "<p>" + lines[i] + "</p>";
    return page + around.behind + "</article>" + around.below +
           "<footer><p>Valley Post, all rights reserved</p></footer></body></html>";
}

AnnotatedReport read_made(const std::string& page, const std::string& id) {
    Report report = test::report_of_page(page);
    report.id = id;
    return test::trained_language().chain.annotate(std::move(report));
}

std::string edits_between(const std::string& older, const std::string& newer) {
    static const VersionSettings versions(language().codebook);
    static const EditSettings settings(language().codebook);
    const std::vector<AnnotatedReport> reports{read_made(newer, "a"), read_made(older, "b")};
    const std::vector<std::uint32_t> members{0, 1};
    const std::vector<PageVersions> pages = find_versions(members, reports, versions);
    if (pages.size() != 1 || pages[0].reports != std::vector<std::uint32_t>{1, 0})
        return "no versions of one page";
    std::string out;
    const std::vector<EditedPage> edited = edited_pages(reports, pages, settings);
    for (const PageEdit& edit : edited.front().edits)
        out += std::string(name_of(edit.kind)) + "(" + std::string(reports[edit.from].words(edit.before)) + " > " +
               std::string(reports[edit.to].words(edit.after)) + ")" + (edit.noted.empty() ? "" : " noted") + "\n";
    return out;
}

const std::string morning = "2023-05-09T09:00:00Z", evening = "2023-05-09T19:30:00Z";

void replace(std::string& text, const std::string& by_what, const std::string& what) {
    const std::size_t at = text.find(by_what);
    REQUIRE(at != std::string::npos);
    text.replace(at, by_what.size(), what);
}

/// An edit of the report on a matter: what it does, and what must be found.
struct MadeEdit {
    const char* name;
    void (*make)(const Matter&, std::vector<std::string>&);
    std::string (*found)(const Matter&);
};

std::string number(int value) {
    return std::to_string(value);
}

const std::array<MadeEdit, 10> made_edits{{
    {"a number is another",
     [](const Matter& m, auto& lines) { replace(lines[1], number(m.killed), number(m.killed - 3)); },
     [](const Matter& m) { return "figure_changed(" + number(m.killed) + " > " + number(m.killed - 3) + ")\n"; }},
    {"a number is hedged", [](const Matter&, auto& lines) { lines[2].insert(0, "At least "); },
     [](const Matter& m) {
         return "figure_changed(" + number(m.injured) + " > At least " + number(m.injured) + ")\n";
     }},
    {"a number goes with its sentence", [](const Matter&, auto& lines) { lines.erase(lines.begin() + 5); },
     [](const Matter& m) { return "figure_gone(About " + number(m.houses) + " > )\n"; }},
    {"a number goes, its sentence stays",
     [](const Matter& m, auto& lines) { replace(lines[2], number(m.injured) + " people", "People"); },
     [](const Matter& m) { return "figure_gone(" + number(m.injured) + " > )\n"; }},
    {"a quotation has another word", [](const Matter&, auto& lines) { replace(lines[4], "for years", "in spring"); },
     [](const Matter&) {
         return std::string(
             "quotation_changed(We had warned the ministry about this dam for years, > "
             "We had warned the ministry about this dam in spring,)\n");
     }},
    {"a quotation goes", [](const Matter&, auto& lines) { lines.erase(lines.begin() + 6); },
     [](const Matter&) {
         return std::string("quotation_gone(I heard a noise like a train and then the street was gone, > )\n");
     }},
    {"a sum is another",
     [](const Matter&, auto& lines) { replace(lines[9], "3.5 million crowns", "2 million crowns"); },
     [](const Matter&) { return std::string("figure_changed(3.5 million > 2 million)\n"); }},
    {"the headline is another",
     [](const Matter&, auto& lines) { replace(lines[0], "breaks after days of rain", "overflows after rain"); },
     [](const Matter& m) {
         return "headline_changed(Dam near " + m.town + " breaks after days of rain > Dam near " + m.town +
                " overflows after rain)\n";
     }},
    {"a sentence goes", [](const Matter&, auto& lines) { lines.erase(lines.begin() + 7); },
     [](const Matter&) {
         return std::string(
             "sentence_gone(The company that runs the dam had been told to repair its gates last spring. > )\n");
     }},
    {"a sentence is another", [](const Matter&, auto& lines) { replace(lines[7], "had been told", "had offered"); },
     [](const Matter&) {
         return std::string(
             "sentence_changed(The company that runs the dam had been told to repair its gates last "
             "spring. > The company that runs the dam had offered to repair its gates last spring.)\n");
     }},
}};

/// What changes around a report from one fetch to the next; `n` is another one each time.
struct MadeFurniture {
    const char* name;
    void (*make)(int n, Furniture& around);
};

const std::array<MadeFurniture, 10> made_furniture{{
    {"the date in the menu",
     [](int n, Furniture& around) { around.menu += "<li>Tuesday, May " + number(9 + n) + ", 2023</li>"; }},
    {"related links",
     [](int n, Furniture& around) {
         around.below = "<aside class='related'><h3>Related stories</h3><ul><li><a href='/1'>Storm number " +
                        number(n) + " leaves " + number(20 + n) +
                        " towns without power</a></li><li><a href='/2'>Minister visits "
                        "flooded valley</a></li></ul></aside>";
     }},
    {"the number of comments",
     [](int n, Furniture& around) {
         around.behind = "<div class='comments'><h3>Comments (" + number(30 + 7 * n) + ")</h3></div>";
     }},
    {"how often it was shared",
     [](int n, Furniture& around) {
         around.before =
             "<div class='share'><a href='#'>Share</a> <span>" + number(1200 + 31 * n) + " shares</span></div>";
     }},
    {"what is most read",
     [](int n, Furniture& around) {
         around.below =
             "<aside><h2>Most read</h2><ol><li><a href='/a'>" + number(n + 2) +
             " arrested after match in capital</a></li><li><a href='/b'>Bread prices rise again</a></li></ol>"
             "</aside>";
     }},
    {"the notice about cookies",
     [](int n, Furniture& around) {
         if (n > 0)
             around.before = "<div class='cookie-consent'><p>We and our " + number(700 + n) +
                             " partners use cookies to make this site better for you.</p><button>Accept</button></div>";
     }},
    {"an advertisement",
     [](int n, Furniture& around) {
         around.behind =
             "<div class='advert ad-slot'><p>Boots from " + number(49 + n) + " crowns. Order today.</p></div>";
     }},
    {"the newsletter",
     [](int n, Furniture& around) {
         around.below = "<section class='newsletter'><h3>Sign up for our newsletter</h3><p>Join " +
                        number(45000 + 12 * n) + " readers and get the news each morning.</p></section>";
     }},
    {"how often it was seen",
     [](int n, Furniture& around) {
         around.before = "<div class='meta'><span class='views'>" + number(5000 + 999 * n) + " views</span></div>";
     }},
    {"the year and the weather",
     [](int n, Furniture& around) {
         around.menu += "<li class='weather'>" + number(12 + n) + "°C, rain</li>";
         around.below = "<div class='legal'><small>© " + number(2023 + n) + " Valley Post Media</small></div>";
     }},
}};

}  // namespace

TEST_CASE("addresses that differ in what is for readers, counters and places in the page name one page") {
    const std::string page = "valleypost.example/2023/05/dam-breaks";
    for (const char* url :
         {"https://www.valleypost.example/2023/05/dam-breaks", "http://valleypost.example/2023/05/dam-breaks/",
          "https://ValleyPost.example:443/2023/05/dam-breaks#comments",
          "https://valleypost.example/2023/05/dam-breaks?utm_source=feed&utm_medium=rss",
          "https://valleypost.example/2023/05/dam-breaks?fbclid=Iw1&gclid=2",
          "https://valleypost.example/2023/05/%64am%2Dbreaks",
          "https://web.archive.org/web/20230509190000/https://www.valleypost.example/2023/05/dam-breaks",
          "https://web.archive.org/web/20230509190000id_/http://valleypost.example/2023/05/dam-breaks"})
        CHECK(page_of(url) == page);
    CHECK(page_of("https://valleypost.example/story?b=2&a=1") == page_of("https://valleypost.example/story?a=1&b=2"));
}

TEST_CASE("addresses that may name other pages stay two") {
    const std::string page = page_of("https://valleypost.example/story?id=7");
    for (const char* url : {"https://valleypost.example/story?id=8", "https://valleypost.example/story",
                            "https://news.valleypost.example/story?id=7", "https://valleypost.example/Story?id=7",
                            "https://m.valleypost.example/story?id=7", "https://valleypost.example/story?id=7#!page2"})
        CHECK(page_of(url) != page);
    for (const char* url : {"https://valleypost.example", "https://valleypost.example/?utm_source=x", "dam-breaks",
                            "mailto:desk@valleypost.example", "file:///tmp/dam.html", "https://localhost/story", ""})
        CHECK(page_of(url).empty());
    CHECK(page_address("https://web.archive.org/web/20230509190000/https://valleypost.example/a",
                       AddressSettings(language().codebook))
              .fetched == "2023-05-09T19:00:00Z");
}

TEST_CASE("thirty edits of pages are found, each as what it is") {
    for (const Matter& matter : matters)
        for (const MadeEdit& edit : made_edits) {
            CAPTURE(matter.town);
            CAPTURE(edit.name);
            std::vector<std::string> lines = report_on(matter);
            const std::string older = made_page(lines, morning);
            edit.make(matter, lines);
            CHECK(edits_between(older, made_page(lines, evening)) == edit.found(matter));
        }
}

TEST_CASE("what stands around a report is no edit of it") {
    int n = 0;
    for (const Matter& matter : matters)
        for (const MadeFurniture& furniture : made_furniture) {
            CAPTURE(matter.town);
            CAPTURE(furniture.name);
            const std::vector<std::string> lines = report_on(matter);
            Furniture before, after;
            furniture.make(n, before);
            furniture.make(++n, after);
            const std::string older = made_page(lines, morning, before), newer = made_page(lines, evening, after);
            REQUIRE(older != made_page(lines, morning, after));
            CHECK(edits_between(older, newer).empty());
        }
}

TEST_CASE("words that move to another place of the page are no edit") {
    std::vector<std::string> lines = report_on(matters[0]);
    const std::string older = made_page(lines, morning);
    std::swap(lines[3], lines[8]);
    CHECK(edits_between(older, made_page(lines, evening)).empty());
}

TEST_CASE("an edit that the page owns up to is not silent") {
    std::vector<std::string> lines = report_on(matters[0]);
    const std::string older = made_page(lines, morning);
    replace(lines[1], "12", "9");
    lines.emplace_back("Correction: An earlier version of this report gave a wrong number of dead.");
    const std::string edits = edits_between(older, made_page(lines, evening));
    CHECK(edits.starts_with("figure_changed(12 > 9) noted\n"));
}

TEST_CASE("an address that was given to another text is no version") {
    const std::vector<std::string> lines = report_on(matters[0]);
    std::vector<std::string> other{
        "Choir of the valley sings in the old mill", "More than 300 people came to hear the choir on Saturday evening.",
        "The programme had songs from four centuries, and one that was written for the night.",
        "The mill was restored by volunteers over the last three years."};
    CHECK(edits_between(made_page(lines, morning), made_page(other, evening)) == "no versions of one page");
}

TEST_CASE("the newest version is the report of its story; the others witness nothing") {
    std::vector<std::string> lines = report_on(matters[0]);
    const std::string older = made_page(lines, morning);
    replace(lines[1], "12", "9");
    AnnotatedReport first = read_made(older, "a"), second = read_made(made_page(lines, evening), "b");
    AnnotatedReport other = test::dated_report(
        "c", "Dam near Varesk breaks\n\nPolice said 9 people were killed when a dam above Varesk broke on Tuesday.",
        "2023-05-09");
    const Account account = test::account_of({first, second, other});
    REQUIRE(account.stories.size() == 1);
    const StoryAccount& story = account.stories[0];
    CHECK(story.reports == std::vector<std::uint32_t>{1, 2});
    REQUIRE(story.pages.size() == 1);
    CHECK(story.pages[0].versions.reports == std::vector<std::uint32_t>{0, 1});
    CHECK(story.pages[0].versions.order == VersionOrder::modified);
    for (const Figure& figure : story.figures)
        for (const FigureClaim& claim : figure.claims)
            CHECK(claim.report != 0);
    for (const Lineage& lineage : story.lineages)
        CHECK(std::ranges::find(lineage.reports, 0u) == lineage.reports.end());
}

TEST_CASE("which version is the newest is told by the surest thing that all of them state") {
    const std::string page = made_page(report_on(matters[0]), morning);
    std::vector<AnnotatedReport> reports{read_made(page, "a"), read_made(page, "b")};
    const std::vector<std::uint32_t> members{0, 1};
    const VersionSettings settings(language().codebook);
    const auto found = [&] { return find_versions(members, reports, settings).at(0); };
    CHECK(found().order == VersionOrder::names);
    CHECK(found().reports == std::vector<std::uint32_t>{0, 1});
    reports[0].report.date_modified = "2023-05-09T10:00:00+02:00";
    CHECK(found().order == VersionOrder::modified);
    CHECK(found().reports == std::vector<std::uint32_t>{0, 1});
    reports[0].report.date_fetched = "2023-05-12T10:00:00Z";
    reports[1].report.date_fetched = "2023-05-11T10:00:00Z";
    CHECK(found().order == VersionOrder::fetched);
    CHECK(found().reports == std::vector<std::uint32_t>{1, 0});
    reports[0].report.is_summary = true;  // what a feed says of it
    CHECK(find_versions(members, reports, settings).empty());
}
