// Numbers in running words: a short text in, the numbers with their bounds out.
#include <doctest/doctest.h>

#include <charconv>
#include <ctime>
#include <string>

#include "annotate/numbers.h"
#include "annotate/tokens.h"
#include "support.h"

using namespace recount;

namespace {

struct Reader {
    Codebook codebook = Codebook::load(RECOUNT_CODEBOOK_DIR);
    NumberFinder finder{codebook};

    AnnotatedReport cut(std::string text) const {
        AnnotatorChain steps;
        steps.add(make_token_annotator(codebook));
        return steps.annotate(test::report_of(std::move(text)));
    }
};

const Reader& reader() {
    static const Reader made;
    return made;
}

std::string shown(const std::optional<double>& value) {
    if (!value)
        return "*";
    char digits[32];
    const auto end = std::to_chars(digits, digits + sizeof digits, *value, std::chars_format::fixed).ptr;
    return {digits, end};
}

/// "at least 84: 84..* at_least", parted by "; "; what is exact shows its value alone.
std::string numbers(const std::string& text) {
    const AnnotatedReport report = reader().cut(text);
    std::string out;
    for (const Sentence& sentence : report.layers.sentences) {
        const Tokens tokens = report.layers.tokens_of(sentence);
        for (const Number& number : reader().finder.find(report.report.content, tokens)) {
            const Span span{tokens[number.first_bound()].start, tokens[number.end_token - 1].end};
            out.append(out.empty() ? "" : "; ").append(report.words(span)).append(": ").append(shown(number.low));
            if (number.modifier != Modifier::exact)
                out.append("..").append(shown(number.high)).append(" ").append(name_of(number.modifier));
            out.append(number.ordinal ? " ordinal" : number.share ? " share" : "");
        }
    }
    return out;
}

struct Example {
    const char *text, *numbers;
};

void check(std::initializer_list<Example> examples) {
    for (const Example& example : examples) {
        CAPTURE(example.text);
        CHECK(numbers(example.text) == example.numbers);
    }
}

}  // namespace

TEST_CASE("numbers in digits, however their thousands are set") {
    check({
        {"They counted 6,700 birds.", "6,700: 6700"},
        {"They counted 816 000 birds and 1’200 nests.", "816 000: 816000; 1’200: 1200"},
        {"They counted 3,50,000 birds and 1,00,000 nests.", "3,50,000: 350000; 1,00,000: 100000"},
        {"They counted 1.234.567 birds.", "1.234.567: 1234567"},
        {"The Boeing 737 200 metres away burned.", "737: 737; 200: 200"},
        {"It rose by 2.718 percent to 0.125.", "2.718: 2.718; 0.125: 0.125"},
    });
}

TEST_CASE("digits that may be a thousandfold apart are no number") {
    check({{"They counted 1.200 people.", ""}, {"They counted 1,2 people.", ""}});
}

TEST_CASE("numbers in words") {
    check({
        {"twenty-one men, forty four women", "twenty-one: 21; forty four: 44"},
        {"a hundred died", "a hundred: 100"},
        {"Hundred and twenty died.", "Hundred and twenty: 120"},
        {"one hundred and twenty men, a hundred twenty women", "one hundred and twenty: 120; a hundred twenty: 120"},
        {"twelve hundred men", "twelve hundred: 1200"},
        {"a thousand and one nights", "a thousand and one: 1001"},
        {"three hundred and fifty thousand", "three hundred and fifty thousand: 350000"},
        {"two million three hundred thousand", "two million three hundred thousand: 2300000"},
        {"one point two million", "one point two million: 1200000"},
        {"two dozen men, two score women", "two dozen: 24; two score: 40"},
        {"four-thousand men", "four-thousand: 4000"},
    });
}

