// Who is said to say what: a short text in; speaker, cue and what is said out.
#include <doctest/doctest.h>

#include <string>

#include "annotate/attributions.h"
#include "annotate/quotations.h"
#include "support.h"

using namespace recount;

namespace {

AnnotatedReport annotate(Report report) {
    return test::language().chain.annotate(std::move(report));
}

AnnotatedReport annotate(const std::string& text) {
    return annotate(test::report_of(text));
}

/// The sources' own words, parted by " | ", where trees tell too.
std::string sources(const std::string& text) {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(text));
    std::string out;
    for (const Attribution& attribution : report.layers.attributions)
        out.append(out.empty() ? "" : " | ").append(test::words(report, attribution.source));
    return out;
}

std::string speaker_by_tree(const std::string& text) {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(text));
    return report.layers.attributions.empty() ? "" : report.layers.attributions.back().speaker;
}

/// Who speaks the last words between quotation marks, where trees tell too.
std::string quoted_from(const std::string& text) {
    const AnnotatedReport report = test::trained_language().chain.annotate(test::report_of(text));
    std::string speaker;
    for (const Attribution& attribution : report.layers.attributions)
        if (!attribution.quoted.empty())
            speaker = attribution.speaker;
    return speaker;
}

/// A line an attribution: "speaker, cue: what is said", parts of the content parted by " | ", direct ones between
/// quotation marks.
std::string said(const std::string& text) {
    const AnnotatedReport report = annotate(text);
    std::string out;
    for (const Attribution& attribution : report.layers.attributions) {
        out += out.empty() ? "" : "\n";
        out += attribution.speaker + ", " + test::words(report, attribution.cue) +
               (attribution.negated ? " (not): " : ": ");
        out += attribution.direct ? "\"" + test::words(report, attribution.content) + "\""
                                  : test::words(report, attribution.content);
    }
    return out;
}

std::string quotations(const std::string& text) {
    const AnnotatedReport report = annotate(text);
    std::string out;
    for (const Quotation& quotation : find_quotations(report))
        out.append(out.empty() ? "" : " | ").append(report.words(quotation.span(report.layers.tokens)));
    return out;
}

/// Whom the number in the text is told by; "-" when it is the report's own.
std::string teller(const std::string& text, const std::string& number) {
    const AnnotatedReport report = annotate(text);
    const auto start = static_cast<std::uint32_t>(text.find(number));
    const Attribution* attribution =
        attribution_of(report.layers, {start, start + static_cast<std::uint32_t>(number.size())});
    return attribution ? attribution->speaker : "-";
}

}  // namespace

TEST_CASE("quotation marks are found however they are typed") {
    CHECK(quotations("\"We stay,\" he said.") == "We stay,");
    CHECK(quotations("“We stay,” he said.") == "We stay,");
    CHECK(quotations("''We stay,'' he said.") == "We stay,");
    CHECK(quotations("'We stay,' he said.") == "We stay,");
    CHECK(quotations("‘We stay,’ he said.") == "We stay,");
    CHECK(quotations("“He told me ‘go home’ and left,” she said.") == "He told me ‘go home’ and left,");
}

TEST_CASE("an apostrophe quotes nothing") {
    CHECK(quotations("The girls' school and the boys' school burned in the '90s.") == "");
    CHECK(quotations("It’s the teachers’ strike, isn’t it?") == "");
    CHECK(quotations("'The girls' school burned,' he said.") == "The girls' school burned,");
}

TEST_CASE("a closing mark that is printed as an opening one closes") {
    CHECK(quotations("“Such calm, such joy, “she said. “We had not hoped for it,” Orlo said.") ==
          "Such calm, such joy, | We had not hoped for it,");
}

