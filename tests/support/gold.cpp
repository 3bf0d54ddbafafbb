#include "support/gold.h"

#include <rapidjson/document.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>

#include "support/program.h"
#include "text/utf8.h"

namespace recount::test {

namespace {

using rapidjson::Document;
using rapidjson::Value;

Document parsed(const std::filesystem::path& file) {
    Document document;
    document.Parse(read_bytes(file).c_str());
    if (document.HasParseError() || !document.IsObject())
        throw std::runtime_error(file.string() + " holds no JSON object");
    return document;
}

const Value& member(const Value& object, const char* key) {
    if (!object.IsObject() || !object.HasMember(key))
        throw std::runtime_error(std::string("no \"") + key + "\" where one is needed");
    return object[key];
}

std::string text(const Value& object, const char* key) {
    return object.HasMember(key) && object[key].IsString()
               ? std::string(object[key].GetString(), object[key].GetStringLength())
               : std::string();
}

std::size_t count(const Value& object, const char* key) {
    return member(object, key).GetUint();
}

std::optional<double> number(const Value& object, const char* key) {
    const Value& value = member(object, key);
    return value.IsNumber() ? std::optional(value.GetDouble()) : std::nullopt;
}

Bounds bounds(const Value& object) {
    return {number(object, "low"), number(object, "high")};
}

std::u32string decoded(std::string_view utf8) {
    std::u32string out;
    for (std::size_t at = 0; at < utf8.size();)
        out.push_back(next_code_point(utf8, at));
    return out;
}

std::string encoded(std::u32string_view points) {
    std::string out;
    for (const char32_t point : points)
        append_utf8(out, point);
    return out;
}

Stretch stretch(const Value& object) {
    return {text(object, "report"), count(object, "start"), count(object, "end")};
}

bool in_title(const Value& object) {
    return text(object, "field") == "title";
}

bool is_digit(char32_t c) {
    return c >= U'0' && c <= U'9';
}

bool is_letter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || c > 0x7f;
}

/// Whether what stands at [start, end) is not a part of a longer word or number.
bool whole(const std::u32string& all, std::size_t start, std::size_t end) {
    const char32_t before = start ? all[start - 1] : U' ', after = end < all.size() ? all[end] : U' ';
    const bool cut_before = (is_digit(before) || is_letter(before)) && (is_digit(all[start]) || is_letter(all[start]));
    const bool cut_after = (is_digit(after) && is_digit(all[end - 1])) || (is_letter(after) && is_letter(all[end - 1]));
    return !cut_before && !cut_after;
}

/// Where `part` stands inside `sentence` inside the report, at a place that is not taken yet.
std::optional<Stretch> located(const std::string& report, const std::u32string& all, const std::u32string& sentence,
                               const std::u32string& part, const std::vector<Stretch>& taken) {
    for (std::size_t from = all.find(sentence); from != std::u32string::npos; from = all.find(sentence, from + 1))
        for (std::size_t at = all.find(part, from);
             at != std::u32string::npos && at + part.size() <= from + sentence.size(); at = all.find(part, at + 1)) {
            const Stretch found{report, at, at + part.size()};
            if (whole(all, found.start, found.end) &&
                std::none_of(taken.begin(), taken.end(),
                             [&](const Stretch& other) { return found.overlap(other) > 0; }))
                return found;
        }
    return std::nullopt;
}

void read_gold_numbers(const Value& gold, Comparison& both) {
    std::vector<const Value*> figures;
    for (const Value& figure : member(gold, "figures").GetArray())
        figures.push_back(&figure);
    // Longer wordings first, so that "two" does not take a place inside "at least two".
    std::stable_sort(figures.begin(), figures.end(), [](const Value* a, const Value* b) {
        return text(*a, "number_text").size() > text(*b, "number_text").size();
    });
    std::vector<Stretch> taken;
    for (const Value* figure : figures) {
        const std::string report = text(*figure, "report"), words = text(*figure, "number_text");
        const auto where =
            located(report, both.texts.at(report), decoded(text(*figure, "evidence")), decoded(words), taken);
        if (!where)
            throw std::runtime_error("the gold's \"" + words + "\" does not stand in " + report);
        taken.push_back(*where);
        both.numbers.push_back({*where, bounds(*figure), text(*figure, "event"), text(*figure, "quantity"),
                                text(*figure, "scope"), text(*figure, "source"), words, nowhere});
    }
}

void read_gold_verdicts(const Value& gold, Comparison& both) {
    for (const Value& dispute : member(gold, "disputes").GetArray()) {
        GoldVerdict verdict{text(dispute, "event"),  text(dispute, "quantity"),   text(dispute, "scope"),
                            text(dispute, "status"), count(dispute, "witnesses"), {}};
        if (verdict.status == "agree" && verdict.witnesses == 1)
            verdict.status = "repeated";
        for (std::size_t i = 0; i < both.numbers.size(); ++i)
            if (const GoldNumber& n = both.numbers[i];
                n.event == verdict.event && n.quantity == verdict.quantity && n.scope == verdict.scope)
                verdict.numbers.push_back(i);
        both.verdicts.push_back(verdict);
    }
}

void read_gold_rest(const Value& gold, Comparison& both) {
    for (const Value& statement : member(gold, "statements").GetArray())
        both.gold_quotations.push_back(
            {text(statement, "report"), text(statement, "speaker"), text(statement, "quote")});
    for (const auto& day : member(gold, "report_dates").GetObject())
        both.gold_days[day.name.GetString()] = {text(day.value, "date"), member(day.value, "stated").GetBool()};
    for (const Value& entity : member(gold, "entities").GetArray()) {
        std::set<std::string> names;
        for (const Value& alias : member(entity, "aliases").GetArray())
            names.insert(alias.GetString());
        both.gold_names.push_back(names);
    }
    for (const Value& pair : member(gold, "lineage").GetArray()) {
        const std::string a = text(pair, "a"), b = text(pair, "b");
        both.gold_relatives.insert(std::minmax(a, b));
        for (const Value& shared : member(pair, "shared").GetArray()) {
            const std::u32string one = decoded(shared[0].GetString()), other = decoded(shared[1].GetString());
            const std::size_t i = both.texts.at(a).find(one), j = both.texts.at(b).find(other);
            if (i == std::u32string::npos || j == std::u32string::npos)
                throw std::runtime_error("a sentence of the gold's lineage does not stand in its report");
            Stretch first{a, i, i + one.size()}, second{b, j, j + other.size()};
            both.gold_pairings.push_back(a < b ? Pairing{first, second} : Pairing{second, first});
        }
    }
}

void read_texts(const std::filesystem::path& folder, Comparison& both) {
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const bool json = file.path().extension() == ".json";
        both.texts[file.path().stem().string()] =
            decoded(json ? text(parsed(file.path()), "text") : read_bytes(file.path()));
    }
}

