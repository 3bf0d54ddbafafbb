// CoNLL-U (https://universaldependencies.org/format.html), read and written sentence by sentence: what stands in a row
// besides what is filled in, comments, rows of multiword tokens ("3-4") and of empty nodes ("5.1") come out as they
// went in.
//
// Only the sentence at hand is in memory. A row that is none is told with its line and left out; so are rows and
// sentences that are longer than any language has them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <string_view>
#include <vector>

namespace recount {

/// What is filled in for one word.
struct ConlluWord {
    std::string_view lemma, upos, features, relation;  // "_" where there is none
    std::uint32_t head = 0;                            // 0: the root; i: the sentence's word i - 1
};

/// One sentence with all its rows.
class ConlluSentence {
public:
    void clear();
    bool empty() const { return rows_.empty(); }
    std::size_t words() const { return words_.size(); }

    /// The forms of the words; they live until the sentence is changed.
    std::vector<std::string_view> forms() const;

    /// Appends all rows, the words' filled in, each with a line feed. REQUIRES: filled has a place for each word.
    void write(const std::vector<ConlluWord>& filled, std::string& out) const;

private:
    friend class ConlluReader;
    static constexpr std::size_t columns = 10;
    struct Row {
        std::size_t start = 0, size = 0;  // in text_
        bool word = false;
    };
    using Columns = std::array<std::uint32_t, columns>;  // where each begins, from the row's start

    std::string_view text_of(const Row& row) const { return std::string_view(text_).substr(row.start, row.size); }
    static std::string_view column(std::string_view row, const Columns& starts, std::size_t i);

    std::string text_;
    std::vector<Row> rows_;
    std::vector<Columns> words_;
};

/// What is wrong with a row.
enum class ConlluProblem : std::uint8_t {
    not_ten_columns,
    not_an_id,  // of a word, a multiword token or an empty node
    id_out_of_order,
    no_form,
    not_utf8,
    row_too_long,
    sentence_too_long,  // told once a sentence; the rows that follow up to its end are left out
};

class ConlluReader {
public:
    static constexpr std::size_t longest_row = 1 << 20;       // bytes
    static constexpr std::size_t longest_sentence = 1 << 16;  // rows

    /// `tell` hears of each problem with its line, counted from 1.
    ConlluReader(std::istream& in, std::function<void(std::size_t line, ConlluProblem)> tell)
        : in_(in), tell_(std::move(tell)) {}

    /// The next sentence, without the blank line behind it; false when there is none. A blank line too many gives an
    /// empty sentence.
    bool next(ConlluSentence& sentence);

private:
    enum class Line { row, cut, end };
    Line read_line();
    void add(ConlluSentence& sentence);

    std::istream& in_;
    std::function<void(std::size_t, ConlluProblem)> tell_;
    std::string line_;
    std::size_t number_ = 0;
    std::uint64_t last_id_ = 0;
    bool full_ = false;  // the sentence is as long as sentences may be
};

}  // namespace recount