TEST_CASE("a quotation that goes on in the next paragraph is opened again there") {
    const AnnotatedReport report = annotate("“We stay here.\n“We will not go home,” he said.\n“Never.”");
    const auto found = find_quotations(report);
    REQUIRE(found.size() == 3);
    CHECK(!found[0].continues);
    CHECK(found[1].continues);
    CHECK(!found[2].continues);
}

TEST_CASE("a quotation goes on over lines that were made paragraphs, to the mark that closes it") {
    const std::string text = "\"We stay here.\nThe school is warm,\" said Ana Orlo.\n\"It rained,\" said Ben Kade.";
    CHECK(quotations(text) == "We stay here.\nThe school is warm, | It rained,");
    CHECK(said(text) == "Ana Orlo, said: \"We stay here.\nThe school is warm,\"\nBen Kade, said: \"It rained,\"");
    // Nothing closes it before another opens.
    CHECK(quotations("She spoke of \"a long night. It rained.\nHe said \"no\" twice.") == "a long night. | no");
}

TEST_CASE("whoever speaks the last paragraph of a quotation speaks those before it") {
    CHECK(said("Mayor Ben Kade left, police said.\n“We stay here.\n“We will not go home,” Ana Orlo said.") ==
          "police, said: Mayor Ben Kade left\nAna Orlo, said: \"We stay here. | We will not go home,\"");
}

TEST_CASE("a line that ends in a colon introduces the quotation behind it") {
    CHECK(said("Mayor Ann Orlo said:\n\n\"We stay here tonight. It rains.\"\n\nThe town slept.") ==
          "Ann Orlo, said: \"We stay here tonight. It rains.\"");
    CHECK(said("Mayor Ann Orlo said:\n\nThe town slept.") == "");
    CHECK(speaker_by_tree("From the desk of Ann Orlo, mayor:\n\n\"We stay here tonight.\"") == "Ann Orlo");
    CHECK(speaker_by_tree("What Ann Orlo left behind:\n\n\"We stay here tonight.\"") == "");
}

TEST_CASE("a name credits a quotation with its office before or behind it") {
    CHECK(said("\"We stay here tonight.\" – Ann Orlo, mayor") == "Ann Orlo, : \"We stay here tonight.\"");
    CHECK(said("Statement by mayor Ann Orlo: \"We stay here tonight.\"") == "Ann Orlo, : \"We stay here tonight.\"");
}

TEST_CASE("a verb that frames a quotation tells, though it is no verb of saying") {
    CHECK(said("\"You could still hear the guns,\" Orlo recalled.") ==
          "Orlo, recalled: \"You could still hear the guns,\"");
    CHECK(said("\"What a night that was!\" Orlo told the crowd.") == "Orlo, told: \"What a night that was!\"");
    CHECK(said("\"What a night that was!\" Orlo said it rained.") == "Orlo, said: it rained");
    CHECK(speaker_by_tree("\"My son was at school this morning,\" wailed one parent, Tahir Kade, at the gate.") ==
          "Tahir Kade");
    CHECK(speaker_by_tree("\"My son was at school this morning.\" Orlo left the hall.") == "");
    CHECK(said("The city is reacting, spokeswoman Ann Orlo saying, \"We stay here tonight.\"") ==
          "Ann Orlo, saying: \"We stay here tonight.\"");
}

TEST_CASE("a cue with its adjunct may stand within what it introduces") {
    CHECK(said("In its present state, Orlo wrote in November, the roof could carry no snow.") ==
          "Orlo, wrote: In its present state | the roof could carry no snow");
}

TEST_CASE("what there was is said too") {
    CHECK(said("Orlo said there was little need for help.") == "Orlo, said: there was little need for help");
}

TEST_CASE("of a quotation within what another passes on, the one who said it is the speaker") {
    CHECK(said("\"We stay here tonight,\" Ann Orlo wrote on her page, according to Reuters.") ==
          "Reuters, according to: \"We stay here tonight,\" Ann Orlo wrote on her page\n"
          "Ann Orlo, wrote: \"We stay here tonight,\"");
    const AnnotatedReport report = annotate("\"We stay here tonight,\" Ann Orlo wrote, according to Reuters.");
    const Attribution* attribution = attribution_of(report.layers, {1, 8});
    REQUIRE(attribution);
    CHECK(attribution->speaker == "Ann Orlo");
    CHECK(test::words(report, attribution->relays) == "Reuters");
}