TEST_CASE("multipliers behind digits, and letters that stand for them") {
    check({
        {"2.3 million people", "2.3 million: 2300000"},
        {"1,2 million people", "1,2 million: 1200000"},
        {"5 lakh people, 2.5 lakh more, two crore rupees", "5 lakh: 500000; 2.5 lakh: 250000; two crore: 20000000"},
        {"More than 250K came.", "More than 250K: 250000..* more_than"},
        {"$1.2m and $5bn and 1.2mn people", "1.2m: 1200000; 5bn: 5000000000; 1.2mn: 1200000"},
        {"1.2m people, 1.2 m people, some 1.2M", "1.2m: 1200000; 1.2 m: 1200000; some 1.2M: 1200000..1200000 approx"},
        {"100 thousands people", "100 thousands: 100000"},
        {"In 2005 thousands of people fled.", "2005: 2005; thousands: 2000..9999 vague"},
    });
}

TEST_CASE("a letter that is a unit of length multiplies only money and people") {
    check({{"a tower 40m high", "40: 40"}, {"a 40 m tower", "40: 40"}});
}

TEST_CASE("halves and quarters beside a multiplier") {
    check({
        {"two and a half thousand", "two and a half thousand: 2500"},
        {"two-and-a-half dozen", "two-and-a-half dozen: 30"},
        {"two and a half months", "two and a half: 2.5"},
        {"5 1/2 million, 2½ million", "5 1/2 million: 5500000; 2½ million: 2500000"},
        {"a million and a half, a dozen and a half", "a million and a half: 1500000; a dozen and a half: 18"},
        {"a quarter of a million, a quarter million", "a quarter of a million: 250000; a quarter million: 250000"},
        {"three quarters of a million", "three quarters of a million: 750000"},
        {"half a million, half a dozen, a half-dozen", "half a million: 500000; half a dozen: 6; a half-dozen: 6"},
        {"killed three and a third was hurt", "three: 3; third: 3 ordinal"},
    });
}

TEST_CASE("a share of a number that is named right behind is a number") {
    check({
        {"Half of the 40 were hurt.", "Half: 20; 40: 40"},
        {"a third of the 300 hostages", "a third: 100; 300: 300"},
        {"Three-quarters of the 2,000 marchers", "Three-quarters: 1500; 2,000: 2000"},
        {"more than half of the 40", "more than half: 20..* more_than; 40: 40"},
        {"1 in 5 of the 300 people", "1 in 5: 60; 300: 300"},
        {"All but three of the 21 were saved.", "All but three: 18; 21: 21"},
        {"a third of the 40", "a third: 13..13 approx; 40: 40"},
    });
}

TEST_CASE("a share of anything else counts nothing") {
    check({
        {"Two-thirds of voters backed him.", "Two-thirds: 66.7 share"},
        {"in the first half of 2012", "2012: 2012"},
        {"one in four people, nine in 10 voters", ""},
        {"all but three died", ""},
        {"half an hour", ""},
    });
}

TEST_CASE("vague words and their bounds") {
    check({
        {"dozens, scores, hundreds", "dozens: 24..99 vague; scores: 40..99 vague; hundreds: 200..999 vague"},
        {"several dozen men", "several dozen: 36..99 vague"},
        {"several hundred men, a few dozen women", "several hundred: 300..999 vague; a few dozen: 36..60 vague"},
        {"tens of thousands", "tens of thousands: 20000..99999 vague"},
        {"hundreds of thousands", "hundreds of thousands: 200000..999999 vague"},
        {"millions", "millions: 2000000..9999999 vague"},
        {"a three-digit number of people", "a three-digit number: 100..999 vague"},
        {"a couple of men, a pair of boys", "a couple of: 2..2 vague; a pair of: 2"},
    });
}

TEST_CASE("the ends of a range share a multiplier") {
    check({
        {"two to three hundred", "two to three hundred: 200..300 range"},
        {"two or three hundred", "two or three hundred: 200..300 range"},
        {"6-8,000 men, six to 8,000 men", "6-8,000: 6000..8000 range; six to 8,000: 6000..8000 range"},
        {"5,000-7,000 and 10 to 12", "5,000-7,000: 5000..7000 range; 10 to 12: 10..12 range"},
        {"10 to 15 million, 2-3 million",
         "10 to 15 million: 10000000..15000000 range; 2-3 million: 2000000..3000000 range"},
        {"12k-15k people", "12k-15k: 12000..15000 range"},
        {"$2m-$3m", "2m-$3m: 2000000..3000000 range"},
        {"US$5 million to US$7 million", "5 million to US$7 million: 5000000..7000000 range"},
        {"900 to one thousand", "900 to one thousand: 900..1000 range"},
        {"several hundred to 3,000", "several hundred to 3,000: 300..3000 range"},
    });
}

