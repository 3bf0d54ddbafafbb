// One very long report costs in proportion to its length: from its text to its account, whatever it is full of.
#include <doctest/doctest.h>

#include <array>
#include <random>

#include "support/account.h"
#include "support/processor_time.h"

using namespace recount;

namespace {

constexpr std::array<std::string_view, 7> weekdays{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                   "Friday", "Saturday", "Sunday"};

/// Sentences that fill one layer or another; the numbers in them vary.
std::string sentence(std::string_view kind, unsigned number) {
    const std::string day(weekdays[number % weekdays.size()]), n = std::to_string(number);
    if (kind == "sayings")
        return "The minister, Ana Veil, said on " + day + " that " + n + " people had been hurt.\n";
    if (kind == "counts")
        return n + " people were killed in the attack on " + day + ".\n";
    if (kind == "dates")
        return "On March " + std::to_string(number % 28 + 1) + ", " + std::to_string(1900 + number % 120) +
               ", the election drew " + n + " protesters.\n";
    if (kind == "one paragraph")
        return "A march against the mayor drew " + n + " people. A rally for him followed. Police put it at 90. ";
    if (kind == "quotations")
        return "\"We saw " + n + " children die on " + day + ",\" he said.\n";
    return "Last " + day + "'s quake shook the town, a week since the crash. He won " + n + " percent of the vote.\n";
}

std::string text_of(std::string_view kind, std::size_t size) {
    std::mt19937 random(7);
    std::string text;
    while (text.size() < size)
        text += sentence(kind, random() % 1000000);
    return text;
}

/// Processor seconds of this thread for the account of a long undated report and a dated one that begins like it.
double seconds_for(std::string_view kind, std::size_t size) {
    const std::string text = text_of(kind, size);
    const double start = test::processor_seconds();
    std::vector<AnnotatedReport> reports;
    reports.push_back(test::trained_language().chain.annotate(test::report_of(text, "long")));
    Report dated = test::report_of(text.substr(0, size / 2), "short");
    dated.published = parse_iso_day("2015-03-04");
    reports.push_back(test::trained_language().chain.annotate(std::move(dated)));
    const Account account = test::account_of(std::move(reports));
    CHECK(account.reports[0].layers.claims.size() > size / 400);
    return test::processor_seconds() - start;
}

}  // namespace

TEST_CASE("a report that is eight times as long costs about eight times as much") {
    constexpr std::size_t size = 60'000;
    constexpr double generous = 24;  // quadratic cost would be 64 times
    for (const std::string_view kind : {"sayings", "counts", "dates", "one paragraph", "quotations", "ties"}) {
        CAPTURE(kind);
        seconds_for(kind, size);  // what is loaded once
        const double once = std::min(seconds_for(kind, size), seconds_for(kind, size));
        CHECK(seconds_for(kind, size * 8) < once * generous);
    }
}

TEST_CASE("a sentence without end, full of counts, costs in proportion to its length") {
    const auto seconds = [](std::size_t size) {
        std::string text;
        for (unsigned number = 2; text.size() < size; number = number % 90 + 2)
            text += std::to_string(number) + " dead in the street and a soldier near no line, ";
        const double start = test::processor_seconds();
        CHECK(test::trained_language().chain.annotate(test::report_of(text, "long")).layers.sentences.size() == 1);
        return test::processor_seconds() - start;
    };
    constexpr std::size_t size = 60'000;
    constexpr double generous = 24;  // quadratic cost would be 64 times
    seconds(size);                   // what is loaded once
    CHECK(seconds(size * 8) < std::min(seconds(size), seconds(size)) * generous);
}

TEST_CASE("attributions are found by the sentences that they reach into") {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(
        "Rain fell. \"It was cold. It was dark. Nobody slept,\" Ana Veil said. The mayor said 12 people left. Nobody "
        "came."));
    const Layers& layers = report.layers;
    REQUIRE(layers.attributions.size() == 2);
    std::string found;
    for (std::uint32_t sentence = 0; sentence < layers.sentences.size(); ++sentence) {
        found += "/";
        for (const std::uint32_t attribution : layers.attributions_of(sentence))
            found += std::to_string(attribution);
    }
    CHECK(found == "//0/0/0/1/");
    CHECK(layers.attributions_of(99).empty());
    CHECK(layers.sentence_at(0) == 0);
    CHECK(layers.sentence_at(static_cast<std::uint32_t>(report.report.content.size())) == no_index);
}