TEST_CASE("a paragraph that is one utterance is kept, though nobody tells whose it is") {
    CHECK(said("It rained all night.\n\n\"We are under fire on the bridge.\"\n\nHelp came at dawn.") ==
          ", : \"We are under fire on the bridge.\"");
    CHECK(said("The film \"We are under fire on the bridge\" won.") == "");
}

TEST_CASE("a mark within an open quotation, behind a stop, takes it up again") {
    const AnnotatedReport report = annotate("Orlo wrote: \"It was cold. \"Then it rained.\"");
    const auto found = find_quotations(report);
    REQUIRE(found.size() == 2);
    CHECK(found[1].continues);
}

TEST_CASE("a mark between blanks opens where the next one closes") {
    CHECK(quotations("Orlo called it \" a cold night\" and left.") == "a cold night");
}

TEST_CASE("a mark that nothing closes quotes to the end of its sentence") {
    CHECK(quotations("She spoke of \"a long night. It rained.\nThe square was empty.") == "a long night.");
}

TEST_CASE("many marks cost linear time") {
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += i % 3 ? " 'as" : " \"b's'";
    CHECK(annotate(text).layers.tokens.size() > 20000);
}

TEST_CASE("a quotation over many paragraphs costs linear time") {
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "“We stay here tonight.\n";
    const AnnotatedReport report = annotate(text + "“And tomorrow,” said Ana Orlo.");
    REQUIRE(!report.layers.attributions.empty());
    CHECK(report.layers.attributions.back().content.size() == 20001);
}

TEST_CASE("a sentence without an end is no language") {
    std::string text;
    for (int i = 0; i < 20000; ++i)
        text += "police said that ";
    CHECK(annotate(text).layers.attributions.empty());
}

TEST_CASE("the subject stands before the verb or behind it") {
    CHECK(said("\"The square was full,\" Marta Veil said.") == "Marta Veil, said: \"The square was full,\"");
    CHECK(said("\"The square was full,\" said Marta Veil, holding a flag.") ==
          "Marta Veil, said: \"The square was full,\"");
    CHECK(said("Marta Veil said: \"The square was full.\"") == "Marta Veil, said: \"The square was full.\"");
    CHECK(said("\"The square was full,\" said one 70-year-old baker.") ==
          "one 70-year-old baker, said: \"The square was full,\"");
    CHECK(said("\"The square was full,\" according to Marta Veil.") ==
          "Marta Veil, according to: \"The square was full,\"");
}

TEST_CASE("a body that is told by its owner is not the body spoken of before") {
    const std::string before = "Volunteers of the Karsk Relief Fund brought blankets on Monday. ";
    CHECK(speaker_by_tree(before + "The group said that 900 homes were cold.") == "Karsk Relief Fund");
    CHECK(speaker_by_tree(before + "The city's heating company said that 900 homes were cold.") ==
          "The city's heating company");
}

TEST_CASE("what explains a name between commas belongs to the source") {
    const AnnotatedReport report =
        annotate("\"It is over,\" Marta Veil, a spokeswoman for the ministry, said on Monday.");
    REQUIRE(report.layers.attributions.size() == 1);
    CHECK(test::words(report, report.layers.attributions[0].source) == "Marta Veil, a spokeswoman for the ministry");
    CHECK(report.layers.attributions[0].speaker == "Marta Veil");
    CHECK(said("The club's founder, Marta Veil, told reporters that it was over.") ==
          "Marta Veil, told: that it was over");
}

