// What a number counts, how it is bounded and which part of a whole it is: a short text in, its claims out.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "support.h"
#include "support/program.h"

using namespace recount;

namespace {

std::string bound(const std::optional<double>& value) {
    return value ? std::to_string(static_cast<long long>(*value)) : "*";
}

/// "at least 84: killed 84..*", one claim a line's worth, parted by "; ". With the model that ships.
std::string claims(const std::string& text, bool with_scope = false,
                   const AnnotatorChain& steps = test::trained_language().chain) {
    const AnnotatedReport report = steps.annotate(test::report_of(text));
    std::string out;
    for (const Claim& claim : report.layers.claims) {
        out.append(out.empty() ? "" : "; ").append(report.words(claim.span)).append(": ").append(claim.quantity);
        out.append(" ").append(bound(claim.low)).append("..").append(bound(claim.high));
        if (with_scope)
            out.append(" of ").append(claim.scope);
    }
    return out;
}

/// The standing of each claim, "killed asserted; ...".
std::string standings(const std::string& text) {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(text));
    std::string out;
    for (const Claim& claim : report.layers.claims)
        out.append(out.empty() ? "" : "; ").append(claim.quantity).append(" ").append(name_of(claim.standing));
    return out;
}

/// Who gives each claim, "3,500: the police; ...".
std::string sources(const std::string& text) {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(text));
    std::string out;
    for (const Claim& claim : report.layers.claims)
        out.append(out.empty() ? "" : "; ")
            .append(report.words(claim.span))
            .append(": ")
            .append(claim.source ? report.words(claim.source->span) : "-");
    return out;
}

}  // namespace

TEST_CASE("a verb says what its object's number counts") {
    CHECK(claims("A bomb killed at least 50 people and wounded over 400.") ==
          "at least 50: killed 50..*; over 400: injured 400..*");
    CHECK(claims("Police arrested about 30 demonstrators.") == "about 30: arrested 30..30");
    CHECK(claims("The rebels handed over 21 hostages.") == "21: released 21..21");
    CHECK(claims("The flood claimed 12 lives.") == "12: killed 12..12");
}

TEST_CASE("a number in the outlet's own name counts nothing") {
    const auto numbers = [](const std::string& outlet) {
        Report made = test::report_of("A Meridian 28 reporter counted about 6,000 people in front of the town hall.");
        made.outlet = outlet;
        const AnnotatedReport report = test::trained_language().chain.annotate(std::move(made));
        std::string out;
        for (const Claim& claim : report.layers.claims)
            out.append(out.empty() ? "" : ", ").append(report.words(claim.span));
        return out;
    };
    CHECK(numbers("www.meridian28.example") == "about 6,000");
    CHECK(numbers("Meridian 28") == "about 6,000");
    CHECK(numbers("Karsk Post") == "28, about 6,000");
}

TEST_CASE("a verb says what its subject's number counts") {
    CHECK(claims("Some 5,000 people gathered on the quay.") == "Some 5,000: attendance 5000..5000");
    CHECK(claims("Tens of thousands have taken to the streets.") == "Tens of thousands: attendance 20000..99999");
    CHECK(claims("Nine miners, most of them young, were rescued.") == "Nine: rescued 9..9");
    CHECK(claims("No one was hurt.") == "No one: injured 0..0");
    CHECK(claims("There were no deaths.") == "no: killed 0..0");
}

TEST_CASE("states, nouns and totals count too") {
    CHECK(claims("The crash left two dead and dozens hurt.") == "two: killed 2..2; dozens: injured 24..99");
    CHECK(claims("The death toll rose to 73.") == "73: killed 73..73");
    CHECK(claims("It caused the deaths of more than 20,000 people.") == "more than 20,000: killed 20000..*");
    CHECK(claims("There were 129 people on board.") == "129: passengers 129..129");
    CHECK(claims("Police put the march at 3,500 people and the rally at about 2,500.") ==
          "3,500: attendance 3500..3500; about 2,500: attendance 2500..2500");
    CHECK(claims("All 11 people detained at the march had been released.") == "11: released 11..11");
    CHECK(claims("Five people are known to have died, up from the two announced on Thursday.") ==
          "Five: killed 5..5; two: killed 2..2");
    CHECK(claims("Up to 200 protesters gathered on the quay.") == "Up to 200: attendance *..200");
    CHECK(claims("Three protesters gathered in Halm.").find("attendance") == std::string::npos);
}

