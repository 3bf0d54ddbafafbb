// Who said what, in versions: short reports in, statements out.
#include <doctest/doctest.h>

#include <string>

#include "annotate/chain.h"
#include "reconcile/entities.h"
#include "reconcile/statements.h"
#include "support.h"

using namespace recount;

namespace {

struct Told {
    std::vector<AnnotatedReport> reports;
    std::vector<Statement> statements;
};

Told told(std::vector<Report> reports, const test::Language& language = test::language()) {
    static const ReconcileRules rules(test::language().codebook);
    static const WordVectors vectors = *WordVectors::of(&*test::trained_language().model);
    Told out;
    Story story;
    for (Report& report : reports) {
        story.reports.push_back(static_cast<std::uint32_t>(out.reports.size()));
        out.reports.push_back(language.chain.annotate(std::move(report)));
    }
    const auto entities = join_entities(out.reports, story, test::language().names, test::language().gazetteer);
    const EntityLookup lookup(entities);
    const std::vector<ReportDay> days(out.reports.size());
    out.statements = find_statements({out.reports, days, story, lookup, rules}, &vectors);
    return out;
}

/// A line a statement: "speaker: version / version", spans of a version parted by " | ", differences in braces behind
/// it.
std::string lines(const Told& told) {
    std::string out;
    for (const Statement& statement : told.statements) {
        out.append(out.empty() ? "" : "\n").append(statement.speaker).append(": ");
        for (const Variant& variant : statement.variants) {
            const AnnotatedReport& report = told.reports[variant.report];
            out.append(&variant == &statement.variants.front() ? "" : " / ").append(test::words(report, variant.spans));
            if (!variant.differences.empty())
                out.append(" {").append(test::words(report, variant.differences)).append("}");
        }
    }
    return out;
}

/// What differs, a line a piece: "kind sense: words of the version compared with -> words of this one".
std::string changes(const Told& told, const Variant& variant) {
    std::string out;
    for (const WordChange& change : variant.changes)
        out.append(out.empty() ? "" : "\n")
            .append(name_of(change.kind))
            .append(" ")
            .append(name_of(change.sense))
            .append(": ")
            .append(test::words(told.reports[change.report], change.first))
            .append(" -> ")
            .append(test::words(told.reports[variant.report], change.other));
    return out;
}

/// The words that give a statement's speaker the name.
std::string evidence(const Told& told, const Statement& statement) {
    std::string out;
    for (const Evidence& place : statement.speaker_evidence)
        out.append(out.empty() ? "" : " | ").append(told.reports[place.report].words(place.span));
    return out;
}

}  // namespace

TEST_CASE("two translations of one utterance are versions of one statement") {
    CHECK(
        lines(told({test::report_of(
                        "Anton Rusk spoke in Kale. \"The ballots were valid and no vote was bought,\" Rusk said.", "a"),
                    test::report_of("\"The ballot was valid and no vote was bought by us,\" Anton Rusk told the crowd.",
                                    "b")})) ==
        "Anton Rusk: The ballots were valid and no vote was bought, / The ballot was valid and no vote was bought by "
        "us, {ballot was | by us}");
}

TEST_CASE("a report that quotes a part has a version too") {
    CHECK(lines(told({test::report_of(
                          "\"We stay here tonight,\" Marta Veil said, \"until the last lantern is lit again.\"", "a"),
                      test::report_of("Marta Veil vowed to stay \"until the last lantern is lit\".", "b")})) ==
          "Marta Veil: We stay here tonight, | until the last lantern is lit again. / until the last lantern is lit");
}

TEST_CASE("other words, or another speaker's, are another statement") {
    CHECK(lines(told({test::report_of("\"We will leave this bridge tomorrow,\" Marta Veil said.\n\"Nobody leaves "
                                      "before winter comes,\" Marta Veil added.",
                                      "a"),
                      test::report_of("\"We will leave this bridge tomorrow,\" Anton Rusk said.", "b")})) ==
          "Marta Veil: We will leave this bridge tomorrow,\nMarta Veil: Nobody leaves before winter comes,\nAnton "
          "Rusk: We will leave this bridge tomorrow,");
}

TEST_CASE("a word or two between marks in somebody's sentence is no statement") {
    CHECK(lines(told({test::report_of("Marta Veil said the claims were \"baseless\".", "a")})) == "");
    CHECK(lines(told({test::report_of("Protesters chanted \"Freedom!\"", "a")})) == "Protesters: Freedom!");
}

TEST_CASE("a post is a statement of its author") {
    const std::string text = "The bridge is ours tonight, come all! — Marta Veil (@veil) May 3, 2020";
    Report post = test::report_of(text, "a");
    post.blocks[0].kind = BlockKind::embed;
    post.blocks[0].author = "Marta Veil";
    post.blocks[0].author_span = {static_cast<std::uint32_t>(text.find("Marta")),
                                  static_cast<std::uint32_t>(text.find(" May 3"))};
    const Told out = told({post, test::report_of("\"The bridge is ours tonight,\" Marta Veil wrote.", "b")});
    REQUIRE(out.statements.size() == 1);
    REQUIRE(out.statements[0].variants.size() == 2);
    CHECK(out.statements[0].speaker == "Marta Veil");
    CHECK(out.statements[0].variants[0].embed);
    CHECK(!out.statements[0].variants[1].embed);
}

TEST_CASE("the same reports give the same statements in the same order") {
    const auto report = [](const char* id) {
        return test::report_of(
            "\"We stay here tonight,\" Marta Veil said.\n\"Go home before dark falls,\" said Anton Rusk.", id);
    };
    CHECK(lines(told({report("a"), report("b")})) == lines(told({report("a"), report("b")})));
    CHECK(lines(told({report("a"), report("b")})) ==
          "Anton Rusk: Go home before dark falls, / Go home before dark falls,\nMarta Veil: We stay here tonight, / We "
          "stay here tonight,");
}

