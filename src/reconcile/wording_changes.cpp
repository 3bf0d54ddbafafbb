#include "reconcile/wording_changes.h"

#include <algorithm>
#include <set>
#include <string>

namespace recount {

namespace {

constexpr std::size_t largest_table = 1 << 22;  // cells of the table that aligns two versions word by word
constexpr std::size_t shortest_anchor = 2;      // words in a row that both have, beside a piece that stands for another
constexpr std::size_t longest_swap = 6;         // words of a piece that may stand for another; longer ones are cuts
constexpr std::size_t longest_inflection = 3;   // letters that two forms of one word may differ in at their ends
constexpr std::size_t shortest_stem = 4;        // letters that they share

/// Words [first, first_end) of one version that stand where [other, other_end) stand in another.
struct Piece {
    std::size_t first, first_end, other, other_end;
    bool anchored = true;  // words that both have stand around it, more than one in a row
};

using Words = std::vector<UtteranceWord>;

/// The pieces between the words of the longest common subsequence.
std::vector<Piece> pieces_between(const Words& first, const Words& other) {
    const std::size_t rows = first.size() + 1, columns = other.size() + 1;
    if (rows * columns > largest_table)
        return {};
    std::vector<std::uint32_t> longest(rows * columns, 0);
    for (std::size_t i = first.size(); i-- > 0;)
        for (std::size_t j = other.size(); j-- > 0;)
            longest[i * columns + j] = first[i].number == other[j].number
                                           ? longest[(i + 1) * columns + j + 1] + 1
                                           : std::max(longest[(i + 1) * columns + j], longest[i * columns + j + 1]);
    std::vector<Piece> pieces;
    Piece open{0, 0, 0, 0, true};
    const auto close = [&](std::size_t i, std::size_t j) {
        open.first_end = i;
        open.other_end = j;
        if (open.first < i || open.other < j)
            pieces.push_back(open);
    };
    std::size_t i = 0, j = 0;
    while (i < first.size() && j < other.size()) {
        if (first[i].number == other[j].number) {
            close(i, j);
            open = {++i, 0, ++j, 0, true};
        } else if (longest[(i + 1) * columns + j] >= longest[i * columns + j + 1]) {
            ++i;
        } else {
            ++j;
        }
    }
    close(first.size(), other.size());
    for (std::size_t k = 0; k < pieces.size(); ++k) {
        const std::size_t behind = (k + 1 < pieces.size() ? pieces[k + 1].first : first.size()) - pieces[k].first_end;
        const std::size_t before = pieces[k].first - (k > 0 ? pieces[k - 1].first_end : 0);
        pieces[k].anchored = std::max(before, behind) >= shortest_anchor;
    }
    return pieces;
}

/// The places of words [begin, end): words that stand together in one part are one span.
std::vector<Span> spans_of(const Words& words, std::size_t begin, std::size_t end) {
    std::vector<Span> spans;
    for (std::size_t i = begin; i < end; ++i) {
        if (i > begin && words[i - 1].part == words[i].part)
            spans.back().end = words[i].span.end;
        else
            spans.push_back(words[i].span);
    }
    return spans;
}

class ChangeReader {
public:
    ChangeReader(const Utterance& first, const Utterance& other, const UtteranceWords& words,
                 std::span<const AnnotatedReport> reports, const StatementRules& rules)
        : first_(first), other_(other), words_(words), reports_(reports), rules_(rules) {}

    WordChange read(const Piece& piece) const {
        WordChange change;
        change.report = first_.variant.report;
        change.first = spans_of(first_.words, piece.first, piece.first_end);
        change.other = spans_of(other_.words, piece.other, piece.other_end);
        change.kind = kind_of(piece);
        change.sense = change.kind == ChangeKind::negation || change.kind == ChangeKind::number ? SenseChange::changed
                       : change.kind == ChangeKind::word && unlike(piece)                       ? SenseChange::open
                                                                                                : SenseChange::none;
        return change;
    }

private:
    ChangeKind kind_of(const Piece& piece) const {
        const bool at_end = piece.first == 0 || piece.other == 0 || piece.first_end == first_.words.size() ||
                            piece.other_end == other_.words.size();
        const bool one_sided = piece.first == piece.first_end || piece.other == piece.other_end;
        const std::size_t longer = std::max(piece.first_end - piece.first, piece.other_end - piece.other);
        if (longer > longest_swap || !piece.anchored || (at_end && (one_sided || !alike_at_all(piece))))
            return ChangeKind::cut;
        if (negations(first_, piece.first, piece.first_end) % 2 != negations(other_, piece.other, piece.other_end) % 2)
            return ChangeKind::negation;
        const auto ours = numbers(first_, piece.first, piece.first_end);
        const auto theirs = numbers(other_, piece.other, piece.other_end);
        if (!ours.empty() && !theirs.empty() && ours != theirs)
            return ChangeKind::number;
        const bool we_tell = tells(first_, piece.first, piece.first_end);
        const bool they_tell = tells(other_, piece.other, piece.other_end);
        if (we_tell && they_tell)
            return inflected(piece) || same_letters(piece) ? ChangeKind::form : ChangeKind::word;
        return we_tell ? ChangeKind::left_out : they_tell ? ChangeKind::added : ChangeKind::form;
    }

