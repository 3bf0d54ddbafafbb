#include "gather/stock_forms.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace recount {

namespace {

Blank kind_of(const GatherWord& word) {
    return word.blank == Blank::place ? Blank::name : word.blank;
}

/// Whether so many plain words are the sentences' own that they may be of one form, in whatever order.
bool may_be_one_form(const Form& a, const Form& b, const StockFormSettings& settings) {
    const auto [less, more] = std::minmax({a.plain.size(), b.plain.size()});
    if (less < settings.words || static_cast<double>(less) < settings.share * static_cast<double>(more))
        return false;
    std::size_t both = 0;
    for (auto x = a.plain.begin(), y = b.plain.begin(); x != a.plain.end() && y != b.plain.end();)
        if (*x == *y) {
            ++both;
            ++x;
            ++y;
        } else {
            *x < *y ? ++x : ++y;
        }
    return both >= settings.words && static_cast<double>(both) >= settings.share * static_cast<double>(more);
}

bool has(std::span<const GatherWord> words, const GatherWord& word) {
    return std::ranges::find(words, word.term, &GatherWord::term) != words.end();
}

/// Whether each of two blanks is filled with a word that the other lacks.
bool filled_otherwise(std::span<const GatherWord> a, std::span<const GatherWord> b) {
    return !std::ranges::all_of(a, [&](const GatherWord& word) { return has(b, word); }) &&
           !std::ranges::all_of(b, [&](const GatherWord& word) { return has(a, word); });
}

bool share_place(std::span<const GatherWord> a, std::span<const GatherWord> b) {
    return std::ranges::any_of(a, [&](const GatherWord& word) { return word.blank == Blank::place && has(b, word); });
}

/// What two sentences have in common when they are laid side by side.
struct Comparison {
    std::uint32_t plain = 0;                         // words that match
    bool same_place = false;                         // that fills a blank
    bool other_name = false, other_measure = false;  // blanks that are filled otherwise
};

Comparison side_by_side(std::span<const Form::Part> a, std::span<const Form::Part> b) {
    const auto match = [](const Form::Part& x, const Form::Part& y) { return x.blank == y.blank && x.term == y.term; };
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> longest((a.size() + 1) * width, 0);  // common to what stands from here on
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            longest[i * width + j] = match(a[i], b[j])
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    Comparison comparison;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (!match(a[i], b[j])) {
            longest[(i + 1) * width + j] >= longest[i * width + j + 1] ? ++i : ++j;
            continue;
        }
        comparison.plain += a[i].blank == Blank::none;
        if (a[i].blank != Blank::none && filled_otherwise(a[i].words, b[j].words))
            (a[i].blank == Blank::name ? comparison.other_name : comparison.other_measure) = true;
        comparison.same_place = comparison.same_place || share_place(a[i].words, b[j].words);
        ++i;
        ++j;
    }
    return comparison;
}

/// None where the sentences are not of one form.
std::optional<Comparison> compare_forms(const Form& a, const Form& b, const StockFormSettings& settings) {
    if (!may_be_one_form(a, b, settings))
        return std::nullopt;
    const Comparison comparison = side_by_side(a.parts, b.parts);
    const auto longer = static_cast<double>(std::max(a.plain.size(), b.plain.size()));
    if (comparison.plain < settings.words || comparison.plain < settings.share * longer)
        return std::nullopt;
    return comparison;
}

}  // namespace

StockFormSettings::StockFormSettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("stock_forms");
    share = table.number("share");
    words = static_cast<std::uint32_t>(table.number("words"));
    longest = static_cast<std::uint32_t>(table.number("longest"));
    lead_sentences = static_cast<std::uint32_t>(table.number("lead_sentences"));
}

Form form_of(std::span<const GatherWord> sentence, const StockFormSettings& settings) {
    Form form;
    if (sentence.size() > settings.longest)
        return form;
    for (std::size_t at = 0, end; at < sentence.size(); at = end) {
        const Blank blank = kind_of(sentence[at]);
        end = at + 1;
        while (blank != Blank::none && end < sentence.size() && kind_of(sentence[end]) == blank)
            ++end;
        form.parts.push_back({blank, blank == Blank::none ? sentence[at].term : 0, sentence.subspan(at, end - at)});
        if (blank == Blank::none)
            form.plain.push_back(sentence[at].term);
    }
    std::ranges::sort(form.plain);
    return form;
}

std::vector<Form> lead_forms(const ReportWords& report, const StockFormSettings& settings) {
    const std::size_t title = !report.sentences.empty() && report.sentences.front().kind == BlockKind::title;
    std::vector<Form> forms;
    for (const GatherSentence& sentence : report.sentences) {
        if (forms.size() == settings.lead_sentences + title)
            break;
        forms.push_back(
            form_of(std::span(report.words).subspan(sentence.first, sentence.end - sentence.first), settings));
    }
    return forms;
}

bool fill_one_form_otherwise(const Form& a, const Form& b, const StockFormSettings& settings) {
    const std::optional<Comparison> filled = compare_forms(a, b, settings);
    return filled && filled->other_name && filled->other_measure;
}

bool tell_otherwise_in_one_form(std::span<const Form> a, std::span<const Form> b, const StockFormSettings& settings) {
    bool other_name = false, other_measure = false;
    for (const Form& one : a)
        for (const Form& other : b)
            if (const auto filled = compare_forms(one, other, settings)) {
                if (filled->same_place && !filled->other_name)
                    return false;
                other_name = other_name || filled->other_name;
                other_measure = other_measure || filled->other_measure;
            }
    return other_name && other_measure;
}

}  // namespace recount
