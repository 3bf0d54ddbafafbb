// Stories and lineages: short invented reports in, the reports that belong together and the sentences that descend from
// one text out. Beside the fast steps stand slow and obvious ones, and generated inputs hold them together.
#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <random>
#include <set>

#include "annotate/tokens.h"
#include "gather/alignment.h"
#include "gather/gather.h"
#include "gather/stories.h"
#include "gather/weekdays.h"
#include "support.h"

using namespace recount;

namespace {

Codebook& codebook() {
    static Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    return book;
}

const LanguageModel& model() {
    return *test::trained_language().model;
}

/// a, b, c ... z, then numbers.
std::string name_of_report(std::size_t number) {
    return number < 26 ? std::string(1, static_cast<char>('a' + number)) : std::to_string(number);
}

/// Reports with tokens and sentences.
std::vector<AnnotatedReport> annotated(const std::vector<std::string>& texts) {
    AnnotatorChain chain;
    chain.add(make_token_annotator(codebook()));
    std::vector<AnnotatedReport> reports;
    for (const std::string& text : texts)
        reports.push_back(chain.annotate(test::report_of(text, name_of_report(reports.size()))));
    return reports;
}

/// The passages of all lineages, each as the beginnings of its sentences: "a: The crane ... / b: The crane ...".
std::string passages(const std::vector<AnnotatedReport>& reports, std::size_t letters = 14) {
    std::string out;
    for (const Story& story : gather(reports, codebook(), model()))
        for (const Lineage& lineage : story.lineages)
            for (const auto& passage : lineage.passages) {
                out += out.empty() ? "" : "\n";
                for (const Evidence& place : passage)
                    out.append(&place == &passage.front() ? "" : " / ")
                        .append(reports[place.report].report.id + ": ")
                        .append(reports[place.report].words(place.span).substr(0, letters));
            }
    return out;
}

/// The reports of each story: "a b | c".
std::string stories(const std::vector<AnnotatedReport>& reports) {
    std::string out;
    for (const Story& story : gather(reports, codebook(), model())) {
        out += out.empty() ? "" : " | ";
        for (const std::uint32_t r : story.reports)
            out.append(r == story.reports.front() ? "" : " ").append(reports[r].report.id);
    }
    return out;
}

const std::string agency =
    "A loading crane toppled onto a crowded ferry pier in Ostrava Bay on Tuesday, crushing a ticket kiosk.\n"
    "Divers searched the murky water beneath the splintered planks until nightfall.\n"
    "The operator had skipped two inspections since the spring, according to the harbour ledger.\n"
    "Relatives wrapped in foil blankets waited behind a rope near the fish market.";

}  // namespace

TEST_CASE("sentences that two reports print word for word are passages of one lineage") {
    const auto reports = annotated({agency, "Our correspondent adds that fog had hung over the bay.\n" + agency,
                                    "The council will vote on the library roof in June."});
    CHECK(passages(reports) ==
          "a: A loading cran / b: A loading cran\n"
          "a: Divers searche / b: Divers searche\n"
          "a: The operator h / b: The operator h\n"
          "a: Relatives wrap / b: Relatives wrap");
    const Lineage lineage = gather(reports, codebook(), model()).front().lineages.at(0);
    CHECK(lineage.kind == LineageKind::copy);
    CHECK(lineage.relations.at(0).share == doctest::Approx(1.0));
}

TEST_CASE("a plain sentence that is copied with the rest is a passage too") {
    const std::string plain = "\nNine people were killed.";
    CHECK(passages(annotated({agency + plain, agency + plain})).ends_with("\na: Nine people we / b: Nine people we"));
    CHECK(passages(annotated({agency + plain, "The council sat on Friday." + plain})) == "");
}

