// The account of the sample story against its gold (examples/README.md tells what is planted where). The story was
// written before the program could read it; where this fails, it is the program that is wrong.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/gold.h"
#include "support/program.h"

using namespace recount::test;

namespace {

const std::filesystem::path folder = std::filesystem::path(RECOUNT_SOURCE_DIR) / "examples" / "market-hall";

const Comparison& story() {
    static const Comparison both = [] {
        const TemporaryFolder out;
        const auto account = out.path() / "account.json";
        const Outcome outcome = run_recount({"account", (folder / "reports").string(), "-o", account.string()});
        REQUIRE_MESSAGE(outcome.status == 0, outcome.err);
        return compare(folder, account);
    }();
    return both;
}

/// What no codebook names is not judged, nor what is said in two units, which no rule converts: the gold keeps both for
/// people to read. A disagreement over them would still be one too many.
bool judged(const GoldVerdict& verdict) {
    return !verdict.quantity.starts_with("other:") && verdict.quantity != "money" && verdict.quantity != "distance";
}

/// Whether the account comes to the gold's verdict in a figure that holds every value that the gold has and none
/// that it has not; each mention that stands elsewhere is told too.
void check_verdict(const GoldVerdict& verdict) {
    const Comparison& both = story();
    CAPTURE(verdict.name());
    INFO("the gold's numbers:", both.listed(verdict));
    const auto [figure, held] = both.figure_of(verdict);
    WARN(held == verdict.numbers.size());
    CHECK(figure != nowhere);
    if (figure == nowhere)
        return;
    CHECK(both.figures[figure].status == verdict.status);
    for (const std::size_t i : verdict.numbers) {
        const Bounds& value = both.numbers[i].bounds;
        const bool there = std::any_of(both.claims.begin(), both.claims.end(), [&](const AccountClaim& claim) {
            return claim.figure == figure && claim.bounds == value;
        });
        CHECK_MESSAGE(there, "the figure lacks " << shown(value));
    }
    for (std::size_t i = 0; i < both.claims.size(); ++i) {
        const bool its =
            both.claims[i].figure != figure || std::any_of(verdict.numbers.begin(), verdict.numbers.end(),
                                                           [&](std::size_t n) { return both.numbers[n].claim == i; });
        CHECK_MESSAGE(its, "the figure holds a number that is not of it: " << both.claims[i].where.report << " \""
                                                                           << both.words(both.claims[i].where) << "\"");
    }
}

bool speaker_right(const Quotation& gold, const Quotation& ours) {
    return !ours.speaker.empty() && (likeness(gold.speaker, ours.speaker) >= 0.6 ||
                                     gold.speaker.ends_with(ours.speaker) || ours.speaker.ends_with(gold.speaker));
}

/// The place of the bearer of this spelling among the names of the account; nowhere when none stands there.
std::size_t bearer_of(const std::string& spelling) {
    const auto& names = story().names;
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const auto& spellings) { return spellings.contains(spelling); });
    return found == names.end() ? nowhere : static_cast<std::size_t>(found - names.begin());
}

const AccountEvent& event_of(const GoldVerdict& verdict) {
    const Comparison& both = story();
    const auto [figure, held] = both.figure_of(verdict);
    REQUIRE(figure != nowhere);
    const auto event = std::find_if(both.events.begin(), both.events.end(),
                                    [&](const AccountEvent& e) { return e.id == both.figures[figure].event; });
    REQUIRE(event != both.events.end());
    return *event;
}

}  // namespace

TEST_CASE("sample story: ten reports are one story") {
    CHECK(story().stories == 1);
    CHECK(story().days.size() == 10);
}

TEST_CASE("sample story: every disagreement written into it is found, with its values") {
    for (const GoldVerdict& verdict : story().verdicts)
        if (judged(verdict) && verdict.disagreement())
            check_verdict(verdict);
}

TEST_CASE("sample story: no other disagreement is found") {
    const Comparison& both = story();
    std::vector<bool> written(both.figures.size());
    for (const GoldVerdict& verdict : both.verdicts)
        if (const auto [figure, held] = both.figure_of(verdict); verdict.disagreement() && figure != nowhere)
            written[figure] = true;
    for (std::size_t i = 0; i < both.figures.size(); ++i) {
        const AccountFigure& figure = both.figures[i];
        if (figure.status != "conflict" && figure.status != "evolving")
            continue;
        std::string claims;
        for (const AccountClaim& claim : both.claims)
            if (claim.figure == i)
                claims += "\n  " + claim.where.report + " \"" + both.words(claim.where) + "\" " + shown(claim.bounds) +
                          " (" + claim.source + ")";
        CHECK_MESSAGE(written[i], figure.event << " / " << figure.quantity << " / " << figure.scope << ": "
                                               << figure.status << ", " << figure.reason << claims);
    }
}

TEST_CASE("sample story: what agrees, is repeated or refined is told as that") {
    for (const GoldVerdict& verdict : story().verdicts)
        if (judged(verdict) && !verdict.disagreement())
            check_verdict(verdict);
}

TEST_CASE("sample story: the two gatherings of 11 February are two events of that day") {
    const AccountEvent& march = event_of(story().verdict("march", "attendance"));
    const AccountEvent& rally = event_of(story().verdict("mayor-rally", "attendance"));
    CHECK(march.id != rally.id);
    CHECK(march.date == "2024-02-11");
    CHECK(rally.date == "2024-02-11");
}

TEST_CASE("sample story: the count in an embedded post is its author's") {
    const Comparison& both = story();
    const auto post = std::find_if(both.numbers.begin(), both.numbers.end(),
                                   [](const GoldNumber& n) { return n.words == "More than 8K"; });
    REQUIRE(post != both.numbers.end());
    REQUIRE(post->claim != nowhere);
    CHECK(both.claims[post->claim].source == "Olesea Nanii");
}