TEST_CASE("words and digits give the same numbers") {
    CHECK(claims("Twenty-one girls were freed.") == "Twenty-one: released 21..21");
    CHECK(claims("2.3 million people were displaced.") == "2.3 million: displaced 2300000..2300000");
    CHECK(claims("Between 10 and 12 people died.") == "Between 10 and 12: killed 10..12");
    CHECK(claims("More than 250K gathered.") == "More than 250K: attendance 250000..*");
    CHECK(claims("A dozen people died.") == "A dozen: killed 12..12");
    CHECK(claims("Several hundred people marched.") == "Several hundred: attendance 300..999");
}

TEST_CASE("a rival number without a noun counts what the number before it counts") {
    CHECK(
        claims("The mayor said 50,000 people attended the fair, though a reporter put the number closer to 10,000.") ==
        "50,000: attendance 50000..50000; closer to 10,000: attendance 10000..10000");
}

TEST_CASE("a verb behind a clause about something else is still the verb of several") {
    CHECK(claims("About 120 residents of two blocks that lean against the quay were evacuated.") ==
          "About 120: displaced 120..120; two: other:blocks 2..2");
    CHECK(claims("Some 40 owners of boats that were sunk protested.") != "Some 40: killed 40..40");
}

TEST_CASE("a general word before a noun counts the noun") {
    CHECK(claims("Four more bodies were found.") == "Four: killed 4..4");
    CHECK(claims("Three other vessels sank and four more were killed.") ==
          "Three: other:vessels 3..3; four: killed 4..4");
}

TEST_CASE("where people were seized is not what is counted") {
    CHECK(claims("All 11 people detained at the march had been released.") == "11: released 11..11");
    CHECK(claims("Hundreds wounded at the rally were taken away.") == "Hundreds: injured 200..999");
}

TEST_CASE("a second count without a noun, joined by the same small word, counts the same") {
    CHECK(claims("They put the march at 3,500 people and the rally at about 2,500.") ==
          "3,500: attendance 3500..3500; about 2,500: attendance 2500..2500");
}

TEST_CASE("people before a building where crowds meet are a crowd") {
    CHECK(claims("More than 8K outside the town hall.") == "More than 8K: attendance 8000..*");
    CHECK(claims("She counted about 6,000 people in front of the parliament.") == "about 6,000: attendance 6000..6000");
}

TEST_CASE("a part is told from the whole when the words say so") {
    CHECK(claims("He killed 27 students and five teachers.", true) ==
          "27: killed 27..27 of students; five: killed 5..5 of teachers");
    CHECK(claims("Thirty people were killed, including four children.", true) ==
          "Thirty: killed 30..30 of total; four: killed 4..4 of children");
    CHECK(claims("Four people were seriously injured.", true) == "Four: injured 4..4 of serious injuries");
}

TEST_CASE("what is told of a part is not told of the whole") {
    CHECK(claims("The film shows 15 of the more than 200 girls abducted in April.", true) ==
          "15: abducted 15..15 of part; more than 200: abducted 200..* of total");
}

TEST_CASE("a verb says what its subject's number counts, whatever stands between") {
    CHECK(claims("At least 84 people, including ten children, were killed by the flood.") ==
          "At least 84: killed 84..*; ten: killed 10..10");
    CHECK(claims("Two fishermen from Halm, Jan Weiss and his cousin Ole Weiss, were also killed.") ==
          "Two: killed 2..2");
    CHECK(claims("Dozens of residents, many of whom were children, were seen lying injured on the quay.") ==
          "Dozens: injured 24..99");
    CHECK(claims("Some 90 villagers remain hostages of the gang.") == "Some 90: abducted 90..90");
}

TEST_CASE("the clause tells rather than a relative clause or a participle within it") {
    CHECK(claims("The 21 women who were kidnapped in April have been released.") == "21: released 21..21");
    CHECK(claims("Six workers who were injured on Sunday have died.") == "Six: killed 6..6");
    CHECK(claims("Officials welcomed the recovery of the 40 girls who remain in captivity.") == "40: abducted 40..40");
    CHECK(claims("The clashes left six dead and dozens wounded, and police detained 100.") ==
          "six: killed 6..6; dozens: injured 24..99; 100: arrested 100..100");
}

