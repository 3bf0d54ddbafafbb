// Stories: like happenings stay apart and one that unfolds stays together, in made-up bulletins; a large story stays
// whole; a search that goes on from a state finds what one over all reports finds.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <random>

#include "gather/gather.h"
#include "support.h"

using namespace recount;

namespace {

const GatherRules& rules() {
    static const GatherRules made(test::trained_language().codebook);
    return made;
}

const StoryScorer& scorer() {
    static const StoryScorer made(*test::trained_language().model);
    return made;
}

/// The groups of the stories that reports make, by their places in the list.
Groups stories_of(const std::vector<std::pair<std::string, std::string>>& dated) {
    std::vector<AnnotatedReport> reports;
    for (const auto& [day, text] : dated) {
        Report report = test::report_of(text, std::to_string(1000 + reports.size()));
        report.published = parse_iso_day(day);
        reports.push_back(test::trained_language().chain.annotate(std::move(report)));
    }
    Groups groups;
    for (const Story& story : gather(reports, test::trained_language().codebook, *test::trained_language().model))
        groups.push_back(story.reports);
    return groups;
}

/// A happening of a bulletin: what fills its form.
struct Made {
    std::string place, other_place, day, next_day, weekday;
    int dead = 0, hurt = 0, later = 0;
};

class Maker {
public:
    explicit Maker(unsigned seed) : random_(seed) {}

    Made happening() {
        static const std::vector<std::string> places = {
            "Padang", "Ambon", "Trento",   "Leeds",   "Salta",  "Tartu",  "Arequipa", "Lviv",       "Kumasi", "Mombasa",
            "Quetta", "Izmir", "Valdivia", "Sapporo", "Darwin", "Bergen", "Malatya",  "Chittagong", "Oaxaca", "Gdansk",
            "Nagpur", "Davao", "Poltava",  "Cusco",   "Tamale", "Surat",  "Aleppo",   "Mosul",      "Bilbao", "Varna"};
        Made made;
        made.place = places[random_() % places.size()];
        do
            made.other_place = places[random_() % places.size()];
        while (made.other_place == made.place);
        const int day = static_cast<int>(1 + random_() % 27), month = static_cast<int>(1 + random_() % 12);
        const auto iso = [&](int d) {
            return std::string("2019-") + (month < 10 ? "0" : "") + std::to_string(month) + (d < 10 ? "-0" : "-") +
                   std::to_string(d);
        };
        made.day = iso(day);
        made.next_day = iso(day + 1);
        static const char* weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
        made.weekday = weekdays[random_() % 7];
        made.dead = static_cast<int>(3 + random_() % 40);
        made.hurt = static_cast<int>(20 + random_() % 200);
        made.later = made.dead + static_cast<int>(1 + random_() % 20);
        return made;
    }

    std::size_t below(std::size_t count) { return random_() % count; }

private:
    std::mt19937 random_;
};

/// {p} the place, {w} the weekday, {n} dead, {h} hurt, {l} dead as counted later.
const std::vector<std::vector<std::string>> forms = {
    {"A strong earthquake shook {p} on {w}, killing at least {n} people, officials said.\n{h} people were hurt, and "
     "houses "
     "collapsed in the old town.\nNo tsunami warning was issued.",
     "The death toll of the earthquake in {p} rose to {l}, the disaster agency said.\nRescuers dug through the houses "
     "that "
     "collapsed in the town on {w}.\nSchools in {p} stay shut."},
    {"A fire swept through a textile factory in {p} on {w}, killing {n} workers, the fire service said.\n{h} others "
     "were "
     "taken to hospital with burns.\nThe cause of the fire was not known.",
     "{l} workers are now known to have died in the factory fire in {p}, police said.\nThe owner of the textile "
     "factory was "
     "arrested.\nFamilies waited outside the hospital."},
    {"A bus plunged into a ravine near {p} on {w}, killing {n} passengers, police said.\n{h} people were pulled from "
     "the wreck.\n"
     "The driver had lost control on a bend.",
     "Police in {p} said that {l} passengers of the bus that fell into the ravine had died.\nInvestigators looked at "
     "the brakes of "
     "the bus.\nThe driver is in hospital."},
    {"Floods after heavy rain killed {n} people in {p} on {w}, the governor said.\nRivers burst their banks and {h} "
     "families lost "
     "their homes.\nMore rain was forecast.",
     "The floods in {p} have killed {l} people, according to the governor's office.\nSoldiers brought food to the "
     "families who lost "
     "their homes.\nThe rivers were falling."},
    {"A car bomb exploded at a market in {p} on {w}, killing {n} people, police said.\nDoctors treated {h} "
     "wounded.\nNo group claimed the "
     "attack.",
     "Mourners in {p} buried victims of the market bombing, which killed {l} people, police said.\nThe bomb was hidden "
     "in a car.\n"
     "A curfew was imposed."},
};

std::string filled(std::string text, const std::string& place, const Made& made) {
    const std::map<std::string, std::string> words = {{"{p}", place},
                                                      {"{w}", made.weekday},
                                                      {"{n}", std::to_string(made.dead)},
                                                      {"{h}", std::to_string(made.hurt)},
                                                      {"{l}", std::to_string(made.later)}};
    for (const auto& [mark, word] : words)
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark))
            text.replace(at, mark.size(), word);
    return text;
}

}  // namespace

