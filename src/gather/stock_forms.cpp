#include "gather/stock_forms.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace recount {

namespace {

/// Places are names among others.
Blank kind_of(const GatherWord& word) {
    return word.blank == Blank::place ? Blank::name : word.blank;
}

/// A word of a form, or a blank with the words that fill it.
struct Part {
    Blank blank = Blank::none;  // no place
    TermId term = 0;            // of a word; 0 of a blank
    std::span<const GatherWord> words;

    bool matches(const Part& other) const { return blank == other.blank && term == other.term; }
};

/// The parts of a sentence, words of one blank together; none where it is longer than `longest` words.
std::vector<Part> parts_of(std::span<const GatherWord> words, const StockFormSettings& settings) {
    std::vector<Part> parts;
    if (words.size() > settings.longest)
        return parts;
    for (std::size_t at = 0, end; at < words.size(); at = end) {
        const Blank blank = kind_of(words[at]);
        end = at + 1;
        while (blank != Blank::none && end < words.size() && kind_of(words[end]) == blank)
            ++end;
        parts.push_back({blank, blank == Blank::none ? words[at].term : 0, words.subspan(at, end - at)});
    }
    return parts;
}

std::vector<TermId> plain_words(std::span<const Part> parts) {
    std::vector<TermId> terms;
    for (const Part& part : parts)
        if (part.blank == Blank::none)
            terms.push_back(part.term);
    std::ranges::sort(terms);
    return terms;
}

/// Whether so many plain words are the sentences' own that they may be of one form, in whatever order.
bool may_be_one_form(std::span<const Part> a, std::span<const Part> b, const StockFormSettings& settings) {
    const std::vector<TermId> first = plain_words(a), second = plain_words(b);
    std::vector<TermId> both;
    std::ranges::set_intersection(first, second, std::back_inserter(both));
    const auto longer = static_cast<double>(std::max(first.size(), second.size()));
    return both.size() >= settings.words && static_cast<double>(both.size()) >= settings.share * longer;
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

Comparison side_by_side(std::span<const Part> a, std::span<const Part> b) {
    const std::size_t width = b.size() + 1;
    std::vector<std::uint32_t> longest((a.size() + 1) * width, 0);  // common to what stands from here on
    for (std::size_t i = a.size(); i-- > 0;)
        for (std::size_t j = b.size(); j-- > 0;)
            longest[i * width + j] = a[i].matches(b[j])
                                         ? longest[(i + 1) * width + j + 1] + 1
                                         : std::max(longest[(i + 1) * width + j], longest[i * width + j + 1]);
    Comparison comparison;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (!a[i].matches(b[j])) {
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
std::optional<Comparison> compare_forms(std::span<const GatherWord> a, std::span<const GatherWord> b,
                                        const StockFormSettings& settings) {
    const std::vector<Part> first = parts_of(a, settings), second = parts_of(b, settings);
    if (!may_be_one_form(first, second, settings))
        return std::nullopt;
    const Comparison comparison = side_by_side(first, second);
    const auto longer = static_cast<double>(std::max(plain_words(first).size(), plain_words(second).size()));
    if (comparison.plain < settings.words || comparison.plain < settings.share * longer)
        return std::nullopt;
    return comparison;
}

std::span<const GatherWord> words_in(const ReportWords& report, const GatherSentence& sentence) {
    return std::span(report.words).subspan(sentence.first, sentence.end - sentence.first);
}

std::span<const GatherSentence> lead_of(const ReportWords& report, const StockFormSettings& settings) {
    const std::size_t title = !report.sentences.empty() && report.sentences.front().kind == BlockKind::title;
    return std::span(report.sentences).first(std::min(report.sentences.size(), settings.lead_sentences + title));
}

}  // namespace

StockFormSettings::StockFormSettings(const Codebook& codebook) {
    const CodebookNode table = codebook.file("gather").table("stock_forms");
    share = table.number("share");
    words = static_cast<std::uint32_t>(table.number("words"));
    longest = static_cast<std::uint32_t>(table.number("longest"));
    lead_sentences = static_cast<std::uint32_t>(table.number("lead_sentences"));
}

bool fill_one_form_otherwise(std::span<const GatherWord> a, std::span<const GatherWord> b,
                             const StockFormSettings& settings) {
    const std::optional<Comparison> filled = compare_forms(a, b, settings);
    return filled && filled->other_name && filled->other_measure;
}

bool tell_otherwise_in_one_form(const ReportWords& a, const ReportWords& b, const StockFormSettings& settings) {
    bool other_name = false, other_measure = false;
    for (const GatherSentence& one : lead_of(a, settings))
        for (const GatherSentence& other : lead_of(b, settings))
            if (const auto filled = compare_forms(words_in(a, one), words_in(b, other), settings)) {
                if (filled->same_place && !filled->other_name)
                    return false;
                other_name = other_name || filled->other_name;
                other_measure = other_measure || filled->other_measure;
            }
    return other_name && other_measure;
}

}  // namespace recount
