// Names in a report: a short text in, its persons, organisations and places out.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "annotate/name_finder.h"
#include "annotate/name_repairs.h"
#include "support.h"

using namespace recount;

namespace {

/// A report of one paragraph, with a title or without.
AnnotatedReport annotate(const std::string& text, const std::string& title = "") {
    Report report;
    report.content = title.empty() ? text : title + "\n\n" + text;
    report.text_start = static_cast<std::uint32_t>(report.content.size() - text.size());
    if (!title.empty())
        report.blocks.push_back(
            {{0, static_cast<std::uint32_t>(title.size())}, BlockKind::title, false, {}, {}, {}, {}});
    report.blocks.push_back({{report.text_start, static_cast<std::uint32_t>(report.content.size())},
                             BlockKind::paragraph,
                             false,
                             {},
                             {},
                             {},
                             {}});
    return test::language().chain.annotate(std::move(report));
}

/// The names of one type, parted by " | ".
std::string names(const AnnotatedReport& report, EntityType type) {
    std::string out;
    for (const Entity& entity : report.layers.entities)
        if (entity.type == type)
            out.append(out.empty() ? "" : " | ").append(report.words(entity.span));
    return out;
}
std::string persons(const std::string& text) {
    return names(annotate(text), EntityType::person);
}
std::string organisations(const std::string& text) {
    return names(annotate(text), EntityType::organisation);
}
std::string places(const std::string& text) {
    return names(annotate(text), EntityType::place);
}

/// "surface=fullest form" of every mention, parted by blanks and a bar.
std::string bearers(const std::string& text) {
    const AnnotatedReport report = annotate(text);
    std::string out;
    for (const Entity& entity : report.layers.entities)
        out.append(out.empty() ? "" : " | ").append(report.words(entity.span)).append("=").append(entity.name);
    return out;
}

/// The gazetteer's ids of the places.
std::string ids(const std::string& text) {
    std::string out;
    for (const Entity& entity : annotate(text).layers.entities)
        if (entity.type == EntityType::place)
            out.append(out.empty() ? "" : " ").append(entity.place.empty() ? "-" : entity.place);
    return out;
}

/// What comes of names that a network would find in one sentence, each given as its words and type.
struct Found {
    std::string words;
    EntityType type;
    float sure = 0;  // how far the other types fall short
};
/// `no_name`: how sure the network is, of each word of the others, that it stands in no name.
std::string pieces(const std::string& text, const std::vector<Found>& found, float no_name = 0) {
    const AnnotatedReport report = annotate(text);
    const std::vector<Token>& tokens = report.layers.tokens;
    NameFindings findings;
    findings.network = true;
    for (const Found& name : found) {
        const std::size_t start = text.find(name.words), end = start + name.words.size();
        const auto at = [&](std::size_t byte) {
            return static_cast<std::uint32_t>(
                std::find_if(tokens.begin(), tokens.end(), [&](const Token& t) { return t.start >= byte; }) -
                tokens.begin());
        };
        TaggedName tagged{at(start), at(end), name.type, {name.sure, name.sure, name.sure}};
        tagged.short_of[static_cast<std::size_t>(name.type)] = 0;
        findings.tagged.push_back(tagged);
    }
    findings.outside.assign(tokens.size(), no_name);
    NameFinder(test::language().names, test::language().gazetteer).find(report, findings);
    std::string out;
    for (const NamePiece& piece : findings.pieces) {
        const Span span{tokens[piece.first].start, tokens[piece.end - 1].end};
        out.append(out.empty() ? "" : " | ").append(report.words(span));
        if (piece.voted != EntityType::other)
            out.append("=").append(name_of(piece.voted));
        if (piece.doubtful)
            out.append("?");
    }
    return out;
}

}  // namespace

TEST_CASE("an office or a courtesy title is context of a person's name, not part of it") {
    CHECK(persons("On Monday Prime Minister Marta Oksen met Foreign Minister Pavel Drusk.") ==
          "Marta Oksen | Pavel Drusk");
    CHECK(persons("It was said by Mr Oksen and by Dr. Lena Falk.") == "Oksen | Lena Falk");
    CHECK(persons("The Belarusian President Viktor Halm left.") == "Viktor Halm");
    CHECK(persons("Later U.S. Secretary of State Anna Pell arrived.") == "Anna Pell");
    CHECK(persons("The activist Zora Vint and driver Olaf Kremm were held.") == "Zora Vint | Olaf Kremm");
}

