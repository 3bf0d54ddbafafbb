#include "command/conllu.h"

#include <algorithm>
#include <charconv>

#include "text/utf8.h"

namespace recount {

namespace {

enum Column : std::size_t { id, form, lemma, upos, xpos, features, head, relation, graph, misc };

/// The number at the start of an id, taken off it; false when there is none.
bool take_number(std::string_view& id, std::uint64_t& number) {
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || id.empty() || id[0] == '+')
        return false;
    id.remove_prefix(static_cast<std::size_t>(end - id.data()));
    return true;
}

}  // namespace

void ConlluSentence::clear() {
    text_.clear();
    rows_.clear();
    words_.clear();
}

std::string_view ConlluSentence::column(std::string_view row, const Columns& starts, std::size_t i) {
    return i + 1 < columns ? row.substr(starts[i], starts[i + 1] - 1 - starts[i]) : row.substr(starts[i]);
}

std::vector<std::string_view> ConlluSentence::forms() const {
    std::vector<std::string_view> out;
    out.reserve(words_.size());
    std::size_t word = 0;
    for (const Row& row : rows_)
        if (row.word)
            out.push_back(column(text_of(row), words_[word++], form));
    return out;
}

void ConlluSentence::write(const std::vector<ConlluWord>& filled, std::string& out) const {
    std::vector<std::string_view> ids{"0"};
    for (const Row& row : rows_)
        if (row.word)
            ids.push_back(column(text_of(row), words_[ids.size() - 1], id));
    std::size_t word = 0;
    for (const Row& row : rows_) {
        const std::string_view text = text_of(row);
        if (!row.word) {
            out.append(text).push_back('\n');
            continue;
        }
        const Columns& starts = words_[word];
        const ConlluWord& with = filled[word++];
        for (const std::string_view value :
             {column(text, starts, id), column(text, starts, form), with.lemma, with.upos, column(text, starts, xpos),
              with.features, ids[with.head], with.relation, std::string_view("_")})
            out.append(value).push_back('\t');
        out.append(column(text, starts, misc)).push_back('\n');
    }
}

ConlluReader::Line ConlluReader::read_line() {
    line_.clear();
    std::streambuf& bytes = *in_.rdbuf();
    bool cut = false;
    for (int byte = bytes.sbumpc();; byte = bytes.sbumpc()) {
        if (byte == std::char_traits<char>::eof()) {
            if (line_.empty() && !cut)
                return Line::end;
            break;
        }
        if (byte == '\n')
            break;
        if (line_.size() < longest_row)
            line_.push_back(static_cast<char>(byte));
        else
            cut = true;
    }
    ++number_;
    while (line_.ends_with('\r'))  // more than one where line ends were converted twice
        line_.pop_back();
    return cut ? Line::cut : Line::row;
}

bool ConlluReader::next(ConlluSentence& sentence) {
    sentence.clear();
    last_id_ = 0;
    full_ = false;
    for (;;) {
        switch (read_line()) {
        case Line::end: return !sentence.empty();
        case Line::cut: tell_(number_, ConlluProblem::row_too_long); break;
        case Line::row:
            if (line_.empty())
                return true;
            if (full_)
                break;
            if (sentence.rows_.size() == longest_sentence) {
                full_ = true;
                tell_(number_, ConlluProblem::sentence_too_long);
                break;
            }
            add(sentence);
        }
    }
}

void ConlluReader::add(ConlluSentence& sentence) {
    ConlluSentence::Columns columns{};
    bool word = false;
    if (line_[0] != '#') {
        std::size_t column = 1;
        for (std::size_t at = line_.find('\t'); at != std::string::npos; at = line_.find('\t', at + 1)) {
            if (column < columns.size())
                columns[column] = static_cast<std::uint32_t>(at + 1);
            ++column;
        }
        if (column != columns.size())
            return tell_(number_, ConlluProblem::not_ten_columns);
        std::string_view rest = ConlluSentence::column(line_, columns, id);
        std::uint64_t first = 0, second = 0;
        if (!take_number(rest, first))
            return tell_(number_, ConlluProblem::not_an_id);
        word = rest.empty();
        if (!word) {
            const char between = rest[0];
            rest.remove_prefix(1);
            if ((between != '-' && between != '.') || !take_number(rest, second) || !rest.empty())
                return tell_(number_, ConlluProblem::not_an_id);
        } else {
            if (first <= last_id_)
                return tell_(number_, ConlluProblem::id_out_of_order);
            if (ConlluSentence::column(line_, columns, form).empty())
                return tell_(number_, ConlluProblem::no_form);
            if (first_invalid_utf8(line_))
                return tell_(number_, ConlluProblem::not_utf8);
            last_id_ = first;
        }
    }
    sentence.rows_.push_back({sentence.text_.size(), line_.size(), word});
    sentence.text_ += line_;
    if (word)
        sentence.words_.push_back(columns);
}

}  // namespace recount
