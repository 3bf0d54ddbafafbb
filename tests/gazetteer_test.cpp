// The gazetteer: names in, places out; and what a file that is no gazetteer gives.
#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "gazetteer/gazetteer.h"
#include "support/program.h"
#include "text/sha256.h"

using namespace recount;
using namespace recount::test;

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
    CHECK_THROWS_WITH_AS(Gazetteer::open("/"), doctest::Contains("it is no gazetteer"), std::runtime_error);
    bytes[8] = 99;
    check_error(bytes, "it has another format than this program reads" + what_to_do);
}

namespace {

/// A copy of the gazetteer that can be changed at a place, and put right again.
class Copy {
public:
    Copy() : bytes_(read_bytes(path)), file_(folder_.write("gazetteer.bin", bytes_)) {}

    /// Opens it with these bits changed; `forged`: with the digest that then belongs to it.
    std::string complaint(const std::vector<std::size_t>& bits, bool forged, std::optional<Gazetteer>& opened) {
        std::string changed = bytes_;
        for (const std::size_t bit : bits)
            changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        if (forged)
            forge(changed);
        std::ofstream(file_, std::ios::binary) << changed;
        try {
            opened = Gazetteer::open(file_.string());
        } catch (const std::runtime_error& error) {
            return error.what();
        }
        return "";
    }

    std::size_t bits() const { return bytes_.size() * 8; }

private:
    static void forge(std::string& bytes) {
        constexpr std::size_t digest = 56, body = 88;
        const std::string hexadecimal = sha256_hex(bytes.substr(0, digest) + bytes.substr(body));
        for (std::size_t i = 0; i < body - digest; ++i)
            bytes[digest + i] = static_cast<char>(std::stoi(hexadecimal.substr(2 * i, 2), nullptr, 16));
    }

    TemporaryFolder folder_;
    std::string bytes_;
    std::filesystem::path file_;
};

/// Looks up all sorts of names, and whatever is known of what they mean.
std::size_t look_up(const Gazetteer& gazetteer) {
    static const std::string text =
        "Paris, New York City, Minsk's, K\xC3\xB6ln, \xC5\x81\xC3\xB3\x64\xC5\xBA and Georgia; Ho Chi Minh City, U.S. "
        "officials, Belarusians, the Rhine, Asia, Reading, Svetlana, Xi'an, C\xC3\xB4te d\xE2\x80\x99Ivoire";
    std::size_t seen = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const NameMatch match = gazetteer.longest(text, at, text.size());
        for (const Candidate candidate : match.candidates)
            for (PlaceIndex index :
                 {candidate.place, gazetteer.place(candidate.place).country, gazetteer.place(candidate.place).region})
                if (index != no_place) {
                    const Place place = gazetteer.place(index);
                    seen += place.id.size() + std::string(place.name).size();
                    seen += gazetteer.by_id(place.id) == index;
                }
        seen += gazetteer.word(text.substr(at, 6)).common;
    }
    return seen;
}

}  // namespace

TEST_CASE("a flipped bit anywhere in the gazetteer is told") {
    Copy copy;
    std::mt19937 random(1);
    std::optional<Gazetteer> opened;
    for (int round = 0; round < 40; ++round) {
        const std::size_t bit = round < 20 ? random() % (100 * 8) : random() % copy.bits();
        CAPTURE(bit);
        CHECK(copy.complaint({bit}, false, opened) != "");
    }
    CHECK(copy.complaint({}, false, opened) == "");
}

TEST_CASE("a gazetteer that was changed on purpose, with the right digest, is told or does no harm") {
    Copy copy;
    std::mt19937 random(2);
    std::size_t told = 0, seen = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<std::size_t> bits;
        for (int i = 0; i < 200; ++i)
            bits.push_back(round % 4 == 0 ? random() % (20'000 * 8) : 88 * 8 + random() % (copy.bits() - 88 * 8));
        std::optional<Gazetteer> opened;
        told += copy.complaint(bits, true, opened) != "";
        if (opened)
            seen += look_up(*opened);
    }
    CHECK(told > 0);
    std::optional<Gazetteer> whole;
    REQUIRE(copy.complaint({}, true, whole) == "");
    CHECK(seen + look_up(*whole) > 0);
}