TEST_CASE("what opens a range belongs to it, unless it tells of a change") {
    check({
        {"Between two and three thousand came.", "Between two and three thousand: 2000..3000 range"},
        {"between one hundred and two hundred", "between one hundred and two hundred: 100..200 range"},
        {"between a hundred and fifty and two hundred", "between a hundred and fifty and two hundred: 150..200 range"},
        {"From 20 to 30 thousand came.", "From 20 to 30 thousand: 20000..30000 range"},
        {"The toll rose from 58 to 59.", "58: 58; 59: 59"},
        {"Estimates range from three to 12.", "three to 12: 3..12 range"},
    });
}

TEST_CASE("modifiers bound a number from either side") {
    check({
        {"at least 84, 84 or more", "at least 84: 84..* at_least; 84 or more: 84..* at_least"},
        {"as many as 816 000, over 50", "as many as 816 000: *..816000 up_to; over 50: 50..* more_than"},
        {"59, up from 58", "59: 59; 58: 58"},
        {"not more than 12, just under 40", "not more than 12: *..12 at_most; just under 40: *..40 less_than"},
        {"a hundred or so, some-500", "a hundred or so: 100..100 approx; some-500: 500..500 approx"},
        {"an estimated 200 to 400", "an estimated 200 to 400: 200..400 range"},
        {"up to several thousand", "up to several thousand: *..9999 up_to"},
        {"at least about 50", "at least about 50: 50..* at_least"},
        {"handed over at least 25", "at least 25: 25..* at_least"},
        {"In 2017 at least 126 died.", "2017: 2017; at least 126: 126..* at_least"},
    });
}

TEST_CASE("another, more, a total of and only bound nothing") {
    check({
        {"Another 12 died.", "12: 12"},
        {"Police held 12 more, 30 in all.", "12: 12; 30: 30"},
        {"an additional 43, a further 12, a total of 9, only 21, all 20", "43: 43; 12: 12; 9: 9; 21: 21; 20: 20"},
        {"at least another 15", "at least another 15: 15..* at_least"},
        {"a total of more than 120", "more than 120: 120..* more_than"},
        {"300 kilometers (186 miles)", "300: 300; 186: 186"},
    });
}

TEST_CASE("both counts people, none and no one count to nothing") {
    check({
        {"Both men died. Both were young.", "Both: 2; Both: 2"},
        {"Both soldiers and civilians died.", ""},
        {"None of the 32 died and no one was hurt.", "None: 0; 32: 32; no one: 0"},
        {"Not a single person died.", "Not a single: 0"},
    });
}

TEST_CASE("ordinals are told apart") {
    check({
        {"the seventh person to die", "seventh: 7 ordinal"},
        {"the twenty-third, ninety-ninth and 23rd",
         "twenty-third: 23 ordinal; ninety-ninth: 99 ordinal; 23rd: 23 ordinal"},
        {"two fifth-graders", "two: 2; fifth: 5 ordinal"},
    });
}

TEST_CASE("long rows of number words take time linear in their length") {
    const auto seconds = [](const char* words, int times) {
        std::string text;
        for (int i = 0; i < times; ++i)
            text += words;
        const AnnotatedReport report = reader().cut(text);
        const auto start = std::clock();
        for (const Sentence& sentence : report.layers.sentences)
            reader().finder.find(report.report.content, report.layers.tokens_of(sentence));
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    for (const char* words : {"twenty-", "million ", "a hundred and ", "one in ", "from ", "between two and ", "1 ",
                              "100 ", "half of ", "all but ", "dozens of ", "some ", "5 1/2 "}) {
        CAPTURE(words);
        const double few = seconds(words, 5'000), many = seconds(words, 40'000);
        CHECK(many < 40 * few + 0.1);  // 8 times as much to read; quadratic would be 64
    }
}
