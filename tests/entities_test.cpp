// Names over the reports of a story: short reports in, who is who out.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "reconcile/entities.h"
#include "reconcile/name_spelling.h"
#include "support.h"

using namespace recount;

namespace {

std::vector<AnnotatedReport> annotate(const std::vector<std::string>& texts) {
    std::vector<AnnotatedReport> reports;
    for (const std::string& text : texts)
        reports.push_back(test::language().chain.annotate(test::report_of(text)));
    return reports;
}

std::vector<AccountEntity> join(const std::vector<AnnotatedReport>& reports) {
    Story story;
    for (std::uint32_t i = 0; i < reports.size(); ++i)
        story.reports.push_back(i);
    return join_entities(reports, story, test::language().names, test::language().gazetteer);
}

/// The different wordings of the entity that has this wording, sorted and parted by " | ", with its name in front.
std::string who(const std::vector<std::string>& texts, const std::string& wording) {
    const std::vector<AnnotatedReport> reports = annotate(texts);
    for (const AccountEntity& entity : join(reports)) {
        std::vector<std::string> words;
        for (const Evidence& mention : entity.mentions)
            words.emplace_back(reports[mention.report].words(mention.span));
        if (std::find(words.begin(), words.end(), wording) == words.end())
            continue;
        std::sort(words.begin(), words.end());
        words.erase(std::unique(words.begin(), words.end()), words.end());
        std::string out = entity.name + ":";
        for (const std::string& word : words)
            out += " " + word + ";";
        return out;
    }
    return "";
}

bool one_spelling(std::string_view a, std::string_view b) {
    return may_be_one_spelling(test::language().names.spellings(), a, b);
}

}  // namespace

TEST_CASE("a surname in one report joins the full name in another") {
    CHECK(who({"The mayor Olga Sarten spoke.", "Sarten said no, and Ms Sarten left."}, "Sarten") ==
          "Olga Sarten: Ms Sarten; Olga Sarten; Sarten;");
}

TEST_CASE("a person is called by a usual wording, not by one that stands once") {
    const std::string usual = "The mayor Olga Sarten spoke. ";
    const std::string nine = usual + usual + usual + usual + usual + usual + usual + usual + usual;
    CHECK(who({nine, "The mayor Olga Maria Sarten spoke."}, "Olga Sarten") ==
          "Olga Sarten: Olga Maria Sarten; Olga Sarten;");
    CHECK(who({usual, "The mayor Olga Maria Sarten spoke."}, "Olga Sarten") ==
          "Olga Maria Sarten: Olga Maria Sarten; Olga Sarten;");
}

TEST_CASE("a place is called as the text writes it, not as datelines do") {
    std::vector<AnnotatedReport> reports;
    for (const char* text :
         {"A fire broke out in Halm on Sunday.", "HALM (Agency) - The fire in Halm went on.", "HALM - It burned."})
        reports.push_back(test::language().chain.annotate(test::report_of(text)));
    for (AnnotatedReport& report : reports)
        for (Entity& entity : report.layers.entities)
            entity.type = EntityType::place;
    const std::vector<AccountEntity> entities = join(reports);
    REQUIRE(!entities.empty());
    CHECK(entities.front().mentions.size() == 4);
    CHECK(entities.front().name == "Halm");
}

TEST_CASE("two persons with one surname stay apart") {
    const std::vector<std::string> texts{"The mayor Olga Sarten spoke.", "The driver Pavel Sarten spoke.",
                                         "Mr Sarten left.", "Sarten said no."};
    CHECK(who(texts, "Olga Sarten") == "Olga Sarten: Olga Sarten;");
    CHECK(who(texts, "Pavel Sarten") == "Pavel Sarten: Mr Sarten; Pavel Sarten; Sarten;");
    CHECK(who({"The mayor Olga Sarten spoke.", "The driver Anna Sarten spoke.", "Sarten said no."}, "Sarten") ==
          "Sarten: Sarten;");
}

TEST_CASE("a title of the other sex tells of somebody else of that surname") {
    CHECK(who({"The mayor Peter Sarten spoke. Mrs. Sarten left.", "Olga Sarten left."}, "Olga Sarten") ==
          "Olga Sarten: Mrs. Sarten; Olga Sarten; Sarten;");
}