void read_figures(const Value& story, std::size_t story_number, Comparison& both) {
    for (const Value& figure : member(story, "figures").GetArray()) {
        both.figures.push_back({text(figure, "event"), text(figure, "quantity"), text(figure, "scope"),
                                text(figure, "status"), text(member(figure, "reason"), "text"), story_number,
                                count(figure, "witnesses"), member(figure, "claims").Size()});
        for (const Value& claim : member(figure, "claims").GetArray())
            if (!in_title(claim)) {
                const Value& source = member(claim, "source");
                both.claims.push_back({stretch(claim), bounds(claim), both.figures.size() - 1,
                                       source.IsObject()
                                           ? text(source, "name").empty() ? text(source, "text") : text(source, "name")
                                           : ""});
            }
    }
}

void read_quotations(const Value& story, Comparison& both) {
    for (const Value& statement : member(story, "statements").GetArray())
        for (const Value& variant : member(statement, "variants").GetArray()) {
            if (in_title(variant) || !member(variant, "direct").GetBool() || member(variant, "embed").GetBool())
                continue;
            for (const Value& span : member(variant, "spans").GetArray()) {
                const std::string report = text(variant, "report");
                const std::string words = both.words({report, span[0].GetUint(), span[1].GetUint()});
                if (std::count(words.begin(), words.end(), ' ') >= 3)  // four words or more, as in the gold
                    both.quotations.push_back({report, text(statement, "speaker"), words});
            }
        }
}

void read_lineages(const Value& story, Comparison& both) {
    for (const Value& lineage : member(story, "lineages").GetArray()) {
        std::set<std::string> reports;
        for (const Value& report : member(lineage, "reports").GetArray())
            reports.insert(report.GetString());
        for (auto a = reports.begin(); a != reports.end(); ++a)
            for (auto b = std::next(a); b != reports.end(); ++b)
                both.relatives.insert({*a, *b});
        for (const Value& passage : member(lineage, "passages").GetArray())
            for (auto a = passage.Begin(); a != passage.End(); ++a)
                for (auto b = a + 1; b != passage.End(); ++b) {
                    const Stretch one = stretch(*a), other = stretch(*b);
                    both.pairings.push_back(one.report < other.report ? Pairing{one, other} : Pairing{other, one});
                }
    }
}

void read_account(const Value& account, Comparison& both) {
    for (const Value& report : member(account, "reports").GetArray())
        both.days[text(report, "id")] = {text(report, "published").substr(0, 10),
                                         member(report, "published_stated").GetBool()};
    for (const Value& story : member(account, "stories").GetArray()) {
        const std::size_t number = both.stories++;
        for (const Value& event : member(story, "events").GetArray())
            both.events.push_back({text(event, "id"), text(event, "type"), text(event, "date"), number});
        read_figures(story, number, both);
        read_quotations(story, both);
        read_lineages(story, both);
        for (const Value& entity : member(story, "entities").GetArray()) {
            std::set<std::string> names;
            for (const Value& alias : member(entity, "aliases").GetArray())
                names.insert(text(alias, "text"));
            both.names.push_back(names);
        }
    }
}