TEST_CASE("what stands around a name speaks for a person") {
    CHECK(persons("The march was peaceful, Drovek said.") == "Drovek");
    CHECK(persons("They freed Tamsel Orvik, 34, on Friday.") == "Tamsel Orvik");
    CHECK(persons("It was Tamsel Orvik, a spokesman for the union, who spoke.") == "Tamsel Orvik");
}

TEST_CASE("small words, hyphens and initials stand inside of names") {
    CHECK(persons("The writer Ana de la Torre met general Ahmed al-Masri, John F. Kale and Marie-Claire Dupont-Roy.") ==
          "Ana de la Torre | Ahmed al-Masri | John F. Kale | Marie-Claire Dupont-Roy");
    CHECK(persons("The possessive is Marta Oksen's, or Marta Oksen’s.") == "Marta Oksen | Marta Oksen");
}

TEST_CASE("organisations are known by their words, by what is around them, or by name") {
    CHECK(organisations("He left the Ministry of Foreign Affairs for the Coordination Council.") ==
          "Ministry of Foreign Affairs | Coordination Council");
    CHECK(organisations("The EU, NATO and the Kremlin spoke to Reuters.") == "EU | NATO | Kremlin | Reuters");
    CHECK(organisations("It was first told by the news agency Sovrin.") == "Sovrin");
    CHECK(organisations("It is said by Open Line, a group of lawyers.") == "Open Line");
    CHECK(organisations("A Sovrin reporter counted them.") == "Sovrin");
    CHECK(organisations("She studied at the University of Lorvik.") == "University of Lorvik");
    CHECK(organisations("Who is he? It is what it is. They asked us.") == "");
}

TEST_CASE("places are known by the gazetteer, by their words, or by what is around them") {
    CHECK(places("Thousands marched in Minsk and in Grodno on Independence Square.") ==
          "Minsk | Grodno | Independence Square");
    CHECK(places("The town of Tarvelo lies near Lake Sorna.") == "Tarvelo | Lake Sorna");
    CHECK(places("Protests spread in Trinidad and Tobago, the UK and the U.S. too.") ==
          "Trinidad and Tobago | UK | U.S.");
}

TEST_CASE("everyday words at the beginning of a sentence are no names") {
    CHECK(bearers("Reading is hard. Nice people came. Police were there. Yesterday it rained. March was cold.") == "");
    CHECK(places("He was born in Reading, England.") == "Reading | England");
}

TEST_CASE("peoples, days, months and creeds are no names") {
    CHECK(bearers("On Monday the Belarusians, in August a German and the Muslim owner came.") == "");
}

TEST_CASE("a name alone joins the full name given in the report") {
    CHECK(bearers("Later Yulia Varnek came. Ms Varnek said so, and Varnek left.") ==
          "Yulia Varnek=Yulia Varnek | Varnek=Yulia Varnek | Varnek=Yulia Varnek");
    CHECK(bearers("We saw Carl Denning and Fay Denning. Ms Denning said no.") ==
          "Carl Denning=Carl Denning | Fay Denning=Fay Denning | Denning=Fay Denning");
    CHECK(bearers("Here is the Committee of Free Workers (CFW). The CFW said no.") ==
          "Committee of Free Workers=Committee of Free Workers | CFW=Committee of Free Workers | CFW=Committee of Free "
          "Workers");
}

TEST_CASE("a surname that is a first name of the other sex joins the full name") {
    const AnnotatedReport report = annotate("Uma Thurman came on Monday. Later Thurman said that it was late.");
    for (const Entity& entity : report.layers.entities)
        CHECK(entity.name == "Uma Thurman");
}

TEST_CASE("two who share a surname and first names that differ stay two") {
    const AnnotatedReport report = annotate("We saw Carl Denning and Paul Denning. Denning said no.");
    REQUIRE(report.layers.entities.size() == 3);
    CHECK(report.layers.entities[0].bearer != report.layers.entities[1].bearer);
    CHECK(report.layers.entities[2].name == "Denning");
}

TEST_CASE("namesakes among places are told apart by what is around them") {
    CHECK(ids("They met in Paris, France.") == "2988507 FR");
    CHECK(ids("They met in Paris, Texas.") == "4717560 US.TX");
    CHECK(ids("Troops came to Grodno, in Belarus.") == "627904 BY");
    CHECK(ids("Hrodna is Grodno.") == "627904 627904");
    CHECK(ids("The girls of Chibok, Nigeria, were freed.") == "2346076 NG");
}