TEST_CASE("sentences reworded by a machine are found again") {
    const auto reports = annotated(
        {agency,
         "A loading crane fell over onto a packed ferry dock in Ostrava Bay on Tuesday, flattening a ticket booth.\n"
         "Divers looked through the murky waters beneath splintered boards until dark.\n"
         "The company had missed two inspections since spring, said the harbor ledger.\n"
         "Family members wrapped in foil blankets stood waiting behind a cord near the fish marketplace."});
    CHECK(passages(reports) ==
          "a: A loading cran / b: A loading cran\n"
          "a: Divers searche / b: Divers looked \n"
          "a: The operator h / b: The company ha\n"
          "a: Relatives wrap / b: Family members");
    CHECK(gather(reports, codebook(), model()).front().lineages.at(0).kind == LineageKind::reworded);
}

TEST_CASE("a sentence made of two is aligned with both") {
    const auto reports = annotated({agency,
                                    agency + "\nMourners lit paper lanterns along the breakwater. Many wore black "
                                             "armbands, the custom that has marked every drowning since the regatta.",
                                    "Mourners lit paper lanterns along the breakwater, with many wearing black "
                                    "armbands, the custom that has marked each drowning since the regatta.\n" +
                                        agency});
    const std::string found = passages(reports, 20);
    CHECK(found.find("b: Mourners lit paper l / c: Mourners lit paper l") != std::string::npos);
    CHECK(found.find("b: Many wore black armb / c: Mourners lit paper l") != std::string::npos);
}

TEST_CASE("two reporters who tell the same happening in their own words share no lineage") {
    const auto reports = annotated({agency,
                                    "Two people were hurt on Tuesday when a crane collapsed at Ostrava Bay.\n"
                                    "Rescue teams with dogs and boats worked into the evening at the ferry pier.\n"
                                    "Harbour officials declined to discuss when the machine had last been checked."});
    CHECK(stories(reports) == "a b");
    CHECK(passages(reports).empty());
}

TEST_CASE("a quotation that two reporters heard makes no lineage") {
    const std::string heard =
        "\"We warned them in April, in May and again last week that the bolts were rusting, and nobody ever came to "
        "look,\" ";
    const auto reports = annotated(
        {"A crane fell on the ferry pier of Ostrava Bay on Tuesday.\n" + heard + "said Mila Kerr, a welder.",
         "Questions mounted over Tuesday's accident at the pier in Ostrava Bay.\n" + heard + "Kerr told reporters."});
    CHECK(stories(reports) == "a b");
    CHECK(passages(reports).empty());
}

TEST_CASE("a stock phrase makes no lineage") {
    const auto reports = annotated(
        {"A crane fell on the ferry pier of Ostrava Bay, local media reported. Police have opened an investigation.",
         "Three were hurt at a pier in Ostrava Bay, local media reported. Police have opened an investigation."});
    CHECK(passages(reports).empty());
}

TEST_CASE("the earlier report is the likelier original, and a shared credit names the agency") {
    auto reports = annotated({agency, agency});
    reports[0].report.published = parse_iso_day("2031-04-03");
    reports[1].report.published = parse_iso_day("2031-04-02");
    reports[0].report.agencies = {"Pontic Press Agency"};
    reports[1].report.agencies = {"PPA", "Foto Lux"};
    const Lineage lineage = gather(reports, codebook(), model()).front().lineages.at(0);
    CHECK(lineage.agency == "Pontic Press Agency");
    CHECK(lineage.relations.at(0).from == 1);
    CHECK(lineage.relations.at(0).to == 0);
}

namespace {

/// "b < a": which report of two is the likelier original.
std::string direction(const std::vector<AnnotatedReport>& reports) {
    const LineageRelation relation = gather(reports, codebook(), model()).at(0).lineages.at(0).relations.at(0);
    return reports[relation.from].report.id + " < " + reports[relation.to].report.id;
}

}  // namespace