TEST_CASE("of 200 pairs of bulletins in one form about two happenings, 98 in 100 are two stories") {
    Maker maker(3);
    std::size_t apart = 0;
    for (int pair = 0; pair < 200; ++pair) {
        const std::string& form = forms[static_cast<std::size_t>(pair) % forms.size()].front();
        const Made one = maker.happening(), other = maker.happening();
        apart +=
            stories_of({{one.day, filled(form, one.place, one)}, {other.day, filled(form, one.other_place, other)}})
                .size() == 2;
    }
    MESSAGE("apart: " << apart << " of 200");
    CHECK(apart >= 196);
}

TEST_CASE("of 200 happenings that are told again the day after, with other numbers, 98 in 100 are one story") {
    Maker maker(5);
    std::size_t together = 0;
    for (int pair = 0; pair < 200; ++pair) {
        const auto& form = forms[static_cast<std::size_t>(pair) % forms.size()];
        const Made made = maker.happening();
        together += stories_of({{made.day, filled(form[0], made.place, made)},
                                {made.next_day, filled(form[1], made.place, made)}})
                        .size() == 1;
    }
    MESSAGE("together: " << together << " of 200");
    CHECK(together >= 196);
}

TEST_CASE("two thousand copies of one dispatch are one story") {
    Maker maker(7);
    const Made made = maker.happening();
    std::vector<StoryItem> items;
    GatherRules own(test::trained_language().codebook);
    for (int copy = 0; copy < 2000; ++copy) {
        Report report = test::report_of(filled(forms[0][0], made.place, made) + "\nCopy " + std::to_string(copy % 50) +
                                        " of the desk.");
        report.published = parse_iso_day(made.day);
        const AnnotatedReport annotated = test::trained_language().chain.annotate(std::move(report));
        items.push_back(story_item(annotated, words_of(annotated, own.terms), own.terms, own.items));
    }
    CHECK(find_stories(std::move(items), scorer(), rules().stories, rules().forms).size() == 1);
}

namespace {

/// Items of made-up stories over many days: keys of words that a story's reports share, and some of their own.
std::vector<StoryItem> generated_items(std::mt19937& random, std::size_t stories) {
    std::vector<StoryItem> items;
    for (std::size_t story = 0; story < stories; ++story) {
        std::vector<StoryKey> keys(30);
        for (StoryKey& key : keys)
            key = static_cast<StoryKey>(random());
        const auto first = static_cast<int>(random() % 400);
        for (std::size_t report = 0; report < 1 + random() % 4; ++report) {
            StoryItem item;
            item.day = Day(std::chrono::days(18000 + first + static_cast<int>(random() % 5)));
            item.hash = random();
            std::map<std::pair<StoryKey, Blank>, std::uint16_t> words;
            for (std::size_t i = 0; i < keys.size(); ++i)
                if (random() % 4 > 0)
                    words[{keys[i], i % 3 == 0 ? Blank::name : Blank::none}] =
                        static_cast<std::uint16_t>(1000 + i * 40);
            for (int own = 0; own < 10; ++own)
                words[{static_cast<StoryKey>(random()), Blank::none}] = 800;
            for (const auto& [at, weight] : words)
                item.words.push_back(
                    {at.first, weight, static_cast<std::uint16_t>(at.first % 2 ? weight : 0), at.second});
            items.push_back(std::move(item));
        }
    }
    return items;
}

}  // namespace

