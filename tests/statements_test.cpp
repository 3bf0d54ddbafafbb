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

Told told(std::vector<Report> reports) {
    Told out;
    Story story;
    for (Report& report : reports) {
        story.reports.push_back(static_cast<std::uint32_t>(out.reports.size()));
        out.reports.push_back(test::language().chain.annotate(std::move(report)));
    }
    const auto entities = join_entities(out.reports, story, test::language().names, test::language().gazetteer);
    const EntityLookup lookup(entities);
    out.statements = find_statements(out.reports, story, entities, lookup);
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