TEST_CASE("of two reports without a day, the one that the other is cut from is the likelier original") {
    const std::string cut = agency.substr(0, agency.find("Relatives"));
    CHECK(direction(annotated({cut, agency})) == "b < a");
    CHECK(direction(annotated({agency, cut})) == "a < b");
    CHECK(direction(annotated({agency, agency})) == "a < b");
    auto dated = annotated({cut, agency});
    dated[0].report.published = parse_iso_day("2031-04-02");
    dated[1].report.published = parse_iso_day("2031-04-03");
    CHECK(direction(dated) == "a < b");
}

TEST_CASE("of two reports of one day, the minute tells the original, and a credit before it") {
    auto reports = annotated({agency, agency});
    for (AnnotatedReport& report : reports)
        report.report.published = parse_iso_day("2031-04-03");
    reports[0].report.published_minute = 620;
    reports[1].report.published_minute = 540;
    CHECK(direction(reports) == "b < a");
    reports[0].report.outlet = "Lantern News";
    reports[1].report.outlet = "The Gull";
    reports[1].report.agencies = {"Lantern News"};
    CHECK(direction(reports) == "a < b");
}

TEST_CASE("what an outlet prints under its reports makes no lineage of them") {
    const std::string foot =
        "\nGet every supplement delivered to your doorstep before breakfast.\n"
        "Download the reading lamp app for crossword puzzles, or browse engravings in the members' attic.";
    const std::vector<std::string> texts = {
        "A crane fell on the ferry pier of Ostrava Bay on Tuesday, and three passengers were hurt.\n"
        "The harbour master closed the pier and sent the ferry to another berth." +
            foot,
        "Questions mounted over the accident at the pier in Ostrava Bay.\n"
        "Welders had told the harbour in spring that the bolts of the crane were rusting." +
            foot,
        "Ferry passengers in Ostrava Bay said that the crane swayed for minutes.\n"
        "Boats were moored at another pier, and the harbour will be searched again on Friday."};
    auto reports = annotated(texts);
    for (AnnotatedReport& report : reports)
        report.report.outlet = "gull.example";
    CHECK(stories(reports) == "a b c");
    CHECK(passages(reports) == "");
}

TEST_CASE("copies of one outlet are a lineage all the same") {
    auto reports = annotated({agency, "Our correspondent adds that fog had hung over the bay.\n" + agency});
    for (AnnotatedReport& report : reports)
        report.report.outlet = "gull.example";
    CHECK(passages(reports).find("a: Divers searche / b: Divers searche") != std::string::npos);
}

TEST_CASE("a weaker likeness counts where a third report is related to both") {
    const std::string beginning = agency.substr(0, agency.find("The operator"));
    const std::string end = agency.substr(agency.find("The operator"));
    const std::string fog = "\nFog had hung over the bay since dawn, and the lighthouse keeper had gone to a wedding.";
    std::vector<AnnotatedReport> reports;
    for (const std::string& text : {agency + fog, beginning + fog, end + fog})
        reports.push_back(
            test::trained_language().chain.annotate(test::report_of(text, name_of_report(reports.size()))));
    const auto lineages = gather(reports, codebook(), model()).at(0).lineages;
    REQUIRE(lineages.size() == 1);
    CHECK(lineages[0].reports.size() == 3);
}

TEST_CASE("reports of one happening are one story, whatever stands between them") {
    const auto reports = annotated({
        "Floods cut off the town of Harlan Ford. The river Sill rose over the bridge of Harlan Ford on Monday.",
        "Astronomers photographed the comet Velasco. The tail of the comet stretched far, astronomers said.",
        "The bridge at Harlan Ford was washed away by the Sill, and boats took children from the flooded school.",
        "The comet Velasco will be seen again by astronomers in sixty years.",
        "",
    });
    CHECK(stories(reports) == "a c | b d | e");
}