/// Gives each number of the gold the claim that covers it best; a claim serves once.
void pair_numbers(Comparison& both) {
    struct Candidate {
        double score;
        std::size_t number, claim;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < both.numbers.size(); ++i)
        for (std::size_t j = 0; j < both.claims.size(); ++j)
            if (const double score = both.numbers[i].where.overlap(both.claims[j].where); score >= 0.3)
                candidates.push_back({score, i, j});
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    std::set<std::size_t> used;
    for (const Candidate& candidate : candidates)
        if (both.numbers[candidate.number].claim == nowhere && used.insert(candidate.claim).second)
            both.numbers[candidate.number].claim = candidate.claim;
}

}  // namespace

double Stretch::overlap(const Stretch& other) const {
    if (report != other.report || std::min(end, other.end) <= std::max(start, other.start))
        return 0;
    return static_cast<double>(std::min(end, other.end) - std::max(start, other.start)) /
           static_cast<double>(std::max(end, other.end) - std::min(start, other.start));
}

std::string shown(const Bounds& bounds) {
    const auto number = [](const std::optional<double>& value) {
        char buffer[32];
        std::snprintf(buffer, sizeof buffer, "%g", value.value_or(0));
        return value ? std::string(buffer) : std::string();
    };
    return bounds.low == bounds.high ? number(bounds.low) : number(bounds.low) + ".." + number(bounds.high);
}

std::pair<std::size_t, std::size_t> Comparison::figure_of(const GoldVerdict& verdict) const {
    std::map<std::size_t, std::size_t> held;
    for (const std::size_t i : verdict.numbers)
        if (numbers[i].claim != nowhere)
            ++held[claims[numbers[i].claim].figure];
    std::pair<std::size_t, std::size_t> best{nowhere, 1};
    for (const auto& [figure, n] : held)
        if (n > best.second)
            best = {figure, n};
    return best;
}

const GoldVerdict& Comparison::verdict(std::string_view event, std::string_view quantity,
                                       std::string_view scope) const {
    for (const GoldVerdict& verdict : verdicts)
        if (verdict.event == event && verdict.quantity == quantity && verdict.scope == scope)
            return verdict;
    throw std::out_of_range("the gold gives no verdict on " + std::string(event) + " / " + std::string(quantity) +
                            " / " + std::string(scope));
}

std::string Comparison::words(const Stretch& stretch) const {
    const auto found = texts.find(stretch.report);
    return found == texts.end()
               ? std::string()
               : encoded(std::u32string_view(found->second).substr(stretch.start, stretch.end - stretch.start));
}

std::string Comparison::listed(const GoldVerdict& verdict) const {
    std::string out;
    for (const std::size_t i : verdict.numbers) {
        const GoldNumber& gold = numbers[i];
        out += "\n  " + gold.where.report + " \"" + gold.words + "\" (" + gold.source + ") is " + shown(gold.bounds) +
               ": ";
        if (gold.claim == nowhere) {
            out += "not found";
            continue;
        }
        const AccountClaim& claim = claims[gold.claim];
        const AccountFigure& figure = figures[claim.figure];
        out += "found as " + shown(claim.bounds) + " (" + claim.source + ") in figure " + std::to_string(claim.figure) +
               ", " + figure.event + " / " + figure.quantity + " / " + figure.scope + ", " + figure.status + " of " +
               std::to_string(figure.claims);
    }
    return out;
}

Comparison compare(const std::filesystem::path& case_folder, const std::filesystem::path& account_json) {
    const Document gold = parsed(case_folder / "gold.json"), account = parsed(account_json);
    Comparison both;
    read_texts(case_folder / "reports", both);
    read_gold_numbers(gold, both);
    read_gold_verdicts(gold, both);
    read_gold_rest(gold, both);
    read_account(account, both);
    pair_numbers(both);
    return both;
}

double f1(std::size_t hits, std::size_t given, std::size_t wanted) {
    return given + wanted ? 200.0 * static_cast<double>(hits) / static_cast<double>(given + wanted) : 100;
}

std::string counts(std::size_t hits, std::size_t given, std::size_t wanted) {
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, "%zu right of %zu given, %zu wanted, F1 %.1f", hits, given, wanted,
                  f1(hits, given, wanted));
    return buffer;
}

double likeness(std::string_view one, std::string_view other) {
    const auto words = [](std::string_view all) {
        std::multiset<std::string> out;
        for (std::size_t at = 0; at < all.size();) {
            const std::size_t end = std::min(all.find(' ', at), all.size());
            if (const std::string word = folded(all.substr(at, end - at)); !word.empty())
                out.insert(word);
            at = end + 1;
        }
        return out;
    };
    const auto a = words(one), b = words(other);
    std::vector<std::string> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return a.empty() && b.empty() ? 1
                                  : 2.0 * static_cast<double>(both.size()) / static_cast<double>(a.size() + b.size());
}

}  // namespace recount::test
