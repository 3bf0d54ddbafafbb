// Who counts: of which kind a source is by its words, and by what introduces its name elsewhere.
#include <doctest/doctest.h>

#include "reconcile/kind_words.h"
#include "support/account.h"

using namespace recount;

namespace {

/// "medical" where a body or trade is named, "(official)" where only a part in one is.
std::string kind(std::string_view words) {
    static const SourceKinds kinds(test::language().codebook);
    const KindWords told = kinds.read(words);
    return told.by_body != SourceKind::unknown ? std::string(name_of(told.by_body))
                                               : "(" + std::string(name_of(told.by_part)) + ")";
}

std::string title(std::string_view words) {
    static const SourceKinds kinds(test::language().codebook);
    return std::string(name_of(kinds.read_title(words).by_body));
}

/// The kinds of the sources of all claims, report after report.
std::string kinds_of(const std::vector<std::string>& texts, bool last_is_post = false) {
    std::vector<AnnotatedReport> reports;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        Report report = test::report_of(texts[i], std::string(1, static_cast<char>('a' + i)));
        report.published = parse_iso_day("2021-05-06");
        if (last_is_post && i + 1 == texts.size())
            report.blocks.back().kind = BlockKind::embed;
        reports.push_back(test::trained_language().chain.annotate(std::move(report)));
    }
    std::vector<std::pair<FigureClaim, Span>> claims;
    const Account account = test::account_of(std::move(reports));
    for (const StoryAccount& story : account.stories)
        for (const Figure& figure : story.figures)
            for (const FigureClaim& claim : figure.claims)
                claims.push_back({claim, account.reports[claim.report].layers.claims[claim.claim].span});
    std::ranges::sort(claims, {}, [](const auto& claim) { return std::pair(claim.first.report, claim.second.start); });
    std::string out;
    for (const auto& [claim, span] : claims)
        out += (out.empty() ? "" : " ") + std::string(name_of(claim.kind));
    return out;
}

}  // namespace

TEST_CASE("a source's words tell who counts") {
    CHECK(kind("police") == "police");
    CHECK(kind("The Interior Ministry") == "official");
    CHECK(kind("a doctor at the city hospital") == "medical");
    CHECK(kind("organizers") == "party");
    CHECK(kind("the state news agency Orla") == "press");
    CHECK(kind("a geologist") == "expert");
    CHECK(kind("several residents") == "witness");
    CHECK(kind("an exit poll") == "document");
    CHECK(kind("somebody") == "(unknown)");
}

TEST_CASE("the head of the words counts, not what stands behind it or before it") {
    CHECK(kind("a lawyer for the police") == "party");
    CHECK(kind("the police union") == "party");
    CHECK(kind("a hospital driver") == "witness");
    CHECK(kind("the father of a policeman") == "witness");
    CHECK(kind("a student of the university") == "witness");
    CHECK(kind("the attorney general") == "official");
    CHECK(kind("Ana Orlo, a nurse who treated protesters") == "medical");
}

TEST_CASE("a part in a body is the body's, and official where no body is named") {
    CHECK(kind("a hospital official") == "medical");
    CHECK(kind("a spokesman for the rebels") == "party");
    CHECK(kind("the president of the teachers union") == "party");
    CHECK(kind("Karsk Police Chief Ben Sand") == "police");
    CHECK(kind("the mayor’s press office") == "official");
    CHECK(kind("a spokesman") == "(official)");
    CHECK(kind("local officials") == "(official)");
}

TEST_CASE("a title right before a name is its bearer's") {
    CHECK(title("said the Interior Minister ") == "official");
    CHECK(title("KBC News reporter ") == "press");
    CHECK(title("as BBC's ") == "press");
    CHECK(title("after the police shot ") == "unknown");
    CHECK(title("police of Karsk ") == "unknown");
}

TEST_CASE("what stands behind a name tells its bearer's kind where it is about the bearer") {
    static const SourceKinds kinds(test::language().codebook);
    const auto behind = [](std::string_view words) { return name_of(kinds.read_apposition(words).by_body); };
    CHECK(behind(", a seismologist in Karsk, said") == "expert");
    CHECK(behind(", spokeswoman for the rebels, said") == "party");
    CHECK(behind(", 41, a nurse who lives there") == "medical");
    CHECK(behind(" of the fire brigade said") == "official");
    CHECK(behind(", police said") == "unknown");
    CHECK(behind(", protesters and others came") == "unknown");
    CHECK(behind(", who was shot by police") == "unknown");
    CHECK(behind(" in hospital") == "unknown");
}

TEST_CASE("who introduces a name once tells of which kind its bearer is") {
    CHECK(kinds_of({"Interior Minister Vera Tamlin went to Halm on Thursday. Tamlin said 12 people were killed.",
                    "Tamlin said 14 people were killed in Halm."}) == "official official");
    CHECK(kinds_of({"Boris Kallen, a spokesman for the rescue service, was in Halm on Thursday. Kallen said 12 people "
                    "were killed."}) == "official");
    // The age is a claim of the report's own.
    CHECK(kinds_of({"Boris Kallen, 34, a doctor, was in Halm on Thursday. Kallen said 12 people were killed."}) ==
          "report medical");
    CHECK(
        kinds_of({"Boris Kallen was in Halm on Thursday. Twelve people were killed, Kallen said. Boris Kallen, police "
                  "said, will be heard."}) == "witness");
}

TEST_CASE("the words around a name are cut between characters") {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string dashes = std::string(shift, 'x') + " ";
        for (int i = 0; i < 60; ++i)
            dashes += "\u2013";
        CHECK(kinds_of({"In Halm " + dashes + " Boris Kallen " + dashes +
                        " came on Thursday. Kallen said 12 people were killed."}) == "witness");
    }
}

TEST_CASE("a person without a title speaks for himself, a country for its government, a report for itself") {
    CHECK(kinds_of({"Boris Kallen went to the market of Halm on Thursday. Kallen said 12 people were killed."}) ==
          "witness");
    CHECK(kinds_of({"France said 12 people were killed in Halm on Thursday."}) == "official");
    CHECK(kinds_of({"A truck killed 12 people in Halm on Thursday."}) == "report");
}

TEST_CASE("what an embedded post says is a post's, whoever wrote it") {
    CHECK(kinds_of({"A truck killed 12 people in Halm on Thursday.\nThe police say 14 people were killed in Halm."},
                   true) == "report post");
}
