// Whatever a report is full of, annotating four times as much of it costs about four times the processor's time. Each
// row is a construct that costs more where something in it is compared with all the others.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "support/account.h"
#include "support/processor_time.h"

using namespace recount;

namespace {

/// A capitalised word that no other number has.
std::string name(unsigned number) {
    static constexpr std::array syllables{"ka", "ve", "or",  "ta",  "pe",  "bre", "mo",
                                          "lu", "si", "dra", "wel", "ner", "ost"};
    std::string word;
    for (number += syllables.size(); number > 0; number /= syllables.size())
        word += syllables[number % syllables.size()];
    word[0] = static_cast<char>(word[0] - 'a' + 'A');
    return word;
}

std::string month(unsigned number) {
    static constexpr std::array months{"January", "March", "April", "June", "August", "October", "December"};
    return months[number % months.size()];
}

struct Construct {
    const char* name;
    std::size_t repeated;  // how often, so that it takes long enough to be measured
    std::function<std::string(unsigned)> text;
};

std::string in(const char* before, unsigned number, const char* behind) {
    return before + std::to_string(number) + behind;
}

const std::vector<Construct> constructs{
    {"full names", 2000,
     [](unsigned i) { return name(2 * i) + " " + name(2 * i + 1) + " went to " + name(3 * i) + ". "; }},
    {"one first name", 3000, [](unsigned i) { return "Ana " + name(i) + " said " + in("", i, " people were hurt. "); }},
    {"one surname", 3000, [](unsigned i) { return name(i) + " Veil said " + in("", i, " people were hurt. "); }},
    {"names with initials", 3000, [](unsigned i) { return "J.K. " + name(i) + ", "; }},
    {"names in a row", 4000, [](unsigned i) { return name(i) + " " + name(i + 9) + ", "; }},
    {"bodies and their initials", 3000,
     [](unsigned i) {
         return "The " + name(i) + " " + name(i + 1) + " Union (" + name(i)[0] + name(i + 1)[0] + "U) met. ";
     }},
    {"bylines", 4000, [](unsigned i) { return "By " + name(i) + " " + name(i + 3) + "\n"; }},
    {"descriptions", 1500, [](unsigned i) { return "The " + name(i) + " ministry said the minister left. "; }},
    {"pronouns", 2000, [](unsigned i) { return name(i) + " " + name(i + 9) + " met her. He said so. "; }},
    {"sources without a name", 1500, [](unsigned i) { return "A " + name(i) + " resident said the man left. "; }},
    {"numbers in words", 20000, [](unsigned) { return "twenty-"; }},
    {"numbers in a sentence", 6000, [](unsigned i) { return in("", i % 90 + 2, " dead, "); }},
    {"claims in a sentence", 4000,
     [](unsigned i) { return in("", i % 90 + 2, " people were killed in ") + name(i % 50) + " and "; }},
    {"links with numbers", 6000, [](unsigned) { return "READ MORE: Blast leaves 20 dead "; }},
    {"lines of links", 6000, [](unsigned) { return "READ MORE: Blast leaves 20 dead\n"; }},
    {"stamps", 8000, [](unsigned) { return "Updated 24 August "; }},
    {"full stamps", 4000, [](unsigned) { return "Last updated 24 August 2020 at 5 p.m. BST "; }},
    {"days in a sentence", 8000, [](unsigned i) { return month(i) + " " + in("", i % 28 + 1, ", "); }},
    {"days by numbers", 8000, [](unsigned) { return "2015-03-04 "; }},
    {"months", 3000, [](unsigned i) { return month(i) + " "; }},
    {"weekdays", 8000, [](unsigned i) { return i % 2 == 0 ? "Monday and " : "Sunday and "; }},
    {"hours", 6000, [](unsigned) { return "at 5 p.m. "; }},
    {"days of happenings", 6000, [](unsigned) { return "two weeks after the vote "; }},
    {"appeals", 12000, [](unsigned) { return "Support us. Donate now.\n"; }},
    {"credits", 6000, [](unsigned) { return "(Reporting by Jan Weiss; Editing by Ana Veil)\n"; }},
};

double seconds_for(const Construct& construct, std::size_t times) {
    std::string text = "Police said on Monday that many people were in the town.\n\n";
    for (unsigned i = 0; i < times * construct.repeated; ++i)
        text += construct.text(i);
    const double start = test::processor_seconds();
    test::trained_language().chain.annotate(test::report_of(text, "long"));
    return test::processor_seconds() - start;
}

/// The least of some measurements; stops as soon as one is below `enough`.
double least_seconds_for(const Construct& construct, std::size_t times, double enough) {
    double least = seconds_for(construct, times);
    for (int again = 0; again < 3 && least >= enough; ++again)
        least = std::min(least, seconds_for(construct, times));
    return least;
}

}  // namespace

TEST_CASE("four times as much of one construct costs about four times as much") {
    constexpr double generous = 7, unmeasured = 0.02;  // quadratic cost would be 16 times; seconds
    for (const Construct& construct : constructs) {
        CAPTURE(construct.name);
        const double once = least_seconds_for(construct, 1, 0);
        const double most = once * generous + unmeasured;
        CHECK(least_seconds_for(construct, 4, most) < most);
    }
}
