// What the search for stories knows of a report: its weightiest words, names and times, and its lead as a form. An item
// is a pure function of its report, whatever else is read, and small: stories are found from items alone, so that a
// report's words need not be at hand, and items can be kept.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "gather/stock_forms.h"
#include "gather/words.h"
#include "report/layers.h"

namespace recount {

/// What goes into an item; the table [stories] of the codebook's gather.toml, where each is explained.
struct ItemSettings {
    double title, lead, name, sentences_a_report;
    std::uint32_t lead_sentences, words;
    std::vector<std::string> address_words;
    StockFormSettings forms;

    explicit ItemSettings(const Codebook& codebook);
};

/// The hash of a word's stem, of a name or of a time: the same in every run.
using StoryKey = std::uint32_t;

/// A word of a report by what it is there: the name of a person or a body, of a place, a measure, or a plain word.
struct StoryWord {
    StoryKey key = 0;
    std::uint16_t weight = 0;  // how much it tells of the report, by rarity, place and number; in 1/256 nat
    std::uint16_t lead = 0;    // the same of the headline and the first sentences alone; 0 where it is not there
    Blank kind = Blank::none;
};

struct StoryItem {
    std::optional<Day> day;
    std::vector<StoryWord> words;                // by key, then by kind
    std::vector<StoryKey> wordings;              // of its sentences; sorted, as all that follow
    std::vector<StoryKey> persons, places;       // as its layers name them
    std::array<std::vector<StoryKey>, 3> times;  // days, months and years that it names
    ReportWords opening;                         // headline and first sentences, for stock forms
    std::uint64_t hash = 0;                      // of its words in their order: copies have the same
};

/// `words`: those of the report, by `terms`.
StoryItem story_item(const AnnotatedReport& report, const ReportWords& words, Terms& terms,
                     const ItemSettings& settings);

/// An item as bytes, to be kept, and back. `unpacked` throws std::runtime_error on bytes that are no item.
std::string packed(const StoryItem& item);
StoryItem unpacked(std::string_view bytes);

}  // namespace recount