TEST_CASE("a hundred reports of one happening are one story, though all share what they tell") {
    std::mt19937 random(17);
    std::vector<std::string> texts;
    for (int i = 0; i < 100; ++i) {
        std::string own = "Seen from here,";
        for (int w = 0; w < 25; ++w) {
            own += ' ';
            for (int letters = 0; letters < 6; ++letters)
                own += static_cast<char>('a' + random() % 26);
        }
        texts.push_back(own + ".\n" + agency);
    }
    const auto reports = annotated(texts);
    const auto found = gather(reports, codebook(), model());
    CHECK(found.size() == 1);
    REQUIRE(found.front().lineages.size() == 1);
    CHECK(found.front().lineages.front().reports.size() == 100);
    CHECK(found.front().lineages.front().passages.size() == 4);
}

TEST_CASE("the same reports in another order give the same stories") {
    std::vector<std::string> texts{"Floods cut off Harlan Ford on Monday as the Sill rose.",
                                   "The comet Velasco was photographed by astronomers.",
                                   "The Sill washed away the bridge at Harlan Ford.",
                                   "Astronomers will see the comet Velasco again.",
                                   "Voters in Brenn chose a new mayor.",
                                   "The mayor of Brenn was sworn in after the vote."};
    const auto grouped = [](const std::vector<std::string>& given) {
        std::set<std::set<std::string>> groups;
        const auto reports = annotated(given);
        for (const Story& story : gather(reports, codebook(), model())) {
            std::set<std::string> group;
            for (const std::uint32_t r : story.reports)
                group.insert(given[r]);
            groups.insert(group);
        }
        return groups;
    };
    const auto expected = grouped(texts);
    CHECK(expected.size() == 3);
    std::mt19937 random(5);
    for (int round = 0; round < 10; ++round) {
        std::shuffle(texts.begin(), texts.end(), random);
        CHECK(grouped(texts) == expected);
    }
}

namespace {

/// Sentences of few words, so that many links are shared.
LinkText generated_text(std::mt19937& random, std::uint32_t sentences, std::uint32_t words) {
    LinkText text;
    for (std::uint32_t s = 0; s < sentences; ++s) {
        const auto first = static_cast<std::uint32_t>(text.words.size());
        for (std::uint32_t w = 2 + random() % 7; w > 0; --w) {
            const TermId term = random() % words;
            text.words.push_back({term, 2.0f + static_cast<float>(term % 5), random() % 4 == 0});
        }
        text.sentences.push_back({s / 4, s % 4, first, static_cast<std::uint32_t>(text.words.size()), 10.0});
    }
    return text;
}

/// The heaviest of all ways to match words of a with the same words of b in order: each is tried.
double slowly_compared(std::span<const LinkWord> a, std::span<const LinkWord> b, std::uint32_t gap) {
    double best = 0;
    const std::function<void(std::size_t, std::size_t, bool, double)> extend = [&](std::size_t i, std::size_t j,
                                                                                   bool begun, double sum) {
        best = std::max(best, sum);
        for (std::size_t k = begun ? i + 1 : 0; k < a.size(); ++k)
            for (std::size_t l = begun ? j + 1 : 0; l < b.size(); ++l) {
                if (a[k].term != b[l].term)
                    continue;
                const std::size_t apart = std::max(k - i, l - j);
                const bool linked = begun && apart <= gap;
                extend(k, l, true, sum + (linked ? (a[i].weight + a[k].weight) / static_cast<double>(1 + apart) : 0));
            }
    };
    extend(0, 0, false, 0);
    return best;
}

}  // namespace

TEST_CASE("two sentences are compared as trying every way to match them would") {
    const LineageSettings settings(codebook());
    SentenceComparer comparer(settings);
    std::mt19937 random(11);
    for (int round = 0; round < 300; ++round) {
        const LinkText text = generated_text(random, 2, 5);
        const auto a = text.words_of(text.sentences[0]), b = text.words_of(text.sentences[1]);
        const LinkEvidence evidence = comparer.compare(a, b);
        CHECK(evidence.all == doctest::Approx(slowly_compared(a, b, settings.gap)));
        CHECK(evidence.narration <= evidence.all + 1e-9);
    }
}

