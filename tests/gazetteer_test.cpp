// The gazetteer: names in, places out; and what a file that is no gazetteer gives.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "gazetteer/gazetteer.h"

using namespace recount;

namespace {

const std::string path = std::string(RECOUNT_BUILD_DIR) + "/gazetteer.bin";

const Gazetteer& gazetteer() {
    static const Gazetteer opened = Gazetteer::open(path);
    return opened;
}

/// Id of the likeliest place of a name, empty when it is none.
std::string place_of(std::string_view name) {
    const Candidates found = gazetteer().find(name);
    return found.empty() ? std::string() : std::string(gazetteer().place(found[0].place).id);
}

/// The longest name at the beginning of a text, as it is written there.
std::string at_start(const std::string& text) {
    return text.substr(0, gazetteer().longest(text, 0, text.size()).end);
}

void check_error(const std::string& bytes, const std::string& reason) {
    const std::string file = (std::filesystem::temp_directory_path() / "recount-gazetteer-test.bin").string();
    std::ofstream(file, std::ios::binary) << bytes;
    const std::string expected = "cannot use the gazetteer " + file + ": " + reason;
    CHECK_THROWS_WITH(Gazetteer::open(file), expected.c_str());
    std::filesystem::remove(file);
}

}  // namespace

TEST_CASE("a place is found under all its names") {
    CHECK(place_of("Grodno") == place_of("Hrodna"));
    CHECK(place_of("Kiev") == place_of("Kyiv"));
    CHECK(place_of("Saigon") == place_of("Ho Chi Minh City"));
    CHECK(place_of("Bombay") == place_of("Mumbai"));
    CHECK(place_of("Peking") == place_of("Beijing"));
    CHECK(place_of("Burma") == "MM");
    CHECK(place_of("U.K.") == "GB");
    CHECK(place_of("Côte d’Ivoire") == place_of("Ivory Coast"));
    CHECK(place_of("KÖLN") == place_of("Cologne"));
    CHECK(place_of("Xyzzyville").empty());
}

TEST_CASE("a place has a kind, a point, a country and a region") {
    const Place hrodna = gazetteer().place(gazetteer().find("Hrodna")[0].place);
    CHECK(hrodna.kind == PlaceKind::city);
    CHECK(hrodna.seat);
    CHECK(hrodna.lat == doctest::Approx(53.69).epsilon(0.001));
    CHECK(hrodna.lon == doctest::Approx(23.83).epsilon(0.001));
    CHECK(hrodna.population > 200000);
    CHECK(gazetteer().place(hrodna.country).id == "BY");
    CHECK(gazetteer().place(hrodna.country).name == "Belarus");
    CHECK(gazetteer().place(hrodna.region).id == "BY.03");
    CHECK(gazetteer().place(gazetteer().by_id("water.rhine")).kind == PlaceKind::water);
    CHECK(gazetteer().by_id("no such id") == no_place);
}

TEST_CASE("the likeliest bearer of a name comes first") {
    CHECK(place_of("Paris") == "2988507");  // not Paris, Texas
    CHECK(place_of("Georgia") == "GE");
    CHECK(place_of("Moscow") == "524901");  // the city, not its region
    CHECK(place_of("New York") == "5128581");
    CHECK(gazetteer().find("Georgia").size() > 1);
}

TEST_CASE("the longest name wins and ends at the end of a word") {
    CHECK(at_start("New York City Council") == "New York City");
    CHECK(at_start("New Yorkers marched") == "");
    CHECK(at_start("Minsk's main square") == "Minsk");
    CHECK(at_start("Minsk’s main square") == "Minsk");
    CHECK(at_start("Xi'an and Chengdu") == "Xi'an");
    CHECK(at_start("Ho Chi\nMinh City") == "Ho Chi\nMinh City");
    CHECK(at_start("St. Petersburg, Russia") == "St. Petersburg");
    CHECK(at_start("U.S. officials") == "U.S.");
    CHECK(at_start("Minsk. Later") == "Minsk");
    CHECK(at_start("Georgia\n\nBy our reporter") == "Georgia");
}

TEST_CASE("a people is no place but points to one") {
    const Candidates found = gazetteer().find("Belarusians");
    REQUIRE(found.size() == 1);
    CHECK(found[0].role == NameRole::demonym);
    CHECK(gazetteer().place(found[0].place).id == "BY");
    CHECK(place_of("South Korean") == "KR");
}

TEST_CASE("words are known as everyday words, first names and abbreviations") {
    CHECK(gazetteer().word("Reading").common);
    CHECK(gazetteer().word("Nice").common);
    CHECK_FALSE(gazetteer().word("Minsk").common);
    CHECK(gazetteer().word("Svetlana").first_name);
    CHECK(gazetteer().word("Svetlana").female);
    CHECK(gazetteer().word("Sergei").male);
    CHECK(gazetteer().word("US").capitals);
    CHECK_FALSE(gazetteer().word("Xyzzyville").common);
}

TEST_CASE("a capital's old name does not take the name of a big town") {
    const auto country_of = [](std::string_view name) {
        const Place place = gazetteer().place(gazetteer().find(name)[0].place);
        return gazetteer().place(place.country).id;
    };
    CHECK(country_of("Philadelphia") == "US");  // not Amman
    CHECK(country_of("Delhi") == "IN");         // not Dili
    CHECK(country_of("Peking") == "CN");
}

TEST_CASE("text of any kind is looked up safely") {
    const std::string text = "\xF0\x9F\x98\x80 \xE6\x98\x8E M\xC3\xBCnchen -- ' . \xC3";
    for (std::size_t i = 0; i <= text.size(); ++i)
        CHECK(gazetteer().longest(text, i, text.size()).end <= text.size());
    CHECK(gazetteer().longest("", 0, 0).candidates.empty());
}

TEST_CASE("the file carries its sources and its own fingerprint") {
    CHECK(gazetteer().provenance().find("GeoNames") != std::string_view::npos);
    CHECK(gazetteer().sha256().size() == 64);
    CHECK(gazetteer().intact());
}

TEST_CASE("a file that is no gazetteer is refused with its reason") {
    CHECK_THROWS_WITH(Gazetteer::open("/nowhere/gazetteer.bin"),
                      "cannot use the gazetteer /nowhere/gazetteer.bin: No such file or directory");
    const std::string what_to_do = ": install Recount again, or build it again (make)";
    check_error("short", "it is no gazetteer (too short)" + what_to_do);
    check_error(std::string(200, 'x'), "it is no gazetteer" + what_to_do);
    std::ifstream in(path, std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    check_error(bytes.substr(0, bytes.size() / 2), "it is cut short or damaged" + what_to_do);
    bytes[8] = 99;
    check_error(bytes, "it has another format than this program reads" + what_to_do);
}