TEST_CASE("a version says which words differ, and what that does to the sense") {
    const auto difference = [](const std::string& a, const std::string& b) {
        const Told out = told({test::report_of("\"" + a + ",\" Marta Veil said.", "a"),
                               test::report_of("\"" + b + ",\" Marta Veil said.", "b")});
        REQUIRE(out.statements.size() == 1);
        REQUIRE(out.statements[0].variants.size() == 2);
        return changes(out, out.statements[0].variants[1]);
    };
    CHECK(difference("We will not open the old harbour for that ship", "We won't open the old harbour for that ship") ==
          "");
    CHECK(difference("We will not open the old harbour for that ship", "We will open the old harbour for that ship") ==
          "negation changed: not -> ");
    CHECK(difference("They arrested thirty fishermen on the old pier",
                     "They arrested forty fishermen on the old pier") == "number changed: thirty -> forty");
    CHECK(difference("They will burn the harbour before the ship comes",
                     "They will sell the harbour before the ship "
                     "comes") == "word open: burn -> sell");
    CHECK(difference("The harbour wall was broken by the storm last night",
                     "The harbour walls were broken by the "
                     "storm last night") == "form same: wall was -> walls were");
    CHECK(difference("The nets are torn and the harbour is empty tonight",
                     "The nets are torn and the harbour is empty") == "cut same: tonight -> ");
}

TEST_CASE("a sentence of a speech that another report has whole is compared with that sentence") {
    const Told out = told(
        {test::report_of("\"The ballots were counted and no lantern was bought,\" Anton Rusk said.\n\"We won't give "
                         "away the country!\" Rusk said.",
                         "a"),
         test::report_of("\"The ballots were counted and no lantern was bought. We will not leave the country,\" Anton "
                         "Rusk said.",
                         "b")});
    REQUIRE(out.statements.size() == 1);
    REQUIRE(out.statements[0].variants.size() == 3);
    CHECK(out.statements[0].variants[1].against == 2);
    CHECK(changes(out, out.statements[0].variants[1]) ==
          "cut same: The ballots were counted and no lantern was bought -> \nword open: leave -> give away");
}

TEST_CASE("indirect speech that says the same is a paraphrase of the quotation") {
    const Told out =
        told({test::report_of("\"The old harbour of Kale will be closed to fishermen,\" Marta Veil said.", "a"),
              test::report_of("Marta Veil said that the harbour of Kale would be closed to fishermen.", "b"),
              test::report_of("Marta Veil said that a lantern festival was planned.", "c")});
    REQUIRE(out.statements.size() == 1);
    REQUIRE(out.statements[0].variants.size() == 2);
    const Variant& paraphrase = out.statements[0].variants[1];
    CHECK(paraphrase.relation == VariantRelation::paraphrase);
    CHECK(!paraphrase.direct);
    CHECK(paraphrase.against == 0);
    CHECK(test::words(out.reports[1], paraphrase.spans).find("harbour of Kale would be closed") != std::string::npos);
}

TEST_CASE("the same words from two speakers are two statements that point at one another") {
    const Told out = told({test::report_of("\"No fisherman sails from Kale tonight,\" Marta Veil said.", "a"),
                           test::report_of("\"No fisherman sails from Kale tonight,\" Anton Rusk said.", "b")});
    REQUIRE(out.statements.size() == 2);
    CHECK(out.statements[0].elsewhere == std::vector<std::uint32_t>{1});
    CHECK(out.statements[1].elsewhere == std::vector<std::uint32_t>{0});
}

TEST_CASE("an office is its holder's where a sentence of the story puts a name to it") {
    const Told out =
        told({test::report_of("\"The bridge stays shut until winter,\" the harbour master said.", "a"),
              test::report_of("Anna Miller, the harbour master of the old town, walked over the bridge. Miller is 40.",
                              "b")},
             test::trained_language());
    REQUIRE(out.statements.size() == 1);
    CHECK(out.statements[0].speaker == "Anna Miller");
    CHECK(out.statements[0].way == VoiceWay::office);
    CHECK(evidence(out, out.statements[0]) == "Anna Miller, the harbour master of the old town");
}

TEST_CASE("an office with two holders in the story stays an office") {
    const Told out = told({test::report_of("\"The bridge stays shut until winter,\" the mayor said.", "a"),
                           test::report_of("Mayor Marta Veil met Mayor Anton Rusk on the bridge.", "b")});
    REQUIRE(out.statements.size() == 1);
    CHECK(out.statements[0].speaker == "the mayor");
    CHECK(out.statements[0].way == VoiceWay::described);
}

TEST_CASE("whoever shares a surname with somebody named is not that one") {
    const Told out = told({test::report_of("Mayor Marta Veil walked over the bridge. Veil is 40. \"We stay until the "
                                           "bridge is open,\" said a student surnamed Veil.",
                                           "a")},
                          test::trained_language());
    REQUIRE(out.statements.size() == 1);
    CHECK(out.statements[0].speaker != "Marta Veil");
}

TEST_CASE("whoever speaks in a statement is not a document") {
    const Told out =
        told({test::report_of("The mayor's office, in a statement, called the plan a \"cheap plot to close "
                              "the old bridge,\" according to Reuters.",
                              "a")},
             test::trained_language());
    REQUIRE(out.statements.size() == 1);
    CHECK(out.statements[0].speaker == "The mayor's office");
}
