// How far two coders agree: the measures against published examples and against a plain reference that follows their
// definitions word for word; and what a log of decisions says of claims.
#include <doctest/doctest.h>

#include <rapidjson/document.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <set>

#include "agree/agreement.h"
#include "support/program.h"

using namespace recount;
using namespace recount::test;

namespace {

// ---- the reference

/// Krippendorff 2011: the matrix of coincidences, each pair of values within a unit by its number of values less one;
/// then observed against expected disagreement.
template <class Value, class Distance>
std::optional<double> reference_alpha(const std::vector<std::vector<Value>>& units, const Distance& distance) {
    std::map<std::pair<Value, Value>, double> coincidences;
    for (const auto& unit : units)
        for (std::size_t i = 0; i < unit.size(); ++i)
            for (std::size_t k = 0; k < unit.size(); ++k)
                if (i != k)
                    coincidences[{unit[i], unit[k]}] += 1.0 / (static_cast<double>(unit.size()) - 1);
    std::map<Value, double> totals;
    double count = 0;
    for (const auto& [pair, times] : coincidences) {
        totals[pair.first] += times;
        count += times;
    }
    double observed = 0, expected = 0;
    for (const auto& [pair, times] : coincidences)
        observed += times * distance(pair.first, pair.second);
    for (const auto& [a, a_times] : totals)
        for (const auto& [b, b_times] : totals)
            expected += a_times * b_times * distance(a, b);
    if (count < 2 || expected == 0)
        return std::nullopt;
    return 1 - (count - 1) * observed / expected;
}

/// Bagga and Baldwin 1998: of each thing, the share of its group that is in its other group; then the mean.
Found reference_b_cubed(const std::vector<std::uint32_t>& first, const std::vector<std::uint32_t>& second) {
    Found found{0, 0, 0};
    for (std::size_t i = 0; i < first.size(); ++i) {
        double both = 0, in_first = 0, in_second = 0;
        for (std::size_t k = 0; k < first.size(); ++k) {
            both += first[i] == first[k] && second[i] == second[k];
            in_first += first[i] == first[k];
            in_second += second[i] == second[k];
        }
        found.precision += both / in_first / static_cast<double>(first.size());
        found.recall += both / in_second / static_cast<double>(first.size());
    }
    found.f1 = 2 * found.precision * found.recall / (found.precision + found.recall);
    return found;
}

const auto other_name = [](const std::string& a, const std::string& b) { return a == b ? 0.0 : 1.0; };
const auto squared = [](double a, double b) { return (a - b) * (a - b); };

void check_near(const std::optional<double>& value, const std::optional<double>& wanted) {
    REQUIRE(value.has_value() == wanted.has_value());
    if (value)
        CHECK(std::abs(*value - *wanted) < 1e-9);
}

void check_near(const Found& found, const Found& wanted) {
    CHECK(std::abs(found.precision - wanted.precision) < 1e-9);
    CHECK(std::abs(found.recall - wanted.recall) < 1e-9);
    CHECK(std::abs(found.f1 - wanted.f1) < 1e-9);
}

// ---- what coders say

DecisionTarget at(std::uint32_t start, std::uint32_t end, const std::string& report = "r1") {
    DecisionTarget target;
    target.report = report;
    target.start = start;
    target.end = end;
    return target;
}

Decision decision(Verb verb, std::vector<DecisionTarget> on, DecidedValue value = {}, std::string id = {}) {
    Decision made;
    made.verb = verb;
    made.on = std::move(on);
    made.value = std::move(value);
    made.id = std::move(id);
    return made;
}

Decision said(DecisionTarget words, const std::string& quantity, double low, double high) {
    DecidedClaim claim;
    claim.quantity = quantity;
    claim.low = low;
    claim.high = high;
    claim.bounded = true;
    return decision(Verb::claim, {std::move(words)}, claim);
}

/// 200 places for claims, of which each coder marks most, in two reports or more; figures of five claims or so.
std::vector<Decision> made_coding(std::mt19937& random) {
    const std::vector<std::string> quantities{"killed", "injured", "arrested", "attendance"};
    const auto one_of = [&](std::uint32_t count) { return random() % count; };
    std::vector<Decision> log;
    std::map<std::uint32_t, std::vector<DecisionTarget>> figures;
    for (std::uint32_t i = 0; i < 200; ++i) {
        if (one_of(10) == 0)
            continue;
        const DecisionTarget words = at(i * 10 + one_of(2), i * 10 + 5, "r" + std::to_string(i % 7));
        const double low = one_of(8) == 0 ? 100 + one_of(50) : 100 + i % 50;
        log.push_back(said(words, one_of(5) == 0 ? quantities[one_of(4)] : quantities[i % 4], low, low + one_of(3)));
        figures[one_of(6) == 0 ? one_of(40) : i % 40].push_back(words);
    }
    for (const auto& [number, claims] : figures)
        log.push_back(decision(Verb::one_figure, claims));
    std::ranges::shuffle(log, random);
    return log;
}

}  // namespace

