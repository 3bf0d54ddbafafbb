// Languages: what a report's words are, what it states, which of the two is believed; and what becomes of a report in a
// language that the codebook does not know.
#include <doctest/doctest.h>

#include <sstream>

#include "codebook/codebook.h"
#include "gather/gather.h"
#include "read/compose.h"
#include "read/detect_language.h"
#include "reconcile/days.h"
#include "report/language_tag.h"
#include "show/json.h"
#include "show/terminal.h"
#include "support.h"

using namespace recount;

namespace {

const std::string english =
    "The river rose by two metres overnight and stood in the lower streets of Karsk. Police said three people died.";
const std::string french =
    "La rivière a monté de deux mètres pendant la nuit et a inondé les rues basses de Karsk. La police parle de trois "
    "morts.";
const std::string danish =
    "Floden steg to meter i løbet af natten og stod i de lave gader i Karsk. Politiet siger, at tre mennesker døde.";

Report report_of(const std::string& text, const std::string& stated = "") {
    static const Codebook book = Codebook::load(RECOUNT_CODEBOOK_DIR);
    static const ReadWording wording(book);
    Item item;
    item.text = text;
    item.language = stated;
    item.date_publish = "2021-05-03";
    item.source_domain = "karsk.example";
    bool not_a_date = false;
    return compose(std::move(item), wording, not_a_date);
}

std::string language_of(const std::string& text, const std::string& stated = "") {
    const Report report = report_of(text, stated);
    return report.language + ": " + report.language_reason;
}

AnnotatedReport annotated(const std::string& id, const std::string& text) {
    Report report = report_of(text);
    report.id = id;
    return test::language().chain.annotate(std::move(report));
}

}  // namespace

TEST_CASE("codes of languages are those of BCP 47, however they are written") {
    CHECK(language_code("EN") == "en");
    CHECK(language_code("en_us") == "en-US");
    CHECK(language_code("eng") == "en");
    CHECK(language_code("iw") == "he");
    CHECK(language_code("zh-hant-tw") == "zh-Hant-TW");
    CHECK(language_code("").empty());
    CHECK(language_code("text/html").empty());
    CHECK(language_code(std::string(1000, 'x')).empty());
    CHECK(language_name("fr-CA") == "French");
    CHECK(language_name("zh-Hant") == "Chinese");
    CHECK(is_same_language("en-GB", "en"));
    CHECK(!is_same_language("en", "enm"));
}

TEST_CASE("the words tell the language") {
    CHECK(language_of(english) == "en: Its words are English.");
    CHECK(language_of(french) == "fr: Its words are French.");
    CHECK(language_of("Река поднялась за ночь на два метра и затопила нижние улицы. Погибли три человека.") ==
          "ru: Its words are Russian.");
    CHECK(language_of("川は一夜で二メートル上昇し、町の低い通りに水があふれた。警察によると三人が死亡した。") ==
          "ja: Its words are Japanese.");
    CHECK(language_of("1234 5678.") == "en: Its words are too few to tell; it is taken as English.");
}

TEST_CASE("names of another language do not make a few words that language") {
    const std::string taken = "en: Its words are too few to tell; it is taken as English.";
    CHECK(language_of("They included Krzysztof Borewski, Zdzisław Grzelak and Przemysław Wiśnik.") == taken);
    CHECK(language_of("Vladi Pimenov") == taken);
    CHECK(language_of("Der Fluss stieg in der Nacht um zwei Meter, und drei Menschen sind ertrunken.") ==
          "de: Its words are German.");
}

TEST_CASE("a statement is believed as long as the words do not tell better") {
    CHECK(language_of(english, "en-GB") == "en-GB: It states English, and its words are English.");
    CHECK(language_of(french, "en") == "fr: It states English, but its words are French.");
    CHECK(language_of(english, "fr") == "en: It states French, but its words are English.");
    CHECK(language_of("1234 5678.", "FR") == "fr: It states French; its words are too few to tell.");
    // Danish and Norwegian look alike; neither is annotated, so nothing hangs on it.
    CHECK(language_of(danish, "nb").starts_with("nb: It states Norwegian"));
    CHECK(language_of(english, "none of these") == "en: Its words are English.");
}

TEST_CASE("captions, posts and furniture do not tell a report's language") {
    const std::string post =
        "Nous sommes tous avec les habitants de Karsk ce soir, courage et solidarité à vous tous.\n"
        "— Ana Orlo (@orlo) May 3, 2021\n";
    CHECK(language_of(english + "\n\n" + post + post + post) == "en: Its words are English.");
}

TEST_CASE("a long text costs no more than its beginning") {
    std::string text;
    while (text.size() < 4'000'000)
        text += english + "\n";
    CHECK(detect_language(text).code == "en");
}

TEST_CASE("a report in another language is not annotated, stands in no story, and is listed with its day") {
    std::vector<AnnotatedReport> reports;
    reports.push_back(annotated("bote", english));
    reports.push_back(annotated("monde", french));
    CHECK(reports[0].annotated);
    CHECK(!reports[1].annotated);
    CHECK(reports[1].layers.tokens.empty());

    const auto stories = gather(reports, Codebook::load(RECOUNT_CODEBOOK_DIR), *test::trained_language().model);
    REQUIRE(stories.size() == 1);
    CHECK(stories[0].reports == std::vector<std::uint32_t>{0});
    Account account;
    account.days = resolve_days(reports, stories);
    REQUIRE(account.days[1].days);
    CHECK(iso_day(account.days[1].days->first) == "2021-05-03");

    std::ostringstream list;
    write_stories(stories, reports, list);
    CHECK(list.str() == "{\"stories\":[{\"id\":\"s1\",\"reports\":[\"bote\"]}],\"not_annotated\":[\"monde\"]}\n");

    account.reports = std::move(reports);
    std::ostringstream json, terminal;
    write_account(account, {}, {}, json);
    CHECK(json.str().find("\"language\":\"fr\",\"language_name\":\"French\",\"language_stated\":null,"
                          "\"language_reason\":\"Its words are French.\",\"annotated\":false") != std::string::npos);
    write_terminal(account, {}, 80, terminal);
    CHECK(terminal.str().find("not annotated: French: monde (karsk.example)\n") != std::string::npos);
}