TEST_CASE("two spellings of a full name are one person") {
    CHECK(who({"It was said by Minister Sergey Dravin.", "Minister Sergei Dravin left."}, "Sergey Dravin") ==
          "Sergei Dravin: Minister Sergei Dravin; Minister Sergey Dravin; Sergei Dravin; Sergey Dravin;");
    CHECK(who({"It was said by Minister Carl Dravin.", "Minister Carla Dravin left."}, "Carl Dravin") ==
          "Carl Dravin: Carl Dravin; Minister Carl Dravin;");
}

TEST_CASE("a name with an article, tied to it or left out, is one") {
    CHECK(who({"It was said by Omar el-Dravini.", "Umar Eldravini left, he said."}, "Umar Eldravini") ==
          "Omar el-Dravini: Omar el-Dravini; Umar Eldravini;");
}

TEST_CASE("a short form of a first name is the full one, unless two people can be meant") {
    CHECK(who({"It was said by Kenneth Dravin.", "Ken Dravin left, he said."}, "Ken Dravin") ==
          "Kenneth Dravin: Ken Dravin; Kenneth Dravin;");
    CHECK(who({"It was said by Edward Dravin.", "It was said by Edmund Dravin.", "Ed Dravin left, he said."},
              "Ed Dravin") == "Ed Dravin: Ed Dravin;");
    CHECK(who({"It was said by John Dravin.", "It was said by James Dravin.", "J. Dravin left, he said."},
              "John Dravin") == "John Dravin: John Dravin;");
}

TEST_CASE("a man and a woman of one surname are two, as are a father and a son") {
    CHECK(who({"It was said by Alexander Petrov.", "Alexandra Petrova left, she said."}, "Alexander Petrov") ==
          "Alexander Petrov: Alexander Petrov;");
    CHECK(who({"It was said by Frank Dravin Sr.", "Frank Dravin Jr. left, he said."}, "Frank Dravin") == "");
}

TEST_CASE("a name with a second surname is the one without it") {
    CHECK(who({"It was said by Uma Orlo.", "Uma Orlo Weiss left, she said."}, "Uma Orlo") ==
          "Uma Orlo Weiss: Uma Orlo; Uma Orlo Weiss;");
}

TEST_CASE("an office in capitals is a part of how its bearer is called") {
    CHECK(who({"On Sunday Sheriff Olga Sarten spoke.", "On Monday Sheriff Sarten left."}, "Sarten") ==
          "Olga Sarten: Olga Sarten; Sarten; Sheriff Olga Sarten; Sheriff Sarten;");
    CHECK(who({"The sheriff Olga Sarten spoke."}, "Olga Sarten") == "Olga Sarten: Olga Sarten;");
}

TEST_CASE("an organisation is one with and without what says that it is a company, and in both orders") {
    CHECK(who({"The maker Halm Motors Inc. paid.", "Halm Motors said so."}, "Halm Motors") ==
          "Halm Motors Inc.: Halm Motors; Halm Motors Inc.;");
    CHECK(who({"The Department of Rivers agreed.", "The Rivers Department agreed."}, "Rivers Department") ==
          "Department of Rivers: Department of Rivers; Rivers Department;");
}

TEST_CASE("an acronym that stands for one long form is no other's") {
    CHECK(who({"The Committee of Free Workers met.", "The Council of Fast Weavers met.", "It was told to the CFW."},
              "CFW") == "CFW: CFW;");
    CHECK(who({"The Committee of Free Workers (CFW) met.", "The Council of Fast Weavers met."}, "CFW") ==
          "Committee of Free Workers: CFW; Committee of Free Workers;");
}

TEST_CASE("a short form is an organisation's where its report names one alone in full") {
    CHECK(who({"The Halm Brotherhood met. The Brotherhood agreed."}, "Brotherhood") ==
          "Halm Brotherhood: Brotherhood; Halm Brotherhood;");
    CHECK(who({"The Metropolitan Police met. They told the Met agency so, and the Met agency agreed."}, "Met") ==
          "Metropolitan Police: Met; Metropolitan Police;");
    CHECK(who({"The Halm Union met the Orlo Union. The Union agreed."}, "Halm Union") == "Halm Union: Halm Union;");
}