TEST_CASE("published examples give the published numbers") {
    // Krippendorff 2011, A: two observers, ten units, two values.
    const std::string meg = "0100000010", owen = "1110010000";
    std::vector<NamedValues> units;
    for (std::size_t i = 0; i < meg.size(); ++i)
        units.push_back({meg.substr(i, 1), owen.substr(i, 1)});
    CHECK(nominal_alpha(units).value() == doctest::Approx(0.095).epsilon(0.01));
    // Bagga and Baldwin 1998: one wrong link does less harm between small groups than between large ones.
    const std::vector<std::uint32_t> truth{1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3},
        small{1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2}, large{1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1};
    CHECK(b_cubed(small, truth).precision == doctest::Approx(0.76).epsilon(0.01));
    CHECK(b_cubed(large, truth).precision == doctest::Approx(0.58).epsilon(0.01));
    CHECK(b_cubed(small, truth).recall == 1);
}

TEST_CASE("what cannot be measured has no number") {
    CHECK_FALSE(nominal_alpha(std::vector<NamedValues>{}));
    CHECK_FALSE(nominal_alpha(std::vector<NamedValues>{{"a"}, {"b"}}));
    CHECK_FALSE(nominal_alpha(std::vector<NamedValues>{{"a", "a"}, {"a", "a"}}));
    CHECK_FALSE(interval_alpha(std::vector<NumberValues>{{3, 3}}));
    CHECK(interval_alpha(std::vector<NumberValues>{{1e9, 1e9}, {1e9 + 1, 1e9 + 1}}).value() == doctest::Approx(1));
    CHECK(found_of(0, 0, 0).f1 == 1);
    CHECK(found_of(0, 3, 0).f1 == 0);
}

TEST_CASE("two coders of 200 claims: alpha, F1 and B-cubed are those of the reference") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        const std::vector<CodedClaim> first = coding_of(made_coding(random)), second = coding_of(made_coding(random));
        const Agreement agreement = agreement_of(first, second);
        const auto is_same_place = [](const CodedClaim& a, const CodedClaim& b) {
            return a.words.report == b.words.report && a.words.start < b.words.end && b.words.start < a.words.end;
        };
        std::vector<std::vector<std::string>> quantities, bounds;
        std::vector<std::vector<double>> lows;
        std::vector<std::uint32_t> figures, other_figures;
        for (const CodedClaim& a : first)
            for (const CodedClaim& b : second)
                if (is_same_place(a, b)) {
                    quantities.push_back({*a.quantity, *b.quantity});
                    lows.push_back({*a.bounds->low, *b.bounds->low});
                    bounds.push_back({});
                    for (const CodedClaim* one : {&a, &b})
                        bounds.back().push_back(std::to_string(*one->bounds->low) + std::to_string(*one->bounds->high));
                    figures.push_back(a.figure);
                    other_figures.push_back(b.figure);
                }
        REQUIRE(figures.size() > 120);
        const AgreementRow& all = agreement.all;
        CHECK(all.both == figures.size());
        CHECK(std::abs(all.found.f1 - 2.0 * static_cast<double>(figures.size()) /
                                          static_cast<double>(first.size() + second.size())) < 1e-9);
        check_near(all.quantity, reference_alpha(quantities, other_name));
        check_near(all.bounds, reference_alpha(bounds, other_name));
        check_near(all.low, reference_alpha(lows, squared));
        check_near(all.figures, reference_b_cubed(figures, other_figures));
        CHECK(all.quantity.value() > 0.5);
        CHECK(all.quantity.value() < 0.95);
        std::size_t in_reports = 0;
        for (const AgreementRow& row : agreement.reports)
            in_reports += row.both;
        CHECK(in_reports == all.both);
    }
}

TEST_CASE("the same coding twice agrees in all, in whatever order it was said") {
    std::mt19937 random(5);
    std::vector<Decision> log = made_coding(random);
    const std::vector<CodedClaim> first = coding_of(log);
    std::ranges::shuffle(log, random);
    const Agreement agreement = agreement_of(first, coding_of(log));
    CHECK(agreement.disagreements.empty());
    CHECK(agreement.all.found.f1 == 1);
    CHECK(agreement.all.quantity.value() == doctest::Approx(1));
    CHECK(agreement.all.figures.f1 == doctest::Approx(1));
}

