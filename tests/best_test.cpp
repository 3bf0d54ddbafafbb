// Which number stands for a figure, by codebook/best.toml: claims with their sources in, the rule and its numbers out;
// and the same of short reports.
#include <doctest/doctest.h>

#include "reconcile/best.h"
#include "show/wording.h"
#include "support/account.h"

using namespace recount;

namespace {

constexpr std::int64_t day = minutes_a_day;

BestCandidate exact(double value, SourceKind kind, std::int64_t when = 0) {
    return {{.low = value, .high = value, .when = when}, kind, Standing::asserted};
}
BestCandidate at_least(double low, SourceKind kind, std::int64_t when = 0) {
    return {{.low = low, .high = std::nullopt, .modifier = Modifier::at_least, .when = when}, kind, Standing::asserted};
}
BestCandidate vague(double low, double high, SourceKind kind, std::int64_t when = 0) {
    return {{.low = low, .high = high, .modifier = Modifier::vague, .when = when}, kind, Standing::asserted};
}
BestCandidate told(BestCandidate candidate, Standing standing) {
    candidate.standing = standing;
    candidate.bounds.denied = standing == Standing::denied;
    return candidate;
}

std::string shown(const std::optional<double>& value) {
    return value ? plain_number(*value) : "-";
}

/// "7000 by latest, 6700 to 7000".
std::string shown(const std::optional<double>& best, const std::string& rule, const std::optional<double>& low,
                  const std::optional<double>& high) {
    return shown(best) + " by " + (rule.empty() ? "none" : rule) + ", " + shown(low) + " to " + shown(high);
}

std::string settled(Status status, const std::vector<BestCandidate>& candidates) {
    static const BestRules rules(test::language().codebook);
    const BestNumber number = rules.settle(candidates, status);
    CHECK(number.claim.has_value() == number.best.has_value());
    return shown(number.best, number.rule, number.low, number.high);
}

/// Of the story's one figure of the quantity.
std::string settled(std::vector<AnnotatedReport> reports, std::string_view quantity) {
    std::string out;
    for (const StoryAccount& story : test::account_of(std::move(reports)).stories)
        for (const Figure& figure : story.figures)
            if (figure.quantity == quantity)
                out += (out.empty() ? "" : "; ") + shown(figure.best, figure.best_rule, figure.low, figure.high);
    return out;
}

AnnotatedReport annotated(std::string id, std::string text, std::string_view published, bool last_is_post = false) {
    Report report = test::report_of(std::move(text), std::move(id));
    report.published = parse_iso_day(published);
    if (last_is_post) {
        report.blocks.back().kind = BlockKind::embed;
        report.blocks.back().author = "Pavel Orlo";
    }
    return test::trained_language().chain.annotate(std::move(report));
}

}  // namespace

TEST_CASE("best of a single mention, and where all say the same, is its number") {
    CHECK(settled(Status::single, {at_least(5, SourceKind::police)}) == "5 by only_number, 5 to 5");
    CHECK(settled(Status::agree, {exact(5, SourceKind::report), exact(5, SourceKind::police)}) ==
          "5 by only_number, 5 to 5");
    CHECK(settled(Status::single, {exact(5, SourceKind::post)}) == "5 by only_number, 5 to 5");
}

TEST_CASE("best of what moves is the latest number that is no vague word") {
    CHECK(settled(Status::evolving, {exact(60, SourceKind::police, 0), exact(84, SourceKind::official, day),
                                     vague(24, 99, SourceKind::report, 2 * day)}) == "84 by latest, 24 to 84");
    CHECK(settled(Status::evolving, {at_least(130, SourceKind::police, 0), vague(200, 999, SourceKind::report, day)}) ==
          "130 by latest, 130 to 200");
    CHECK(settled(Status::evolving, {vague(24, 99, SourceKind::report, 0), vague(200, 999, SourceKind::report, day)}) ==
          "200 by most_exact, 200 to 200");
}

TEST_CASE("a toll that a later one replaces does not set the lowest number, nor the highest") {
    CHECK(settled(Status::evolving, {exact(12, SourceKind::police, 0), exact(30, SourceKind::police, day),
                                     exact(29, SourceKind::medical, day)}) == "30 by latest, 29 to 30");
    CHECK(settled(Status::evolving, {exact(40, SourceKind::official, 0), exact(31, SourceKind::official, day)}) ==
          "31 by latest, 31 to 31");
}

TEST_CASE("a post alone does not stand against reports, nor sets the highest number") {
    CHECK(settled(Status::refines, {at_least(1000, SourceKind::report), at_least(2500, SourceKind::post)}) ==
          "1000 by most_exact, 1000 to 1000");
    CHECK(settled(Status::refines, {at_least(1000, SourceKind::post), at_least(2500, SourceKind::post)}) ==
          "2500 by most_exact, 1000 to 2500");
}

TEST_CASE("the party concerned does not stand alone where others count, but bounds") {
    CHECK(settled(Status::refines, {at_least(1000, SourceKind::police), exact(2500, SourceKind::party)}) ==
          "1000 by most_exact, 1000 to 2500");
    CHECK(settled(Status::evolving, {exact(60, SourceKind::police, 0), exact(84, SourceKind::party, day)}) ==
          "60 by latest, 60 to 84");
    CHECK(settled(Status::refines, {at_least(900, SourceKind::party), exact(1000, SourceKind::party)}) ==
          "1000 by most_exact, 900 to 1000");
}

TEST_CASE("a contradiction has no best number, but the least and the most that is said") {
    CHECK(settled(Status::conflict, {exact(400, SourceKind::police), exact(5000, SourceKind::party),
                                     exact(90000, SourceKind::post)}) == "- by none, 400 to 5000");
}

TEST_CASE("what is denied gives no number, nor what is only planned where others say that it is so") {
    CHECK(settled(Status::conflict, {told(exact(40, SourceKind::official), Standing::denied),
                                     exact(12, SourceKind::police)}) == "- by none, 12 to 12");
    CHECK(settled(Status::single, {told(exact(40, SourceKind::official), Standing::denied)}) == "- by none, - to -");
    CHECK(settled(Status::refines, {told(exact(500, SourceKind::official), Standing::planned),
                                    at_least(300, SourceKind::police)}) == "300 by most_exact, 300 to 300");
    CHECK(settled(Status::single, {told(exact(500, SourceKind::official), Standing::planned)}) ==
          "500 by only_number, 500 to 500");
}

TEST_CASE("best of reports: a post with more is not the number of the march") {
    CHECK(settled({annotated("a", "At least 1,000 people marched through Halm on Sunday.", "2021-05-09"),
                   annotated("b",
                             "Thousands marched through Halm on Sunday. At least 1,000 people marched in Halm.\n"
                             "More than 2,500 people marched through Halm today!",
                             "2021-05-09", true)},
                  "attendance") == "1000 by most_exact, 1000 to 2000");
}