TEST_CASE("an utterance cut by its cue is one, and goes on without a cue") {
    CHECK(said("\"We stay,\" she said, \"until they go.\"") == ", said: \"We stay, | until they go.\"");
    CHECK(said("\"We stay,\" Marta Veil said. \"They will go.\"") == "Marta Veil, said: \"We stay, | They will go.\"");
    CHECK(said("\"We stay,\" Marta Veil said.\n\"They will go before us.\"") ==
          "Marta Veil, said: \"We stay,\"\nMarta Veil, : \"They will go before us.\"");
}

TEST_CASE("indirect speech is the clause behind the verb or before it") {
    CHECK(said("Police said that nine people were hurt.") == "Police, said: that nine people were hurt");
    CHECK(said("Nine people were hurt, police said.") == "police, said: Nine people were hurt");
    CHECK(said("The girls were brought to Orlo, a town in the north, said local sources.") ==
          "local sources, said: The girls were brought to Orlo, a town in the north");
    CHECK(said("According to the ministry, nine people were hurt.") ==
          "the ministry, According to: nine people were hurt");
    CHECK(said("The bridge, police said, will stay closed.") == "police, said: The bridge | will stay closed");
    CHECK(said("KALE — Nine people were hurt, police said Monday.") == "police, said: Nine people were hurt");
}

TEST_CASE("days, places and hearers between verb and clause are no part of what is said") {
    CHECK(said("Marta Veil said on Sunday it was over.") == "Marta Veil, said: it was over");
    CHECK(said("Marta Veil said by telephone that it was over.") == "Marta Veil, said: that it was over");
    CHECK(said("Marta Veil told The Kale Times that it was over.") == "Marta Veil, told: that it was over");
}

TEST_CASE("each clause belongs to its own source") {
    const std::string text =
        "The press service said 50,000 people came, though a reporter put the number closer to 10,000.";
    CHECK(teller(text, "50,000") == "The press service");
    CHECK(teller(text, "10,000") == "a reporter");
    CHECK(teller("Police said 5 people were killed, but the army put it at 3.", "3") == "the army");
    CHECK(teller("Police said 5 people were killed, but the army put it at 3.", "5") == "Police");
    CHECK(teller("Crowds marched, with a journalist estimating the turnout at up to 900 people.", "900") ==
          "a journalist");
    CHECK(teller("A sea of people, more than 800, according to first estimates, filled the square.", "800") ==
          "first estimates");
    CHECK(teller("Nine people were hurt.", "Nine") == "-");
}

TEST_CASE("cues that share a subject") {
    CHECK(said("Marta Veil said it was over, adding that 30 people were safe.") ==
          "Marta Veil, said: it was over\nMarta Veil, adding: that 30 people were safe");
    CHECK(said("Marta Veil thanked the crowd and added: \"We go home now.\"") ==
          "Marta Veil, thanked: the crowd\nMarta Veil, added: \"We go home now.\"");
}

TEST_CASE("what is denied or not said is marked") {
    CHECK(said("The ministry denied that anyone was hurt.") == "The ministry, denied (not): that anyone was hurt");
    CHECK(said("The ministry did not say that anyone was hurt.") == "The ministry, say (not): that anyone was hurt");
}

TEST_CASE("titles, placards and scare quotes are nobody's statement; chants are") {
    CHECK(said("Thousands joined the \"March of the Lanterns\" in Kale.") == "");
    CHECK(said("They carried a poster saying \"Coward, go away for ever!\"") == "");
    CHECK(said("Protesters chanted \"Go away!\" as the cars passed.") == "Protesters, chanted: \"Go away!\"");
}

TEST_CASE("a part of a sentence between marks is quoted within indirect speech") {
    const AnnotatedReport report = annotate("Marta Veil vowed to \"solve the problem of the bridge\" soon.");
    REQUIRE(report.layers.attributions.size() == 1);
    CHECK(!report.layers.attributions[0].direct);
    CHECK(test::words(report, report.layers.attributions[0].quoted) == "solve the problem of the bridge");
}