TEST_CASE("a later decision wins, what is undone counts for nothing, and a claim can be none") {
    std::vector<Decision> log{said(at(0, 5), "killed", 3, 3),
                              decision(Verb::quantity, {at(0, 5)}, std::string("injured"), "d1"),
                              decision(Verb::quantity, {at(0, 5)}, std::string("missing"), "d2"),
                              said(at(10, 15), "killed", 4, 4),
                              decision(Verb::not_a_claim, {at(10, 15)}),
                              decision(Verb::right, {at(20, 25)})};
    log.push_back(decision(Verb::undo, {}));
    log.back().undoes = "d2";
    const std::vector<CodedClaim> claims = coding_of(log);
    REQUIRE(claims.size() == 2);
    CHECK(claims[0].quantity == "injured");
    CHECK(claims[0].bounds->low == 3);
    CHECK(claims[1].words.start == 20);
    CHECK_FALSE(claims[1].quantity);
}

TEST_CASE("figures are joined and parted in the order of the log") {
    const std::vector<DecisionTarget> words{at(0, 5), at(10, 15), at(20, 25), at(30, 35)};
    const std::vector<CodedClaim> claims = coding_of(std::vector<Decision>{
        decision(Verb::one_figure, {words[0], words[1], words[2]}), decision(Verb::two_figures, {words[0], words[2]}),
        decision(Verb::one_figure, {words[2], words[3]})});
    REQUIRE(claims.size() == 4);
    CHECK(claims[0].figure == claims[1].figure);
    CHECK(claims[2].figure == claims[3].figure);
    CHECK(claims[0].figure != claims[2].figure);
}

TEST_CASE("what two coders disagree in is listed with the words") {
    const std::vector<CodedClaim> first = coding_of(
        std::vector<Decision>{said(at(0, 5), "killed", 3, 3), said(at(10, 15), "killed", 4, 4),
                              said(at(20, 25), "injured", 9, 9), decision(Verb::one_figure, {at(0, 5), at(10, 15)})});
    const std::vector<CodedClaim> second = coding_of(std::vector<Decision>{
        said(at(0, 5), "injured", 3, 3), said(at(9, 15), "killed", 4, 5), said(at(40, 45), "killed", 1, 1)});
    std::vector<std::string> told;
    for (const Disagreement& one : agreement_of(first, second).disagreements)
        told.push_back(std::string(name_of(one.kind)) + " " + std::to_string(one.words.start) + ": " + one.first + "/" +
                       one.second);
    CHECK(told == std::vector<std::string>{"quantity 0: killed/injured", "figure 0: one figure/two figures",
                                           "bounds 10: 4 to 4/4 to 5", "found_by_first 20: a claim/",
                                           "found_by_second 40: /a claim"});
}

TEST_CASE("recount agreement reads two logs, or two rounds of one") {
    const TemporaryFolder folder;
    const auto line = [](const std::string& round, const std::string& quantity, int start) {
        return "{\"recount_decision\":1,\"at\":\"2024-02-09T10:00:00Z\",\"by\":\"x\",\"round\":\"" + round +
               "\",\"verb\":\"quantity\",\"on\":[{\"report\":\"" + std::string(64, 'a') +
               "\",\"field\":\"text\",\"start\":" + std::to_string(start) + ",\"end\":" + std::to_string(start + 2) +
               ",\"quote\":\"12\"}],\"new\":\"" + quantity + "\"}\n";
    };
    const std::string one = line("a", "killed", 0) + line("a", "injured", 10),
                      two = line("b", "killed", 0) + line("b", "killed", 10);
    const std::string first = folder.write("one.jsonl", one), second = folder.write("two.jsonl", two),
                      both = folder.write("both.jsonl", one + two + line("", "missing", 20));
    const Outcome text = run_recount({"agreement", first, second});
    CHECK(text.status == 0);
    CHECK(text.out.find("1 disagreement:\naaaaaaaaaaaa 10-12 \"12\": quantity: injured, killed\n") !=
          std::string::npos);
    const Outcome json = run_recount({"agreement", both, "--format", "json"});
    rapidjson::Document document;
    REQUIRE_FALSE(document.Parse(json.out.c_str()).HasParseError());
    CHECK(std::string(document["first"].GetString()) == "a");
    CHECK(document["all"]["both"].GetInt() == 2);
    CHECK(document["all"]["alpha"]["low"].IsNull());
    CHECK(document["quantities"].Size() == 2);
    CHECK(document["disagreements"].Size() == 1);
    CHECK(run_recount({"agreement", first}).status == 2);
    CHECK(run_recount({"agreement"}).status == 2);
    CHECK(run_recount({"agreement", first, second, both}).status == 2);
    CHECK(run_recount({"agreement", first, "/no/such/file"}).status == 2);
}