    /// Whether a piece at the edge holds a word on each side that can stand for one on the other, so that it is no cut
    /// on both.
    bool alike_at_all(const Piece& piece) const {
        for (std::size_t i = piece.first; i < piece.first_end; ++i)
            for (std::size_t j = piece.other; j < piece.other_end; ++j)
                if ((telling(first_, i) && one_stem(first_, i, other_, j)) ||
                    words_.likeness(first_.words[i].number, other_.words[j].number) >= rules_.like_words())
                    return true;
        return false;
    }

    /// Whether some telling word of the one side has none on the other that is like it.
    bool unlike(const Piece& piece) const {
        return lacks(first_, piece.first, piece.first_end, other_, piece.other, piece.other_end) ||
               lacks(other_, piece.other, piece.other_end, first_, piece.first, piece.first_end);
    }

    bool lacks(const Utterance& of, std::size_t begin, std::size_t end, const Utterance& in, std::size_t from,
               std::size_t to) const {
        for (std::size_t i = begin; i < end; ++i) {
            if (!telling(of, i))
                continue;
            bool has = false;
            for (std::size_t j = from; j < to && !has; ++j)
                has = one_stem(of, i, in, j) ||
                      words_.likeness(of.words[i].number, in.words[j].number) >= rules_.like_words();
            if (!has)
                return true;
        }
        return false;
    }

    /// Whether both sides are forms of the same words ("ballots were", "ballot was").
    bool inflected(const Piece& piece) const {
        const auto covered = [&](const Utterance& of, std::size_t begin, std::size_t end, const Utterance& in,
                                 std::size_t from, std::size_t to) {
            for (std::size_t i = begin; i < end; ++i) {
                bool has = !telling(of, i);
                for (std::size_t j = from; j < to && !has; ++j)
                    has = one_stem(of, i, in, j);
                if (!has)
                    return false;
            }
            return true;
        };
        return covered(first_, piece.first, piece.first_end, other_, piece.other, piece.other_end) &&
               covered(other_, piece.other, piece.other_end, first_, piece.first, piece.first_end);
    }

    /// "oilfields", "oil fields".
    bool same_letters(const Piece& piece) const {
        std::string ours, theirs;
        for (std::size_t i = piece.first; i < piece.first_end; ++i)
            ours += word(first_, i);
        for (std::size_t j = piece.other; j < piece.other_end; ++j)
            theirs += word(other_, j);
        return ours == theirs;
    }

    bool one_stem(const Utterance& a, std::size_t i, const Utterance& b, std::size_t j) const {
        const std::string_view one = word(a, i), two = word(b, j);
        const auto end = std::ranges::mismatch(one, two).in1;
        const std::size_t common = static_cast<std::size_t>(end - one.begin());
        const std::size_t behind = one.size() - common;
        if (common >= shortest_stem && one.size() == two.size() + 1 && one.ends_with(two.substr(common)))
            return true;  // a letter too many
        if (common >= shortest_stem && two.size() == one.size() + 1 && behind < two.size() &&
            two.ends_with(one.substr(common)))
            return true;
        return common >= shortest_stem && common + longest_inflection >= std::max(one.size(), two.size());
    }

    std::string_view word(const Utterance& utterance, std::size_t i) const {
        return reports_[utterance.variant.report].lowered(utterance.words[i].span);
    }

    bool telling(const Utterance& utterance, std::size_t i) const {
        return words_.rarity(utterance.words[i].number) >= rules_.telling() && !rules_.negates(word(utterance, i));
    }

    bool tells(const Utterance& utterance, std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i)
            if (telling(utterance, i))
                return true;
        return false;
    }

    std::size_t negations(const Utterance& utterance, std::size_t begin, std::size_t end) const {
        std::size_t count = 0;
        for (std::size_t i = begin; i < end; ++i)
            count += rules_.negates(word(utterance, i));
        return count;
    }

    std::set<std::string_view> numbers(const Utterance& utterance, std::size_t begin, std::size_t end) const {
        std::set<std::string_view> found;
        for (std::size_t i = begin; i < end; ++i)
            if (const std::string_view letters = word(utterance, i);
                rules_.counts(letters) || (letters[0] >= '0' && letters[0] <= '9'))
                found.insert(letters);
        return found;
    }

    const Utterance &first_, &other_;
    const UtteranceWords& words_;
    std::span<const AnnotatedReport> reports_;
    const StatementRules& rules_;
};

}  // namespace

WordingChanges wording_changes(const Utterance& first, const Utterance& other, const UtteranceWords& words,
                               std::span<const AnnotatedReport> reports, const StatementRules& rules) {
    WordingChanges found;
    const ChangeReader reader(first, other, words, reports, rules);
    for (const Piece& piece : pieces_between(first.words, other.words)) {
        found.changes.push_back(reader.read(piece));
        const auto& spans = found.changes.back().other;
        found.differences.insert(found.differences.end(), spans.begin(), spans.end());
    }
    return found;
}

}  // namespace recount
