#include "agree/agreement.h"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>
#include <tuple>

namespace recount {

namespace {

/// A claim as both coders have it, or one alone.
struct Pair {
    const CodedClaim* first = nullptr;
    const CodedClaim* second = nullptr;

    const DecisionTarget& words() const { return first ? first->words : second->words; }
    bool is_both() const { return first && second; }
};

bool is_before(const DecisionTarget& a, const DecisionTarget& b) {
    return std::tuple(std::string_view(a.report), !a.in_title, a.start, a.end) <
           std::tuple(std::string_view(b.report), !b.in_title, b.start, b.end);
}

bool overlap(const DecisionTarget& a, const DecisionTarget& b) {
    return a.report == b.report && a.in_title == b.in_title && a.start < b.end && b.start < a.end;
}

/// Goes through both lists at once; what ends before the other begins has nobody.
std::vector<Pair> paired(const std::vector<CodedClaim>& first, const std::vector<CodedClaim>& second) {
    std::vector<Pair> pairs;
    std::size_t a = 0, b = 0;
    while (a < first.size() || b < second.size()) {
        if (a < first.size() && b < second.size() && overlap(first[a].words, second[b].words))
            pairs.push_back({&first[a++], &second[b++]});
        else if (b == second.size() || (a < first.size() && is_before(first[a].words, second[b].words)))
            pairs.push_back({&first[a++], nullptr});
        else
            pairs.push_back({nullptr, &second[b++]});
    }
    return pairs;
}

std::string number(const std::optional<double>& value) {
    if (!value)
        return "open";
    std::array<char, 32> digits{};
    std::snprintf(digits.data(), digits.size(), "%.15g", *value);
    return digits.data();
}

std::optional<std::string> words_of(const std::optional<CodedBounds>& bounds) {
    return bounds ? std::optional(number(bounds->low) + " to " + number(bounds->high)) : std::nullopt;
}

using Field = std::function<std::optional<std::string>(const CodedClaim&)>;
struct NamedField {
    Disagreement::Kind kind;
    std::optional<double> AgreementRow::*alpha;
    Field value;
};

const std::vector<NamedField>& fields() {
    using Kind = Disagreement::Kind;
    static const std::vector<NamedField> list{
        {Kind::quantity, &AgreementRow::quantity, [](const CodedClaim& claim) { return claim.quantity; }},
        {Kind::scope, &AgreementRow::scope, [](const CodedClaim& claim) { return claim.scope; }},
        {Kind::source, &AgreementRow::source, [](const CodedClaim& claim) { return claim.source; }},
        {Kind::modifier, &AgreementRow::modifier, [](const CodedClaim& claim) { return claim.modifier; }},
        {Kind::bounds, &AgreementRow::bounds, [](const CodedClaim& claim) { return words_of(claim.bounds); }}};
    return list;
}

std::optional<double> alpha_of_numbers(const std::vector<Pair>& pairs, std::optional<double> CodedBounds::*side) {
    std::vector<NumberValues> units;
    for (const Pair& pair : pairs) {
        NumberValues& unit = units.emplace_back();
        for (const CodedClaim* claim : {pair.first, pair.second})
            if (claim && claim->bounds && (*claim->bounds).*side)
                unit.push_back(*((*claim->bounds).*side));
    }
    return interval_alpha(units);
}

/// Claims that both found, and that a coder has put into a figure or apart.
std::vector<Pair> grouped(const std::vector<Pair>& pairs) {
    std::vector<Pair> out;
    std::ranges::copy_if(pairs, std::back_inserter(out), [](const Pair& pair) {
        return pair.is_both() && (pair.first->grouped || pair.second->grouped);
    });
    return out;
}

AgreementRow measure(std::string of, const std::vector<Pair>& pairs) {
    AgreementRow row;
    row.of = std::move(of);
    for (const Pair& pair : pairs) {
        row.first += pair.first != nullptr;
        row.second += pair.second != nullptr;
        row.both += pair.is_both();
    }
    row.found = found_of(row.both, row.first, row.second);
    for (const NamedField& field : fields()) {
        std::vector<NamedValues> units;
        for (const Pair& pair : pairs) {
            NamedValues& unit = units.emplace_back();
            for (const CodedClaim* claim : {pair.first, pair.second})
                if (const auto value = claim ? field.value(*claim) : std::nullopt)
                    unit.push_back(*value);
        }
        row.*field.alpha = nominal_alpha(units);
    }
    row.low = alpha_of_numbers(pairs, &CodedBounds::low);
    row.high = alpha_of_numbers(pairs, &CodedBounds::high);
    std::vector<std::uint32_t> first, second;
    for (const Pair& pair : grouped(pairs)) {
        first.push_back(pair.first->figure);
        second.push_back(pair.second->figure);
    }
    row.grouped = first.size();
    row.figures = b_cubed(first, second);
    return row;
}

/// A quantity's own claims: a coder who says otherwise has not found one.
std::vector<Pair> of_quantity(const std::vector<Pair>& pairs, const std::string& quantity) {
    std::vector<Pair> out;
    for (const Pair& pair : pairs) {
        const auto own = [&](const CodedClaim* claim) {
            return claim && claim->quantity == quantity ? claim : nullptr;
        };
        if (const Pair both{own(pair.first), own(pair.second)}; both.first || both.second)
            out.push_back(both);
    }
    return out;
}

/// Each claim that is with another one in a figure for one coder alone; of several, the first.
void add_figures(std::vector<Disagreement>& list, const std::vector<Pair>& pairs) {
    const std::vector<Pair> both = grouped(pairs);
    for (std::size_t i = 0; i < both.size(); ++i)
        for (std::size_t k = i + 1; k < both.size(); ++k) {
            const bool first = both[i].first->figure == both[k].first->figure,
                       second = both[i].second->figure == both[k].second->figure;
            if (first == second)
                continue;
            list.push_back({Disagreement::Kind::figure, both[i].words(), first ? "one figure" : "two figures",
                            second ? "one figure" : "two figures", both[k].words()});
            break;
        }
}

std::vector<Disagreement> disagreements_of(const std::vector<Pair>& pairs) {
    using Kind = Disagreement::Kind;
    std::vector<Disagreement> list;
    for (const Pair& pair : pairs) {
        if (!pair.is_both()) {
            list.push_back({pair.first ? Kind::found_by_first : Kind::found_by_second,
                            pair.words(),
                            pair.first ? "a claim" : "",
                            pair.first ? "" : "a claim",
                            {}});
            continue;
        }
        for (const NamedField& field : fields()) {
            const auto first = field.value(*pair.first), second = field.value(*pair.second);
            if (first && second && *first != *second)
                list.push_back({field.kind, pair.words(), *first, *second, {}});
        }
    }
    add_figures(list, pairs);
    std::ranges::stable_sort(list,
                             [](const Disagreement& a, const Disagreement& b) { return is_before(a.words, b.words); });
    return list;
}

}  // namespace

std::string_view name_of(Disagreement::Kind kind) {
    static constexpr std::array<std::string_view, 8> names{"found_by_first", "found_by_second", "quantity", "scope",
                                                           "source",         "modifier",        "bounds",   "figure"};
    return names[static_cast<std::size_t>(kind)];
}

Agreement agreement_of(const std::vector<CodedClaim>& first, const std::vector<CodedClaim>& second) {
    const std::vector<Pair> pairs = paired(first, second);
    Agreement agreement;
    agreement.all = measure("all", pairs);
    std::set<std::string> quantities;
    std::map<std::string, std::vector<Pair>> by_report;
    for (const Pair& pair : pairs) {
        by_report[pair.words().report].push_back(pair);
        for (const CodedClaim* claim : {pair.first, pair.second})
            if (claim && claim->quantity)
                quantities.insert(*claim->quantity);
    }
    for (const std::string& quantity : quantities)
        agreement.quantities.push_back(measure(quantity, of_quantity(pairs, quantity)));
    for (const auto& [report, own] : by_report)
        agreement.reports.push_back(measure(report, own));
    agreement.disagreements = disagreements_of(pairs);
    return agreement;
}

}  // namespace recount