TEST_CASE("he and she are whoever the report speaks of") {
    CHECK(said("Mr Anton Rusk met Mrs Marta Veil on Friday. \"We agree,\" he said.") ==
          "Anton Rusk, said: \"We agree,\"");
    CHECK(said("Mr Anton Rusk met Mrs Marta Veil on Friday. \"We agree,\" she said.") ==
          "Marta Veil, said: \"We agree,\"");
}

TEST_CASE("a description points to whom it was used for") {
    CHECK(speaker_by_tree("President Anton Rusk, the long-time leader, spoke.\n\"I called you here,\" the 65-year-old "
                          "leader said.") == "Anton Rusk");
    CHECK(said("A baker at the market saw it.\n\"It was loud,\" the mayor said.") ==
          "the mayor, said: \"It was loud,\"");
}

TEST_CASE("a post is spoken by its author") {
    const std::string text = "More than 900 already at the bridge! — Franz Orlo (@orlo) May 3, 2020";
    Report report = test::report_of(text);
    report.blocks[0].kind = BlockKind::embed;
    report.blocks[0].author = "Franz Orlo";
    report.blocks[0].author_span = {static_cast<std::uint32_t>(text.find("Franz")),
                                    static_cast<std::uint32_t>(text.find(" May 3"))};
    const AnnotatedReport annotated = annotate(std::move(report));
    REQUIRE(annotated.layers.attributions.size() == 1);
    const Attribution& post = annotated.layers.attributions[0];
    CHECK(post.in_embed);
    CHECK(post.speaker == "Franz Orlo");
    CHECK(test::words(annotated, post.content) == "More than 900 already at the bridge!");
    CHECK(test::words(annotated, post.source) == "Franz Orlo (@orlo)");
}

TEST_CASE("what a quoted mail says that others say is theirs, passed on by its author") {
    const std::string text = "Jan Weiss wrote:\nThirty were hurt in Karsk, the mayor said.";
    Report report = test::report_of(text);
    report.blocks[0].kind = BlockKind::furniture;
    report.blocks[1].kind = BlockKind::embed;
    report.blocks[1].author = "Jan Weiss";
    report.blocks[1].author_span = {0, 9};
    const AnnotatedReport annotated = annotate(std::move(report));
    const Attribution* told = attribution_of(annotated.layers, {17, 23});
    REQUIRE(told != nullptr);
    CHECK(test::words(annotated, told->source) == "the mayor");
    CHECK(test::words(annotated, told->relays) == "Jan Weiss");
}

TEST_CASE("a number in what somebody thinks or shows is not told by them") {
    CHECK(teller("The president welcomed the release of 21 girls.", "21") == "-");
    CHECK(teller("Footage shows 15 of the girls.", "15") == "-");
    CHECK(teller("The war has claimed more than 20,000 lives.", "20,000") == "-");
}

TEST_CASE("who cites somebody passes on what that one says") {
    for (const std::string text : {"Nine people died, The Kale Times reported, citing officials.",
                                   "The Kale Times, citing officials, said nine people died."}) {
        CAPTURE(text);
        const AnnotatedReport report = annotate(text);
        const auto start = static_cast<std::uint32_t>(text.find("ine people") - 1);
        const Attribution* attribution = attribution_of(report.layers, {start, start + 4});
        REQUIRE(attribution);
        CHECK(attribution->speaker == "officials");
        CHECK(test::words(report, attribution->relays).find("The Kale Times") == 0);
    }
    CHECK(teller("He cited results that gave him 80 percent of the vote.", "80") == "results");
    CHECK(said("The agency cited remarks by Marta Veil that \"help will come at once\".") ==
          "Marta Veil, cited: that \"help will come at once\"");
}