TEST_CASE("a headline in capitals gives the names of its body") {
    const AnnotatedReport report = annotate("The mayor, Olga Sarten, spoke in Minsk. Sarten left.",
                                            "Crowds Cheer As Sarten Leaves Minsk In Tears");
    CHECK(names(report, EntityType::person) == "Sarten | Olga Sarten | Sarten");
    CHECK(names(report, EntityType::place) == "Minsk | Minsk");
}

TEST_CASE("what the network finds counts without its titles, and a title or a people alone not at all") {
    CHECK(pieces("Then President Marta Oksen came.", {{"President Marta Oksen", EntityType::person}}) ==
          "Marta Oksen=person");
    CHECK(pieces("Then Deputy Secretary of State Anna Pell came.", {{"State Anna Pell", EntityType::organisation}}) ==
          "Anna Pell=person");
    CHECK(pieces("Then the President came.", {{"President", EntityType::person}}) == "");
    CHECK(pieces("Then a Belarusian came.", {{"Belarusian", EntityType::place}}) == "");
    CHECK(pieces("It was seen in #Minsk.", {{"#Minsk", EntityType::place}}) == "");
}

TEST_CASE("a name that begins with a courtesy title is a person's, unless it ends as an organisation's") {
    CHECK(pieces("Then Ms Oksen came.", {{"Ms Oksen", EntityType::organisation, 9}}) == "Oksen=person");
    CHECK(pieces("Then Dr Oksen Institute closed.", {{"Dr Oksen Institute", EntityType::organisation, 9}}) ==
          "Dr Oksen Institute=organisation");
}

TEST_CASE("the codebook and the gazetteer are believed before a network in doubt") {
    CHECK(pieces("Then the International Committee of the Red Cross came.",
                 {{"International Committee", EntityType::organisation}, {"Red Cross", EntityType::organisation}}) ==
          "International Committee of the Red Cross");
    CHECK(pieces("Later Belarus said no.", {{"Belarus", EntityType::organisation}}) == "Belarus=place");
    CHECK(pieces("Later NATO left Minsk.", {}) == "NATO | Minsk");
}

TEST_CASE("a network that is sure is believed before the gazetteer, the codebook and what stands around a name") {
    CHECK(pieces("Later Belarus said no.", {{"Belarus", EntityType::organisation, 5}}) == "Belarus=organisation");
    CHECK(pieces("Later NATO left Minsk.", {}, 5) == "NATO? | Minsk?");
    const std::string father = "Later Zora Vint, the father of three, left.";
    CHECK(pieces(father, {}, 0.5F) == "Zora Vint");
    CHECK(pieces(father, {}, 5) == "Zora Vint?");
}

TEST_CASE("what only the rules take for a name is doubtful") {
    CHECK(pieces("Later Zora Vint left Tarvelo.", {{"Tarvelo", EntityType::place}}, 5) == "Zora Vint? | Tarvelo=place");
    CHECK(pieces("Later Dr. Zora Vint left.", {}) == "Zora Vint");
    CHECK(pieces("It is a Minsk-based group.", {}) == "Minsk?");
}

TEST_CASE("what is glued to a name that the network finds falls off") {
    CHECK(pieces("It made Vint rich and famous.", {{"Vint rich", EntityType::person}}) == "Vint=person");
    CHECK(pieces("See PRESSPIX Zora Vint in the lead.", {{"PRESSPIX Zora Vint", EntityType::person}}) ==
          "Zora Vint=person");
    CHECK(pieces("See Zora Vint Zora Vint leads.", {{"Zora Vint Zora Vint", EntityType::person}}) ==
          "Zora Vint=person");
    CHECK(pieces("The Red Hand - a gang - left.", {{"Red Hand -", EntityType::organisation}}) ==
          "Red Hand=organisation");
    CHECK(pieces("Then Senate Majority Leader Vint came.", {{"Senate Majority Leader", EntityType::organisation}}) ==
          "Senate | Vint");
    CHECK(pieces("Then Ludwig van Vint came.", {{"Ludwig van Vint", EntityType::person}}) == "Ludwig van Vint=person");
}

TEST_CASE("a large place by a name of several words is one, unless the network is surer still") {
    CHECK(pieces("Later Abu Dhabi won.", {{"Abu Dhabi", EntityType::organisation, 2}}) == "Abu Dhabi=place");
    CHECK(pieces("Later Abu Dhabi won.", {{"Abu Dhabi", EntityType::organisation, 9}}) == "Abu Dhabi=organisation");
}

