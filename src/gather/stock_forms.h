// Sentences in one stock form: bulletins of quakes, of crashes, of court days are written in the same words with
// another place, another day and other numbers filled in. Such sentences are no copies of each other, and reports whose
// leads are such sentences tell of two happenings, however alike their words are. Two sentences are aligned word for
// word, with what fills a form (names; numbers and times) counted as blanks (longest common subsequence; Wagner and
// Fischer 1974); then the blanks are held against each other.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "codebook/codebook.h"
#include "gather/words.h"

namespace recount {

/// When two sentences are of one form; the table [stock_forms] of the codebook's gather.toml, where each is explained.
struct StockFormSettings {
    double share;
    std::uint32_t words, longest, lead_sentences;

    explicit StockFormSettings(const Codebook& codebook);
};

/// A sentence laid out as a form: its words and its blanks, and the words alone.
struct Form {
    struct Part {
        Blank blank = Blank::none;  // no place: places are names among others
        TermId term = 0;            // of a word; 0 of a blank
        std::span<const GatherWord> words;
    };
    std::vector<Part> parts;
    std::vector<TermId> plain;  // sorted
};

/// The form of a sentence, a view of its words; empty where it is longer than settings.longest words.
Form form_of(std::span<const GatherWord> sentence, const StockFormSettings& settings);

/// The forms of a report's headline and first sentences, views of its words.
std::vector<Form> lead_forms(const ReportWords& report, const StockFormSettings& settings);

/// Whether the sentences are of one form, and neither the names nor the numbers and times that fill it are the same.
/// Takes time by the product of their lengths, which settings.longest bounds.
bool fill_one_form_otherwise(const Form& a, const Form& b, const StockFormSettings& settings);

/// Whether the leads of two reports do so, be it a name in one sentence and a number in another; not where a sentence
/// of one form is about the same place.
bool tell_otherwise_in_one_form(std::span<const Form> a, std::span<const Form> b, const StockFormSettings& settings);

}  // namespace recount