TEST_CASE("what is said of others, or denied, is not said of the counted people") {
    CHECK(standings("Some 300 villagers have not been evacuated.") == "displaced denied");
    CHECK(standings("The police did not arrest 20 men.") == "arrested denied");
    CHECK(standings("The company denied reports that three people were missing.") == "missing denied");
    CHECK(standings("The company denied that three people were missing.") == "missing denied");
}

TEST_CASE("numbers with a unit keep it") {
    CHECK(claims("He won 80 percent of the vote.") == "80 percent: vote_share 80..80");
    CHECK(claims("Just over 53 percent chose to stay in the referendum.") == "Just over 53 percent: vote_share 53..*");
    CHECK(claims("Each family gets 200,000 lei.") == "200,000 lei: money 200000..200000");
    CHECK(claims("With 80 percent of the votes counted, he led.") == "80 percent: other:percent 80..80");
    CHECK(claims("A 34-year-old man paid $5 million for 40 kilometres.") ==
          "34-year-old: age 34..34; $5 million: money 5000000..5000000; 40 kilometres: distance 40..40");
}

TEST_CASE("labels, names and dates are no counts") {
    CHECK(claims("MAIN STAGE 1 200 FEET 6 3 5 4 People fled.") == "");
    CHECK(claims("Flight 737 left Gate 4.") == "");
}

TEST_CASE("the same number of people again means the same") {
    CHECK(claims("The army freed 21 girls. The 21 girls went home.") == "21: released 21..21; 21: released 21..21");
}

TEST_CASE("one victim without a number word is a claim of one, marked so") {
    const AnnotatedReport report = test::trained_language().chain.annotate(
        test::report_of("A bomb killed a soldier and wounded three others in Halm. A farmer bought a tractor."));
    std::string out;
    for (const Claim& claim : report.layers.claims)
        out += std::string(report.words(claim.span)) + ": " + claim.quantity + (claim.implicit ? " implicit; " : "; ");
    CHECK(out == "a: killed implicit; three: injured; ");
}

TEST_CASE("what is to come, denied, recalled or general is told as that") {
    CHECK(standings("The rebels killed 12 people on Sunday.") == "killed asserted");
    CHECK(standings("The army will send 500 troops to the border next week.") == "strength planned");
    CHECK(standings("A similar attack in 2004 killed 190 people.") == "killed earlier");
    CHECK(standings("About 2,000 people die in such accidents every year.") == "killed general");
}

TEST_CASE("each number has its own source") {
    CHECK(sources("Police say 3,500 people marched, while the organisers claim 12,000 did.") ==
          "3,500: Police; 12,000: the organisers");
    CHECK(sources("The mayor said 11 people were killed. A storm hit Halm.") == "11: The mayor");
    CHECK(sources("A group claimed responsibility for the attack that killed 130 people.") == "130: -");
}

TEST_CASE("a claim says how sure it is") {
    const AnnotatedReport report = test::trained_language().chain.annotate(
        test::report_of("At least 30 people were killed. Some 40 of the nine leaned on 12."));
    REQUIRE(!report.layers.claims.empty());
    for (const Claim& claim : report.layers.claims) {
        CHECK(claim.confidence > 0);
        CHECK(claim.confidence <= 1);
    }
    CHECK(report.layers.claims.front().confidence > 0.9);
}

TEST_CASE("a quantity that a user adds is read by its cues, though no text taught it") {
    const test::TemporaryFolder folder;
    std::filesystem::copy(RECOUNT_CODEBOOK_DIR, folder.path(), std::filesystem::copy_options::recursive);
    std::ofstream(folder.path() / "quantities.toml", std::ios::app)
        << "\n[[quantity]]\nname = \"vaccinated\"\ndone_to = [\"vaccinate\", \"inoculate\"]\nstates = "
           "[\"vaccinated\"]\n";
    Codebook codebook = Codebook::load(folder.path());
    const NameWords names(codebook);
    const test::Language& language = test::trained_language();
    const AnnotatorChain chain = make_chain(codebook, names, language.gazetteer, &*language.model);
    CHECK(claims("Nurses vaccinated 4,500 children in Halm.", false, chain) == "4,500: vaccinated 4500..4500");
    CHECK(claims("Some 300 villagers were inoculated on Monday.", false, chain) == "Some 300: vaccinated 300..300");
    CHECK(claims("A bomb killed at least 50 people.", false, chain) == "at least 50: killed 50..*");
}