TEST_CASE("sample story: a caption printed twice counts once, an appeal for donations not at all") {
    const Comparison& both = story();
    const std::u32string caption = U"Thousands of the mayor's supporters", appeal = U"from 50 lei a month";
    const std::u32string& text = both.texts.at("courier-3");
    std::size_t captions = 0, appeals = 0;
    for (const AccountClaim& claim : both.claims) {
        if (claim.where.report != "courier-3")
            continue;
        captions += text.compare(claim.where.start, caption.size(), caption) == 0;
        const std::size_t asked = text.find(appeal);
        appeals += claim.where.start >= asked && claim.where.end <= asked + appeal.size();
    }
    CHECK(appeals == 0);
    CHECK(captions == 1);
}

TEST_CASE("sample story: the day of every report is known, and whether the report states it") {
    const Comparison& both = story();
    for (const auto& [report, day] : both.gold_days) {
        CAPTURE(report);
        REQUIRE(both.days.contains(report));
        CHECK(both.days.at(report).date == day.date);
        CHECK(both.days.at(report).stated == day.stated);
    }
}

TEST_CASE("sample story: the dispatch, its copy and its rewording are one lineage, and nothing else is") {
    const Comparison& both = story();
    CHECK(both.relatives == both.gold_relatives);
    // A pair of sentences is found when one pair of ours covers half of each.
    const auto covers = [](const Stretch& gold, const Stretch& ours) {
        const std::size_t start = std::max(gold.start, ours.start), end = std::min(gold.end, ours.end);
        return gold.report == ours.report && end > start && 2 * (end - start) >= gold.end - gold.start;
    };
    std::size_t found = 0;
    std::vector<bool> right(both.pairings.size());
    std::string missed;
    for (const Pairing& gold : both.gold_pairings) {
        bool hit = false;
        for (std::size_t i = 0; i < both.pairings.size(); ++i)
            if (covers(gold.first, both.pairings[i].first) && covers(gold.second, both.pairings[i].second))
                hit = right[i] = true;
        found += hit;
        if (!hit)
            missed += "\n  " + gold.first.report + ", " + gold.second.report + ": " + both.words(gold.first);
    }
    INFO("sentences: ", found, " of ", both.gold_pairings.size(), " found; missed:", missed);
    CHECK(10 * found >= 9 * both.gold_pairings.size());
    const auto wrong = static_cast<std::size_t>(std::count(right.begin(), right.end(), false));
    INFO("aligned, but not by the gold: ", wrong, " of ", both.pairings.size());
    CHECK(10 * wrong <= both.pairings.size());
}

TEST_CASE("sample story: who said what") {
    const Comparison& both = story();
    std::vector<bool> used(both.quotations.size());
    std::size_t found = 0, right = 0;
    std::string missed;
    for (const Quotation& gold : both.gold_quotations) {
        std::size_t best = nowhere;
        double most = 0.75;
        for (std::size_t i = 0; i < both.quotations.size(); ++i)
            if (const double like = likeness(gold.words, both.quotations[i].words);
                !used[i] && both.quotations[i].report == gold.report && like >= most) {
                best = i;
                most = like;
            }
        if (best != nowhere) {
            used[best] = true;
            ++found;
        }
        const bool named = best != nowhere && speaker_right(gold, both.quotations[best]);
        right += named;
        if (!named)
            missed += "\n  " + gold.report + ", " + gold.speaker + ": \"" + gold.words + "\" " +
                      (best == nowhere ? "not found" : "given to \"" + both.quotations[best].speaker + "\"");
    }
    for (std::size_t i = 0; i < used.size(); ++i)
        if (!used[i])
            missed += "\n  not in the gold: " + both.quotations[i].report + ", " + both.quotations[i].speaker + ": \"" +
                      both.quotations[i].words + "\"";
    INFO("found: ", counts(found, both.quotations.size(), both.gold_quotations.size()));
    INFO("with the right speaker: ", counts(right, both.quotations.size(), both.gold_quotations.size()), missed);
    CHECK(f1(right, both.quotations.size(), both.gold_quotations.size()) >= 89);
}

TEST_CASE("sample story: the mayor's two spellings are one person, the city's three one place") {
    for (const std::string spelling : {"Vitaly Dovganyuk", "Dovganiuc", "Dovganyuk"}) {
        CAPTURE(spelling);
        REQUIRE(bearer_of(spelling) != nowhere);
        CHECK(bearer_of(spelling) == bearer_of("Vitalie Dovganiuc"));
    }
    for (const std::string spelling : {"Beltsy", "Balti"}) {
        CAPTURE(spelling);
        REQUIRE(bearer_of(spelling) != nowhere);
        CHECK(bearer_of(spelling) == bearer_of("Bălți"));
    }
}

TEST_CASE("sample story: people whom the reports name apart stay apart") {
    const Comparison& both = story();
    std::size_t joined = 0, pairs = 0;
    for (std::size_t i = 0; i < both.gold_names.size(); ++i)
        for (std::size_t j = i + 1; j < both.gold_names.size(); ++j)
            for (const std::string& one : both.gold_names[i])
                for (const std::string& other : both.gold_names[j]) {
                    ++pairs;
                    const bool same = bearer_of(one) != nowhere && bearer_of(one) == bearer_of(other);
                    joined += same;
                    CHECK_MESSAGE(!same, one << " and " << other << " are told as one");
                }
    REQUIRE(pairs > 0);
    CHECK(joined == 0);
}