TEST_CASE("a noun that is no verb is no cue") {
    CHECK(said("A think tank reports that it rained.") == "A think tank, reports: that it rained");
    CHECK(said("The accused men and their claims were known.") == "");
    CHECK(said("Despite calls for peace, the reports that came were bad.") == "");
}

TEST_CASE("a headline credits a quotation by a mark alone") {
    CHECK(said("'We have to take the boats off the river' – city councillor") ==
          "city councillor, : \"We have to take the boats off the river\"");
    CHECK(said("Marta Veil: 'We have to take the boats off the river'") ==
          "Marta Veil, : \"We have to take the boats off the river\"");
}

TEST_CASE("the defence minister is not the foreign minister") {
    CHECK(said("Foreign Minister Anton Rusk called for talks. The country's defence minister went further.\n\"Now we "
               "act at once,\" he said.") ==
          "Anton Rusk, called for: talks\nThe country's defence minister, said: \"Now we act at once,\"");
}

TEST_CASE("a name among those who report is followed by no one else's words") {
    CHECK(said("\"We act at once,\" said ministry spokesman Anton Rusk late on Friday.") ==
          "Anton Rusk, said: \"We act at once,\"");
    CHECK(said("\"We act at once,\" one user called Lantern wrote.") == "Lantern, wrote: \"We act at once,\"");
}

TEST_CASE("by the tree, a subject is whole however it is built") {
    CHECK(sources("Some experts on land reform said the law came too late.") == "Some experts on land reform");
    CHECK(sources("Someone in the audience said the bridge was closed.") == "Someone in the audience");
    CHECK(sources("The company that built the bridge said it was safe.") == "The company that built the bridge");
    CHECK(sources("A person familiar with the plans for Thursday's meeting says it was called off.") ==
          "A person familiar with the plans for Thursday's meeting");
    CHECK(sources("A report by the ministry found that the bridge was unsafe.") == "A report by the ministry");
    CHECK(sources("The mayor over the weekend denied that he had paid.") == "The mayor");
}

TEST_CASE("by the tree, what several say is said by all of them") {
    CHECK(speaker_by_tree("The governor and the mayor said the bridge would be closed.") ==
          "The governor and the mayor");
    CHECK(speaker_by_tree("Anna Orlo and Peter Weiss said the bridge would be closed.") == "Anna Orlo and Peter Weiss");
}

TEST_CASE("a verb that a pronoun's short auxiliary leads has the pronoun as its subject") {
    CHECK(sources("He's predicting that the bridge will be closed.") == "He");
}

TEST_CASE("a participle behind a possessive is no cue") {
    CHECK(said("They marched over the mayor's disputed re-election.") == "");
}

TEST_CASE("who is quoted as saying something says it") {
    const AnnotatedReport report = annotate("Kale TV quoted the rescue service as saying the bridge was closed.");
    REQUIRE(report.layers.attributions.size() == 1);
    const Attribution& said = report.layers.attributions.front();
    CHECK(said.speaker == "the rescue service");
    CHECK(test::words(report, said.content) == "the bridge was closed");
    CHECK(test::words(report, said.relays) == "Kale TV");
}

TEST_CASE("what explains a subject may stand between dashes") {
    CHECK(sources("A group - the Council of the Faith - said it was leaving.") == "A group - the Council of the Faith");
}

TEST_CASE("by the model, a verb in another sense says nothing") {
    CHECK(sources("The mayor called in reinforcements on Monday.") == "");
    CHECK(sources("Troops found tens of thousands of pills in a barn during the raid.") == "");
    CHECK(sources("The storm claimed twelve lives in the valley, officials said.") == "officials");
    CHECK(sources("Gunmen attacked a police post near the border.") == "");
    CHECK(sources("Police believe that two people set the fire.") == "Police");
    CHECK(sources("In Cairo, Orlo's group said that the police defended it by citing methods used in the war.") != "");
}

