// A gold of a story and the account of its reports, side by side: which of the gold's numbers the account found, in
// which figure, and so on. The gold's form is told in examples/README.md; the account's is the JSON that the program
// writes.
#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recount::test {

constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

/// A stretch of a report's text, in code points.
struct Stretch {
    std::string report;
    std::size_t start = 0, end = 0;

    /// Shared part over the union, 0..1.
    double overlap(const Stretch& other) const;
};

struct Bounds {
    std::optional<double> low, high;
    bool operator==(const Bounds&) const = default;
};

/// "2..", "12000", "-": for messages.
std::string shown(const Bounds& bounds);

/// One mention of a number that the gold names.
struct GoldNumber {
    Stretch where;
    Bounds bounds;
    std::string event, quantity, scope, source, words;
    std::size_t claim = nowhere;  // into AccountView::claims: where the account has it
};

/// One (event, quantity, scope) on which the gold gives a verdict.
struct GoldVerdict {
    std::string event, quantity, scope, status;  // `repeated` where the gold says agree by one witness
    std::size_t witnesses = 0;
    std::vector<std::size_t> numbers;  // into Comparison::numbers

    bool disagreement() const { return status == "conflict" || status == "evolving"; }
    std::string name() const { return event + " / " + quantity + " / " + scope; }
};

struct Quotation {
    std::string report, speaker, words;
};

/// Two places that say one sentence, the first of the report whose id is less.
using Pairing = std::pair<Stretch, Stretch>;

struct AccountClaim {
    Stretch where;
    Bounds bounds;
    std::size_t figure = 0;
    std::string source;
};

struct AccountFigure {
    std::string event, quantity, scope, status, reason;
    std::size_t story = 0, witnesses = 0, claims = 0;
};

struct AccountEvent {
    std::string id, type, date;
    std::size_t story = 0;
};

struct ReportDay {
    std::string date;  // empty where it is not known
    bool stated = false;
};

/// What a test asks of both.
struct Comparison {
    std::map<std::string, std::u32string> texts;
    std::vector<GoldNumber> numbers;
    std::vector<GoldVerdict> verdicts;
    std::vector<Quotation> gold_quotations, quotations;
    std::map<std::string, ReportDay> gold_days, days;
    std::vector<Pairing> gold_pairings, pairings;
    std::set<std::pair<std::string, std::string>> gold_relatives, relatives;  // pairs of reports that share a text
    std::vector<std::set<std::string>> gold_names, names;                     // the spellings of each bearer

    std::size_t stories = 0;
    std::vector<AccountFigure> figures;
    std::vector<AccountClaim> claims;
    std::vector<AccountEvent> events;

    /// The figure that holds most of a verdict's numbers (nowhere when it holds less than two), and how many it holds.
    std::pair<std::size_t, std::size_t> figure_of(const GoldVerdict& verdict) const;

    /// The verdict of the gold with this name. Throws std::out_of_range when there is none.
    const GoldVerdict& verdict(std::string_view event, std::string_view quantity,
                               std::string_view scope = "total") const;

    /// A stretch's words in UTF-8.
    std::string words(const Stretch& stretch) const;

    /// The numbers of a verdict, one a line: what the gold says and what the account has.
    std::string listed(const GoldVerdict& verdict) const;
};

/// Reads both. Throws std::runtime_error when one is not of its form.
Comparison compare(const std::filesystem::path& case_folder, const std::filesystem::path& account_json);

/// Hits over what was given and what was wanted, with their F1 in percent: "34 of 36 given, 40 wanted, F1 89.5".
std::string counts(std::size_t hits, std::size_t given, std::size_t wanted);
double f1(std::size_t hits, std::size_t given, std::size_t wanted);

/// Words of a text, lower-cased, sorted: for telling whether two quotations are one.
double likeness(std::string_view one, std::string_view other);

}  // namespace recount::test