TEST_CASE("a place that is an everyday word is one before its country, and then wherever the report names it") {
    CHECK(pieces("They came to Nice, France, on Monday.", {{"France", EntityType::place}}, 5) == "Nice | France=place");
    CHECK(pieces("They came to Nice on Monday.", {}, 5) == "Nice?");
}

TEST_CASE("what begins the name of a day or a cup is no name by itself, but for a large place") {
    CHECK(pieces("Then Tarvelo Day came.", {{"Tarvelo", EntityType::place}}).find("place") == std::string::npos);
    CHECK(pieces("Then London Games began.", {{"London", EntityType::place}}) == "London=place");
}

TEST_CASE("names of persons in a row are parted") {
    CHECK(pieces("They are Carl Denning Maria Orvik Peter Vint Anna Falk.",
                 {{"Carl Denning Maria Orvik Peter Vint Anna Falk", EntityType::person}}) ==
          "Carl Denning=person | Maria Orvik=person | Peter Vint=person | Anna Falk=person");
}

TEST_CASE("a report in capitals throughout, of many words, is read to its end") {
    std::string text = "IT WAS SAID BY MARTA OKSEN IN MINSK";
    for (char first = 'A'; first <= 'Z'; ++first)
        for (const char* rest : {"ARVO", "ELM", "ODRIN", "UTIN"})
            text.append(" ").append(1, first).append(rest);
    CHECK(annotate(text + ".").layers.tokens.size() == 8 + 26 * 4 + 1);
}

TEST_CASE("entities stand in order, on tokens, and do not overlap, whatever the text") {
    const std::string texts[] = {"",
                                 "A",
                                 "A A A A A A A A A A A A A A A A",
                                 "U.S. U.S. of the of the Of",
                                 "'S The -- The (The) \"The",
                                 "\xC3\x89t\xC3\xA9 \xE2\x80\x94 Minsk\xE2\x80\x99s",
                                 std::string(5000, 'X'),
                                 "Mr Mr. Mr President of of The, 34,"};
    for (const std::string& text : texts) {
        std::uint32_t behind = 0;
        for (const Entity& entity : annotate(text).layers.entities) {
            CHECK(entity.span.start >= behind);
            CHECK(entity.span.end > entity.span.start);
            behind = entity.span.end;
        }
    }
}

TEST_CASE("a name that was cut wrongly is mended") {
    const auto mended = [](const std::string& text, const std::vector<std::array<std::uint32_t, 2>>& cuts) {
        AnnotatedReport report = annotate(text);
        NameFindings findings;
        for (const auto& [first, end] : cuts) {
            NamePiece& piece = findings.pieces.emplace_back();
            piece.first = first;
            piece.end = end;
            piece.voted = EntityType::person;
        }
        NameRepairs(test::language().names, test::language().gazetteer).mend(report, findings);
        std::string out;
        for (const NamePiece& piece : findings.pieces)
            out += std::string(report.words(
                       {report.layers.tokens[piece.first].start, report.layers.tokens[piece.end - 1].end})) +
                   (piece.voted == EntityType::person ? " (person); " : "; ");
        return out;
    };
    CHECK(mended("He told Al Jazeera \"Orlo has gone.", {{{2, 6}}}) == "Al Jazeera; Orlo (person); ");
    CHECK(mended("He met Uma \"Bo\" Orlo.", {{{2, 7}}}) == "Uma \"Bo\" Orlo (person); ");
    CHECK(mended("He met Halm Mayor Olga Orlo.", {{{2, 6}}}) == "Olga Orlo (person); ");
    CHECK(mended("He met the Halm Mayor Olga School.", {{{3, 7}}}) == "Halm Mayor Olga School (person); ");
    CHECK(mended("He told Reuters and NATO so.", {{{2, 5}}}) == "Reuters; NATO; ");
    CHECK(mended("He met Olga D. Orlo.", {{{3, 5}}}) == "Olga D. Orlo (person); ");
    CHECK(mended("He met Senator Olga Banks.", {{{3, 4}}}) == "Olga Banks (person); ");
    CHECK(mended("He met Senator Olga Saturday.", {{{3, 4}}}) == "Olga (person); ");
    CHECK(mended("He met my friend Olga Banks.", {{{4, 5}}}) == "Olga (person); ");
    CHECK(mended("They met in the capital, Minsk, again.", {{{6, 7}}}) == "Minsk; ");
    CHECK(mended("They met the mayor, Minsk, again.", {{{5, 6}}}) == "Minsk (person); ");
}