TEST_CASE("a handle in brackets is the name before it, and one with all its letters too") {
    CHECK(who({"\"We are safe.\" - Olga Sarten (@OSart) on Sunday. Then @OSart left."}, "@OSart") ==
          "Olga Sarten: @OSart; Olga Sarten;");
    CHECK(who({"Mayor Olga Sarten spoke.", "It was posted by @realOlgaSarten today."}, "@realOlgaSarten") ==
          "Olga Sarten: @realOlgaSarten; Mayor Olga Sarten; Olga Sarten;");
    CHECK(who({"Mayor Olga Sarten spoke.", "It was posted by @sart today."}, "@sart") == "");
}

TEST_CASE("a campaign that is called by its tag is one with its words") {
    CHECK(who({"They joined the #SaveOurRiver campaign.", "The Save Our River movement thanked them."},
              "#SaveOurRiver") ==
          "Save Our River movement: #SaveOurRiver; #SaveOurRiver campaign; Save Our River; Save Our River movement;");
    CHECK(who({"It was posted with #river and read."}, "#river") == "");
}

TEST_CASE("a web address with a capital is its owner's name") {
    CHECK(who({"The video was posted by Orlo.com on Sunday."}, "Orlo.com") == "Orlo.com: Orlo.com;");
    CHECK(who({"The video is at orlo.com now."}, "orlo.com") == "");
}

TEST_CASE("another spelling of a surname joins where the words around it fit that person best") {
    const std::vector<std::string> texts{
        "Opposition candidate Vera Mikhalovskaya fled to Lithuania after the vote. President Oleg Terrin thanked the "
        "army.",
        "The opposition candidate, Mikhalouskaya, fled to Lithuania, her aides said. Terrin said the army was ready."};
    CHECK(who(texts, "Mikhalouskaya") == "Vera Mikhalovskaya: Mikhalouskaya; Vera Mikhalovskaya;");
    const std::vector<std::string> strangers{
        "Opposition candidate Vera Mikhalovskaya fled to Lithuania after the vote. President Oleg Terrin thanked the "
        "army.",
        "The singer Mikhalouskaya opened a concert hall. Terrin said the army was ready."};
    CHECK(who(strangers, "Mikhalouskaya") == "Mikhalouskaya: Mikhalouskaya;");
}

TEST_CASE("spellings are compared by sound") {
    CHECK(one_spelling("tikhanovskaya", "tsikhanouskaya"));
    CHECK(one_spelling("lukashenko", "lukashenka"));
    CHECK(one_spelling("alexander", "aleksandr"));
    CHECK(one_spelling("zelensky", "zelenskyy"));
    CHECK(one_spelling("mohammed", "muhammad"));
    CHECK(one_spelling("salah", "sala"));
    CHECK_FALSE(one_spelling("johnson", "johnston"));
    CHECK_FALSE(one_spelling("martin", "martinez"));
    CHECK_FALSE(one_spelling("smith", "schmitz"));
    CHECK_FALSE(one_spelling("lee", "li"));
    CHECK_FALSE(one_spelling("johnson", "jackson"));
}

TEST_CASE("an acronym joins its name, and a place its other names") {
    CHECK(who({"The European Union agreed.", "The EU agreed."}, "EU") == "European Union: EU; European Union;");
    CHECK(who({"The Committee of Free Workers met.", "It was told to the CFW, and CFW agreed."}, "CFW") ==
          "Committee of Free Workers: CFW; Committee of Free Workers;");
    CHECK(who({"He went to Grodno in Belarus.", "He went to Hrodna in Belarus."}, "Grodno") ==
          "Grodno: Grodno; Hrodna;");
}

TEST_CASE("the order of the reports changes nothing but the numbers of the reports") {
    const std::vector<std::string> texts{"Minister Sergey Dravin and the mayor Olga Sarten met in Minsk.",
                                         "Sergei Dravin left, Sarten said.", "The EU and Ms Sarten agreed."};
    std::vector<std::string> turned(texts.rbegin(), texts.rend());
    for (const char* name : {"Sergey Dravin", "Sarten", "Minsk", "EU"})
        CHECK(who(texts, name) == who(turned, name));
}