TEST_CASE("the index of links misses no pair of sentences that comparing all pairs finds") {
    LineageSettings settings(codebook());
    settings.looked_up = 1000000;
    SentenceComparer comparer(settings);
    std::mt19937 random(23);
    std::size_t found = 0;
    for (int round = 0; round < 20; ++round) {
        const LinkText text = generated_text(random, 60, 12);
        const double least = 6;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> slow, fast;
        for (std::uint32_t a = 0; a < text.sentences.size(); ++a)
            for (std::uint32_t b = a + 1; b < text.sentences.size(); ++b)
                if (text.sentences[a].report != text.sentences[b].report &&
                    comparer.compare(text.words_of(text.sentences[a]), text.words_of(text.sentences[b])).all >= least)
                    slow.emplace_back(a, b);
        for (const AlignedPair& pair : align(text, least, settings))
            fast.emplace_back(pair.a, pair.b);
        CHECK(fast == slow);
        found += fast.size();
    }
    CHECK(found > 500);
}

TEST_CASE("average linkage joins as looking at all groups each time would, in whatever order the pairs come") {
    std::mt19937 random(31);
    for (int round = 0; round < 20; ++round) {
        constexpr std::uint32_t count = 24;
        constexpr double least = 0.3;
        double likeness[count][count] = {};
        std::vector<Likeness> pairs;
        for (std::uint32_t a = 0; a < count; ++a)
            for (std::uint32_t b = a + 1; b < count; ++b)
                if (random() % 3 == 0) {
                    likeness[a][b] = likeness[b][a] = (random() % 100000 + 1) / 100001.0;
                    pairs.push_back({a, b, likeness[a][b]});
                }
        std::vector<std::vector<std::uint32_t>> groups;
        for (std::uint32_t i = 0; i < count; ++i)
            groups.push_back({i});
        for (;;) {
            double best = 0;
            std::size_t one = 0, other = 0;
            for (std::size_t g = 0; g < groups.size(); ++g)
                for (std::size_t h = g + 1; h < groups.size(); ++h) {
                    double sum = 0;
                    for (const std::uint32_t a : groups[g])
                        for (const std::uint32_t b : groups[h])
                            sum += likeness[a][b];
                    sum /= static_cast<double>(groups[g].size() * groups[h].size());
                    if (sum > best)
                        std::tie(best, one, other) = std::tuple(sum, g, h);
                }
            if (best < least)
                break;
            groups[one].insert(groups[one].end(), groups[other].begin(), groups[other].end());
            groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(other));
        }
        for (auto& group : groups)
            std::sort(group.begin(), group.end());
        std::sort(groups.begin(), groups.end());
        CHECK(join_by_average(count, pairs, least) == groups);
        std::shuffle(pairs.begin(), pairs.end(), random);
        CHECK(join_by_average(count, pairs, least) == groups);
    }
}

namespace {

/// The pairs of reports of one story that tell the same of a weekday: "a b 7". All are without a date but `dated` ones.
std::string alike_weekdays(const std::vector<std::string>& texts, std::size_t dated = 0) {
    std::vector<AnnotatedReport> reports;
    std::vector<ReportWords> words;
    std::vector<std::uint32_t> story;
    Terms terms(codebook());
    for (const std::string& text : texts) {
        Report report = test::report_of(text, name_of_report(reports.size()));
        if (reports.size() < dated)
            report.published = parse_iso_day("2021-05-03");
        story.push_back(static_cast<std::uint32_t>(reports.size()));
        reports.push_back(test::language().chain.annotate(std::move(report)));
        words.push_back(words_of(reports.back(), terms));
    }
    std::string out;
    for (const WeekdayLikeness& pair : compare_weekdays(story, reports, words, terms, WeekdaySettings(codebook())))
        out += (out.empty() ? "" : " | ") + name_of_report(pair.a) + " " + name_of_report(pair.b) + " " +
               std::to_string(pair.weekday);
    return out;
}

}  // namespace