TEST_CASE("an item that is packed and unpacked is the same; bytes that are cut short are refused") {
    std::mt19937 random(2);
    for (const StoryItem& item : generated_items(random, 50)) {
        const std::string bytes = packed(item);
        CHECK(packed(unpacked(bytes)) == bytes);
        CHECK_THROWS_AS(unpacked(std::string_view(bytes).substr(0, bytes.size() / 2)), std::runtime_error);
    }
}

TEST_CASE("a search that stops and goes on from its state finds what one without a stop finds") {
    StorySettings settings = rules().stories;
    settings.open_stories = 20;  // so that stories close
    settings.open_days = 6;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const std::vector<StoryItem> items = generated_items(random, 150);
        std::map<Day, std::vector<std::uint32_t>> days;
        for (std::uint32_t i = 0; i < items.size(); ++i)
            days[*items[i].day].push_back(i);
        StoryFinder whole(scorer(), settings, rules().forms);
        auto parts = std::make_unique<StoryFinder>(scorer(), settings, rules().forms);
        Groups closed;
        for (const auto& [day, numbers] : days) {
            for (StoryFinder* finder : {&whole, parts.get()}) {
                std::vector<NumberedItem> given;
                for (const std::uint32_t number : numbers)
                    given.push_back({number, items[number]});
                finder->add(std::move(given));
            }
            if (random() % 5 == 0) {
                for (auto& group : parts->closed_stories())
                    closed.push_back(std::move(group));
                const std::string state = parts->state();
                CHECK(state == whole.state());
                parts = std::make_unique<StoryFinder>(scorer(), settings, rules().forms);
                parts->restore(state, [&](std::uint32_t report) { return items[report]; });
            }
        }
        Groups found = parts->stories();
        found.insert(found.end(), closed.begin(), closed.end());
        std::ranges::sort(found);
        CHECK(found == whole.stories());
        CHECK(found.size() < items.size());
    }
}

TEST_CASE("a search that is given likenesses which were found elsewhere, some reports at a time, finds the same") {
    constexpr std::uint32_t days_known = 9;
    StorySettings settings = rules().stories;
    settings.open_stories = 20;  // so that stories close
    settings.open_days = 6;
    settings.representatives = 2;
    for (unsigned seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const std::vector<StoryItem> items = generated_items(random, 150);
        std::vector<NumberedItem> all;
        std::map<Day, std::vector<std::uint32_t>> days;
        for (std::uint32_t i = 0; i < items.size(); ++i) {
            all.push_back({i, items[i]});
            days[*items[i].day].push_back(i);
        }
        std::vector<std::vector<KnownLikeness>> known(items.size());
        for (const std::span others : {std::span(all).first(all.size() / 3), std::span(all).subspan(all.size() / 3)}) {
            const auto some = likenesses_before(all, others, days_known, scorer(), settings, rules().forms);
            for (std::size_t i = 0; i < some.size(); ++i)
                known[i].insert(known[i].end(), some[i].begin(), some[i].end());
        }
        CHECK(std::ranges::any_of(known, [](const auto& like) { return !like.empty(); }));
        StoryFinder alone(scorer(), settings, rules().forms), told(scorer(), settings, rules().forms);
        told.expect_known(days_known);
        for (const auto& [day, numbers] : days) {
            std::vector<NumberedItem> plain, with_known;
            for (const std::uint32_t number : numbers) {
                plain.push_back({number, items[number]});
                with_known.push_back({number, items[number], known[number]});
            }
            alone.add(std::move(plain));
            told.add(std::move(with_known));
            CHECK(told.state() == alone.state());
        }
        CHECK(told.stories() == alone.stories());
        CHECK(alone.stories().size() < items.size());
    }
}

TEST_CASE("what is known of two reports is not worked out again") {
    std::mt19937 random(3);
    std::vector<StoryItem> items = generated_items(random, 1);
    items.resize(1);
    items.push_back(items.front());
    const StorySettings& settings = rules().stories;
    NumberedItem first{0, items[0]}, second{1, items[1]};
    const auto found = likenesses_before({{second}}, {{first, second}}, 3, scorer(), settings, rules().forms);
    REQUIRE(found.front().size() == 1);
    CHECK(found.front().front().value > settings.likeness);
    for (const bool like : {true, false}) {
        StoryFinder finder(scorer(), settings, rules().forms);
        finder.expect_known(3);
        second.known = like ? found.front() : std::vector<KnownLikeness>();
        finder.add({first, second});
        CHECK(finder.stories().size() == (like ? 1 : 2));
    }
}
