// Titles of events and stories: short reports in, titles out that say what happened, where and when.

#include <doctest/doctest.h>

#include "support/account.h"

using namespace recount;

namespace {

const TitleWords& words() {
    static const TitleWords loaded(test::trained_language().codebook);
    return loaded;
}

/// A report with its language model; `headline` may be empty.
AnnotatedReport report(std::string id, std::string headline, const std::string& text, std::string_view published) {
    Report made = test::report_of(headline.empty() ? text : headline + "\n\n" + text, std::move(id));
    if (!headline.empty()) {
        made.text_start = static_cast<std::uint32_t>(headline.size() + 2);
        made.blocks.front().kind = BlockKind::title;
    }
    made.published = parse_iso_day(published);
    return test::trained_language().chain.annotate(std::move(made));
}

AnnotatedReport report(std::string id, const std::string& text, std::string_view published = "2020-08-25") {
    return report(std::move(id), "", text, published);
}

/// The titles of the events of all stories, parted by " | ".
std::string titles(std::vector<AnnotatedReport> reports) {
    std::string out;
    for (const StoryAccount& story : test::account_of(std::move(reports)).stories)
        for (const Event& event : story.events)
            out += (out.empty() ? "" : " | ") + event.title;
    return out;
}

std::string story_title(std::vector<AnnotatedReport> reports) {
    const Account account = test::account_of(std::move(reports));
    REQUIRE(account.stories.size() == 1);
    return account.stories.front().title;
}

}  // namespace

TEST_CASE("an event is told by the noun of its mention, its place and its day") {
    CHECK(titles({report("a", "A massive opposition march filled the streets of Minsk on Sunday, the police said.")}) ==
          "Opposition march, Minsk, 23 August 2020");
    CHECK(titles({report("a", "The suicide attack on the old market of Kabul on Sunday shocked all who saw it.")}) ==
          "Suicide attack on old market of Kabul, 23 August 2020");
}

TEST_CASE("a verb is told by its noun, with whom it was done to or who did it") {
    CHECK(titles({report("a", "Gunmen kidnapped 40 schoolgirls in Lagos on Sunday.")})
              .find("Kidnapping of schoolgirls") == 0);
    CHECK(titles({report("a", "The angry teachers of the city marched in Lagos on Sunday.")}) ==
          "March by angry teachers of the city, Lagos, 23 August 2020");
    CHECK(
        titles({report("a", "Ana Veil left for Oslo, where she was arrested on Tuesday, and returned.")}).find("she") ==
        std::string::npos);
}

TEST_CASE("the words of most reports win over those of one") {
    CHECK(titles({report("a", "The bus crash in Oslo on Sunday killed nine people."),
                  report("b", "Nine people died in the bus crash in Oslo on Sunday."),
                  report("c", "The unforgettable crash of a yellow vehicle in Oslo on Sunday killed nine people.")}) ==
          "Bus crash, Oslo, 23 August 2020");
}

TEST_CASE("a qualifier goes with the number that was its own") {
    CHECK(titles({report("a", "A 6.1-magnitude earthquake shook Oslo on Sunday.")}) ==
          "Earthquake, Oslo, 23 August 2020");
}

TEST_CASE("a statement is told by its speaker, without what stands between quotation marks in the name") {
    CHECK(titles({report("a", "Ana Veil said on Friday that the bridge is safe.", "2020-08-23")}) ==
          "Statement by Ana Veil, 21 August 2020");
}

TEST_CASE("an event that only counts tell of is told by what is counted") {
    CHECK(titles({report("a", "In 2009, 300 people died in Kano.", "2020-08-23")}) == "Killed: Kano, 2009");
}

TEST_CASE("days and stretches of days are written in plain English") {
    CHECK(plain_day("2020-08-16", "", words()) == "16 August 2020");
    CHECK(plain_day("2020-08-16", "2020-08-18", words()) == "16-18 August 2020");
    CHECK(plain_day("2020-08-30", "2020-09-02", words()) == "30 August - 2 September 2020");
    CHECK(plain_day("2020-12-30", "2021-01-02", words()) == "30 December 2020 - 2 January 2021");
    CHECK(plain_day("2020-06-01", "2020-08-31", words()) == "June-August 2020");
    CHECK(plain_day("2019-12-01", "2020-02-29", words()) == "December 2019 - February 2020");
    CHECK(plain_day("1930-01-01", "1939-12-31", words()) == "1930-1939");
    CHECK(plain_day("2020-08", "", words()) == "August 2020");
    CHECK(plain_day("2020", "", words()) == "2020");
    CHECK(plain_day("", "", words()).empty());
}

TEST_CASE("a title can stand when it is short, whole and without quotation marks") {
    CHECK(is_whole_title("March in Karsk, 16 August 2020", words()));
    CHECK(is_whole_title("Protesters' march (second day)", words()));
    CHECK(is_whole_title(std::string(longest_title, 'a'), words()));
    CHECK(!is_whole_title(std::string(longest_title + 1, 'a'), words()));
    std::string accents;  // longest_title characters of two bytes each
    for (std::size_t i = 0; i < longest_title; ++i)
        accents += "\u00E9";
    CHECK(is_whole_title(accents, words()));
    CHECK(!is_whole_title("", words()));
    CHECK(!is_whole_title("The mayor calls it \"a lie\"", words()));
    CHECK(!is_whole_title("The mayor calls it \u2018a lie\u2019", words()));
    CHECK(!is_whole_title("The mayor calls it 'a lie'", words()));
    CHECK(!is_whole_title("March (second day", words()));
    CHECK(!is_whole_title("March) second day", words()));
    CHECK(!is_whole_title("Police say the", words()));
    CHECK(!is_whole_title("The march against, Karsk", words()));
    CHECK(!is_whole_title("Thousands march for ...", words()));
}

TEST_CASE("a story is headed by the headline that shares most words and can stand") {
    const std::string text = "Thousands of people marched in Karsk on Sunday. The police counted 7,000 of them.";
    CHECK(story_title({report("a", "Mayor: \"No march in Karsk\"", text, "2020-08-25"),
                       report("b", "Thousands march in Karsk", text, "2020-08-25")}) == "Thousands march in Karsk");
}

TEST_CASE("a story without a headline is headed by the event that its reports begin with, never by a sentence") {
    CHECK(story_title({report("a",
                              "A massive opposition march filled the streets of Minsk on Sunday, and tens of thousands "
                              "of people from all over the country sang, danced and waved flags until late in the "
                              "evening.")}) == "Opposition march, Minsk, 23 August 2020");
}

TEST_CASE("no title is longer than it may be, whatever its words") {
    const std::string name =
        "North-Eastern Transcontinental Railway Maintenance Workers and Signalling Engineers Union";
    const std::string out =
        titles({report("a", "The " + name + " strike against the " + name + " began in Oslo on Sunday.")});
    REQUIRE(!out.empty());
    CHECK(out.size() <= longest_title);
}

TEST_CASE("what one report alone tells is called as it is where it is dated") {
    const std::string out =
        titles({report("a",
                       "The mosque would stand near the site of the attacks of Sept. 11, 2001, in New "
                       "York City. Leaders of both parties met to undermine Republican attacks.",
                       "2010-08-14")});
    CHECK(out.find("Republican attacks") == std::string::npos);
    CHECK(out.find("11 September 2001") != std::string::npos);
}