TEST_CASE("two reports tell the same of a weekday by its particulars, not by names or common words") {
    const std::string told = "On Sunday 312 farmers with tractors blockaded the drawbridge and dumped manure.";
    CHECK(alike_weekdays({told, "Tractors stood on the drawbridge on Sunday as 312 farmers blockaded it."}) == "a b 7");
    CHECK(alike_weekdays({told, "On Monday 312 farmers with tractors blockaded the drawbridge and dumped manure."})
              .empty());
    CHECK(alike_weekdays({told, "On Sunday there were many people on the road to the city, police said."}).empty());
    CHECK(alike_weekdays({"On Sunday Anna Berg and Olaf Lund of the Green Union spoke in Arden, Brook and Colm.",
                          "Anna Berg and Olaf Lund of the Green Union went from Arden to Brook and Colm on Sunday."})
              .empty());
    CHECK(alike_weekdays({told, "Next Sunday 312 farmers with tractors will blockade the drawbridge with manure."})
              .empty());
}

TEST_CASE("what a report tells of a weekday stands close behind its name") {
    const std::string told = "On Sunday 312 farmers with tractors blockaded the drawbridge and dumped manure.";
    const std::string filler = "\nIt was quiet in the town.";
    const std::string rest = "\nThe 312 farmers blockaded the drawbridge with tractors and manure.";
    CHECK(alike_weekdays({told, "It began on Sunday." + rest}) == "a b 7");
    CHECK(alike_weekdays({told, "It began on Sunday." + filler + filler + filler + rest}).empty());
}

TEST_CASE("weekdays are compared for reports without a day alone") {
    const std::string told = "On Sunday 312 farmers with tractors blockaded the drawbridge and dumped manure.";
    CHECK(alike_weekdays({told, told + " Nobody was hurt.", told + " It rained."}, 2) == "a c 7 | b c 7");
    CHECK(alike_weekdays({told, told + " Nobody was hurt."}, 2).empty());
}

TEST_CASE("bulletins in one stock form about two places are two stories") {
    const std::string rest =
        "\nThe truck was carrying timber. Both lanes were shut for hours.\nAccidents are common on the mountain road.";
    const auto bulletins = [&](const std::string& first, const std::string& second) {
        std::vector<AnnotatedReport> reports;
        for (const std::string& lead : {first, second})
            reports.push_back(
                test::trained_language().chain.annotate(test::report_of(lead + rest, name_of_report(reports.size()))));
        return stories(reports);
    };
    const auto differ = [&](const std::string& first, const std::string& second) {
        Terms terms(codebook());
        const StockFormSettings settings(codebook());
        std::vector<ReportWords> words;
        for (const std::string& lead : {first, second})
            words.push_back(words_of(test::trained_language().chain.annotate(test::report_of(lead + rest)), terms));
        return tell_otherwise_in_one_form(lead_forms(words[0], settings), lead_forms(words[1], settings), settings);
    };
    const std::string leeds = "Nine people died when a truck left the road near Leeds on Tuesday, police said.";
    CHECK(bulletins(leeds, "Four people died when a truck left the road near Trento on Saturday, police said.") ==
          "a | b");
    CHECK(bulletins(leeds, "Eleven people died when a truck left the road near Leeds on Tuesday, police said.") ==
          "a b");
    CHECK(bulletins(leeds, leeds) == "a b");
    const std::string crash =
        "A truck left the mountain road near Leeds on Tuesday.\nPolice said that nine people died in it.";
    CHECK(bulletins(crash,
                    "A truck left the mountain road near Trento on Tuesday.\nPolice said that 12 people died in it.") ==
          "a | b");
    CHECK(!differ(crash + " Officer Ann Lee said that nine people were hurt.",
                  "A truck left the mountain road near Leeds on Tuesday.\nPolice said that 12 people died in it. "
                  "Officer Bob Ray said that ten people were hurt."));
    CHECK(bulletins(leeds, "A truck skidded off the road near Leeds on Tuesday and nine people lost their lives.") ==
          "a b");
}