TEST_CASE("by the model, a pronoun is whoever the sentences before it are about") {
    CHECK(speaker_by_tree("Mayor Ann Kade met Ben Orlo at the bridge on Monday. \"We stay,\" she said.") == "Ann Kade");
    CHECK(speaker_by_tree("Ann Kade told Reuters that the bridge was closed.\n\n\"It may fall,\" she said.") ==
          "Ann Kade");
    // The subject of the sentence itself, though it has no name.
    CHECK(speaker_by_tree("Ben Orlo has closed the bridge.\n\nThe defence minister went further when he threatened to "
                          "close the port.") == "The defence minister");
}

TEST_CASE("whoever gives a name has it, whatever stands before") {
    CHECK(speaker_by_tree(
              "\"We could see the fire,\" a woman, who identified herself only as Sabrine, told the paper.") ==
          "Sabrine");
    CHECK(speaker_by_tree("Police Commissioner, Mark Kade, said: \"We stay here tonight.\"") == "Mark Kade");
}

TEST_CASE("between subject and verb, a phrase of time or occasion is not who speaks") {
    CHECK(speaker_by_tree("Ann Orlo had at one point called it “a fight for the very soul of our schools.”") ==
          "Ann Orlo");
    CHECK(speaker_by_tree("Ann Orlo, who has described the mayor as a bully, and in a recent interview added, “I think "
                          "the whole idea is wrong.”") == "Ann Orlo");
}

TEST_CASE("verbs and adverbs that stand where a subject may are nobody") {
    CHECK(quoted_from("Rather than encouraging measures that \"threaten the peace of the land,\" the city should "
                      "respond, Orlo said.") != "Rather");
    CHECK(speaker_by_tree("Orlo, for his part has described the mayor as a \"mentally deranged old man.\"") == "Orlo");
}

TEST_CASE("what one is said to think is quoted from who says so") {
    CHECK(quoted_from("Ms. Orlo suggested that school officials were expecting families to “put their children with "
                      "strangers.”") == "Orlo");
}

TEST_CASE("before a colon the nearest verb tells whose words follow, whatever verb it is") {
    CHECK(said("Ann Jones said the officers yelled back: “Stay down, or we will shoot you again.”")
              .ends_with("the officers, yelled: \"Stay down, or we will shoot you again.\""));
    CHECK(quoted_from("The officers sneered back: “Stay down, or we will shoot you again.”") == "The officers");
}

TEST_CASE("before a colon, a thing tells nothing, nor does anything where the quotation has a frame of its own") {
    CHECK(quoted_from("The roof collapsed: “We ran for our lives,” said Bo Kell, a baker.") == "Bo Kell");
    CHECK(quoted_from("Rain fell: “It was a hard day for all,” according to Ann Orlo.") == "Ann Orlo");
    CHECK(quoted_from("The vote failed: “We will be back soon,” Orlo said.") == "Orlo");
    CHECK(quoted_from("The following was released:\n\n“We are sorry for what was done.”").empty());
    CHECK(quoted_from("This was released:\n\n“We are sorry for what was done.”").empty());
}

TEST_CASE("a line that ends in a colon promises the words of who is its subject, of no thing") {
    CHECK(
        quoted_from("One officer has clearly identified where the fire is coming from:\n\n“I’m inside the hotel on the "
                    "31st floor, one floor below.”") == "One officer");
    CHECK(quoted_from("But the confusion over the gunshots continues:\n\n“Shots are coming from Gate 7, I can hear "
                      "them.”")
              .empty());
}

TEST_CASE("of what one said and another reported, the next words are the first one's") {
    CHECK(quoted_from("Foreign Minister Luc Orlo said, “It would be normal that she reacts,” The Financial Times "
                      "reported. “It would be normal to take action.”") == "Luc Orlo");
    CHECK(quoted_from("One of them, 19-year-old Sarah Orlo, told the Associated Press that her ordeal was “too "
                      "terrifying for words.”") == "Sarah Orlo");
}
