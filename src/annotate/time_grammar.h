// The grammar of time expressions: words in classes and patterns over classes, both read from codebook/times.toml. The
// patterns are spelled out at load time and put into one trie over classes; where text is matched, a word that is in no
// class costs one look-up, and the longest pattern at a place wins. What a match means is left to annotate/times.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "codebook/codebook.h"
#include "report/layers.h"

namespace recount {

/// Classes whose words carry a value into the meaning. All other classes of the codebook only help to find.
enum class TimePart : std::uint8_t {
    month,
    weekday,
    unit,
    plural,
    season,
    holiday,
    part,
    noon,
    meridiem,
    shift,
    deictic,
    around,
    forth,
    span,
    often,
    number,
    ordinal,
    day,
    year,
    decade,
    iso,
    clock,
    hour,
    edge,
    each,
    about,
    count_
};
constexpr std::size_t time_parts = static_cast<std::size_t>(TimePart::count_);

/// What a pattern says of itself.
struct TimePattern {
    enum class Means : std::uint8_t { date, unit, distance, told, length, recurring, reference };
    Means means = Means::date;
    TimeType type = TimeType::date;
    bool nothing = false;  // type NONE
    std::string value;     // of a reference
    std::string part;      // of the day, where the words imply it
    char unit = 0;
    int direction = 0;
    bool has_direction = false;
    int day = 0;  // offset in days, where the words imply it
    bool has_day = false;
    bool half = false;         // "and a half": of the unit
    bool of_quarter = false;   // of the year named, the quarter that was told last
    bool after_count = false;  // only where a count stands right before, or one word before
    WordSet after, not_after, before, not_before;
    bool has_after = false, has_before = false;
};

/// A pattern found: where, and what its words stand for.
struct TimeMatch {
    const TimePattern* pattern = nullptr;
    std::uint32_t first_token = 0, end_token = 0;
    std::array<std::int32_t, time_parts> value{};
    std::uint32_t present = 0;  // bit set of TimePart

    bool has(TimePart part) const { return present >> static_cast<unsigned>(part) & 1; }
    std::int32_t operator[](TimePart part) const { return value[static_cast<std::size_t>(part)]; }
    void set(TimePart part, std::int32_t with) {
        value[static_cast<std::size_t>(part)] = with;
        present |= 1u << static_cast<unsigned>(part);
    }
};

/// A value that is letters ("TNI", "D") packed into a number, and back. At most four letters.
std::int32_t pack_letters(std::string_view letters);
std::string unpack_letters(std::int32_t packed);

/// Numbers are kept as halves, so that "2 1/2" stays exact.
constexpr std::int32_t vague_number = -2;

class TimeGrammar {
public:
    /// Reads times.toml; puts its words into the codebook's vocabulary. Throws CodebookError.
    explicit TimeGrammar(Codebook& codebook);

    /// All matches in a sentence, left to right, not overlapping. Patterns of type NONE take their words and give
    /// nothing.
    void match(std::string_view content, Tokens tokens, std::vector<TimeMatch>& matches) const;

private:
    struct Reading {
        std::uint16_t word_class;
        std::uint16_t length;  // tokens
        std::int32_t value;
    };
    struct Entry {  // of one word or phrase
        std::uint16_t word_class;
        std::int32_t value;
    };
    struct Node {
        std::vector<std::pair<std::uint16_t, std::uint32_t>> next;  // class -> node, sorted
        std::vector<std::uint32_t> patterns;                        // that end here, in the file's order
    };
    class Chart;

    std::int32_t value_of(const CodebookNode& table, std::string_view name, std::string_view key);
    std::uint16_t class_of(std::string_view name);
    void add_entry(Codebook& codebook, std::string_view phrase, Entry entry);
    void read_words(Codebook& codebook, const CodebookNode& words);
    void read_pattern(Codebook& codebook, const CodebookNode& node);
    void add_sequence(const std::vector<std::uint16_t>& classes, std::uint32_t pattern);
    bool fits(const TimePattern& pattern, const Chart& chart, Tokens tokens, std::size_t first, std::size_t end) const;
    bool stands_alone(Tokens tokens, std::size_t first, std::size_t end) const;

    std::vector<std::string> class_names_;
    std::vector<std::vector<Entry>> words_;  // by word number: what a single word stands for
    PhraseTable phrases_;                    // of two words or more; values index phrase_entries_
    std::vector<std::vector<Entry>> phrase_entries_;
    WordSet phrase_heads_;  // first words of those phrases
    std::vector<Node> nodes_{1};
    std::vector<TimePattern> patterns_;
    std::vector<std::int8_t> part_of_class_;  // TimePart of a class, -1 = none
    WordSet ambiguous_, introducers_, weekdays_, weekday_introducers_;
    std::vector<YearlyDay> holidays_;  // the value of a word of a class of holidays is an index into them

public:
    /// REQUIRES: a value of TimePart::holiday.
    const YearlyDay& holiday(std::int32_t value) const { return holidays_[static_cast<std::size_t>(value)]; }
};

}  // namespace recount
